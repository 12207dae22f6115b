package episode.backend.jvm;

import episode.backend.Call;
import episode.backend.Program;
import episode.expr.DType;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.Arrays;

/** The memory of one use of a program. For one thread. */
final class JvmCall implements Call {
  private static final int FEW = 16;

  private final Program program;
  private final GeneratedCode code;
  private final Layout layout;
  private final double[] doubles;
  private final float[] floats;
  private final long[] longs;
  private final boolean[] booleans;
  private final Object[] objects;
  private final int[] offsets;

  JvmCall(Program program, GeneratedCode code, Layout layout) {
    this.program = program;
    this.code = code;
    this.layout = layout;
    doubles = layout.newDoubles();
    floats = layout.newFloats();
    longs = layout.newLongs();
    booleans = layout.newBooleans();
    objects = new Object[layout.slots()];
    offsets = layout.offsets();
  }

  @Override
  public void run(int function) {
    code.run(function, doubles, floats, longs, booleans);
  }

  @Override
  public double get(int slot) {
    return doubles[offsets[slot]];
  }

  @Override
  public void set(int slot, double value) {
    doubles[offsets[slot]] = value;
  }

  @Override
  public Tensor read(int slot) {
    Shape shape = ((Type.ArrayOf) program.slots().get(slot).type()).shape();
    int from = offsets[slot];
    int to = from + layout.size(slot);
    return switch (layout.type(slot)) {
      case BOOL -> Tensor.of(shape, Arrays.copyOfRange(booleans, from, to));
      case INT64 -> Tensor.of(shape, Arrays.copyOfRange(longs, from, to));
      case FLOAT32 -> Tensor.of(shape, Arrays.copyOfRange(floats, from, to));
      case FLOAT64 -> Tensor.of(shape, Arrays.copyOfRange(doubles, from, to));
    };
  }

  @Override
  public void read(int slot, double[] target) {
    System.arraycopy(doubles, layout.offset(slot), target, 0, layout.size(slot));
  }

  @Override
  public void write(int slot, Tensor value) {
    Program.Slot place = program.slots().get(slot);
    if (!value.type().equals(place.type())) {
      throw new IllegalArgumentException(
          "slot '" + place.name() + "' holds " + place.type() + ", not " + value.type());
    }
    System.arraycopy(Memory.raw(value), 0, array(value.dtype()), offsets[slot], layout.size(slot));
  }

  @Override
  public void copy(Call source, int sourceSlot, int slot) {
    JvmCall from = (JvmCall) source;
    if (layout.type(slot) == null) {
      objects[slot] = from.objects[sourceSlot];
    } else {
      move(from, sourceSlot, from.offsets[sourceSlot], offsets[slot], layout.size(slot));
    }
  }

  @Override
  public void putRow(int slot, int row, Call source, int sourceSlot) {
    JvmCall from = (JvmCall) source;
    int size = from.layout.size(sourceSlot);
    int to = offsets[slot] + row * size;
    move(from, sourceSlot, from.offsets[sourceSlot], to, size);
  }

  @Override
  public void takeRow(int slot, Call source, int sourceSlot, int row) {
    JvmCall from = (JvmCall) source;
    int size = layout.size(slot);
    int start = from.offsets[sourceSlot] + row * size;
    move(from, sourceSlot, start, offsets[slot], size);
  }

  /** A loop is faster than {@code arraycopy} for the few numbers of a small system. */
  private void move(JvmCall source, int sourceSlot, int start, int to, int size) {
    DType type = source.layout.type(sourceSlot);
    if (type != DType.FLOAT64 || size > FEW) {
      System.arraycopy(source.array(type), start, array(type), to, size);
      return;
    }
    double[] from = source.doubles;
    double[] into = doubles;
    for (int i = 0; i < size; i++) {
      into[to + i] = from[start + i];
    }
  }

  private Object array(DType type) {
    return switch (type) {
      case BOOL -> booleans;
      case INT64 -> longs;
      case FLOAT32 -> floats;
      case FLOAT64 -> doubles;
    };
  }

  Layout layout() {
    return layout;
  }

  double[] doubles() {
    return doubles;
  }

  @Override
  public Object object(int slot) {
    return objects[slot];
  }

  @Override
  public void object(int slot, Object value) {
    objects[slot] = value;
  }

  @Override
  public Tape newTape(int... slots) {
    return new JvmTape(layout, slots.clone());
  }
}
