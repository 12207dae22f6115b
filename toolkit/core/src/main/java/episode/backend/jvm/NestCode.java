package episode.backend.jvm;

import episode.backend.jvm.Memory.Buffer;
import episode.expr.DType;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes a nest of counted loops into one method: what does not depend on a loop is computed before
 * it, a reduction over inner loops has its accumulator in a local, one over outer loops in memory.
 */
final class NestCode implements Opcodes, MethodCode.Indices {
  private final Nest nest;
  private final int depth;
  private final MethodCode code;
  private final MethodVisitor mv;
  private final int[] counters;
  private final List<int[]> rows = new ArrayList<>();
  private final List<Integer> rowLocals = new ArrayList<>();
  private final int[] accumulators;

  private NestCode(MethodCode method, Nest nest) {
    this.nest = nest;
    depth = nest.depth();
    code = method.over(this, depth);
    mv = code.visitor();
    counters = new int[depth];
    accumulators = new int[nest.sinks().size()];
  }

  /** Writes a method of one nest. */
  static void write(ClassCode classCode, String name, Nest nest) {
    write(classCode, name, List.of(nest));
  }

  /** Writes a method of several nests, one after the other. */
  static void write(ClassCode classCode, String name, List<Nest> nests) {
    MethodCode method = classCode.plainMethod(name);
    for (Nest nest : nests) {
      NestCode writer = new NestCode(method, nest);
      writer.prepare();
      writer.enter(0);
      method.takeLocalsOf(writer.code);
    }
    classCode.end(name, method);
  }

  private void prepare() {
    for (Scalar scalar : nest.scalars()) {
      scalar.pending = scalar.uses;
      scalar.local = -1;
      if (scalar.access != null) {
        addRow(scalar.access.strides());
      }
    }
    for (int i = 0; i < accumulators.length; i++) {
      Sink sink = nest.sinks().get(i);
      addRow(sink.target().strides());
      accumulators[i] = -1;
      if (sink.isReduction() && !isLocal(sink)) {
        fill(sink.target().buffer(), sink.reduction().overNothing(type(sink)));
      }
    }
  }

  private static DType type(Sink sink) {
    return sink.target().buffer().dtype();
  }

  /** Returns whether all loops inside the first reduced one are reduced too. */
  private boolean isLocal(Sink sink) {
    for (int k = home(sink); k < depth; k++) {
      if (!sink.reduced()[k]) {
        return false;
      }
    }
    return true;
  }

  private int home(Sink sink) {
    int first = 0;
    while (first < depth && !sink.reduced()[first]) {
      first++;
    }
    return first;
  }

  private void fill(Buffer buffer, double start) {
    fill(mv, buffer, start);
  }

  static void fill(MethodVisitor mv, Buffer buffer, double start) {
    DType dtype = buffer.dtype();
    mv.visitVarInsn(ALOAD, MethodCode.array(dtype));
    Instructions.integer(mv, buffer.offset());
    Instructions.integer(mv, buffer.offset() + buffer.size());
    Tensor value = Tensor.filled(dtype, Shape.SCALAR, start);
    Instructions.constant(mv, new Body().constant(value, 0));
    String letter = Instructions.letter(dtype);
    Instructions.call(mv, "java/util/Arrays", "fill", "[" + letter + "II" + letter, "V");
  }

  /** The parts of indices that come from outer loops are computed once per turn of these. */
  private void addRow(int[] strides) {
    int[] outer = Arrays.copyOf(strides, Math.max(0, depth - 1));
    if (rowDepth(outer) == 0 || row(outer) >= 0) {
      return;
    }
    rows.add(outer);
    rowLocals.add(-1);
  }

  private static int rowDepth(int[] outer) {
    int last = outer.length;
    while (last > 0 && outer[last - 1] == 0) {
      last--;
    }
    return last;
  }

  private int row(int[] outer) {
    for (int i = 0; i < rows.size(); i++) {
      if (Arrays.equals(rows.get(i), outer)) {
        return i;
      }
    }
    return -1;
  }

  /** Writes what is done when the first {@code level} loop variables are known. */
  private void enter(int level) {
    for (int i = 0; i < rows.size(); i++) {
      if (level > 0 && rowDepth(rows.get(i)) == level) {
        startRow(i, level);
      }
    }
    for (Scalar scalar : nest.scalars()) {
      if (scalar.depth == level && scalar.isRoot) {
        code.compute(scalar);
        code.keep(scalar);
      }
    }
    if (level == depth) {
      writeSinks();
      return;
    }
    for (int i = 0; i < accumulators.length; i++) {
      Sink sink = nest.sinks().get(i);
      if (sink.isReduction() && isLocal(sink) && home(sink) == level) {
        startAccumulator(i);
      }
    }
    loop(level);
    for (int i = 0; i < accumulators.length; i++) {
      Sink sink = nest.sinks().get(i);
      if (accumulators[i] >= 0 && home(sink) == level) {
        storeAccumulator(i);
      }
    }
  }

