package episode.model;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Problem;
import episode.prob.Parameter;
import episode.prob.Support;
import episode.system.Traits;
import java.util.List;
import java.util.Optional;

/** Finds parameters of distributions that are numbers and cannot be right. */
final class ArgumentCheck {
  private ArgumentCheck() {}

  /** Returns whether all is well; adds a problem for every number that is not. */
  static boolean passes(RandomCall call, List<Node> arguments, List<Problem> problems) {
    int before = problems.size();
    List<Parameter> parameters = call.distribution().parameters();
    for (int i = 0; i < arguments.size(); i++) {
      Formula formula = call.arguments().get(i);
      if (isNumber(arguments.get(i))
          && !parameters.get(i).support().contains(number(arguments.get(i)))) {
        String what =
            "'" + parameters.get(i).name() + "' is " + DataCheck.plain(number(arguments.get(i)));
        problems.add(
            Problem.of("E5108", what)
                .at(formula.where(formula.expr().span()))
                .remedy("It must be one of the " + parameters.get(i).support() + "."));
      }
    }
    ends(call, arguments, problems);
    return problems.size() == before;
  }

  /**
   * Finds parameters whose prior allows what the distribution does not: {@code sigma ~ normal(0,
   * 1)} as a standard deviation.
   */
  static void priors(RandomCall call, Assembly assembly) {
    for (int i = 0; i < call.arguments().size(); i++) {
      Formula formula = call.arguments().get(i);
      Parameter parameter = call.distribution().parameters().get(i);
      Optional<String> name = bareName(formula.expr());
      name.flatMap(assembly::range)
          .filter(range -> isWider(range, parameter.support()))
          .ifPresent(range -> assembly.problems().add(tooWide(name.get(), parameter, formula)));
    }
  }

  /** Finds priors on the start of a population that allow fewer than none. */
  static void populations(Dynamics dynamics, Assembly assembly) {
    for (String name : dynamics.populations()) {
      Optional<double[]> range = assembly.range(name);
      if (range.isPresent() && range.get()[0] < 0) {
        String what = "The prior of '" + name + "' allows a population below 0";
        assembly
            .problems()
            .add(
                Problem.of("E5104", what)
                    .at(assembly.plan().sampled().get(name).statement().rightWhere())
                    .remedy("Give '" + name + "' the prior truncated(…, 0, inf)."));
      }
    }
  }

  /** Finds priors that are wider than the declared bounds of their parameters. */
  static void bounds(Dynamics dynamics, Assembly assembly) {
    for (Sampled sampled : assembly.plan().sampled().values()) {
      Traits traits = dynamics.traits(sampled.name());
      Optional<double[]> range = assembly.range(sampled.name());
      boolean wider =
          range.isPresent() && (range.get()[0] < traits.lower() || range.get()[1] > traits.upper());
      if (wider) {
        String ends = traits.bounds().replace(" to ", ", ");
        String what = "The prior of '" + sampled.name() + "' is wider than its bounds";
        assembly
            .problems()
            .add(
                Problem.of("E5121", what + ", " + traits.bounds())
                    .at(sampled.statement().rightWhere())
                    .remedy("Write truncated(…, " + ends + "), or declare wider bounds."));
      }
    }
  }

  private static Optional<String> bareName(Expr expr) {
    if (expr instanceof Expr.Name name) {
      return Optional.of(name.name());
    }
    return expr instanceof Expr.Element element ? Optional.of(element.name()) : Optional.empty();
  }

  /** An end of probability zero may stick out. */
  private static boolean isWider(double[] range, Support support) {
    boolean low = !support.low().isParameter() && range[0] < support.low().number();
    boolean high = !support.high().isParameter() && range[1] > support.high().number();
    return low || high;
  }

  private static Problem tooWide(String name, Parameter parameter, Formula formula) {
    String what = "The prior of '" + name + "' is wider than '" + parameter.name() + "' may be";
    String low =
        parameter.support().low().isInfinite() ? "-inf" : parameter.support().low().toString();
    String high =
        parameter.support().high().isInfinite() ? "inf" : parameter.support().high().toString();
    return Problem.of("E5104", what)
        .at(formula.where(formula.expr().span()))
        .remedy(
            "It takes "
                + parameter.support()
                + ": give '"
                + name
                + "' the prior truncated(…, "
                + low
                + ", "
                + high
                + ").");
  }

  /** The two ends of an interval have to be in order. */
  private static void ends(RandomCall call, List<Node> arguments, List<Problem> problems) {
    Support support = call.distribution().support();
    if (!support.low().isParameter() || !support.high().isParameter()) {
      return;
    }
    Node low = arguments.get(support.low().parameter());
    Node high = arguments.get(support.high().parameter());
    if (isNumber(low) && isNumber(high) && !(number(low) < number(high))) {
      Formula formula = call.arguments().get(support.low().parameter());
      String what = DataCheck.plain(number(low)) + " is not below " + DataCheck.plain(number(high));
      problems.add(
          Problem.of("E5108", "The interval is empty: " + what)
              .at(formula.where(formula.expr().span()))
              .remedy("The lower end comes first."));
    }
  }

  private static boolean isNumber(Node node) {
    return node.prim() == Prim.CONST && node.shape().size() == 1;
  }

  private static double number(Node node) {
    return node.constant().at(0);
  }
}
