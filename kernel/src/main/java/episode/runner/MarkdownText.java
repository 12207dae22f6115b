package episode.runner;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown with tables and formulas as HTML; pictures beside the notebook are put into the page.
 */
final class MarkdownText {
  private static final List<org.commonmark.Extension> EXTENSIONS =
      List.of(TablesExtension.create(), new MathSyntax());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private static final Map<String, String> PICTURES =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "gif", "image/gif",
          "svg", "image/svg+xml",
          "webp", "image/webp");

  /** A short formula in a line, with what must not be parted from it. */
  private static final Pattern PUNCTUATED =
      Pattern.compile("([(\\[]?)<span class=\"math\">([^<]{1,60})</span>([,.;:!?)\\]]*)");

  private final HtmlRenderer renderer;
  private final Path folder;
  private final JsonObject attachments;

  private MarkdownText(Path folder, JsonObject attachments) {
    this.folder = folder;
    this.attachments = attachments;
    renderer =
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .attributeProviderFactory(context -> this::inlinePicture)
            .build();
  }

  /**
   * Returns the text as HTML.
   *
   * @param markdown CommonMark with tables and formulas
   * @param folder what relative picture addresses start from
   * @param attachments the cell's attached pictures
   */
  static String html(String markdown, Path folder, JsonObject attachments) {
    return kept(new MarkdownText(folder, attachments).renderer.render(PARSER.parse(markdown)));
  }

  /** Returns the text as HTML; it shows no pictures of its own. */
  static String html(String markdown) {
    return html(markdown, Path.of(""), new JsonObject());
  }

  /** Wraps formulas and their punctuation: a browser breaks lines between the two otherwise. */
  private static String kept(String html) {
    return PUNCTUATED
        .matcher(html)
        .replaceAll(
            match -> {
              boolean alone = match.group(1).isEmpty() && match.group(3).isEmpty();
              String text =
                  alone ? match.group() : "<span class=\"keep\">" + match.group() + "</span>";
              return Matcher.quoteReplacement(text);
            });
  }

  private void inlinePicture(Node node, String element, Map<String, String> attributes) {
    if (node instanceof Image) {
      attributes.computeIfPresent("src", (key, address) -> dataUri(address).orElse(address));
    }
  }

  private Optional<String> dataUri(String address) {
    if (address.startsWith("attachment:")) {
      return attached(address.substring("attachment:".length()));
    }
    String type = PICTURES.get(address.substring(address.lastIndexOf('.') + 1).toLowerCase());
    if (type == null || address.contains(":")) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(address));
      return Optional.of(dataUri(type, Base64.getEncoder().encodeToString(bytes)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<String> attached(String name) {
    if (!attachments.has(name)) {
      return Optional.empty();
    }
    var bundle = attachments.getAsJsonObject(name);
    return bundle.keySet().stream()
        .findFirst()
        .map(type -> dataUri(type, Cell.text(bundle.get(type))));
  }

  private static String dataUri(String type, String base64) {
    return "data:" + type + ";base64," + base64.replaceAll("\\s", "");
  }
}
