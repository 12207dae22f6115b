package episode.model;

import episode.expr.Formula;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Problem;
import episode.prob.Parameter;
import java.util.List;

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

  /** The two ends of an interval have to be in order. */
  private static void ends(RandomCall call, List<Node> arguments, List<Problem> problems) {
    var support = call.distribution().support();
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
