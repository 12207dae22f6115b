package episode.draw;

import episode.expr.Printable;
import java.util.Locale;

/** Collects the parts of a drawing and how far they reach. For one drawing and one thread. */
public final class SvgCanvas {
  /** How much a wide drawing may shrink before it is scrolled instead. */
  private static final double SMALLEST = 0.6;

  /** The colour of names. */
  public static final String INK = "#333333";

  /** The colour of what is said beside them. */
  public static final String FAINT_INK = "#5F6570";

  /** The colour of arrows. */
  public static final String LINE = "#7A828C";

  /** The one family that every renderer has; not all of them read lists. */
  private static final String FONT = "sans-serif";

  private static final double MARGIN = 16;

  private final StringBuilder body = new StringBuilder();
  private double minX = Double.POSITIVE_INFINITY;
  private double minY = Double.POSITIVE_INFINITY;
  private double maxX = Double.NEGATIVE_INFINITY;
  private double maxY = Double.NEGATIVE_INFINITY;

  /** Makes an empty drawing. */
  public SvgCanvas() {}

  /**
   * How a text is written.
   *
   * @param size in pixels
   * @param colour such as {@link #INK}
   * @param anchor what stands at its point: start, middle or end
   * @param extra further attributes, a blank before each, or ""
   */
  public record Style(double size, String colour, String anchor, String extra) {}

  /** Makes room for a point. */
  public SvgCanvas reach(double x, double y) {
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
    return this;
  }

  /** Returns the width of a text of a size in pixels, roughly. */
  public static double textWidth(String text, double size) {
    return text.codePointCount(0, text.length()) * size * 0.6;
  }

  /** Adds an element as it stands. */
  public void add(String element) {
    body.append(element).append('\n');
  }

  /** Adds a rounded rectangle. */
  public void box(double x, double y, double width, double height, String paint) {
    reach(x, y).reach(x + width, y + height);
    add(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"9\" %s/>",
            x,
            y,
            width,
            height,
            paint));
  }

  /** Adds a line of text; a white edge keeps it readable over lines. */
  public void text(String text, double x, double y, Style style) {
    double width = textWidth(text, style.size());
    double left =
        style.anchor().equals("start")
            ? x
            : style.anchor().equals("end") ? x - width : x - width / 2;
    reach(left, y - style.size()).reach(left + width, y + 4);
    add(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" fill=\"%s\" text-anchor=\"%s\""
                + " stroke=\"#ffffff\" stroke-width=\"4\" stroke-linejoin=\"round\""
                + " paint-order=\"stroke\"%s>%s</text>",
            x,
            y,
            style.size(),
            style.colour(),
            style.anchor(),
            style.extra(),
            escaped(text)));
  }

  /** Returns a point of a curve after a command such as M, L or C. */
  public static String point(String command, double x, double y) {
    return String.format(Locale.ROOT, "%s%.1f,%.1f ", command, x, y);
  }

  /** Adds a curve. */
  public void path(String data, String tooltip) {
    add(
        "<path d=\""
            + data
            + "\" fill=\"none\" stroke=\""
            + LINE
            + "\" stroke-width=\"1.8\" stroke-linecap=\"round\"><title>"
            + escaped(tooltip)
            + "</title></path>");
  }

  /** Adds the head of an arrow with its tip at a point, along a direction of length 1. */
  public void head(double x, double y, double dx, double dy) {
    double backX = x - 9 * dx;
    double backY = y - 9 * dy;
    reach(x, y);
    add(
        String.format(
            Locale.ROOT,
            "<polygon points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f\" fill=\"%s\"/>",
            x,
            y,
            backX - 4.5 * dy,
            backY + 4.5 * dx,
            backX + 4.5 * dy,
            backY - 4.5 * dx,
            LINE));
  }

  /** Returns the whole drawing on a white card, as a document. */
  public String document(String title) {
    double width = maxX - minX + 2 * MARGIN;
    double height = maxY - minY + 2 * MARGIN;
    double left = minX - MARGIN;
    double top = minY - MARGIN;
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\""
                + " viewBox=\"%.1f %.1f %.1f %.1f\" role=\"img\" font-family=\"%s\""
                + " style=\"max-width:100%%;min-width:%.0fpx;height:auto\">\n<title>%s</title>\n",
            width,
            height,
            left,
            top,
            width,
            height,
            FONT,
            width * SMALLEST,
            escaped(title))
        + String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"10\""
                + " fill=\"#ffffff\"/>\n",
            left,
            top,
            width,
            height)
        + body
        + "</svg>\n";
  }

  /** Returns a text in one line that means nothing to XML or HTML. */
  public static String escaped(String text) {
    StringBuilder fit = new StringBuilder();
    Printable.of(text)
        .codePoints()
        .forEach(
            c -> {
              boolean unfit =
                  Character.isISOControl(c)
                      || (c >= 0xD800 && c <= 0xDFFF)
                      || c >= 0xFFFE && c <= 0xFFFF;
              fit.appendCodePoint(unfit ? ' ' : c);
            });
    return Printable.markup(fit.toString());
  }
}
