package episode.backend.jvm;

import episode.expr.DType;
import episode.expr.Prim;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes scalars into one method. Its four parameters are the memory of a call: {@code double[]},
 * {@code float[]}, {@code long[]}, {@code boolean[]}. For one method.
 */
final class MethodCode implements Opcodes {
  static final String DESCRIPTOR = "([D[F[J[Z)V";
  private static final int PARAMETERS = 4;

  private final MethodVisitor mv;
  private final boolean fma;
  private final Indices indices;
  private int locals = PARAMETERS;
  private final int[] freeWide = new int[256];
  private final int[] freeNarrow = new int[256];
  private int wideCount;
  private int narrowCount;

  /** Says which loop a local belongs to: values of outer loops keep theirs. */
  private final int innermost;

  /** Pushes the part of an index that depends on loop variables. */
  interface Indices {
    /** Returns whether anything was pushed. */
    boolean push(MethodVisitor mv, Access access);
  }

  MethodCode(MethodVisitor mv, boolean fma, Indices indices, int innermost) {
    this.mv = mv;
    this.fma = fma;
    this.indices = indices;
    this.innermost = innermost;
  }

  /** Returns the writer of loops in the same method. */
  MethodCode over(Indices loops, int depth) {
    MethodCode inner = new MethodCode(mv, fma, loops, depth);
    inner.locals = locals;
    return inner;
  }

  /** Leaves alone the locals that a writer of loops has used. */
  void takeLocalsOf(MethodCode inner) {
    locals = inner.locals;
  }

  MethodVisitor visitor() {
    return mv;
  }

  /** Ends the method and returns its size in bytes. */
  int end() {
    mv.visitInsn(RETURN);
    Label end = new Label();
    mv.visitLabel(end);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
    return end.getOffset();
  }

  static int array(DType dtype) {
    return Instructions.typed(dtype, 0, 1, 2, 3);
  }

  int newInt() {
    return locals++;
  }

  int newLocal(DType dtype) {
    boolean wide = isWide(dtype);
    if (wide && wideCount > 0) {
      return freeWide[--wideCount];
    }
    if (!wide && narrowCount > 0) {
      return freeNarrow[--narrowCount];
    }
    int local = locals;
    locals += wide ? 2 : 1;
    return local;
  }

  private void release(Scalar scalar) {
    boolean wide = isWide(scalar.dtype);
    if (wide && wideCount < freeWide.length) {
      freeWide[wideCount++] = scalar.local;
    } else if (!wide && narrowCount < freeNarrow.length) {
      freeNarrow[narrowCount++] = scalar.local;
    }
    scalar.local = -1;
  }

  private static boolean isWide(DType dtype) {
    return dtype == DType.FLOAT64 || dtype == DType.INT64;
  }

  /** Pushes the array and the index of a place. */
  void pushPlace(Access access) {
    mv.visitVarInsn(ALOAD, array(access.buffer().dtype()));
    pushIndex(access);
  }

  private void pushIndex(Access access) {
    boolean pushed = indices.push(mv, access);
    if (!pushed || access.start() != 0) {
      Instructions.integer(mv, access.start());
    }
    if (pushed && access.start() != 0) {
      mv.visitInsn(IADD);
    }
  }

  void loadElement(DType dtype) {
    mv.visitInsn(Instructions.typed(dtype, DALOAD, FALOAD, LALOAD, BALOAD));
  }

  void storeElement(DType dtype) {
    mv.visitInsn(Instructions.typed(dtype, DASTORE, FASTORE, LASTORE, BASTORE));
  }

  void loadLocal(DType dtype, int local) {
    mv.visitVarInsn(Instructions.typed(dtype, DLOAD, FLOAD, LLOAD, ILOAD), local);
  }

  void storeLocal(DType dtype, int local) {
    mv.visitVarInsn(Instructions.typed(dtype, DSTORE, FSTORE, LSTORE, ISTORE), local);
  }

  /** Pushes a value: a constant, a value that is at hand, or what has to be computed for it. */
  void push(Scalar scalar) {
    if (scalar.isConstant()) {
      Instructions.constant(mv, scalar);
    } else if (scalar.isRoot || scalar.isLoad()) {
      fetch(scalar);
    } else {
      compute(scalar);
    }
  }

