package episode.expr;

/** The values of elementwise primitives of one operand. */
final class UnaryValues {
  private UnaryValues() {}

  static Tensor of(Node node, Tensor x) {
    Prim prim = node.prim();
    int order = prim == Prim.POLYGAMMA ? node.index() : 0;
    int n = x.shape().size();
    return switch (x.dtype()) {
      case BOOL -> throw new IllegalArgumentException(prim + " does not take BOOL");
      case INT64 -> {
        long[] y = new long[n];
        for (int i = 0; i < n; i++) {
          y[i] = ofLong(prim, x.longs()[i]);
        }
        yield Tensor.of(x.shape(), y);
      }
      case FLOAT32 -> {
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
          y[i] = (float) ofDouble(prim, order, x.floats()[i]);
        }
        yield Tensor.of(x.shape(), y);
      }
      case FLOAT64 -> {
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
          y[i] = ofDouble(prim, order, x.doubles()[i]);
        }
        yield Tensor.of(x.shape(), y);
      }
    };
  }

  private static double ofDouble(Prim prim, int order, double x) {
    return switch (prim) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND -> Math.rint(x);
      case SQRT -> Math.sqrt(x);
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case EXPM1 -> Math.expm1(x);
      case LOG1P -> Special.log1p(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TAN -> Math.tan(x);
      case ASIN -> Math.asin(x);
      case ACOS -> Math.acos(x);
      case ATAN -> Math.atan(x);
      case SINH -> Math.sinh(x);
      case COSH -> Math.cosh(x);
      case TANH -> Math.tanh(x);
      case ERF -> Special.erf(x);
      case LGAMMA -> Special.lgamma(x);
      case POLYGAMMA -> Special.polygamma(order, x);
      default -> throw new IllegalArgumentException(prim + " is not a function of one number");
    };
  }

  private static long ofLong(Prim prim, long x) {
    return switch (prim) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Long.signum(x);
      default -> throw new IllegalArgumentException(prim + " does not take INT64");
    };
  }

  static Tensor not(Tensor x) {
    boolean[] y = new boolean[x.shape().size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = !x.booleans()[i];
    }
    return Tensor.of(x.shape(), y);
  }

  /** As a Java cast: truncated, saturated, NaN to 0; to BOOL, whatever is not 0 is true. */
  static Tensor cast(Tensor x, DType dtype) {
    int n = x.shape().size();
    return switch (dtype) {
      case BOOL -> {
        boolean[] y = new boolean[n];
        for (int i = 0; i < n; i++) {
          y[i] = x.at(i) != 0;
        }
        yield Tensor.of(x.shape(), y);
      }
      case INT64 -> {
        long[] y = new long[n];
        for (int i = 0; i < n; i++) {
          y[i] = x.dtype() == DType.INT64 ? x.longs()[i] : (long) x.at(i);
        }
        yield Tensor.of(x.shape(), y);
      }
      case FLOAT32 -> {
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
          y[i] = x.dtype() == DType.INT64 ? (float) x.longs()[i] : (float) x.at(i);
        }
        yield Tensor.of(x.shape(), y);
      }
      case FLOAT64 -> Tensor.of(x.shape(), x.toDoubles());
    };
  }
}
