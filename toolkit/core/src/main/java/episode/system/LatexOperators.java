package episode.system;

import episode.expr.Expr;
import java.util.List;
import java.util.function.BiFunction;

/** Writes what acts along a continuous axis in LaTeX: derivatives and integrals over jumps. */
final class LatexOperators {
  private LatexOperators() {}

  /**
   * Returns an operator on a quantity.
   *
   * @param letter of the axis
   * @param written an argument in LaTeX, the axis called by a letter
   */
  static String of(Expr.Call call, String letter, BiFunction<Expr, String, String> written) {
    List<Expr> arguments = call.arguments();
    String u = written.apply(arguments.get(0), letter);
    String factor = written.apply(arguments.get(2), letter);
    String by = "\\frac{\\partial}{\\partial " + letter + "}";
    return switch (call.function()) {
      case "advection" -> "-" + ends(by + "\\left(" + factor + " \\, " + u + "\\right)", call);
      case "diffusion" -> {
        String slope = "\\frac{\\partial " + u + "}{\\partial " + letter + "}";
        yield ends(by + "\\left(" + factor + " \\, " + slope + "\\right)", call);
      }
      default -> jump(arguments, letter, written) + " - " + factor + " \\, " + u;
    };
  }

  /** Returns an operator with what holds at the ends of the axis, where that was said. */
  private static String ends(String operator, Expr.Call call) {
    boolean said = call.arguments().size() > 3 && call.arguments().get(3) instanceof Expr.Text;
    if (!said) {
      return operator;
    }
    String boundary = LatexNames.text(((Expr.Text) call.arguments().get(3)).value());
    return "\\left[" + operator + "\\right]_{" + boundary + "}";
  }

  private static String jump(
      List<Expr> arguments, String letter, BiFunction<Expr, String, String> written) {
    String from = letter + "'";
    String kernel =
        arguments.get(3) instanceof Expr.Text form ? LatexNames.text(form.value()) : "K";
    return "\\int k_{"
        + kernel
        + "}\\left("
        + letter
        + " \\mid "
        + from
        + "\\right) "
        + written.apply(arguments.get(2), from)
        + " \\, "
        + written.apply(arguments.get(0), from)
        + " \\, d"
        + from;
  }
}
