package episode.backend.jvm;

import episode.backend.jvm.Memory.Buffer;
import episode.expr.DType;

/** Where the slots of a program lie, and the memory that a call starts with. Immutable. */
final class Layout {
  private final int[] offsets;
  private final int[] sizes;
  private final DType[] types;
  private final double[] doubles;
  private final float[] floats;
  private final long[] longs;
  private final boolean[] booleans;

  Layout(Buffer[] slots, Memory memory) {
    offsets = new int[slots.length];
    sizes = new int[slots.length];
    types = new DType[slots.length];
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] != null) {
        offsets[i] = slots[i].offset();
        sizes[i] = slots[i].size();
        types[i] = slots[i].dtype();
      }
    }
    doubles = (double[]) memory.image(DType.FLOAT64);
    floats = (float[]) memory.image(DType.FLOAT32);
    longs = (long[]) memory.image(DType.INT64);
    booleans = (boolean[]) memory.image(DType.BOOL);
  }

  int slots() {
    return offsets.length;
  }

  /** Returns the places of all slots; shared, so do not write to it. */
  int[] offsets() {
    return offsets;
  }

  int offset(int slot) {
    return offsets[slot];
  }

  int size(int slot) {
    return sizes[slot];
  }

  /** Returns the element type of a slot, or null of an opaque one. */
  DType type(int slot) {
    return types[slot];
  }

  /** Returns the size of the memory of a call in bytes. */
  long bytes() {
    return 8L * doubles.length + 4L * floats.length + 8L * longs.length + booleans.length;
  }

  double[] newDoubles() {
    return doubles.clone();
  }

  float[] newFloats() {
    return floats.clone();
  }

  long[] newLongs() {
    return longs.clone();
  }

  boolean[] newBooleans() {
    return booleans.clone();
  }
}
