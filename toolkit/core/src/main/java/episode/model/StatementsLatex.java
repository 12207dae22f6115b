package episode.model;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.system.FormulaLatex;
import episode.system.OpSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A model's statements in LaTeX: priors, formulas and observations, aligned at their signs. */
final class StatementsLatex {
  private final FormulaLatex formulas;

  private StatementsLatex(Draft draft) {
    Optional<OpSystem> system = draft.dynamics().map(Dynamics::system);
    Map<String, NamedAxis> axes = new HashMap<>();
    system.ifPresent(each -> each.axes().forEach(axis -> axes.put(axis.name(), axis)));
    draft.axes().forEach(axis -> axes.put(axis.name(), axis));
    Map<String, List<NamedAxis>> quantities = new HashMap<>();
    Stream.of(draft.priors(), draft.aliases(), draft.derived())
        .flatMap(List::stream)
        .forEach(
            statement ->
                quantities.put(
                    statement.name(),
                    statement.axes().stream().filter(axes::containsKey).map(axes::get).toList()));
    formulas = FormulaLatex.of(system, draft.axes(), quantities);
  }

  static String of(Draft draft) {
    StatementsLatex latex = new StatementsLatex(draft);
    List<String> lines = new ArrayList<>();
    draft.priors().forEach(prior -> lines.add(latex.line(prior, " &\\sim ")));
    draft.aliases().forEach(alias -> lines.add(latex.line(alias, " &= ")));
    draft.derived().forEach(derived -> lines.add(latex.line(derived, " &= ")));
    for (Draft.Observing observing : draft.observations()) {
      int rows = observing.columns().rows();
      String count = "\\qquad " + FormulaLatex.text("(" + rows + (rows == 1 ? " row)" : " rows)"));
      lines.add(latex.observed(observing.statement()) + count);
    }
    List<String> zero = ZeroStarts.of(draft);
    if (!zero.isEmpty()) {
      lines.add(
          "&" + FormulaLatex.text("not given, so 0 at the start: " + String.join(", ", zero)));
    }
    if (lines.isEmpty()) {
      return FormulaLatex.text("model " + draft.name() + ", nothing said yet");
    }
    return "\\begin{aligned}\n" + String.join(" \\\\[0.4em]\n", lines) + "\n\\end{aligned}";
  }

  /** Columns of data are no quantities of the model, and look it. */
  private String observed(Statement statement) {
    String column = FormulaLatex.text(statement.name());
    String indices = String.join(", ", statement.axes().stream().map(FormulaLatex::text).toList());
    String left = indices.isEmpty() ? column : column + "_{" + indices + "}";
    return left + " &\\sim " + right(statement.right());
  }

  private String line(Statement statement, String sign) {
    return formulas.of(statement.left()) + sign + right(statement.right());
  }

  /** Writes {@code truncated(normal(2, 1), 0, inf)} as a normal distribution on an interval. */
  private String right(Formula formula) {
    boolean truncated =
        formula.expr() instanceof Expr.Call call
            && call.function().equals("truncated")
            && call.arguments().size() == 3;
    if (!truncated) {
      return formulas.of(formula);
    }
    List<Expr> parts = ((Expr.Call) formula.expr()).arguments();
    String low = formulas.of(formula, parts.get(1));
    String high = formulas.of(formula, parts.get(2));
    return formulas.of(formula, parts.get(0))
        + " \\;\\text{on}\\; "
        + (isInfinite(parts.get(1)) ? "(" : "[")
        + infinity(parts.get(1), low)
        + ", "
        + infinity(parts.get(2), high)
        + (isInfinite(parts.get(2)) ? ")" : "]");
  }

  private static boolean isInfinite(Expr bound) {
    return bound.toString().matches("-?inf");
  }

  private static String infinity(Expr bound, String written) {
    return isInfinite(bound)
        ? (bound.toString().startsWith("-") ? "-\\infty" : "\\infty")
        : written;
  }
}
