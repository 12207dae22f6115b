package episode.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every relative link of the documentation leads to something that is there. */
class LinksTest {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final Pattern IN_HTML = Pattern.compile("(?:src|href)=\"([^\"]*)\"");
  private static final Pattern ANCHOR = Pattern.compile("(?:id|name)=\"([^\"]*)\"");

  /** What GitHub leaves out when it makes an anchor of a heading. */
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]");

  @TestFactory
  Stream<DynamicTest> everyRelativeLinkAndAnchorIsThere() throws IOException {
    return pages().stream().map(page -> DynamicTest.dynamicTest(name(page), () -> check(page)));
  }

  private static String name(Path page) {
    return Page.ROOT.relativize(page).toString().replace('\\', '/');
  }

  /** Returns all pages and notebooks that the repository shows. */
  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of("", "docs", "kernel", "toolkit", "notebooks", "binder")) {
      Path start = Page.ROOT.resolve(folder);
      if (Files.isDirectory(start)) {
        try (Stream<Path> files = Files.walk(start, folder.isEmpty() ? 1 : 4)) {
          files.filter(LinksTest::isPage).sorted().forEach(pages::add);
        }
      }
    }
    return pages;
  }

  private static boolean isPage(Path file) {
    String path = Page.ROOT.relativize(file).toString().replace('\\', '/');
    boolean made = path.matches("(.*/)?(build|target|node_modules|\\..*?)/.*");
    return !made && (path.endsWith(".md") || path.endsWith(".ipynb")) && Files.isRegularFile(file);
  }

  private static void check(Path page) throws IOException {
    List<String> broken = new ArrayList<>();
    for (String link : Found.in(page).links) {
      if (link.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
        continue; // another site's, which a test without network cannot ask
      }
      String[] parts = link.split("#", 2);
      Path target = parts[0].isEmpty() ? page : page.resolveSibling(decoded(parts[0])).normalize();
      if (!Files.exists(target)) {
        broken.add(link);
      } else if (parts.length == 2 && !Found.in(target).anchors.contains(decoded(parts[1]))) {
        broken.add(link + " (no such heading)");
      }
    }
    assertThat(broken).as("broken links of %s", page).isEmpty();
  }

  private static String decoded(String address) {
    return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The links and anchors of a page or notebook. */
  private static final class Found extends AbstractVisitor {
    private final List<String> links = new ArrayList<>();
    private final Set<String> anchors = new HashSet<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final boolean notebook;

    private Found(boolean notebook) {
      this.notebook = notebook;
    }

    static Found in(Path page) throws IOException {
      String text = Files.readString(page);
      Found found = new Found(page.toString().endsWith(".ipynb"));
      if (!found.notebook) {
        PARSER.parse(text).accept(found);
        return found;
      }
      JsonArray cells = JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cells");
      for (JsonElement cell : cells) {
        JsonObject object = cell.getAsJsonObject();
        if (object.get("cell_type").getAsString().equals("markdown")) {
          PARSER.parse(source(object.get("source"))).accept(found);
        }
      }
      return found;
    }

    private static String source(JsonElement source) {
      if (!source.isJsonArray()) {
        return source.getAsString();
      }
      StringBuilder text = new StringBuilder();
      source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
      return text.toString();
    }

    @Override
    public void visit(Link link) {
      links.add(link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      links.add(image.getDestination());
    }

    @Override
    public void visit(Heading heading) {
      String words = words(heading);
      if (notebook) { // as JupyterLab makes them
        anchors.add(words.replace(' ', '-'));
      } else {
        String plain = NOT_IN_ANCHORS.matcher(words.toLowerCase(Locale.ROOT)).replaceAll("");
        String anchor = plain.replace(' ', '-');
        int times = seen.merge(anchor, 1, Integer::sum);
        anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
      }
      visitChildren(heading);
    }

    private static String words(Node heading) {
      StringBuilder words = new StringBuilder();
      heading.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text text) {
              words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
              words.append(code.getLiteral());
            }
          });
      return words.toString();
    }

    @Override
    public void visit(HtmlInline html) {
      html(html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      html(html.getLiteral());
    }

    private void html(String text) {
      IN_HTML.matcher(text).results().forEach(link -> links.add(link.group(1)));
      ANCHOR.matcher(text).results().forEach(anchor -> anchors.add(anchor.group(1)));
    }
  }
}
