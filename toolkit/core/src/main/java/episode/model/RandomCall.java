package episode.model;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Problem;
import episode.expr.Span;
import episode.expr.Suggestion;
import episode.prob.Distribution;
import episode.prob.Distributions;
import episode.prob.Truncated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A distribution and the formulas of its parameters, as the right side of a statement says.
 *
 * @param distribution the family
 * @param arguments one formula per parameter
 */
record RandomCall(Distribution distribution, List<Formula> arguments) {

  /** Returns what the right side says; empty, with the problems added, where it says nothing. */
  static Optional<RandomCall> of(Statement statement, List<Problem> problems) {
    return of(statement, statement.right().expr(), problems);
  }

  private static Optional<RandomCall> of(Statement statement, Expr expr, List<Problem> problems) {
    if (!(expr instanceof Expr.Call call)) {
      problems.add(
          Problem.of("E5101", "The right side is not a distribution")
              .at(statement.right().where(expr.span()))
              .remedy("Write one: " + example() + "."));
      return Optional.empty();
    }
    return call.function().equals("truncated")
        ? truncated(statement, call, problems)
        : plain(statement, call, problems);
  }

  private static Optional<RandomCall> plain(
      Statement statement, Expr.Call call, List<Problem> problems) {
    Optional<Distribution> distribution = Distributions.named(call.function());
    if (distribution.isEmpty()) {
      problems.add(
          Problem.of("E5102", "Unknown distribution '" + call.function() + "'")
              .at(statement.right().where(word(call)))
              .remedy(Suggestion.remedy(call.function(), Distributions.names(), "Distributions")));
      return Optional.empty();
    }
    int wanted = distribution.get().parameters().size();
    List<Expr> given = withoutZero(call);
    if (given.size() != wanted) {
      problems.add(wrongCount(statement, call, wanted, distribution.get().signature()));
      return Optional.empty();
    }
    List<Formula> arguments = new ArrayList<>();
    for (Expr argument : given) {
      arguments.add(statement.formula(argument));
    }
    return Optional.of(new RandomCall(distribution.get(), arguments));
  }

  /** Half distributions start at 0; some write that 0: {@code halfCauchy(0, 5)}. */
  private static List<Expr> withoutZero(Expr.Call call) {
    List<Expr> given = call.arguments();
    boolean half = call.function().startsWith("half") && given.size() == 2;
    boolean zero = half && given.get(0) instanceof Expr.Literal first && first.value() == 0;
    return zero ? given.subList(1, 2) : given;
  }

  private static Optional<RandomCall> truncated(
      Statement statement, Expr.Call call, List<Problem> problems) {
    if (call.arguments().size() != 3) {
      problems.add(wrongCount(statement, call, 3, "truncated(distribution, low, high)"));
      return Optional.empty();
    }
    Optional<RandomCall> base = of(statement, call.arguments().get(0), problems);
    if (base.isEmpty()) {
      return base;
    }
    List<Formula> arguments = new ArrayList<>(base.get().arguments);
    arguments.add(statement.formula(call.arguments().get(1)));
    arguments.add(statement.formula(call.arguments().get(2)));
    return Optional.of(new RandomCall(new Truncated(base.get().distribution), arguments));
  }

  private static Problem wrongCount(
      Statement statement, Expr.Call call, int wanted, String signature) {
    String what =
        "'"
            + call.function()
            + "' takes "
            + wanted
            + (wanted == 1 ? " argument" : " arguments")
            + ", here "
            + call.arguments().size();
    return Problem.of("E5103", what)
        .at(statement.right().where(call.span()))
        .remedy("Write " + signature + ".");
  }

  private static Span word(Expr.Call call) {
    int start = call.span().start();
    return new Span(start, start + call.function().length());
  }

  private static String example() {
    return "normal(0, 1), or another of " + Suggestion.list(Distributions.names());
  }
}
