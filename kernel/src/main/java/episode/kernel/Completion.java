package episode.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** Offers what may follow at the cursor: names that Java knows there, and names of magics. */
final class Completion {

  private final Evaluator evaluator;
  private final MagicsRegistry magics;

  Completion(Evaluator evaluator, MagicsRegistry magics) {
    this.evaluator = evaluator;
    this.magics = magics;
  }

  ReplacementOptions at(String code, int cursor) {
    String before = code.substring(0, Math.max(0, Math.min(cursor, code.length())));
    int lineStart = before.lastIndexOf('\n') + 1;
    String line = before.substring(lineStart);
    if (line.matches("%{1,2}\\w*")) {
      return magics(line, lineStart, cursor);
    }
    Context context = Context.of(before, evaluator.splitter());
    SourceCodeAnalysis analysis = evaluator.analysis();
    int[] anchor = {context.cursor()};
    List<Suggestion> found =
        analysis.completionSuggestions(context.code(), context.cursor(), anchor);
    Stream<Suggestion> fitting =
        found.stream().anyMatch(Suggestion::matchesType)
            ? Stream.concat(
                found.stream().filter(Suggestion::matchesType),
                found.stream().filter(suggestion -> !suggestion.matchesType()))
            : found.stream();
    List<String> names =
        fitting.map(Suggestion::continuation).distinct().collect(Collectors.toList());
    return new ReplacementOptions(names, context.inCode(anchor[0]), cursor);
  }

  private ReplacementOptions magics(String typed, int start, int cursor) {
    List<String> names = new ArrayList<>();
    if (!typed.startsWith("%%")) {
      magics.getLineMagicNames().stream().map(name -> "%" + name).sorted().forEach(names::add);
    }
    magics.getCellMagicNames().stream().map(name -> "%%" + name).sorted().forEach(names::add);
    names.removeIf(name -> !name.startsWith(typed));
    return new ReplacementOptions(names, start, cursor);
  }
}
