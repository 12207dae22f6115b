package episode.render;

import java.awt.AWTError;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;

/** Measures and places texts on a canvas. */
final class Lettering {

  private Lettering() {}

  /** Returns whether this machine has what Java needs to draw letters: some lack all fonts. */
  static boolean works() {
    try {
      FontRenderContext plain = new FontRenderContext(null, true, true);
      return Theme.LABEL.getStringBounds("x", plain).getWidth() > 0;
    } catch (RuntimeException | LinkageError | InternalError | AWTError missing) {
      return false;
    }
  }

  static double width(Graphics2D canvas, String text) {
    return width(canvas, canvas.getFont(), text);
  }

  static double width(Graphics2D canvas, Font font, String text) {
    return font.getStringBounds(text, canvas.getFontRenderContext()).getWidth();
  }

  /** Writes with the middle of the text at x and its baseline at y. */
  static void centred(Graphics2D canvas, String text, double x, double y) {
    canvas.drawString(text, (float) (x - width(canvas, text) / 2), (float) y);
  }

  /** Writes with the end of the text at x and its baseline at y. */
  static void rightAligned(Graphics2D canvas, String text, double x, double y) {
    canvas.drawString(text, (float) (x - width(canvas, text)), (float) y);
  }

  /** Writes upwards, with the middle of the text at (x, y). */
  static void upwards(Graphics2D canvas, String text, double x, double y) {
    turned(canvas, text, x, y, -Math.PI / 2, width(canvas, text) / 2);
  }

  /** Writes slanting upwards, with the end of the text at (x, y). */
  static void slanted(Graphics2D canvas, String text, double x, double y) {
    turned(canvas, text, x, y, -Math.PI / 5, width(canvas, text));
  }

  private static void turned(
      Graphics2D canvas, String text, double x, double y, double angle, double before) {
    AffineTransform saved = canvas.getTransform();
    canvas.translate(x, y);
    canvas.rotate(angle);
    canvas.drawString(text, (float) -before, 0);
    canvas.setTransform(saved);
  }
}