  private void loop(int level) {
    int counter = code.newInt();
    counters[level] = counter;
    Label top = new Label();
    Label end = new Label();
    mv.visitInsn(ICONST_0);
    mv.visitVarInsn(ISTORE, counter);
    mv.visitLabel(top);
    mv.visitVarInsn(ILOAD, counter);
    Instructions.integer(mv, nest.extents()[level]);
    mv.visitJumpInsn(IF_ICMPGE, end);
    enter(level + 1);
    mv.visitIincInsn(counter, 1);
    mv.visitJumpInsn(GOTO, top);
    mv.visitLabel(end);
  }

  private void startRow(int i, int level) {
    boolean first = true;
    for (int k = 0; k < level; k++) {
      int stride = rows.get(i)[k];
      if (stride != 0) {
        mv.visitVarInsn(ILOAD, counters[k]);
        Instructions.integer(mv, stride);
        mv.visitInsn(IMUL);
        if (!first) {
          mv.visitInsn(IADD);
        }
        first = false;
      }
    }
    if (rowLocals.get(i) < 0) {
      rowLocals.set(i, code.newInt());
    }
    mv.visitVarInsn(ISTORE, rowLocals.get(i));
  }

  /** Pushes row + stride · innermost variable, where there is such a thing. */
  @Override
  public boolean push(MethodVisitor visitor, Access access) {
    int[] strides = access.strides();
    if (access.depth() == 0) {
      return false;
    }
    int row = row(Arrays.copyOf(strides, depth - 1));
    int inner = strides[depth - 1];
    if (row >= 0) {
      visitor.visitVarInsn(ILOAD, rowLocals.get(row));
    }
    if (inner != 0) {
      visitor.visitVarInsn(ILOAD, counters[depth - 1]);
      if (inner != 1) {
        Instructions.integer(visitor, inner);
        visitor.visitInsn(IMUL);
      }
      if (row >= 0) {
        visitor.visitInsn(IADD);
      }
    }
    return true;
  }

  private void startAccumulator(int i) {
    Sink sink = nest.sinks().get(i);
    DType wide = wide(sink);
    accumulators[i] = code.newLocal(wide);
    double start = sink.reduction().overNothing(type(sink));
    Instructions.constant(mv, new Body().constant(Tensor.filled(wide, Shape.SCALAR, start), 0));
    code.storeLocal(wide, accumulators[i]);
  }

  private static DType wide(Sink sink) {
    return Lowering.isWidened(type(sink)) ? DType.FLOAT64 : type(sink);
  }

  private void storeAccumulator(int i) {
    Sink sink = nest.sinks().get(i);
    code.pushPlace(sink.target());
    code.loadLocal(wide(sink), accumulators[i]);
    if (wide(sink) != type(sink)) {
      mv.visitInsn(D2F);
    }
    code.storeElement(type(sink));
  }

  private void writeSinks() {
    for (int i = 0; i < accumulators.length; i++) {
      if (!nest.sinks().get(i).isLast()) {
        writeSink(i);
      }
    }
    for (Sink sink : nest.sinks()) {
      if (sink.isLast()) {
        code.store(sink);
      }
    }
  }

  private void writeSink(int i) {
    Sink sink = nest.sinks().get(i);
    if (sink.isStore() || sink.isReduction() && home(sink) == depth) {
      code.store(sink);
    } else if (accumulators[i] >= 0) {
      DType wide = wide(sink);
      takeIn(sink, wide, accumulators[i]);
      code.storeLocal(wide, accumulators[i]);
    } else {
      code.pushPlace(sink.target());
      if (sink.index() != null) {
        code.pushReach(sink.index(), sink.reach(), "scatterIndex");
      }
      mv.visitInsn(DUP2);
      code.loadElement(type(sink));
      int before = code.newLocal(type(sink));
      code.storeLocal(type(sink), before);
      takeIn(sink, type(sink), before);
      code.storeElement(type(sink));
    }
  }

  /** Pushes the reduction so far with one more value taken in. */
  private void takeIn(Sink sink, DType dtype, int before) {
    Prim step = Reductions.step(sink.reduction());
    Scalar value = sink.value();
    if (step == Prim.ADD && dtype == value.dtype && code.isProduct(value)) {
      code.pushProduct(value, false);
      code.loadLocal(dtype, before);
      Instructions.fma(mv, dtype);
      return;
    }
    code.loadLocal(dtype, before);
    code.push(value);
    if (dtype != value.dtype) {
      mv.visitInsn(F2D);
    }
    Instructions.combine(mv, step, dtype);
  }
}
