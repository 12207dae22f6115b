package episode.backend.jvm;

import episode.backend.Call;
import episode.backend.Program;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.Arrays;

/** The memory of one use of a program. For one thread. */
final class JvmCall implements Call {
  private final Program program;
  private final GeneratedCode code;
  private final Layout layout;
  private final double[] doubles;
  private final float[] floats;
  private final long[] longs;
  private final boolean[] booleans;
  private final Object[] objects;

  JvmCall(Program program, GeneratedCode code, Layout layout) {
    this.program = program;
    this.code = code;
    this.layout = layout;
    doubles = layout.newDoubles();
    floats = layout.newFloats();
    longs = layout.newLongs();
    booleans = layout.newBooleans();
    objects = new Object[layout.slots()];
  }

  @Override
  public void run(int function) {
    code.run(function, doubles, floats, longs, booleans);
  }

  @Override
  public double get(int slot) {
    return doubles[layout.offset(slot)];
  }

  @Override
  public void set(int slot, double value) {
    doubles[layout.offset(slot)] = value;
  }

  @Override
  public Tensor read(int slot) {
    Shape shape = ((Type.ArrayOf) program.slots().get(slot).type()).shape();
    int from = layout.offset(slot);
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
    move(Memory.raw(value), 0, slot, layout.offset(slot), layout.size(slot));
  }

  @Override
  public void copy(Call source, int sourceSlot, int slot) {
    JvmCall from = (JvmCall) source;
    if (layout.type(slot) == null) {
      objects[slot] = from.objects[sourceSlot];
    } else {
      int start = from.layout.offset(sourceSlot);
      move(from.array(sourceSlot), start, slot, layout.offset(slot), layout.size(slot));
    }
  }

  @Override
  public void putRow(int slot, int row, Call source, int sourceSlot) {
    JvmCall from = (JvmCall) source;
    int size = from.layout.size(sourceSlot);
    int to = layout.offset(slot) + row * size;
    move(from.array(sourceSlot), from.layout.offset(sourceSlot), slot, to, size);
  }

  @Override
  public void takeRow(int slot, Call source, int sourceSlot, int row) {
    JvmCall from = (JvmCall) source;
    int size = layout.size(slot);
    int start = from.layout.offset(sourceSlot) + row * size;
    move(from.array(sourceSlot), start, slot, layout.offset(slot), size);
  }

  /** Moves elements into this call; {@code slot} tells the type. */
  private void move(Object from, int start, int slot, int to, int size) {
    if (size == 1 && from instanceof double[] elements) {
      doubles[to] = elements[start];
    } else {
      System.arraycopy(from, start, array(slot), to, size);
    }
  }

  /** Returns the array in which a slot lies. */
  Object array(int slot) {
    return switch (layout.type(slot)) {
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
