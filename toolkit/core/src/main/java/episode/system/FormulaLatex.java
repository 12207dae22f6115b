package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes formulas in LaTeX as {@link OpSystem#latex} does, for models around a system. Immutable.
 */
public final class FormulaLatex {
  private final LatexNames names;

  private FormulaLatex(LatexNames names) {
    this.names = names;
  }

  /**
   * Returns a writer.
   *
   * @param system whose names formulas use, if there is one
   * @param axes further axes
   * @param quantities further names that formulas use, and the axes of each
   */
  public static FormulaLatex of(
      Optional<OpSystem> system, List<NamedAxis> axes, Map<String, List<NamedAxis>> quantities) {
    return new FormulaLatex(new LatexNames(system, axes, new HashMap<>(quantities)));
  }

  /** Returns a part of a formula. */
  public String of(Formula formula, Expr part) {
    return DeepStack.call(
        formula.levels(), () -> new LatexFormula(names, names.letters()).of(part));
  }

  /** Returns a formula. */
  public String of(Formula formula) {
    return of(formula, formula.expr());
  }

  /** Returns any text as text within a formula. */
  public static String text(String text) {
    return LatexNames.text(text);
  }
}
