package episode.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlPageTest {

  private static Cell cell(String json) {
    return new Cell(JsonParser.parseString(json).getAsJsonObject());
  }

  private static String page(Cell... cells) {
    return HtmlPage.of(
        new Notebook(JsonParser.parseString("{}").getAsJsonObject(), List.of(cells)),
        "name",
        Path.of(""),
        "the note");
  }

  private static String pageOfOutput(String output) {
    return page(
        cell(
            "{\"cell_type\": \"code\", \"metadata\": {}, \"execution_count\": 1, \"source\": \"x\","
                + " \"outputs\": ["
                + output
                + "]}"));
  }

  private static String pageOfBundle(String data) {
    return pageOfOutput(
        "{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": " + data + "}");
  }

  @Test
  void titleIsTheFirstHeading() {
    assertThat(
            page(cell("{\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": \"# A < B\"}")))
        .contains("<title>A &lt; B</title>", "<h1>A &lt; B</h1>", "<footer>the note</footer>");
  }

  @Test
  void withoutHeadingTheTitleIsTheFileName() {
    assertThat(page()).contains("<title>name</title>");
  }

  @Test
  void formulasBringTheirEngineAndFontsAlong() {
    String page = pageOfBundle("{\"text/latex\": \"$$x^2$$\", \"text/plain\": \"x2\"}");
    assertThat(page)
        .contains("<div class=\"math display\">x^2</div>")
        .contains("data:font/woff2;base64,")
        .doesNotContain("url(fonts/");
  }

  @Test
  void withoutFormulasThePageIsSmall() {
    assertThat(page()).hasSizeLessThan(6000);
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    String page = pageOfBundle("{\"text/latex\": \"$x$\"}");
    assertThat(page)
        .doesNotContainPattern("(?:src|href)=\"https?:")
        .doesNotContainPattern("url\\((?!data:)");
  }

  @Test
  void pictureIsPreferredToText() {
    assertThat(
            pageOfBundle(
                "{\"application/vnd.vegalite.v5+json\": {}, \"image/png\": \"AQID\\n\","
                    + " \"text/plain\": \"plot\"}"))
        .contains("<img alt=\"plot\" src=\"data:image/png;base64,AQID\">")
        .doesNotContain(">plot<");
  }

  @Test
  void pictureIsSaidInTheWordsOfItsText() {
    assertThat(
            pageOfBundle(
                "{\"image/png\": \"AQID\","
                    + " \"text/plain\": \"SIR \\\"flu\\\"\\n 3 ⠁⠂⣿ \\n\\nShown: S, I & R\"}"))
        .contains("<img alt=\"SIR &quot;flu&quot;; Shown: S, I &amp; R\" src=");
    assertThat(
            pageOfBundle(
                "{\"image/png\": \"AQID\", \"text/plain\": \"" + "long ".repeat(50) + "\"}"))
        .contains("<img alt=\"" + "long ".repeat(40) + "…\" src=");
  }

  @Test
  void pictureHasTheWidthThatTheNotebookAsksFor() {
    assertThat(
            pageOfOutput(
                "{\"output_type\": \"display_data\", \"data\": {\"image/png\": \"AQID\"},"
                    + " \"metadata\": {\"image/png\": {\"width\": 320, \"height\": 200}}}"))
        .contains(
            "<img alt=\"\" width=\"320\" style=\"min-width:192px\" src=\"data:image/png;base64,AQID\">");
  }

  @Test
  void tableIsTakenAsItIs() {
    assertThat(pageOfBundle("{\"text/html\": \"<table></table>\", \"text/plain\": \"t\"}"))
        .contains("<div class=\"output html\"><table></table></div>");
  }

  @Test
  void errorShowsItsTracebackWithoutTerminalColours() {
    assertThat(
            pageOfOutput(
                "{\"output_type\": \"error\", \"ename\": \"E\", \"evalue\": \"m\","
                    + " \"traceback\": [\"\\u001b[31mE: m\\u001b[0m\"]}"))
        .contains("<pre class=\"output failure\">E: m</pre>");
  }

  @Test
  void formulaKeepsItsPunctuationInALine() {
    assertThat(MarkdownText.html("so $x$, but ($y$) and $z$ too"))
        .isEqualToNormalizingNewlines(
            "<p>so <span class=\"keep\"><span class=\"math\">x</span>,</span> but"
                + " <span class=\"keep\">(<span class=\"math\">y</span>)</span> and"
                + " <span class=\"math\">z</span> too</p>\n");
    assertThat(page()).contains(".keep { white-space: nowrap; }");
  }

  @Test
  void fractionsOfSuccessiveEquationsStandApart() {
    String equations =
        "$$\\begin{aligned}\n"
            + "\\frac{dS}{dt} &= -\\beta \\\\[0.4em]\n"
            + "\\lambda &= \\sum_{b} I_b \\\\[0.4em]\n"
            + "N &= S \\\\[0.4em]\n"
            + "M &= S\n\\end{aligned}$$";
    JsonObject data = new JsonObject();
    data.addProperty("text/latex", equations);
    assertThat(pageOfBundle(data.toString()))
        .contains("-\\beta \\\\[0.8em]\n", "I_b \\\\[1.3em]\n", "N &amp;= S \\\\[0.4em]\n");
  }

  @Test
  void systemShowsAllThatANotebookShows() {
    String page =
        page(
            cell(
                """
                {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": "x", "outputs": [
                  {"output_type": "display_data", "metadata": {}, "data": {"text/latex": "$$x$$"}},
                  {"output_type": "display_data", "metadata": {}, "data": {"image/png": "AQID"}},
                  {"output_type": "execute_result", "execution_count": 1, "metadata": {},
                   "data": {"text/html": "<table></table>", "text/plain": "t"}}]}
                """));
    assertThat(page)
        .containsSubsequence("<div class=\"math display\">x", "base64,AQID", "<table></table>");
  }

  @Test
  void longTextIsCutInTheMiddleAtLineEnds() {
    String text = "a line of some text\n".repeat(20_000);
    String html = LongText.html(text);
    assertThat(html)
        .hasSizeBetween(90_000, 110_000)
        .startsWith("a line of some text\n")
        .contains(
            "a line of some text\n<span class=\"left-out\">… 15,001 lines left out here; the"
                + " notebook has all …</span>\na line of some text\n");
    assertThat(html.lines().filter("a line of some text"::equals).count()).isEqualTo(4_999);
  }

  @Test
  void longLineIsCutInItsMiddle() {
    assertThat(LongText.html("<".repeat(150_000)))
        .contains("&lt;\n<span class=\"left-out\">… 50,000 characters left out");
    assertThat(LongText.html("x".repeat(100_000))).hasSize(100_000);
  }

  @Test
  void wideTablesShrinkOnNarrowPagesAndShowThatTheyScroll() {
    assertThat(page())
        .contains(
            ".output.html, pre.output, pre.source {\n  --ground", "@media (max-width: 60rem)");
  }

  @Test
  void lineThatWasDrawnOverShowsItsLastState() {
    assertThat(OutputHtml.overwrite("10 %\r50 %\r100 %\nnext\r\n")).isEqualTo("100 %\nnext\n");
  }

  @Test
  void sourceIsMarkedAndEscaped() {
    assertThat(JavaText.html("var a = \"<x>\"; // c\nint b = 1e-3;"))
        .isEqualTo(
            "<span class=\"keyword\">var</span> a = <span class=\"string\">&quot;&lt;x&gt;&quot;"
                + "</span>; <span class=\"comment\">// c</span>\n<span class=\"keyword\">int</span>"
                + " b = <span class=\"number\">1e-3</span>;");
  }
}
