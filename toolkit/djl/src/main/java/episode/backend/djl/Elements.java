package episode.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;

/** Primitives that work element by element, as far as DJL has them for all engines. */
final class Elements {
  private Elements() {}

  static NDArray unary(Dialect dialect, Node node, NDArray x) {
    return switch (node.prim()) {
      case NEG -> x.neg();
      case ABS -> x.abs();
      case SIGN -> x.sign();
      case FLOOR -> x.floor();
      case CEIL -> x.ceil();
      case ROUND -> x.round();
      case SQRT -> x.sqrt();
      case EXP -> x.exp();
      case LOG -> x.log();
      case SIN -> x.sin();
      case COS -> x.cos();
      case TAN -> x.tan();
      case ASIN -> x.asin();
      case ACOS -> x.acos();
      case ATAN -> x.atan();
      case SINH -> x.sinh();
      case COSH -> x.cosh();
      case TANH -> x.tanh();
      case ERF -> x.erf();
      case LGAMMA -> x.gammaln();
      case CAST -> cast(dialect, node, x);
      default -> throw new IllegalArgumentException(node + " is not taken");
    };
  }

  /** C leaves open what becomes of NaN and of numbers that are too large. */
  private static NDArray cast(Dialect dialect, Node node, NDArray x) {
    DataType type = Memory.type(node.dtype());
    if (node.dtype() != DType.INT64 || !node.input(0).dtype().isFloating()) {
      return dialect.cast(x, type);
    }
    return Memory.only(
        () -> {
          NDManager manager = x.getManager();
          NDArray cut = dialect.cast(x, type);
          NDArray limit = number(manager, x, 0x1p63);
          NDArray most = manager.create(Long.MAX_VALUE);
          NDArray below = dialect.where(x.gte(limit), spread(most, x), cut);
          return dialect.where(x.eq(x), below, spread(manager.create(0L), x));
        });
  }

  /** Returns a number as a scalar of an array's type, made without DJL's Number arguments. */
  private static NDArray number(NDManager manager, NDArray like, double value) {
    boolean single = like.getDataType() == DataType.FLOAT32;
    return single ? manager.create((float) value) : manager.create(value);
  }

  private static NDArray spread(NDArray scalar, NDArray like) {
    return like.getShape().isScalar() ? scalar : scalar.broadcast(like.getShape());
  }

  static NDArray binary(Dialect dialect, Node node, NDArray x, NDArray y) {
    return switch (node.prim()) {
      case ADD -> x.add(y);
      case SUB -> x.sub(y);
      case MUL -> x.mul(y);
      case DIV -> x.div(y);
      case MOD -> node.dtype() == DType.INT64 ? remainder(dialect, x, y) : x.mod(y);
      case POW -> power(dialect, node, x, y);
      case MIN -> node.dtype() == DType.BOOL ? x.logicalAnd(y) : x.minimum(y);
      case MAX -> node.dtype() == DType.BOOL ? x.logicalOr(y) : x.maximum(y);
      case ATAN2 -> x.atan2(y);
      case EQ -> x.eq(y);
      case NE -> x.neq(y);
      case LT -> x.lt(y);
      case LE -> x.lte(y);
      default -> throw new IllegalArgumentException(node + " is not taken");
    };
  }

  /** Division by 0, or of the smallest integer by −1, ends the process; both leave 0 here. */
  private static NDArray remainder(Dialect dialect, NDArray x, NDArray y) {
    return Memory.only(
        () -> {
          NDManager manager = x.getManager();
          NDArray other = dialect.both(y.neq(manager.create(0L)), y.neq(manager.create(-1L)));
          NDArray one = spread(manager.create(1L), y);
          return dialect.remainder(x, dialect.where(other, y, one));
        });
  }

  /** C gives 1 for 1 to the power of NaN and for ±1 to an infinite power; the reference NaN. */
  private static NDArray power(Dialect dialect, Node node, NDArray x, NDArray y) {
    if (!node.dtype().isFloating() || isFinite(node.input(1))) {
      return x.pow(y);
    }
    return Memory.only(
        () -> {
          NDArray lost = y.sub(y);
          NDArray one = number(x.getManager(), x, 1);
          NDArray doubtful = dialect.both(lost.neq(lost), x.abs().eq(one));
          return dialect.where(doubtful, lost, x.pow(y));
        });
  }

  /** Returns whether a node is made of finite constants. */
  private static boolean isFinite(Node node) {
    if (node.prim() == Prim.BROADCAST || node.prim() == Prim.RESHAPE) {
      return isFinite(node.input(0));
    }
    if (node.prim() != Prim.CONST) {
      return false;
    }
    Tensor value = node.constant();
    for (int i = 0; i < value.shape().size(); i++) {
      if (!Double.isFinite(value.at(i))) {
        return false;
      }
    }
    return true;
  }
}
