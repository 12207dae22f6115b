package episode.model;

import episode.expr.Expr;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Problem;
import episode.plot.Columns;
import episode.prob.Bound;
import episode.prob.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds observed values beyond an end that is a parameter of the distribution, where that parameter
 * is a number or a column: more successes than trials.
 *
 * @param observed the observation
 * @param arguments the parameters of its distribution
 */
record BoundCheck(Observed observed, List<Node> arguments) {

  /** Returns what is wrong; empty where all is well or ends depend on what is sampled. */
  Optional<Problem> problem() {
    Support support = observed.call().distribution().support();
    List<Integer> outside = new ArrayList<>();
    for (int row = 0; row < observed.values().length; row++) {
      double value = observed.values()[row];
      if (value < end(support.low(), row) || value > end(support.high(), row)) {
        outside.add(row);
      }
    }
    return outside.isEmpty() ? Optional.empty() : Optional.of(problem(support, outside));
  }

  private Problem problem(Support support, List<Integer> outside) {
    int row = outside.get(0);
    String seen = DataCheck.plain(observed.values()[row]);
    String first = outside.size() == 1 ? "" : " first";
    String column = "Column '" + observed.column() + "' has an impossible value in ";
    boolean above = observed.values()[row] > end(support.high(), row);
    Bound bound = above ? support.high() : support.low();
    String name = observed.call().distribution().parameters().get(bound.parameter()).name();
    String limit = "'" + name + "', " + DataCheck.plain(end(bound, row)) + " in row " + (row + 1);
    return Problem.of("E6203", column + DataCheck.rows(outside) + ": " + seen + first)
        .at(observed.statement().rightWhere())
        .remedy("It may not be " + (above ? "above " : "below ") + limit + ".");
  }

  /** Returns an end that is a parameter and known; NaN for others. */
  private double end(Bound bound, int row) {
    if (!bound.isParameter() || bound.parameter() >= arguments.size()) {
      return Double.NaN;
    }
    Node node = arguments.get(bound.parameter());
    if (node.prim() == Prim.CONST && node.shape().size() == 1) {
      return node.constant().at(0);
    }
    Columns columns = observed.columns();
    Expr expr = observed.call().arguments().get(bound.parameter()).expr();
    boolean column =
        node.prim() == Prim.INPUT
            && expr instanceof Expr.Name name
            && columns.has(name.name())
            && columns.kind(name.name()) == Columns.Kind.NUMBERS;
    return column ? columns.numbers(((Expr.Name) expr).name())[row] : Double.NaN;
  }
}
