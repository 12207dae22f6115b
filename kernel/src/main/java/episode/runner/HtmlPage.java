package episode.runner;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import episode.kernel.magic.HtmlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An executed notebook as one HTML page that needs no network: pictures are inside, and so are the
 * script and the fonts that draw formulas (KaTeX) when there are any.
 */
final class HtmlPage {
  private static final String KATEX = "/META-INF/resources/webjars/katex/";
  private static final Pattern FONT =
      Pattern.compile("src:url\\((fonts/[^)]+\\.woff2)\\) format\\(\"woff2\"\\)[^}]*");
  private static final Pattern TITLE = Pattern.compile("(?m)^#\\s+(.+)$");

  private final StringBuilder body = new StringBuilder();
  private final Path folder;

  private HtmlPage(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the page.
   *
   * @param notebook the notebook with its outputs
   * @param name what the page is called when the notebook has no first heading
   * @param folder what relative picture addresses start from
   * @param note one line for the foot of the page
   */
  static String of(Notebook notebook, String name, Path folder, String note) {
    HtmlPage page = new HtmlPage(folder);
    notebook.cells().forEach(page::add);
    String body = page.body.toString();
    return resource("page.html")
        .replace("{{title}}", HtmlText.escaped(title(notebook, name)))
        .replace("{{style}}", resource("page.css"))
        .replace("{{note}}", HtmlText.escaped(note))
        .replace("{{math}}", hasFormulas(body) ? mathEngine() : "")
        .replace("{{body}}", body);
  }

  private static String title(Notebook notebook, String name) {
    return notebook.cells().stream()
        .filter(cell -> cell.kind().equals("markdown"))
        .map(cell -> TITLE.matcher(cell.source()))
        .filter(Matcher::find)
        .map(heading -> heading.group(1).strip())
        .findFirst()
        .orElse(name);
  }

  private void add(Cell cell) {
    switch (cell.kind()) {
      case "markdown" -> addText(cell);
      case "code" -> addCode(cell);
      default ->
          body.append("<pre class=\"raw\">")
              .append(HtmlText.escaped(cell.source()))
              .append("</pre>\n");
    }
  }

  private void addText(Cell cell) {
    JsonObject attachments =
        cell.json().has("attachments")
            ? cell.json().getAsJsonObject("attachments")
            : new JsonObject();
    body.append("<section class=\"text\">\n");
    body.append(MarkdownText.html(cell.source(), folder, attachments));
    body.append("</section>\n");
  }

  private void addCode(Cell cell) {
    body.append("<section class=\"cell\">\n<pre class=\"source\"><code>");
    body.append(JavaText.html(cell.source().stripTrailing())).append("</code></pre>\n");
    for (JsonElement output : cell.outputs()) {
      body.append(OutputHtml.html(output.getAsJsonObject())).append('\n');
    }
    body.append("</section>\n");
  }

  private static boolean hasFormulas(String body) {
    return body.contains("class=\"math") || body.contains("$$") || body.contains("\\(");
  }

  private static String mathEngine() {
    String base = KATEX + katexVersion() + "/dist/";
    String css = text(base + "katex.min.css");
    String fonts = FONT.matcher(css).replaceAll(match -> embedded(base, match));
    return "<style>"
        + fonts
        + "</style>\n"
        + "<script>"
        + text(base + "katex.min.js")
        + "</script>\n"
        + "<script>"
        + text(base + "contrib/auto-render.min.js")
        + "</script>\n"
        + "<script>"
        + resource("formulas.js")
        + "</script>\n";
  }

  private static String embedded(String base, MatchResult font) {
    String bytes = Base64.getEncoder().encodeToString(bytes(base + font.group(1)));
    return "src:url(data:font/woff2;base64," + bytes + ") format(\"woff2\")";
  }

  private static String katexVersion() {
    Properties properties = new Properties();
    try (InputStream in =
        HtmlPage.class.getResourceAsStream(
            "/META-INF/maven/org.webjars.npm/katex/pom.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static String resource(String name) {
    return text("/episode/runner/" + name);
  }

  private static String text(String resource) {
    return new String(bytes(resource), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
