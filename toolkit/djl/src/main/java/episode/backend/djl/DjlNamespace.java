package episode.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import episode.backend.array.ArrayNamespace;
import episode.backend.array.ArrayRule;
import episode.expr.DType;
import episode.expr.IndexRange;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The arrays of one of DJL's engines, one primitive after the other. Safe to share. */
final class DjlNamespace implements ArrayNamespace<NDArray> {
  private final String name;
  private final Dialect dialect;
  private final Device device;

  DjlNamespace(String name, Dialect dialect) {
    this(name, dialect, Device.cpu());
  }

  DjlNamespace(String name, Dialect dialect, Device device) {
    this.name = name;
    this.dialect = dialect;
    this.device = device;
  }

  private NDManager manager() {
    return Engines.memory(dialect.engine(), device);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean takes(Node node) {
    return dialect.takes(node);
  }

  @Override
  public Optional<ArrayRule<NDArray>> rule(Op op) {
    return dialect.rule(op);
  }

  @Override
  public boolean shares(Node node) {
    return dialect.shares(node);
  }

  @Override
  public <T> T inTurn(Supplier<T> work) {
    return dialect.inTurn(work);
  }

  @Override
  public NDArray of(Tensor value) {
    NDArray array = inTurn(() -> dialect.own(manager(), Memory.over(manager(), value)));
    // A scope of the caller's would close it too early.
    NDScope.unregister(array);
    return array;
  }

  @Override
  public NDArray zeros(Type.ArrayOf type) {
    if (type.shape().size() == 0 || type.dtype() == DType.BOOL) {
      return of(Tensor.filled(type.dtype(), type.shape(), 0));
    }
    Shape shape = Memory.shape(type.shape());
    NDArray array = inTurn(() -> manager().zeros(shape, Memory.type(type.dtype())));
    NDScope.unregister(array);
    return array;
  }

  @Override
  public boolean owns(NDArray array, Type.ArrayOf type) {
    return !array.isReleased()
        && array.getManager().getEngine() == manager().getEngine()
        && inTurn(() -> isLike(array, type));
  }

  private boolean isLike(NDArray array, Type.ArrayOf type) {
    return array.getDevice().equals(device)
        && array.getDataType() == Memory.type(type.dtype())
        && array.getShape().equals(Memory.shape(type.shape()));
  }

  @Override
  public Tensor read(NDArray array, Type.ArrayOf type) {
    return inTurn(() -> Memory.read(array, type));
  }

  @Override
  public NDArray apply(Node node, List<NDArray> operands) {
    boolean nothing = node.shape().size() == 0;
    boolean fromNothing = nothing(node.input(0)) && node.prim() != Prim.CONCAT;
    if (nothing || fromNothing && node.prim() != Prim.SCATTER_ADD) {
      return of(Tensor.filled(node.dtype(), node.shape(), node.prim().overNothing(node.dtype())));
    }
    if (node.prim() == Prim.GATHER && node.input(1).prim() == Prim.CONST) {
      IndexRange.of(node).check(node.prim().name(), node.input(1).constant().longs());
    }
    return inTurn(() -> dialect.apply(node, operands));
  }

  private static boolean nothing(Node operand) {
    return operand.shape().size() == 0;
  }

  @Override
  public NDArray copy(NDArray array) {
    return inTurn(() -> dialect.copy(array));
  }

  @Override
  public void putRow(NDArray array, int row, NDArray value) {
    inTurn(
        () -> {
          Memory.freeing(() -> dialect.put(array, row, dialect.reshaped(value, oneRow(array))));
          return array;
        });
  }

  @Override
  public NDArray withRow(NDArray array, int row, NDArray value) {
    return inTurn(() -> changed(array, row, value));
  }

  private NDArray changed(NDArray array, int row, NDArray value) {
    if (value.getShape().size() == 0) {
      return array;
    }
    if (dialect.puts(array)) {
      putRow(array, row, value);
      return array;
    }
    return Memory.only(() -> rebuilt(array, row, value));
  }

  private NDArray rebuilt(NDArray array, int row, NDArray value) {
    long count = array.getShape().get(0);
    List<NDArray> parts = new ArrayList<>();
    if (row > 0) {
      parts.add(dialect.rows(array, 0, row));
    }
    parts.add(dialect.reshaped(value, oneRow(array)));
    if (row + 1 < count) {
      parts.add(dialect.rows(array, row + 1L, count));
    }
    return dialect.joined(parts, 0);
  }

  private static Shape oneRow(NDArray array) {
    long[] extents = array.getShape().getShape().clone();
    extents[0] = 1;
    return new Shape(extents);
  }

  @Override
  public NDArray row(NDArray array, int row, Type.ArrayOf type) {
    if (type.shape().size() == 0) {
      return of(Tensor.filled(type.dtype(), type.shape(), 0));
    }
    return inTurn(() -> Memory.only(() -> oneRow(array, row, Memory.shape(type.shape()))));
  }

  private NDArray oneRow(NDArray array, int row, Shape shape) {
    return dialect.copy(dialect.reshaped(dialect.rows(array, row, row + 1L), shape));
  }

  @Override
  public void free(NDArray array) {
    NDScope.unregister(array);
    inTurn(
        () -> {
          if (!array.isReleased()) {
            dialect.free(array);
          }
          return array;
        });
  }

  /** Returns the parts that hold anything. */
  static List<NDArray> filled(List<NDArray> parts) {
    List<NDArray> filled = new ArrayList<>();
    for (NDArray part : parts) {
      if (part.getShape().size() > 0) {
        filled.add(part);
      }
    }
    return filled;
  }
}
