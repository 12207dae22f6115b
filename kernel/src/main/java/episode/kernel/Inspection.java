package episode.kernel;

import episode.kernel.magic.Magic;
import episode.kernel.magic.MagicBook;
import episode.notebook.assist.Page;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Says what the name at the cursor is: signatures, and the javadoc where it can be found. */
final class Inspection {

  private final Evaluator evaluator;
  private final MagicBook magics;
  private final ToolkitHelp toolkit;

  Inspection(Evaluator evaluator, MagicBook magics, ToolkitHelp toolkit) {
    this.evaluator = evaluator;
    this.magics = magics;
    this.toolkit = toolkit;
  }

  /** Returns what is known, or nothing when the place means nothing to anybody. */
  Optional<DisplayData> at(String code, int cursor) {
    int at = Math.max(0, Math.min(cursor, code.length()));
    try {
      return magics
          .at(code, at)
          .map(Magic::shown)
          .or(() -> toolkit.inspect(code, at).map(Inspection::shown))
          .or(() -> java(code, at));
    } catch (RuntimeException | StackOverflowError unreadable) {
      return Optional.empty();
    }
  }

  private static DisplayData shown(Page page) {
    String[] parts = page.text().split("\n", 2);
    String rest = parts.length > 1 ? "\n" + parts[1] : "";
    DisplayData data = new DisplayData(Ansi.strong(parts[0]) + rest);
    data.putMarkdown(page.markdown());
    return data;
  }

  private Optional<DisplayData> java(String code, int at) {
    int end = at;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    for (Context context : Context.around(code.substring(0, end), evaluator.splitter())) {
      List<Documentation> found = documentation(context.code());
      if (found.isEmpty()) {
        found = documentation(context.code() + "("); // methods are only found as calls
      }
      if (!found.isEmpty()) {
        return Optional.of(
            new DisplayData(
                found.stream()
                    .map(Inspection::text)
                    .distinct()
                    .collect(Collectors.joining("\n\n"))));
      }
    }
    return Optional.empty();
  }

  private List<Documentation> documentation(String code) {
    return evaluator.analysis().documentation(code, code.length(), true);
  }

  private static String text(Documentation documentation) {
    String signature = Ansi.strong(documentation.signature());
    return Optional.ofNullable(documentation.javadoc())
        .map(javadoc -> signature + "\n" + plain(javadoc))
        .orElse(signature);
  }

  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("\\{@(?:code|link|linkplain|literal) ([^}]*)}", "$1")
        .replaceAll("</?[a-zA-Z][^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .strip();
  }
}
