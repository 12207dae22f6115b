package episode.plot;

import java.util.List;

/**
 * One thing to show: a text, a formula, a drawing, a {@link Grid} of cells, a {@link Plot} or a
 * {@link SliderPlot}.
 *
 * <p>Values are immutable and safe to share.
 */
public sealed interface Part extends Display
    permits Part.Text, Part.Markdown, Part.Latex, Part.Svg, Grid, Plot, SliderPlot {

  /** Returns this part alone. */
  @Override
  default List<Part> parts() {
    return List.of(this);
  }

  /** Returns a text shown as it stands, in a fixed-width font. */
  static Part text(String text) {
    return new Text(text);
  }

  /** Returns a text in Markdown. */
  static Part markdown(String markdown) {
    return new Markdown(markdown, markdown);
  }

  /** Returns a text in Markdown and what stands for it where Markdown is not drawn. */
  static Part markdown(String markdown, String plain) {
    return new Markdown(markdown, plain);
  }

  /**
   * Returns a displayed formula.
   *
   * @param latex LaTeX without dollar signs, for example {@code \frac{dS}{dt} = -\beta S}
   */
  static Part latex(String latex) {
    return new Latex(latex, latex);
  }

  /** Returns a displayed formula (LaTeX without dollar signs) and its plain text. */
  static Part latex(String latex, String plain) {
    return new Latex(latex, plain);
  }

  /**
   * Returns a drawing.
   *
   * @param svg a complete SVG document with width and height in pixels
   * @param plain what stands for it where pictures are not drawn
   */
  static Part svg(String svg, String plain) {
    return new Svg(svg, plain);
  }

  /** A text shown as it stands. */
  record Text(String text) implements Part {}

  /** A text in Markdown, and its plain form. */
  record Markdown(String markdown, String plain) implements Part {}

  /** A displayed formula in LaTeX without dollar signs, and its plain form. */
  record Latex(String latex, String plain) implements Part {}

  /** A drawing as an SVG document, and its plain form. */
  record Svg(String svg, String plain) implements Part {}
}