  private void fetch(Scalar scalar) {
    scalar.pending--;
    if (scalar.local >= 0) {
      loadLocal(scalar.dtype, scalar.local);
      if (scalar.pending == 0 && scalar.depth == innermost) {
        release(scalar);
      }
      return;
    }
    pushPlace(scalar.isLoad() ? scalar.access : scalar.stores.get(0).target());
    loadElement(scalar.dtype);
    if (scalar.pending > 0) {
      mv.visitInsn(isWide(scalar.dtype) ? DUP2 : DUP);
      keep(scalar);
    }
  }

  /** Pops a value into a new local of its own. */
  void keep(Scalar scalar) {
    scalar.local = newLocal(scalar.dtype);
    storeLocal(scalar.dtype, scalar.local);
  }

  /** Pushes the value of a scalar from those of its operands. */
  void compute(Scalar scalar) {
    if (scalar.isLoad()) {
      pushPlace(scalar.access);
      loadElement(scalar.dtype);
    } else if (scalar.prim == Prim.GATHER) {
      gather(scalar);
    } else if (!fused(scalar)) {
      boolean asDouble = scalar.args[0].dtype == DType.FLOAT32;
      asDouble = asDouble && Instructions.wantsDouble(scalar.prim);
      for (Scalar arg : scalar.args) {
        push(arg);
        if (asDouble) {
          mv.visitInsn(F2D);
        }
      }
      Instructions.apply(mv, scalar);
    }
  }

  private void gather(Scalar scalar) {
    pushPlace(scalar.access);
    pushReach(scalar.args[0], (Sink.Reach) scalar.attribute, "gatherIndex");
    loadElement(scalar.dtype);
  }

  /** Adds the computed part of an index to the index on the stack. */
  void pushReach(Scalar index, Sink.Reach reach, String check) {
    push(index);
    Instructions.integer(mv, reach.extent());
    Instructions.integer(mv, reach.axis());
    Instructions.call(mv, Instructions.ARITHMETIC, check, "JII", "I");
    Instructions.integer(mv, reach.stride());
    mv.visitInsn(IMUL);
    mv.visitInsn(IADD);
  }

  /** Writes a + b·c, a·b − c and a − b·c as one operation where nobody else needs the product. */
  private boolean fused(Scalar scalar) {
    if (!fma || scalar.prim != Prim.ADD && scalar.prim != Prim.SUB) {
      return false;
    }
    Scalar left = scalar.args[0];
    Scalar right = scalar.args[1];
    if (isProduct(right)) {
      pushProduct(right, scalar.prim == Prim.SUB);
      push(left);
    } else if (isProduct(left)) {
      pushProduct(left, false);
      push(right);
      if (scalar.prim == Prim.SUB) {
        Instructions.negate(mv, right.dtype);
      }
    } else {
      return false;
    }
    Instructions.fma(mv, scalar.dtype);
    return true;
  }

  /** Returns whether a value is a product that has no other user. */
  boolean isProduct(Scalar scalar) {
    return fma && scalar.prim == Prim.MUL && !scalar.isRoot && scalar.dtype.isFloating();
  }

  void pushProduct(Scalar product, boolean negated) {
    Scalar first = product.args[0];
    Scalar second = product.args[1];
    boolean swap = negated && second.isConstant();
    Scalar a = swap ? second : first;
    if (negated && a.isConstant() && a.dtype == DType.FLOAT64) {
      Instructions.number(mv, -a.number());
    } else {
      push(a);
      if (negated) {
        Instructions.negate(mv, a.dtype);
      }
    }
    push(swap ? first : second);
  }

  /** Stores a value that is pushed in between. */
  void store(Sink sink) {
    pushPlace(sink.target());
    push(sink.value());
    DType kept = sink.target().buffer().dtype();
    if (kept == DType.FLOAT32 && sink.value().dtype == DType.FLOAT64) {
      mv.visitInsn(D2F);
    }
    storeElement(kept);
  }
}
