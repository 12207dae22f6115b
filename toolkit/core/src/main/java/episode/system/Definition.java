package episode.system;

import episode.expr.Formula;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.List;

/**
 * What an alias, a derivative or an initial value is.
 *
 * @param target what is defined
 * @param formula its value, over the axes of the target that run
 * @param indices what the formula calls the index along each axis of the target: the axis' own
 *     name, or another for an axis that is there twice, as b in {@code C[age, age:b]}
 */
public record Definition(Cells target, Formula formula, List<String> indices) {
  /** Copies the indices. */
  public Definition {
    indices = List.copyOf(indices);
  }

  /** Makes a definition whose indices are called after their axes. */
  public Definition(Cells target, Formula formula) {
    this(target, formula, Lowering.indexNames(target.template().axes()));
  }

  /** Returns what is defined, with the indices that have names of their own. */
  public String declaration() {
    List<NamedAxis> axes = target.template().axes();
    List<String> usual = Lowering.indexNames(axes);
    List<String> places = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      String axis = axes.get(i).name();
      String index = indices.get(i);
      places.add(index.equals(usual.get(i)) ? axis : axis + ":" + index);
    }
    String name = target.template().name();
    return axes.isEmpty() ? name : name + "[" + String.join(", ", places) + "]";
  }

  /** Returns the definition as written: {@code lambda[age] = beta * …}. */
  @Override
  public String toString() {
    return declaration() + " = " + formula.text();
  }
}
