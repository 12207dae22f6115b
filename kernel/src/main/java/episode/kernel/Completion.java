package episode.kernel;

import episode.kernel.magic.MagicBook;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;

/** Offers what may follow at the cursor: names that Java knows there, and names of magics. */
final class Completion {

  private final Evaluator evaluator;
  private final MagicBook magics;

  Completion(Evaluator evaluator, MagicBook magics) {
    this.evaluator = evaluator;
    this.magics = magics;
  }

  ReplacementOptions at(String code, int cursor) {
    String before = code.substring(0, Math.max(0, Math.min(cursor, code.length())));
    Optional<MagicBook.Offer> magic = magics.complete(code, cursor);
    if (magic.isPresent()) {
      return new ReplacementOptions(magic.get().words(), magic.get().start(), cursor);
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
}
