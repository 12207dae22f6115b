package episode.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownTextTest {

  @Test
  void formulaInALineKeepsItsUnderscoresAndStars() {
    assertThat(MarkdownText.html("rate $a_1 * b_2 * c$ here"))
        .isEqualTo("<p>rate <span class=\"math\">a_1 * b_2 * c</span> here</p>\n");
  }

  @Test
  void displayedFormulaKeepsLinesThatLookLikeLists() {
    String html =
        MarkdownText.html(
            "$$\n\\begin{aligned}\na &= b \\\\\n- c & < d\n\\end{aligned}\n$$\nafter");
    assertThat(html)
        .isEqualTo(
            "<div class=\"math display\">\\begin{aligned}\na &amp;= b \\\\\n- c &amp; &lt; d\n"
                + "\\end{aligned}</div>\n<p>after</p>\n");
  }

  @Test
  void displayedFormulaMayStandInOneLine() {
    assertThat(MarkdownText.html("so $$x^2$$ holds"))
        .isEqualTo("<p>so <span class=\"math display\">x^2</span> holds</p>\n");
  }

  @Test
  void environmentNeedsNoDollars() {
    assertThat(MarkdownText.html("\\begin{equation}\nx\n\\end{equation}\ntext"))
        .startsWith("<div class=\"math display\">\\begin{equation}\nx\n\\end{equation}</div>");
  }

  @Test
  void moneyIsNoFormula() {
    assertThat(MarkdownText.html("costs $5 or $6")).isEqualTo("<p>costs $5 or $6</p>\n");
    assertThat(MarkdownText.html("a $ b $ c")).isEqualTo("<p>a $ b $ c</p>\n");
    assertThat(MarkdownText.html("only one $x")).isEqualTo("<p>only one $x</p>\n");
  }

  @Test
  void codeIsNoFormula() {
    assertThat(MarkdownText.html("`$x$`")).isEqualTo("<p><code>$x$</code></p>\n");
  }

  @Test
  void pictureBesideTheNotebookIsPutInside(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("dot.png"), new byte[] {1, 2, 3});
    assertThat(MarkdownText.html("![dot](dot.png)", folder, new JsonObject()))
        .contains("src=\"data:image/png;base64,AQID\"");
  }

  @Test
  void attachedPictureIsPutInside() {
    JsonObject bundle = new JsonObject();
    bundle.addProperty("image/png", "AQID");
    JsonObject attachments = new JsonObject();
    attachments.add("dot.png", bundle);
    assertThat(MarkdownText.html("![dot](attachment:dot.png)", Path.of(""), attachments))
        .contains("src=\"data:image/png;base64,AQID\"");
  }
}
