package episode.backend.jvm;

import episode.expr.DType;
import episode.expr.Prim;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The scalars and sinks of a kernel in the order they were made. For one compilation. */
final class Body {
  static final Object NONE = Boolean.FALSE;
  private static final Scalar[] NO_ARGS = new Scalar[0];

  private final Map<Scalar, Scalar> known = new HashMap<>();
  private final List<Object> steps = new ArrayList<>();

  /** Returns every {@link Scalar} and {@link Sink}, operands before users. */
  List<Object> steps() {
    return steps;
  }

  Scalar apply(Prim prim, DType dtype, Object attribute, Scalar... args) {
    if (prim == Prim.DIV && isExactReciprocal(args[1])) {
      return apply(Prim.MUL, dtype, NONE, args[0], reciprocal(args[1]));
    }
    return known(new Scalar(prim, dtype, attribute, null, args));
  }

  Scalar constant(Tensor tensor, int i) {
    Object value =
        switch (tensor.dtype()) {
          case BOOL -> tensor.booleans()[i];
          case INT64 -> tensor.longs()[i];
          case FLOAT32 -> tensor.floats()[i];
          case FLOAT64 -> tensor.doubles()[i];
        };
    return known(new Scalar(Prim.CONST, tensor.dtype(), value, null, NO_ARGS));
  }

  Scalar load(Access access) {
    return known(new Scalar(Prim.INPUT, access.buffer().dtype(), NONE, access, NO_ARGS));
  }

  /** Returns the element at a computed index. */
  Scalar load(Access access, Scalar index, Sink.Reach reach) {
    return known(new Scalar(Prim.GATHER, access.buffer().dtype(), reach, access, index));
  }

  void add(Sink sink) {
    steps.add(sink);
  }

  private Scalar known(Scalar scalar) {
    Scalar earlier = known.putIfAbsent(scalar, scalar);
    if (earlier != null) {
      return earlier;
    }
    steps.add(scalar);
    return scalar;
  }

  /** A division by a power of two is the product with its reciprocal, to the last bit. */
  private static boolean isExactReciprocal(Scalar divisor) {
    if (divisor.dtype != DType.FLOAT64 || !divisor.isNumber()) {
      return false;
    }
    int exponent = Math.getExponent(divisor.number());
    boolean isPower = Math.abs(divisor.number()) == Math.scalb(1.0, exponent);
    return isPower && Math.abs(exponent) <= 1000;
  }

  private Scalar reciprocal(Scalar divisor) {
    return constant(Tensor.of(1 / divisor.number()), 0);
  }
}
