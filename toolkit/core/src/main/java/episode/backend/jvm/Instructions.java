package episode.backend.jvm;

import episode.expr.DType;
import episode.expr.Prim;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The instructions of each primitive and type; operands are on the stack. */
final class Instructions implements Opcodes {
  static final String ARITHMETIC = "episode/backend/jvm/Arithmetic";
  private static final String MATH = "java/lang/Math";
  private static final String SPECIAL = "episode/expr/Special";

  private Instructions() {}

  static void constant(MethodVisitor mv, Scalar scalar) {
    switch (scalar.dtype) {
      case BOOL -> mv.visitInsn((Boolean) scalar.attribute ? ICONST_1 : ICONST_0);
      case INT64 -> number(mv, (Long) scalar.attribute, LCONST_0, LCONST_1);
      case FLOAT32 -> number(mv, (Float) scalar.attribute, FCONST_0, FCONST_1);
      case FLOAT64 -> number(mv, (Double) scalar.attribute, DCONST_0, DCONST_1);
    }
  }

  static void number(MethodVisitor mv, double value) {
    number(mv, (Double) value, DCONST_0, DCONST_1);
  }

  private static void number(MethodVisitor mv, Number value, int zero, int one) {
    double number = value.doubleValue();
    if (number == 0 && 1 / number > 0) {
      mv.visitInsn(zero);
    } else if (number == 1) {
      mv.visitInsn(one);
    } else {
      mv.visitLdcInsn(value);
    }
  }

