package episode.op;

import episode.expr.DType;
import episode.expr.Op;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** An op each element of whose results is an element of its operands, of any type, or a number. */
interface Moving extends Op {
  /** In place of a place: the number that fills. */
  int FILLED = -1;

  /** Returns the shapes of the results. */
  List<Shape> shapes(List<Shape> operands);

  /**
   * Returns for each element of a result its place among the elements of all operands, one operand
   * after the other.
   */
  int[] places(List<Shape> operands, int result);

  /** Returns the number that stands where no element does. */
  default double fill() {
    return 0;
  }

  @Override
  default List<Type> types(List<Type> operands) {
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Type.ArrayOf each = Taken.array(name(), operands, i);
      boolean same = each.dtype() == Taken.array(name(), operands, 0).dtype();
      Taken.check(same, name(), operands, "Operands have one element type; cast first.");
      shapes.add(each.shape());
    }
    Taken.check(!shapes.isEmpty(), name(), operands, "It takes at least one.");
    DType dtype = Taken.array(name(), operands, 0).dtype();
    return shapes(shapes).stream().<Type>map(shape -> Type.array(dtype, shape)).toList();
  }

  @Override
  default List<Tensor> perform(List<Tensor> operands) {
    List<Shape> given = operands.stream().map(Tensor::shape).toList();
    List<Tensor> results = new ArrayList<>();
    for (Shape shape : shapes(given)) {
      results.add(Elements.taken(operands, shape, places(given, results.size()), fill()));
    }
    return results;
  }

  /** Returns the place that each index of a shape is given. */
  static int[] each(Shape shape, ToIntFunction<int[]> place) {
    int[] places = new int[shape.size()];
    int[] index = new int[shape.rank()];
    for (int i = 0; i < places.length; i++) {
      places[i] = place.applyAsInt(index);
      for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.extent(axis); axis--) {
        index[axis] = 0;
      }
    }
    return places;
  }

  /** Returns the place of an index in an array of this shape. */
  static int place(Shape shape, int[] index) {
    int place = 0;
    for (int axis = 0; axis < index.length; axis++) {
      place = place * shape.extent(axis) + index[axis];
    }
    return place;
  }
}
