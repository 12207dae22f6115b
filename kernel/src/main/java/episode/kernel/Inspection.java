package episode.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Says what the name at the cursor is: signatures, and the javadoc where it can be found. */
final class Inspection {

  private final Evaluator evaluator;

  Inspection(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Returns a text, or nothing when the place means nothing to Java. */
  Optional<DisplayData> at(String code, int cursor) {
    int end = Math.max(0, Math.min(cursor, code.length()));
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    Context context = Context.of(code.substring(0, end), evaluator.splitter());
    List<Documentation> found = documentation(context.code());
    if (found.isEmpty()) {
      found = documentation(context.code() + "("); // methods are only found as calls
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String text =
        found.stream().map(Inspection::text).distinct().collect(Collectors.joining("\n\n"));
    return Optional.of(new DisplayData(text));
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
