package episode.backend.array;

import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A library of arrays that has elementary primitives alone. */
public final class Restricted implements ArrayNamespace<Tensor> {
  private static final Set<Prim> LACKING =
      EnumSet.of(
          Prim.SIGN,
          Prim.ROUND,
          Prim.EXPM1,
          Prim.LOG1P,
          Prim.TANH,
          Prim.ERF,
          Prim.LGAMMA,
          Prim.POLYGAMMA,
          Prim.ATAN2,
          Prim.MIN,
          Prim.MAX,
          Prim.REDUCE_MIN,
          Prim.REDUCE_MAX,
          Prim.ARGMAX,
          Prim.SCATTER_ADD,
          Prim.CUMSUM,
          Prim.CUMPROD,
          Prim.MATMUL);

  private final boolean remainders;

  /** Makes the library, with or without remainders. */
  public Restricted(boolean remainders) {
    this.remainders = remainders;
  }

  @Override
  public String name() {
    return "restricted";
  }

  @Override
  public boolean takes(Node node) {
    if (node.prim() == Prim.MOD) {
      return remainders || node.dtype() == DType.INT64;
    }
    boolean folds = node.prim() == Prim.REDUCE_MIN || node.prim() == Prim.REDUCE_MAX;
    boolean empty = folds && node.input(0).shape().size() == 0;
    return !LACKING.contains(node.prim()) || node.dtype() == DType.BOOL || empty;
  }

  @Override
  public Tensor of(Tensor value) {
    return value;
  }

  @Override
  public Tensor zeros(Type.ArrayOf type) {
    return Tensor.filled(type.dtype(), type.shape(), 0);
  }

  @Override
  public Tensor read(Tensor array, Type.ArrayOf type) {
    return array;
  }

  @Override
  public Tensor apply(Node node, List<Tensor> operands) {
    return Perform.value(node, operands);
  }

  @Override
  public Tensor copy(Tensor array) {
    return array.reshaped(array.shape().inserted(0, 1)).row(0);
  }

  @Override
  public void putRow(Tensor array, int row, Tensor value) {
    int size = value.shape().size();
    System.arraycopy(raw(value), 0, raw(array), row * size, size);
  }

  private static Object raw(Tensor array) {
    return switch (array.dtype()) {
      case BOOL -> array.booleans();
      case INT64 -> array.longs();
      case FLOAT32 -> array.floats();
      case FLOAT64 -> array.doubles();
    };
  }

  @Override
  public Tensor row(Tensor array, int row, Type.ArrayOf type) {
    return array.row(row);
  }

  @Override
  public void free(Tensor array) {}
}
