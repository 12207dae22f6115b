package episode.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The picture of the README: what notebook 03 shows of its model, its solution and its fit. */
class FrontPictureTest {
  private static final Path NOTEBOOK = Page.ROOT.resolve("notebooks/03-boarding-school.ipynb");
  private static final File PICTURE = Page.ROOT.resolve("docs/images/boarding-school.png").toFile();

  /**
   * Pictures of a notebook are twice as fine as they are shown; two of them fit beside each other.
   */
  private static final double SCALE = 0.78;

  private static final int TOP = 140;

  @Test
  void pictureIsThereAndSmall() throws IOException {
    if (Page.isWritten()) {
      ImageIO.write(picture(), "png", PICTURE);
    }
    BufferedImage picture = ImageIO.read(PICTURE);
    assertThat(picture.getWidth()).isEqualTo(picture().getWidth());
    assertThat(PICTURE.length()).isLessThan(150_000);
  }

  /** Returns the flow diagram above the first solution, and the fit beside them. */
  private static BufferedImage picture() throws IOException {
    BufferedImage diagram = shown("Flow diagram").get(0);
    BufferedImage solution = shown("SIR\n").get(0);
    List<BufferedImage> predictions = shown("Predictions of in_bed");
    BufferedImage fit = predictions.get(predictions.size() - 1);
    int width = (int) (SCALE * (solution.getWidth() + fit.getWidth()));
    int height = TOP + (int) (SCALE * Math.max(solution.getHeight(), fit.getHeight()));
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = picture.createGraphics();
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, width, height);
    paint(canvas, diagram, 20, 12);
    paint(canvas, solution, 0, TOP);
    paint(canvas, fit, width - (int) (SCALE * fit.getWidth()), TOP);
    canvas.dispose();
    return picture;
  }

  private static void paint(Graphics2D canvas, BufferedImage part, int x, int y) {
    int width = (int) (SCALE * part.getWidth());
    int height = (int) (SCALE * part.getHeight());
    canvas.drawImage(part, x, y, width, height, null);
  }

  /** Returns the pictures of the notebook whose text begins like this. */
  private static List<BufferedImage> shown(String beginning) throws IOException {
    List<BufferedImage> found = new ArrayList<>();
    JsonObject notebook = JsonParser.parseString(Files.readString(NOTEBOOK)).getAsJsonObject();
    for (JsonElement cell : notebook.getAsJsonArray("cells")) {
      JsonElement outputs = cell.getAsJsonObject().get("outputs");
      if (outputs == null) {
        continue;
      }
      for (JsonElement output : outputs.getAsJsonArray()) {
        JsonObject data = output.getAsJsonObject().getAsJsonObject("data");
        if (data != null
            && data.has("image/png")
            && text(data, "text/plain").startsWith(beginning)) {
          byte[] png = Base64.getMimeDecoder().decode(text(data, "image/png"));
          found.add(ImageIO.read(new ByteArrayInputStream(png)));
        }
      }
    }
    return found;
  }

  private static String text(JsonObject data, String type) {
    JsonElement value = data.get(type);
    if (!value.isJsonArray()) {
      return value.getAsString();
    }
    StringBuilder text = new StringBuilder();
    value.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }
}
