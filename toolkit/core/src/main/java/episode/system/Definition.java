package episode.system;

import episode.expr.Formula;

/**
 * What an alias, a derivative or an initial value is.
 *
 * @param target what is defined
 * @param formula its value, over the axes of the target that run
 */
public record Definition(Cells target, Formula formula) {
  /** Returns the definition as written: {@code lambda[age] = beta * …}. */
  @Override
  public String toString() {
    return target.template() + " = " + formula.text();
  }
}
