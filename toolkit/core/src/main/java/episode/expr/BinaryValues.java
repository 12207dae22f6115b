package episode.expr;

/** The values of elementwise primitives of two operands. */
final class BinaryValues {
  private BinaryValues() {}

  static Tensor of(Prim prim, Tensor a, Tensor b) {
    int n = a.shape().size();
    return switch (a.dtype()) {
      case BOOL -> {
        boolean[] y = new boolean[n];
        for (int i = 0; i < n; i++) {
          y[i] = ofBooleans(prim, a.booleans()[i], b.booleans()[i]);
        }
        yield Tensor.of(a.shape(), y);
      }
      case INT64 -> {
        long[] y = new long[n];
        for (int i = 0; i < n; i++) {
          y[i] = ofLongs(prim, a.longs()[i], b.longs()[i]);
        }
        yield Tensor.of(a.shape(), y);
      }
      case FLOAT32 -> {
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
          y[i] = (float) ofDoubles(prim, a.floats()[i], b.floats()[i]);
        }
        yield Tensor.of(a.shape(), y);
      }
      case FLOAT64 -> {
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
          y[i] = ofDoubles(prim, a.doubles()[i], b.doubles()[i]);
        }
        yield Tensor.of(a.shape(), y);
      }
    };
  }

  static double ofDoubles(Prim prim, double a, double b) {
    return switch (prim) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MOD -> mod(a, b);
      case POW -> Math.pow(a, b);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case ATAN2 -> Math.atan2(a, b);
      default -> throw new IllegalArgumentException(prim + " is not a function of two numbers");
    };
  }

  static long ofLongs(Prim prim, long a, long b) {
    return switch (prim) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case MOD -> mod(a, b);
      case POW -> pow(a, b);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      default -> throw new IllegalArgumentException(prim + " does not take INT64");
    };
  }

  static boolean ofBooleans(Prim prim, boolean a, boolean b) {
    return switch (prim) {
      case AND, MIN -> a && b;
      case OR, MAX -> a || b;
      default -> throw new IllegalArgumentException(prim + " does not take BOOL");
    };
  }

  /** As NumPy: the sign of the divisor, also of a zero; NaN where the divisor is 0. */
  private static double mod(double a, double b) {
    double remainder = a % b;
    if (remainder == 0) {
      return Math.copySign(0, b);
    }
    return remainder < 0 != b < 0 ? remainder + b : remainder;
  }

  /** As NumPy: 0 where the divisor is 0. */
  private static long mod(long a, long b) {
    return b == 0 ? 0 : Math.floorMod(a, b);
  }

  /** Wraps around; a negative exponent gives 1 / a^−b cut to an integer, and 0 for a = 0. */
  private static long pow(long a, long b) {
    if (b < 0) {
      return a == 1 ? 1 : a == -1 ? (b % 2 == 0 ? 1 : -1) : 0;
    }
    long power = 1;
    long square = a;
    for (long rest = b; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        power *= square;
      }
      square *= square;
    }
    return power;
  }

  static Tensor compare(Prim prim, Tensor a, Tensor b) {
    boolean[] y = new boolean[a.shape().size()];
    for (int i = 0; i < y.length; i++) {
      boolean integers = a.dtype() == DType.INT64;
      y[i] =
          integers
              ? compareLongs(prim, a.longs()[i], b.longs()[i])
              : compareDoubles(prim, a.at(i), b.at(i));
    }
    return Tensor.of(a.shape(), y);
  }

  private static boolean compareDoubles(Prim prim, double a, double b) {
    return switch (prim) {
      case EQ -> a == b;
      case NE -> a != b;
      case LT -> a < b;
      case LE -> a <= b;
      default -> throw new IllegalArgumentException(prim + " is not a comparison");
    };
  }

  private static boolean compareLongs(Prim prim, long a, long b) {
    return switch (prim) {
      case EQ -> a == b;
      case NE -> a != b;
      case LT -> a < b;
      case LE -> a <= b;
      default -> throw new IllegalArgumentException(prim + " is not a comparison");
    };
  }
}
