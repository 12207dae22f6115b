package episode.backend.djl;

import ai.djl.pytorch.engine.PtNDArray;
import episode.backend.Call;
import episode.backend.Program;
import episode.expr.Tensor;
import episode.expr.Type;
import java.lang.ref.Cleaner;
import java.util.List;

/** Slots that hold PyTorch's arrays, freed with the call at the latest. For one thread. */
final class TorchCall implements Call {
  private final TorchProgram compiled;
  private final Program program;
  private final TorchMemory memory;
  private final Slots slots;
  private final Cleaner.Cleanable cleanable;
  private final Object[] objects;

  /** The arrays of a call, for whoever ends it: its user or, failing that, the collector. */
  private static final class Slots implements Runnable {
    private final TorchHandle[] handles;

    Slots(int size) {
      handles = new TorchHandle[size];
    }

    void put(int slot, TorchHandle handle) {
      TorchHandle before = handles[slot];
      handles[slot] = handle;
      if (before != null) {
        before.letGo();
      }
    }

    @Override
    public void run() {
      for (int slot = 0; slot < handles.length; slot++) {
        put(slot, null);
      }
    }
  }

  TorchCall(TorchProgram compiled) {
    this.compiled = compiled;
    program = compiled.program();
    memory = new TorchMemory(compiled.precision());
    objects = new Object[program.slots().size()];
    slots = new Slots(objects.length);
    cleanable = Script.CLEANER.register(this, slots);
  }

  private Type.ArrayOf type(int slot) {
    return (Type.ArrayOf) program.slots().get(slot).type();
  }

  private void put(int slot, PtNDArray array) {
    slots.put(slot, new TorchHandle(array));
  }

  /** Returns what a slot holds: zeros where nobody has put anything there, null where no array. */
  private TorchHandle handle(int slot) {
    if (slots.handles[slot] == null
        && program.slots().get(slot).type() instanceof Type.ArrayOf type) {
      put(slot, memory.filled(type, 0));
    }
    return slots.handles[slot];
  }

  @Override
  public void run(int function) {
    Program.Function code = program.functions().get(function);
    List<Integer> inputs = code.inputs();
    PtNDArray[] operands = new PtNDArray[inputs.size()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = handle(inputs.get(i)).array();
    }
    PtNDArray[] results = compiled.run(function, operands);
    for (int i = 0; i < results.length; i++) {
      put(code.outputs().get(i), results[i]);
    }
  }

  @Override
  public double get(int slot) {
    double[] value = new double[1];
    read(slot, value);
    return value[0];
  }

  @Override
  public void set(int slot, double value) {
    put(slot, memory.filled(type(slot), value));
  }

  @Override
  public boolean holds(int slot) {
    return memory.owns(handle(slot).array(), type(slot));
  }

  @Override
  public Tensor read(int slot) {
    return memory.read(handle(slot).array(), type(slot));
  }

  @Override
  public void read(int slot, double[] target) {
    memory.read(handle(slot).array(), target);
  }

  @Override
  public void write(int slot, Tensor value) {
    if (!value.type().equals(program.slots().get(slot).type())) {
      throw new IllegalArgumentException(
          "slot '" + program.slots().get(slot).name() + "' does not hold " + value.type());
    }
    put(slot, memory.of(value));
  }

  @Override
  public void copy(Call source, int sourceSlot, int slot) {
    TorchCall from = (TorchCall) source;
    TorchHandle value = from.handle(sourceSlot);
    slots.put(slot, value == null ? null : value.held());
    objects[slot] = from.objects[sourceSlot];
  }

  @Override
  public void putRow(int slot, int row, Call source, int sourceSlot) {
    TorchHandle own = handle(slot).alone();
    slots.handles[slot] = own;
    TorchMemory.putRow(own.array(), row, ((TorchCall) source).handle(sourceSlot).array());
  }

  @Override
  public void takeRow(int slot, Call source, int sourceSlot, int row) {
    put(slot, TorchMemory.row(((TorchCall) source).handle(sourceSlot).array(), row));
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
  public Tape newTape(int... own) {
    long bytes = 0;
    for (int slot : own) {
      bytes += (long) type(slot).dtype().bytes() * type(slot).shape().size();
    }
    return new TorchTape(own.clone(), bytes);
  }

  /** Returns a snapshot of slots, to be let go of. */
  TorchHandle[] snapshot(int[] own) {
    TorchHandle[] snapshot = new TorchHandle[own.length];
    for (int i = 0; i < own.length; i++) {
      snapshot[i] = handle(own[i]).held();
    }
    return snapshot;
  }

  /** Puts a snapshot back, which stays as it is. */
  void load(TorchHandle[] snapshot, int[] into) {
    for (int i = 0; i < into.length; i++) {
      slots.put(into[i], snapshot[i].held());
    }
  }

  @Override
  public void close() {
    cleanable.clean();
  }
}
