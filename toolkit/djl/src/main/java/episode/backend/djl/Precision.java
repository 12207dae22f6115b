package episode.backend.djl;

import episode.expr.DType;
import episode.expr.Tensor;

/**
 * How a script holds numbers, and where.
 *
 * @param floats what FLOAT64 is held as: FLOAT64 or FLOAT32
 * @param device "cpu", or "cuda" with a number
 */
record Precision(DType floats, String device) {
  static final Precision DEFAULT = new Precision(DType.FLOAT64, "cpu");

  /** Returns the element type of the tensors that stand for arrays of a graph's type. */
  DType held(DType dtype) {
    return dtype == DType.FLOAT64 ? floats : dtype;
  }

  /** Returns a tensor as it is held. */
  Tensor narrowed(Tensor value) {
    if (held(value.dtype()) == value.dtype()) {
      return value;
    }
    float[] floats = new float[value.shape().size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) value.doubles()[i];
    }
    return Tensor.of(value.shape(), floats);
  }
}
