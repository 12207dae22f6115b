package episode.backend.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import episode.expr.DType;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * PyTorch's arrays made and read: contiguous ones, in PyTorch's own memory, owned by whoever made
 * them and by no manager. For one thread.
 */
final class TorchMemory {
  /** Keeps no list of what it makes. */
  static final PtNDManager MANAGER =
      (PtNDManager) Engine.getEngine(Engines.PYTORCH).newBaseManager().getParentManager();

  private static final int SMALLEST = 1024;

  private final Precision precision;
  private final Device device;
  private ByteBuffer staging = buffer(SMALLEST);

  /** What is done with rows, loaded once. */
  private static final class Rows {
    static final Script SCRIPT =
        Script.load(
            ScriptWriter.HEAD
                + "  def put(self: __torch__.M, x: Tensor, i: int, row: Tensor) -> Tensor:\n"
                + "    return torch.copy_(torch.select(x, 0, i), row)\n"
                + "  def take(self: __torch__.M, x: Tensor, i: int) -> Tensor:\n"
                + "    return torch.clone(torch.select(x, 0, i), memory_format=0)\n",
            List.of(),
            Device.cpu());
  }

  TorchMemory(Precision precision) {
    this.precision = precision;
    device = device(precision.device());
  }

  /** Returns the device of a name such as "cpu" or "cuda:0". */
  static Device device(String name) {
    return name.equals("cpu") ? Device.cpu() : Device.gpu(Integer.parseInt(name.substring(5)));
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** Returns an array whose every element is the number. */
  PtNDArray filled(Type.ArrayOf type, double value) {
    return JniUtils.full(
        MANAGER,
        Memory.shape(type.shape()),
        value,
        Memory.type(precision.held(type.dtype())),
        device,
        SparseFormat.DENSE);
  }

  /** Returns an array with the numbers of a tensor. */
  PtNDArray of(Tensor value) {
    Shape shape = value.shape();
    if (shape.size() == 0 || shape.isScalar() && value.dtype() == DType.FLOAT64) {
      return filled(value.type(), shape.size() == 0 ? 0 : value.doubles()[0]);
    }
    DType held = precision.held(value.dtype());
    int bytes = shape.size() * held.bytes();
    if (staging.capacity() < bytes) {
      staging = buffer(bytes);
    }
    ByteBuffer part = staging.duplicate().order(ByteOrder.nativeOrder()).clear().limit(bytes);
    Memory.write(precision.narrowed(value), part);
    // The first array is only a view of the buffer.
    try (PtNDArray view =
        JniUtils.createNdFromByteBuffer(
            MANAGER, part, Memory.shape(shape), Memory.type(held), SparseFormat.DENSE, device)) {
      return (PtNDArray) view.duplicate();
    }
  }

  /** Returns whether an array is on the device, and of a type as it is held. */
  boolean owns(PtNDArray array, Type.ArrayOf type) {
    return array.getDataType() == Memory.type(precision.held(type.dtype()))
        && array.getShape().equals(Memory.shape(type.shape()))
        && array.getDevice().equals(device);
  }

  /**
   * Returns the numbers of an array.
   *
   * @param type what the graph says of it
   */
  Tensor read(PtNDArray array, Type.ArrayOf type) {
    int size = type.shape().size();
    if (size == 0) {
      return Tensor.filled(type.dtype(), type.shape(), 0);
    }
    if (type.dtype() == DType.FLOAT64) {
      double[] values = new double[size];
      read(array, values);
      return Tensor.of(type.shape(), values);
    }
    return Memory.numbers(array.toByteBuffer(true).order(ByteOrder.nativeOrder()), type);
  }

  /** Copies the numbers of a FLOAT64 array into an array of as many elements. */
  void read(PtNDArray array, double[] target) {
    if (target.length > 0) {
      numbers(array.toByteBuffer(true).order(ByteOrder.nativeOrder()), target);
    }
  }

  private void numbers(ByteBuffer from, double[] target) {
    if (precision.floats() == DType.FLOAT64) {
      from.asDoubleBuffer().get(target);
      return;
    }
    for (int i = 0; i < target.length; i++) {
      target[i] = from.getFloat(Float.BYTES * i);
    }
  }

  /** Changes row {@code row} (along the first axis) of an array that nobody else can see. */
  static void putRow(PtNDArray array, int row, PtNDArray value) {
    try (IValue target = IValue.from(array);
        IValue place = IValue.from((long) row);
        IValue source = IValue.from(value)) {
      Rows.SCRIPT.call("put", target, place, source).close();
    }
  }

  /** Returns row {@code row} (along the first axis), an array of its own. */
  static PtNDArray row(PtNDArray array, int row) {
    try (IValue source = IValue.from(array);
        IValue place = IValue.from((long) row);
        IValue result = Rows.SCRIPT.call("take", source, place)) {
      return result.toTensor(MANAGER);
    }
  }
}
