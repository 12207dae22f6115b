package episode.render;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * A picture as PNG, twice as fine as it is shown.
 *
 * @param base64 the file, in Base64
 * @param width as shown, in pixels
 * @param height as shown, in pixels
 */
record PngImage(String base64, int width, int height) {

  static final double SCALE = 2;

  /**
   * Returns the picture as a file.
   *
   * @param kept colours that stay exact
   */
  static PngImage of(BufferedImage image, Collection<Integer> kept) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(Indexed.of(image, kept), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PngImage(
        Base64.getEncoder().encodeToString(bytes.toByteArray()),
        (int) Math.round(image.getWidth() / SCALE),
        (int) Math.round(image.getHeight() / SCALE));
  }

  /** Returns the size at which a notebook shows the picture. */
  Map<String, Object> metadata() {
    return new TreeMap<>(Map.of("width", width, "height", height)); // always in one order
  }
}
