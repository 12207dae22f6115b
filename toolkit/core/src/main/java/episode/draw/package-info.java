/**
 * Drawings as SVG documents: a canvas that keeps track of how far its parts reach, and the places
 * of a graph's nodes in layers. Start reading at {@link episode.draw.SvgCanvas}.
 *
 * <p>Imports {@code expr} alone.
 */
package episode.draw;
