package episode.backend.jvm;

import episode.backend.Call;
import episode.expr.DType;
import java.util.ArrayList;
import java.util.List;

/**
 * Snapshots of FLOAT64 slots in growing blocks of doubles; slots of other types are copied as
 * arrays. For one thread.
 */
final class JvmTape implements Call.Tape {
  private static final int BLOCK = 8192;

  private final int[] slots;
  private final int[] sizes;
  private final boolean[] isDouble;
  private final int width;
  private final int perBlock;
  private final List<double[]> blocks = new ArrayList<>();
  private final List<Object[]> others = new ArrayList<>();
  private int size;

  JvmTape(Layout layout, int[] slots) {
    this.slots = slots;
    sizes = new int[slots.length];
    isDouble = new boolean[slots.length];
    int total = 0;
    boolean mixed = false;
    for (int i = 0; i < slots.length; i++) {
      sizes[i] = layout.size(slots[i]);
      isDouble[i] = layout.type(slots[i]) == DType.FLOAT64;
      total += isDouble[i] ? sizes[i] : 0;
      mixed |= !isDouble[i];
    }
    width = total;
    perBlock = Math.max(1, BLOCK / Math.max(1, width));
    if (!mixed) {
      others.add(null);
    }
  }

  private boolean isMixed() {
    return others.isEmpty() || others.get(0) != null;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long bytes() {
    long bytes = 8L * width * size;
    for (int i = 0; i < sizes.length; i++) {
      bytes += isDouble[i] ? 0 : 8L * sizes[i] * size;
    }
    return bytes;
  }

  @Override
  public void push(Call call) {
    JvmCall from = (JvmCall) call;
    if (size == blocks.size() * perBlock) {
      blocks.add(new double[perBlock * width]);
    }
    double[] block = blocks.get(size / perBlock);
    int at = size % perBlock * width;
    double[] memory = from.doubles();
    for (int i = 0; i < slots.length; i++) {
      if (isDouble[i]) {
        copy(memory, from.layout().offset(slots[i]), block, at, sizes[i]);
        at += sizes[i];
      }
    }
    if (isMixed()) {
      others.add(otherValues(from));
    }
    size++;
  }

  private Object[] otherValues(JvmCall from) {
    Object[] values = new Object[slots.length];
    for (int i = 0; i < slots.length; i++) {
      if (!isDouble[i]) {
        values[i] = from.read(slots[i]);
      }
    }
    return values;
  }

  @Override
  public void load(int index, Call target, int... into) {
    JvmCall to = (JvmCall) target;
    double[] block = blocks.get(index / perBlock);
    int at = index % perBlock * width;
    double[] memory = to.doubles();
    for (int i = 0; i < into.length; i++) {
      if (isDouble[i]) {
        copy(block, at, memory, to.layout().offset(into[i]), sizes[i]);
        at += sizes[i];
      } else {
        to.write(into[i], (episode.expr.Tensor) others.get(index)[i]);
      }
    }
  }

  /** A loop is faster than {@code arraycopy} for the few numbers of a small system. */
  private static void copy(double[] from, int start, double[] to, int end, int count) {
    if (count > 16) {
      System.arraycopy(from, start, to, end, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      to[end + i] = from[start + i];
    }
  }

  @Override
  public void thin() {
    int kept = (size + 1) / 2;
    for (int i = 1; i < kept; i++) {
      double[] from = blocks.get(2 * i / perBlock);
      double[] to = blocks.get(i / perBlock);
      int start = 2 * i % perBlock * width;
      System.arraycopy(from, start, to, i % perBlock * width, width);
      if (isMixed()) {
        others.set(i, others.get(2 * i));
      }
    }
    size = kept;
    while (blocks.size() > (size + perBlock - 1) / perBlock) {
      blocks.remove(blocks.size() - 1);
    }
    while (isMixed() && others.size() > size) {
      others.remove(others.size() - 1);
    }
  }
}
