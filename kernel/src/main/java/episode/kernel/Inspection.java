package episode.kernel;

import episode.kernel.magic.Magic;
import episode.kernel.magic.MagicBook;
import episode.kernel.magic.Spelling;
import episode.kernel.magic.Variables;
import episode.notebook.assist.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
          .or(() -> variable(code, at))
          .or(() -> java(code, at));
    } catch (RuntimeException | StackOverflowError unreadable) {
      return Optional.empty();
    }
  }

  /** Returns names that are written almost like one that nobody knows, the nearest first. */
  List<String> near(String name) {
    int limit = Math.max(1, name.length() / 3);
    Comparator<String> order = Comparator.comparing(one -> Spelling.distance(one, name));
    return Stream.concat(evaluator.values().keySet().stream(), toolkit.words().stream())
        .distinct()
        .filter(one -> one.length() > 1 && Spelling.distance(one, name) <= limit)
        .sorted(order.thenComparing(Comparator.naturalOrder()))
        .limit(3)
        .toList();
  }

  /** Returns the type and the value of a variable of the session. */
  private Optional<DisplayData> variable(String code, int at) {
    int start = at;
    while (start > 0 && Character.isJavaIdentifierPart(code.charAt(start - 1))) {
      start--;
    }
    String name = code.substring(start, end(code, at));
    boolean alone = start == 0 || code.charAt(start - 1) != '.';
    return evaluator
        .variables()
        .filter(variable -> alone && variable.name().equals(name))
        .map(one -> shown(one.typeName(), name, Variables.brief(evaluator.values().get(name))))
        .findFirst();
  }

  private static DisplayData shown(String type, String name, String value) {
    return new DisplayData(Ansi.strong(type + " " + name) + "\n\n" + value);
  }

  private static int end(String code, int at) {
    int end = at;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    return end;
  }

  private static DisplayData shown(Page page) {
    String[] parts = page.text().split("\n", 2);
    String rest = parts.length > 1 ? "\n" + parts[1] : "";
    DisplayData data = new DisplayData(Ansi.strong(parts[0]) + rest);
    data.putMarkdown(page.markdown());
    return data;
  }

  private Optional<DisplayData> java(String code, int at) {
    int end = end(code, at);
    for (Context context : Context.around(code.substring(0, end), evaluator.splitter())) {
      List<Documentation> found = documentation(context.code());
      if (found.isEmpty()) {
        found = documentation(context.code() + "("); // methods are only found as calls
      }
      Optional<Page> type = found.size() == 1 ? type(found.get(0), code, end) : Optional.empty();
      if (type.isPresent()) {
        return type.map(Inspection::shown);
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

  /** Returns what a class can do where no javadoc says it. */
  private static Optional<Page> type(Documentation found, String code, int end) {
    int start = end;
    while (start > 0 && (code.charAt(start - 1) + "").matches("[\\w.]")) {
      start--;
    }
    return found.javadoc() == null ? JavaTypes.named(code.substring(start, end)) : Optional.empty();
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
