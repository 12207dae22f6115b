package episode.backend.jvm;

import episode.backend.Call;
import episode.expr.DType;
import episode.expr.Tensor;
import java.util.Arrays;

/**
 * Snapshots of slots. FLOAT64 slots that follow each other in memory are copied as one stretch, so
 * a program does well to name what is taped together first. For one thread.
 */
final class JvmTape implements Call.Tape {
  private final int[] slots;
  private final Stretches source;
  private double[][] doubles = new double[16][];
  private Tensor[][] others = new Tensor[16][];
  private int size;
  private int[] lastSlots;
  private Stretches last;

  /** Where the FLOAT64 slots of a list lie, in stretches as long as can be, and the other slots. */
  private static final class Stretches {
    private final Layout layout;
    private final int[] starts;
    private final int[] lengths;
    private int count;
    private int width;
    private int others;

    Stretches(Layout layout, int[] slots) {
      this.layout = layout;
      starts = new int[slots.length];
      lengths = new int[slots.length];
      for (int slot : slots) {
        if (layout.type(slot) != DType.FLOAT64) {
          others++;
          continue;
        }
        int start = layout.offset(slot);
        if (count > 0 && starts[count - 1] + lengths[count - 1] == start) {
          lengths[count - 1] += layout.size(slot);
        } else {
          starts[count] = start;
          lengths[count++] = layout.size(slot);
        }
        width += layout.size(slot);
      }
    }

    double[] from(double[] memory) {
      if (count == 1) {
        return Arrays.copyOfRange(memory, starts[0], starts[0] + width);
      }
      double[] values = new double[width];
      int at = 0;
      for (int i = 0; i < count; i++) {
        System.arraycopy(memory, starts[i], values, at, lengths[i]);
        at += lengths[i];
      }
      return values;
    }

    void into(double[] memory, double[] values) {
      int at = 0;
      for (int i = 0; i < count; i++) {
        System.arraycopy(values, at, memory, starts[i], lengths[i]);
        at += lengths[i];
      }
    }
  }

  JvmTape(Layout layout, int[] slots) {
    this.slots = slots;
    source = new Stretches(layout, slots);
    lastSlots = slots;
    last = source;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long bytes() {
    return 8L * source.width * size;
  }

  @Override
  public void push(Call call) {
    if (size == doubles.length) {
      doubles = Arrays.copyOf(doubles, 2 * size);
      others = Arrays.copyOf(others, 2 * size);
    }
    JvmCall from = (JvmCall) call;
    doubles[size] = source.from(from.doubles());
    others[size] = source.others == 0 ? null : otherValues(from);
    size++;
  }

  private Tensor[] otherValues(JvmCall from) {
    Tensor[] values = new Tensor[slots.length];
    for (int i = 0; i < slots.length; i++) {
      boolean other = source.layout.type(slots[i]) != DType.FLOAT64;
      values[i] = other ? from.read(slots[i]) : null;
    }
    return values;
  }

  @Override
  public void load(int index, Call target, int... into) {
    JvmCall to = (JvmCall) target;
    if (into != lastSlots || to.layout() != last.layout) {
      last = new Stretches(to.layout(), into);
      lastSlots = into;
    }
    last.into(to.doubles(), doubles[index]);
    for (int i = 0; source.others > 0 && i < into.length; i++) {
      if (others[index][i] != null) {
        to.write(into[i], others[index][i]);
      }
    }
  }

  @Override
  public void thin() {
    int kept = (size + 1) / 2;
    for (int i = 0; i < kept; i++) {
      doubles[i] = doubles[2 * i];
      others[i] = others[2 * i];
    }
    Arrays.fill(doubles, kept, size, null);
    Arrays.fill(others, kept, size, null);
    size = kept;
  }
}
