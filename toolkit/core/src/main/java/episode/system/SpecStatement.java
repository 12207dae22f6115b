package episode.system;

import episode.expr.DeepStack;
import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
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
    Optional<Read> read =
        source.formula().flatMap(text -> read(source.path(), text, names, pins, problems));
    List<String> extra = new ArrayList<>(read.map(Read::free).orElse(Set.of()));
    target.running().forEach(axis -> extra.remove(axis.name()));
    if (!extra.isEmpty()) {
      Formula formula = read.orElseThrow().formula();
      String axis = extra.get(0);
      problems.add(
          Problem.of("E2110", "The formula varies over " + Suggestion.list(extra))
              .at(formula.where(formula.expr().span()))
              .remedy(
                  ("What it belongs to has no axis %s: add [%s] there, or sum: "
                          + "sum_over(…, %s=j) with [%s:j] in it.")
                      .formatted(axis, axis, axis, axis)));
      return Optional.empty();
    }
    return read.map(Read::formula);
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
