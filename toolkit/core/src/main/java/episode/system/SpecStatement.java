package episode.system;

import episode.expr.DeepStack;
import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cells and the formula that a spec gives for them.
 *
 * @param source where the formula stands
 */
record SpecStatement(Cells target, SpecNode source) {

  /** Returns the formula put into this library's terms; empty where it cannot be read. */
  Optional<Formula> formula(SpecNames names, Map<String, String> pins, List<Problem> problems) {
    return source
        .formula()
        .flatMap(text -> read(source.path(), text, names, pins, problems))
        .map(Read::formula);
  }

  /** A formula and the axes that it varies over. */
  record Read(Formula formula, Set<String> free) {}

  /** Returns a formula's text put into this library's terms. */
  static Optional<Read> read(
      String path, String text, SpecNames names, Map<String, String> pins, List<Problem> problems) {
    Formula written;
    try {
      written = Formula.parse(path, text);
    } catch (EpisodeException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
    int before = problems.size();
    SpecFormula reader = new SpecFormula(names, written, pins, problems);
    Expr expr = DeepStack.call(written.levels(), () -> reader.of(written.expr()));
    if (problems.size() > before) {
      return Optional.empty();
    }
    int levels = Math.min(2 * written.levels() + 4, Formula.MAX_LEVELS);
    return Optional.of(new Read(new Formula(path, text, expr, levels), reader.free()));
  }
}
