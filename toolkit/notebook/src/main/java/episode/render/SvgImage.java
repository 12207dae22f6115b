package episode.render;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.FloatSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Paints SVG drawings. */
final class SvgImage {

  private SvgImage() {}

  /**
   * Returns the drawing on white, with {@code scale} pixels for every pixel of the drawing.
   *
   * @throws IllegalArgumentException if the text is no SVG document
   */
  static BufferedImage paint(String svg, double scale) {
    byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
    SVGDocument document =
        new SVGLoader().load(new ByteArrayInputStream(bytes), null, LoaderContext.createDefault());
    if (document == null) {
      throw new IllegalArgumentException("not an SVG document");
    }
    FloatSize size = document.size();
    int width = (int) Math.ceil(size.width * scale);
    int height = (int) Math.ceil(size.height * scale);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, width, height);
    PlotPainter.smooth(canvas);
    canvas.scale(scale, scale);
    document.render(null, canvas);
    canvas.dispose();
    return image;
  }
}
