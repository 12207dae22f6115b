package episode.system;

import episode.expr.DeepStack;
import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Says cells and formulas in the words of the builder. */
final class FluentWords {

  private FluentWords() {}

  /** Returns the text of a formula as it was given, where it says what the formula says. */
  static String formula(Formula formula) {
    int levels = 2 * formula.levels() + 100;
    boolean own =
        DeepStack.call(
            levels,
            () -> {
              try {
                Expr read = Formula.parse(formula.context(), formula.text()).expr();
                return read.equals(formula.expr());
              } catch (EpisodeException e) {
                return false;
              }
            });
    return own ? formula.text() : DeepStack.call(levels, formula.expr()::toString);
  }

  /**
   * Returns cells with the elements that they are of: {@code S[age="0-17"]}, {@code S[age+1]}.
   *
   * @param quoted writes an element
   */
  static String cells(Cells cells, UnaryOperator<String> quoted) {
    List<String> places = new ArrayList<>();
    for (NamedAxis axis : cells.template().axes()) {
      String element = cells.pinned().get(axis.name());
      int step = cells.shifted().getOrDefault(axis.name(), 0);
      if (element != null) {
        places.add(axis.name() + "=" + quoted.apply(element));
      } else if (step != 0) {
        places.add(axis.name() + (step > 0 ? "+1" : "-1"));
      }
    }
    String name = cells.template().name();
    return places.isEmpty() ? name : name + "[" + String.join(", ", places) + "]";
  }
}
