package episode.expr;

import java.util.ArrayList;
import java.util.List;

/** Functions of values that are stretched over all their indices. For one thread. */
final class Elementwise {
  private final GraphBuilder builder;

  Elementwise(GraphBuilder builder) {
    this.builder = builder;
  }

  static boolean anyBroken(List<Indexed> values) {
    for (Indexed value : values) {
      if (value.isBroken()) {
        return true;
      }
    }
    return false;
  }

  /** Returns a primitive of two values; broken where one of them is. */
  Indexed of(Prim prim, Indexed left, Indexed right) {
    if (left.isBroken() || right.isBroken()) {
      return Indexed.BROKEN;
    }
    List<Index> union = Indexed.union(List.of(left, right));
    Node a = left.over(builder, union);
    Node b = right.over(builder, union);
    return new Indexed(builder.binary(prim, a, b), union);
  }

  /** Returns a function of values; broken where one of them is. */
  Indexed of(MathFunction function, List<Indexed> values) {
    if (anyBroken(values)) {
      return Indexed.BROKEN;
    }
    List<Index> union = Indexed.union(values);
    List<Node> nodes = new ArrayList<>(values.size());
    for (Indexed value : values) {
      nodes.add(value.over(builder, union));
    }
    return new Indexed(function.apply(builder, nodes), union);
  }

  /** Returns one value where a condition holds, else the other. */
  Indexed where(Indexed condition, Indexed then, Indexed otherwise) {
    return of(MathFunction.WHERE, List.of(condition, then, otherwise));
  }

  /** Returns a value as a number: true is 1. */
  Indexed number(Indexed value) {
    return value.isBroken()
        ? value
        : new Indexed(builder.cast(value.node(), DType.FLOAT64), value.indices());
  }
}
