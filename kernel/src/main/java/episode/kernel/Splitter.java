package episode.kernel;

import episode.kernel.magic.MagicCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Cuts a cell into statements and adds the semicolons that were left out at line ends.
 *
 * <p>JShell's own analysis takes {@code var a = 1} and {@code var b = 2} on two lines for one
 * statement, so it is only asked about pieces that end where a statement may end.
 */
final class Splitter {

  /**
   * The statements before the first piece that is not Java, and where that piece starts.
   *
   * @param statements in the order of the cell
   * @param broken where the unusable rest starts, or -1
   * @param incomplete whether more text could make the rest usable
   * @param unmatched the bracket or comment that has no partner, or -1
   */
  record Cut(List<Statement> statements, int broken, boolean incomplete, int unmatched) {}

  private static final Pattern ANNOTATIONS = Pattern.compile("(@[\\w.]+(\\([^)]*\\))?\\s*)+");

  private final SourceCodeAnalysis analysis;
  private final Predicate<String> magics;

  Splitter(SourceCodeAnalysis analysis, Predicate<String> magics) {
    this.analysis = analysis;
    this.magics = magics;
  }

  Cut split(SourceText source) {
    String text = source.text();
    Boundaries boundaries = Boundaries.of(text, magics);
    if (boundaries.openComment() >= 0) {
      return new Cut(List.of(), boundaries.openComment(), true, boundaries.openComment());
    }
    List<Statement> statements = new ArrayList<>();
    int from = start(text, 0);
    while (from < text.length()) {
      Statement next = null;
      boolean incomplete = false;
      for (int i = 0; next == null && i < boundaries.ends().size(); i++) {
        int end = boundaries.ends().get(i);
        if (end > from) {
          CompletionInfo info = analysis.analyzeCompletion(text.substring(from, end));
          next =
              boundaries.isMagic(from) || MagicCall.is(text.substring(from, end))
                  ? magic(source, from, end)
                  : statement(source, from, end, info);
          incomplete = incomplete(info.completeness());
        }
      }
      if (next == null) {
        return new Cut(statements, from, incomplete, boundaries.unmatched());
      }
      statements.add(next);
      from = start(text, next.end());
    }
    return new Cut(statements, -1, false, -1);
  }

  /** Returns where the next statement starts, past blanks, comments and stray semicolons. */
  private static int start(String text, int from) {
    int at = Boundaries.significant(text, from);
    while (at < text.length() && text.charAt(at) == ';') {
      at = Boundaries.significant(text, at + 1);
    }
    return at;
  }

  private static Statement magic(SourceText source, int from, int end) {
    String line = source.text().substring(from, end);
    return new Statement(line, from, end, source, !line.endsWith(";"), true);
  }

  private static Statement statement(SourceText source, int from, int end, CompletionInfo info) {
    String piece = source.text().substring(from, end);
    boolean withSemicolon = info.completeness() == Completeness.COMPLETE_WITH_SEMI;
    boolean complete = info.completeness() == Completeness.COMPLETE || withSemicolon;
    if (!complete || ANNOTATIONS.matcher(piece).matches()) {
      return null;
    }
    if (!info.remaining().isEmpty()) {
      String first = info.source();
      return new Statement(first, from, from + first.length(), source, !first.endsWith(";"), false);
    }
    boolean terminated = piece.endsWith(";");
    boolean mend = !terminated && (withSemicolon || !piece.endsWith("}"));
    return new Statement(mend ? piece + ";" : piece, from, end, source, !terminated, false);
  }

  static boolean incomplete(Completeness completeness) {
    return completeness == Completeness.DEFINITELY_INCOMPLETE
        || completeness == Completeness.CONSIDERED_INCOMPLETE;
  }
}