  static void integer(MethodVisitor mv, int value) {
    if (value >= -1 && value <= 5) {
      mv.visitInsn(ICONST_0 + value);
    } else if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
      mv.visitIntInsn(BIPUSH, value);
    } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
      mv.visitIntInsn(SIPUSH, value);
    } else {
      mv.visitLdcInsn(value);
    }
  }

  /** Writes the primitive of a scalar whose operands are of the given type. */
  static void apply(MethodVisitor mv, Scalar scalar) {
    Prim prim = scalar.prim;
    DType from = scalar.args[0].dtype;
    switch (prim) {
      case NEG -> mv.visitInsn(typed(from, DNEG, FNEG, LNEG, NOP));
      case ADD -> mv.visitInsn(typed(from, DADD, FADD, LADD, NOP));
      case SUB -> mv.visitInsn(typed(from, DSUB, FSUB, LSUB, NOP));
      case MUL -> mv.visitInsn(typed(from, DMUL, FMUL, LMUL, NOP));
      case DIV -> mv.visitInsn(typed(from, DDIV, FDIV, NOP, NOP));
      case AND -> mv.visitInsn(IAND);
      case OR -> mv.visitInsn(IOR);
      case NOT -> {
        mv.visitInsn(ICONST_1);
        mv.visitInsn(IXOR);
      }
      case ABS -> extremum(mv, "abs", from, 1);
      case MIN, MAX -> minMax(mv, prim, from);
      case CAST -> cast(mv, from, scalar.dtype);
      case RESHAPE -> {}
      case EQ, NE, LT, LE -> {
        String letter = letter(from);
        call(mv, ARITHMETIC, name(prim), letter.concat(letter), "Z");
      }
      case WHERE -> {
        String type = letter(scalar.dtype);
        call(mv, ARITHMETIC, "select", "Z" + type + type, type);
      }
      default -> function(mv, scalar, from);
    }
  }

  private static void minMax(MethodVisitor mv, Prim prim, DType type) {
    if (type == DType.BOOL) {
      mv.visitInsn(prim == Prim.MIN ? IAND : IOR);
    } else {
      extremum(mv, prim == Prim.MIN ? "min" : "max", type, 2);
    }
  }

  private static void extremum(MethodVisitor mv, String name, DType type, int operands) {
    String letter = letter(type);
    call(mv, MATH, name, operands == 1 ? letter : letter + letter, letter);
  }

  /** Functions know double alone (and long for three of them): FLOAT32 goes there and back. */
  private static void function(MethodVisitor mv, Scalar scalar, DType type) {
    String letter = type == DType.INT64 ? "J" : "D";
    boolean own = type == DType.INT64;
    switch (scalar.prim) {
      case MOD -> call(mv, ARITHMETIC, "mod", letter + letter, letter);
      case POW -> call(mv, own ? ARITHMETIC : MATH, "pow", letter + letter, letter);
      case ATAN2 -> call(mv, MATH, "atan2", "DD", "D");
      case SIGN -> call(mv, own ? ARITHMETIC : MATH, own ? "sign" : "signum", letter, letter);
      case ROUND -> call(mv, MATH, "rint", "D", "D");
      case ERF, LGAMMA, LOG1P -> call(mv, SPECIAL, name(scalar.prim), "D", "D");
      case POLYGAMMA -> polygamma(mv, (Integer) scalar.attribute);
      default -> call(mv, MATH, name(scalar.prim), "D", "D");
    }
    if (type == DType.FLOAT32) {
      mv.visitInsn(D2F);
    }
  }

  /** Returns whether a FLOAT32 operand of the primitive has to be made a double first. */
  static boolean wantsDouble(Prim prim) {
    return switch (prim) {
      case NEG, ADD, SUB, MUL, DIV, ABS, MIN, MAX, CAST, RESHAPE, EQ, NE, LT, LE, WHERE -> false;
      default -> true;
    };
  }

  /** The two orders of a log-likelihood's gradient and its derivative have code of their own. */
  private static void polygamma(MethodVisitor mv, int order) {
    if (order <= 1) {
      call(mv, SPECIAL, order == 0 ? "digamma" : "trigamma", "D", "D");
    } else {
      integer(mv, order);
      call(mv, ARITHMETIC, "polygamma", "DI", "D");
    }
  }

  private static void cast(MethodVisitor mv, DType from, DType to) {
    if (to == DType.BOOL && from != DType.BOOL) {
      call(mv, ARITHMETIC, "isTrue", letter(from), "Z");
      return;
    }
    int opcode =
        switch (from) {
          case BOOL -> typed(to, I2D, I2F, I2L, NOP);
          case INT64 -> typed(to, L2D, L2F, NOP, NOP);
          case FLOAT32 -> typed(to, F2D, NOP, F2L, NOP);
          case FLOAT64 -> typed(to, NOP, D2F, D2L, NOP);
        };
    if (opcode != NOP) {
      mv.visitInsn(opcode);
    }
  }

  /** Writes a step of a reduction: ADD, MUL, MIN or MAX. */
  static void combine(MethodVisitor mv, Prim step, DType type) {
    switch (step) {
      case ADD -> mv.visitInsn(typed(type, DADD, FADD, LADD, NOP));
      case MUL -> mv.visitInsn(typed(type, DMUL, FMUL, LMUL, NOP));
      default -> minMax(mv, step, type);
    }
  }

  static void negate(MethodVisitor mv, DType type) {
    mv.visitInsn(typed(type, DNEG, FNEG, LNEG, NOP));
  }

  static void fma(MethodVisitor mv, DType type) {
    String letter = letter(type);
    call(mv, MATH, "fma", letter + letter + letter, letter);
  }

  static void call(MethodVisitor mv, String owner, String name, String operands, String result) {
    String descriptor =
        new StringBuilder("(").append(operands).append(')').append(result).toString();
    mv.visitMethodInsn(INVOKESTATIC, owner, name, descriptor, false);
  }

  static String letter(DType type) {
    return switch (type) {
      case BOOL -> "Z";
      case INT64 -> "J";
      case FLOAT32 -> "F";
      case FLOAT64 -> "D";
    };
  }

  private static String name(Prim prim) {
    return prim.name().toLowerCase(java.util.Locale.ROOT);
  }

  static int typed(DType type, int float64, int float32, int int64, int bool) {
    return switch (type) {
      case BOOL -> bool;
      case INT64 -> int64;
      case FLOAT32 -> float32;
      case FLOAT64 -> float64;
    };
  }

  /** Returns roughly how many bytes the primitive itself takes. */
  static int bytes(Prim prim) {
    return switch (prim) {
      case NEG, ADD, SUB, MUL, DIV, AND, OR, RESHAPE -> 1;
      case CAST, NOT -> 2;
      default -> 4;
    };
  }
}
