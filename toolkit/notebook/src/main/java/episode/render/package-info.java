/**
 * Turns what a value shows of itself ({@code episode.plot}) into what a notebook can draw:
 * Vega-Lite, PNG, HTML, LaTeX and plain text.
 *
 * <p>{@link episode.render.MimeBundle} is the way in. Pictures are painted with Java2D and need no
 * screen. The package imports {@code plot} and {@code expr} alone; it knows neither Jupyter nor
 * Tablesaw.
 */
package episode.render;
