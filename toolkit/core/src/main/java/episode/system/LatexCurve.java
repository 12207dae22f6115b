package episode.system;

import episode.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writes curves through points in LaTeX: their knots beside their values. */
final class LatexCurve {
  private static final int SHOWN = 6;

  private final Expr.Call call;
  private final Function<Expr, String> written;

  private LatexCurve(Expr.Call call, Function<Expr, String> written) {
    this.call = call;
    this.written = written;
  }

  static boolean writes(Expr.Call call) {
    int arguments = call.arguments().size();
    boolean lists =
        arguments > 2
            && call.arguments().get(1) instanceof Expr.ListOf
            && call.arguments().get(2) instanceof Expr.ListOf;
    return switch (call.function()) {
      case "piecewise", "linear" -> lists && arguments == 3;
      case "bspline" -> lists && arguments <= 4;
      case "smooth_step" -> arguments == 5;
      default -> false;
    };
  }

  /** Returns a call that {@link #writes} accepts; the function writes what is in it. */
  static String of(Expr.Call call, Function<Expr, String> written) {
    LatexCurve curve = new LatexCurve(call, written);
    return switch (call.function()) {
      case "piecewise" -> curve.cases();
      case "linear" -> curve.points("linear", items(call, 1), items(call, 2));
      case "smooth_step" ->
          curve.points(
              "smooth\\ step", call.arguments().subList(1, 3), call.arguments().subList(3, 5));
      default -> curve.spline();
    };
  }

  private static List<Expr> items(Expr.Call call, int i) {
    return ((Expr.ListOf) call.arguments().get(i)).items();
  }

  private String argument(int i) {
    return written.apply(call.arguments().get(i));
  }

  private String cases() {
    List<Expr> breakpoints = items(call, 1);
    List<Expr> values = items(call, 2);
    String x = argument(0);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String from = i == 0 ? "" : written.apply(breakpoints.get(i - 1)) + " \\le ";
      String to = i == breakpoints.size() ? "" : " \\lt " + written.apply(breakpoints.get(i));
      String value = written.apply(values.get(i));
      lines.add(value + (breakpoints.isEmpty() ? "" : " & " + from + x + to));
    }
    return "\\begin{cases} " + String.join(" \\\\ ", few(lines, "\\vdots")) + " \\end{cases}";
  }

  private String points(String word, List<Expr> knots, List<Expr> values) {
    List<String> points = new ArrayList<>();
    for (int i = 0; i < Math.min(knots.size(), values.size()); i++) {
      points.add(written.apply(knots.get(i)) + " \\mapsto " + written.apply(values.get(i)));
    }
    return called(word, String.join(",\\; ", few(points, "\\dots")));
  }

  private String spline() {
    boolean cubic = call.arguments().size() < 4;
    String degree = cubic ? "" : ";\\; \\text{degree } " + argument(3);
    String knots = "\\text{knots } " + list(items(call, 1));
    String coefficients = ";\\; \\text{coefficients } " + list(items(call, 2));
    return called(cubic ? "cubic\\ spline" : "spline", knots + coefficients + degree);
  }

  private String list(List<Expr> exprs) {
    List<String> items = new ArrayList<>();
    exprs.forEach(expr -> items.add(written.apply(expr)));
    return String.join(", ", few(items, "\\dots"));
  }

  private String called(String word, String rest) {
    return "\\operatorname{" + word + "}\\left(" + argument(0) + ";\\; " + rest + "\\right)";
  }

  private static List<String> few(List<String> items, String dots) {
    if (items.size() <= SHOWN) {
      return items;
    }
    List<String> few = new ArrayList<>(items.subList(0, SHOWN - 2));
    few.add(dots);
    few.add(items.get(items.size() - 1));
    return few;
  }
}
