package episode.backend.interpreter;

import episode.backend.Call;
import episode.backend.Program;
import episode.expr.Perform;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;

/** Slots that hold tensors. For one thread. */
final class InterpreterCall implements Call {
  private final Program program;
  private final Tensor[] values;
  private final Object[] objects;

  InterpreterCall(Program program) {
    this.program = program;
    int n = program.slots().size();
    values = new Tensor[n];
    objects = new Object[n];
    for (int i = 0; i < n; i++) {
      if (program.slots().get(i).type() instanceof Type.ArrayOf array) {
        values[i] = Tensor.filled(array.dtype(), array.shape(), 0);
      }
    }
  }

  @Override
  public void run(int function) {
    Program.Function code = program.functions().get(function);
    List<Tensor> operands = new ArrayList<>();
    for (int slot : code.inputs()) {
      operands.add(values[slot]);
    }
    List<Tensor> results = Perform.evaluate(code.graph(), operands);
    for (int i = 0; i < results.size(); i++) {
      values[code.outputs().get(i)] = results.get(i);
    }
  }

  @Override
  public double get(int slot) {
    return values[slot].doubles()[0];
  }

  @Override
  public void set(int slot, double value) {
    values[slot] = Tensor.of(values[slot].shape(), new double[] {value});
  }

  @Override
  public Tensor read(int slot) {
    return values[slot];
  }

  @Override
  public void read(int slot, double[] target) {
    System.arraycopy(values[slot].doubles(), 0, target, 0, values[slot].shape().size());
  }

  @Override
  public void write(int slot, Tensor value) {
    if (!value.type().equals(program.slots().get(slot).type())) {
      throw new IllegalArgumentException(
          "slot '" + program.slots().get(slot).name() + "' does not hold " + value.type());
    }
    values[slot] = value;
  }

  @Override
  public void copy(Call source, int sourceSlot, int slot) {
    InterpreterCall from = (InterpreterCall) source;
    values[slot] = from.values[sourceSlot];
    objects[slot] = from.objects[sourceSlot];
  }

  @Override
  public void putRow(int slot, int row, Call source, int sourceSlot) {
    Tensor value = ((InterpreterCall) source).values[sourceSlot];
    int size = value.shape().size();
    values[slot] = replaced(values[slot], row * size, value, 0, size);
  }

  @Override
  public void takeRow(int slot, Call source, int sourceSlot, int row) {
    Tensor matrix = ((InterpreterCall) source).values[sourceSlot];
    int size = values[slot].shape().size();
    values[slot] = replaced(values[slot], 0, matrix, row * size, size);
  }

  private static Tensor replaced(Tensor into, int to, Tensor from, int start, int size) {
    Shape shape = into.shape();
    switch (into.dtype()) {
      case BOOL -> {
        boolean[] copy = into.booleans().clone();
        System.arraycopy(from.booleans(), start, copy, to, size);
        return Tensor.of(shape, copy);
      }
      case INT64 -> {
        long[] copy = into.longs().clone();
        System.arraycopy(from.longs(), start, copy, to, size);
        return Tensor.of(shape, copy);
      }
      case FLOAT32 -> {
        float[] copy = into.floats().clone();
        System.arraycopy(from.floats(), start, copy, to, size);
        return Tensor.of(shape, copy);
      }
      case FLOAT64 -> {
        double[] copy = into.doubles().clone();
        System.arraycopy(from.doubles(), start, copy, to, size);
        return Tensor.of(shape, copy);
      }
    }
    throw new AssertionError(into.dtype());
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
    return new Snapshots(slots.clone());
  }

  /** Tensors are immutable, so a snapshot keeps references. */
  private static final class Snapshots implements Tape {
    private final int[] slots;
    private List<Tensor[]> snapshots = new ArrayList<>();
    private long bytes;

    Snapshots(int[] slots) {
      this.slots = slots;
    }

    @Override
    public int size() {
      return snapshots.size();
    }

    @Override
    public long bytes() {
      return bytes * snapshots.size();
    }

    @Override
    public void push(Call call) {
      Tensor[] snapshot = new Tensor[slots.length];
      bytes = 0;
      for (int i = 0; i < slots.length; i++) {
        snapshot[i] = call.read(slots[i]);
        bytes += (long) snapshot[i].dtype().bytes() * snapshot[i].shape().size();
      }
      snapshots.add(snapshot);
    }

    @Override
    public void load(int index, Call target, int... into) {
      Tensor[] snapshot = snapshots.get(index);
      for (int i = 0; i < into.length; i++) {
        target.write(into[i], snapshot[i]);
      }
    }

    @Override
    public void thin() {
      List<Tensor[]> kept = new ArrayList<>();
      for (int i = 0; i < snapshots.size(); i += 2) {
        kept.add(snapshots.get(i));
      }
      snapshots = kept;
    }
  }
}
