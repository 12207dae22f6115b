package episode.backend.array;

import episode.backend.Call;
import episode.backend.Program;
import episode.expr.Tensor;
import episode.expr.Type;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Slots that hold arrays of a library. For one thread. */
final class ArrayCall<A> implements Call {
  private final ArrayNamespace<A> namespace;
  private final Program program;
  private final List<Plan<A>> plans;
  private final Evaluation<A> evaluation;
  private final List<Held<A>> values;
  private final Cleaner.Cleanable end;
  private final Object[] objects;

  ArrayCall(ArrayNamespace<A> namespace, Program program, List<Plan<A>> plans) {
    this.namespace = namespace;
    this.program = program;
    this.plans = plans;
    evaluation = new Evaluation<>(namespace);
    objects = new Object[program.slots().size()];
    Belongings<A> own = Belongings.of(evaluation::close);
    values = own.values();
    values.addAll(Collections.nCopies(objects.length, null));
    end = own.ownedBy(this);
  }

  /** Returns what a slot holds: zeros where nobody has put anything there, null where no array. */
  private Held<A> value(int slot) {
    Held<A> value = values.get(slot);
    if (value == null && program.slots().get(slot).type() instanceof Type.ArrayOf type) {
      value = new Held<>(namespace, namespace.zeros(type));
      values.set(slot, value);
    }
    return value;
  }

  private Held<A> hold(Tensor value) {
    return new Held<>(namespace, namespace.of(value));
  }

  private static void letGo(Held<?> value) {
    if (value != null) {
      value.letGo();
    }
  }

  private Type.ArrayOf type(int slot) {
    return (Type.ArrayOf) program.slots().get(slot).type();
  }

  /** Returns the array in a slot, which stays the slot's. */
  A array(int slot) {
    return value(slot).array();
  }

  /** Puts an array that is held already into a slot. */
  private void put(int slot, Held<A> value) {
    letGo(values.set(slot, value));
  }

  @Override
  public void run(int function) {
    Program.Function code = program.functions().get(function);
    List<Held<A>> operands = new ArrayList<>();
    for (int slot : code.inputs()) {
      operands.add(value(slot));
    }
    Plan<A> plan = plans.get(function);
    List<Held<A>> results = namespace.inTurn(() -> evaluation.run(plan, operands));
    for (int i = 0; i < results.size(); i++) {
      put(code.outputs().get(i), results.get(i));
    }
    Reference.reachabilityFence(this);
  }

  @Override
  public double get(int slot) {
    return read(slot).doubles()[0];
  }

  @Override
  public void set(int slot, double value) {
    put(slot, hold(Tensor.of(type(slot).shape(), new double[] {value})));
  }

  @Override
  public boolean holds(int slot) {
    return namespace.owns(value(slot).array(), type(slot));
  }

  @Override
  public Tensor read(int slot) {
    return namespace.read(value(slot).array(), type(slot));
  }

  @Override
  public void read(int slot, double[] target) {
    System.arraycopy(read(slot).doubles(), 0, target, 0, target.length);
  }

  @Override
  public void write(int slot, Tensor value) {
    if (!value.type().equals(program.slots().get(slot).type())) {
      throw new IllegalArgumentException(
          "slot '" + program.slots().get(slot).name() + "' does not hold " + value.type());
    }
    put(slot, hold(value));
  }

  @Override
  public void copy(Call source, int sourceSlot, int slot) {
    ArrayCall<A> from = same(source);
    Held<A> value = from.value(sourceSlot);
    put(slot, value == null ? null : value.held());
    objects[slot] = from.objects[sourceSlot];
  }

  @SuppressWarnings("unchecked")
  private ArrayCall<A> same(Call call) {
    return (ArrayCall<A>) call;
  }

  @Override
  public void putRow(int slot, int row, Call source, int sourceSlot) {
    Held<A> own = value(slot).alone();
    values.set(slot, own);
    A changed = same(source).value(sourceSlot).array();
    values.set(slot, own.withRow(row, changed));
  }

  @Override
  public void takeRow(int slot, Call source, int sourceSlot, int row) {
    A matrix = same(source).value(sourceSlot).array();
    put(slot, new Held<>(namespace, namespace.row(matrix, row, type(slot))));
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

  @Override
  public void close() {
    end.clean();
  }

  /** Arrays never change, so a snapshot holds them once more; snapshots lie one after the other. */
  private final class Snapshots implements Tape {
    private final int[] slots;
    private final Belongings<A> own = Belongings.of(() -> {});
    private final Cleaner.Cleanable end = own.ownedBy(this);
    private long bytesEach;

    Snapshots(int[] slots) {
      this.slots = slots;
      for (int slot : slots) {
        bytesEach += (long) type(slot).dtype().bytes() * type(slot).shape().size();
      }
    }

    @Override
    public int size() {
      return own.values().size() / Math.max(1, slots.length);
    }

    @Override
    public long bytes() {
      return bytesEach * size();
    }

    @Override
    public void push(Call call) {
      for (int slot : slots) {
        own.values().add(same(call).value(slot).held());
      }
    }

    @Override
    public void load(int index, Call target, int... into) {
      for (int i = 0; i < into.length; i++) {
        same(target).put(into[i], own.values().get(index * slots.length + i).held());
      }
    }

    @Override
    public void close() {
      end.clean();
    }

    @Override
    public void thin() {
      List<Held<A>> kept = new ArrayList<>();
      for (int i = 0; i < own.values().size(); i++) {
        Held<A> value = own.values().get(i);
        if (i / slots.length % 2 == 0) {
          kept.add(value);
        } else {
          value.letGo();
        }
      }
      own.replace(kept);
    }
  }
}
