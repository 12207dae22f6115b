package episode.op;

import episode.expr.DType;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.List;

/** Arrays of any type made of elements of others. */
final class Elements {
  private Elements() {}

  /**
   * Returns an array of the elements at places, counted through all operands in turn.
   *
   * @param fill what stands where a place is {@link Moving#FILLED}
   */
  static Tensor taken(List<Tensor> operands, Shape shape, int[] places, double fill) {
    DType dtype = operands.get(0).dtype();
    Tensor filled = Tensor.filled(dtype, shape, fill);
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      for (int k = 0; place >= 0 && k < operands.size(); k++) {
        int size = operands.get(k).shape().size();
        if (place < size) {
          copy(operands.get(k), place, filled, i);
        }
        place -= size;
      }
    }
    return filled;
  }

  /** Copies into an array that nobody has seen yet. */
  private static void copy(Tensor from, int i, Tensor into, int k) {
    switch (from.dtype()) {
      case BOOL -> into.booleans()[k] = from.booleans()[i];
      case INT64 -> into.longs()[k] = from.longs()[i];
      case FLOAT32 -> into.floats()[k] = from.floats()[i];
      case FLOAT64 -> into.doubles()[k] = from.doubles()[i];
    }
  }
}
