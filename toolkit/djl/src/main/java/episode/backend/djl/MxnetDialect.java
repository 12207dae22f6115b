package episode.backend.djl;

import ai.djl.mxnet.engine.MxGradientCollector;
import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.mxnet.jna.JnaUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.PairList;
import episode.backend.array.ArrayRule;
import episode.expr.DType;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** MXNet, by the names of its own operators. Its arrays share no memory. */
final class MxnetDialect implements Dialect {
  /** MXNet promises nothing to two threads that call its imperative functions at once. */
  private static final ReentrantLock FRONT = new ReentrantLock();

  /** MXNet slices arrays of so many axes. */
  private static final int MOST_SLICED = 5;

  private final MxnetMovement movement = new MxnetMovement(this);

  @Override
  public String engine() {
    return Engines.MXNET;
  }

  @Override
  public boolean takes(Node node) {
    DType dtype = node.dtype();
    boolean integers = dtype == DType.INT64;
    return switch (node.prim()) {
      case INPUT, CONST, CALL, SCAN, IF, WHILE, OP, HOST, PART -> true;
      case NEG, ABS, FLOOR, CEIL, SQRT, EXP, LOG, EXPM1, LOG1P -> true;
      case SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ERF, LGAMMA, CAST -> true;
      // The sign of NaN is 0 there, and halves are rounded down.
      case SIGN -> integers;
      case ROUND, POLYGAMMA -> false;
      case ADD, SUB, MUL, DIV, MOD, MIN, MAX, ATAN2 -> true;
      // Integers pass through floating numbers there.
      case POW -> !integers;
      case EQ, NE, LT, LE, AND, OR, NOT, WHERE -> true;
      case SUM, PROD, REDUCE_MIN, REDUCE_MAX -> true;
      case ARGMAX, SCATTER_ADD, CUMPROD -> false;
      case BROADCAST, RESHAPE, TRANSPOSE, SLICE, PAD, CONCAT, GATHER, CUMSUM -> true;
      case MATMUL -> !integers;
    };
  }

  @Override
  public Optional<ArrayRule<NDArray>> rule(Op op) {
    return Optional.empty();
  }

  @Override
  public boolean shares(Node node) {
    return false;
  }

  @Override
  public NDArray apply(Node node, List<NDArray> operands) {
    NDArray x = operands.get(0);
    return switch (node.prim().family()) {
      case UNARY -> unary(node, x);
      case BINARY, COMPARE -> binary(node, x, operands.get(1));
      case LOGIC -> logic(node, operands);
      case SELECT -> where(x, operands.get(1), operands.get(2));
      case REDUCE -> movement.reduce(node, x);
      case VIEW -> movement.view(node, x);
      case MOVE -> movement.move(node, operands);
      case LINALG -> run("_npi_matmul", operands);
      case LEAF, CONTROL -> throw new IllegalArgumentException(node + " has no value of its own");
    };
  }

  /** Returns the first result of an operator, whose parameters are names and values in turn. */
  static NDArray run(String operator, List<NDArray> operands, String... parameters) {
    PairList<String, String> pairs = new PairList<>(parameters.length / 2);
    for (int i = 0; i < parameters.length; i += 2) {
      pairs.add(parameters[i], parameters[i + 1]);
    }
    NDManager manager = operands.get(0).getManager();
    return manager.invoke(operator, new NDList(operands), pairs).get(0);
  }

  static NDArray run(String operator, NDArray x, String... parameters) {
    return run(operator, List.of(x), parameters);
  }

  /** Returns numbers the way MXNet reads them. */
  static String tuple(long... numbers) {
    StringJoiner text = new StringJoiner(",", "(", numbers.length == 1 ? ",)" : ")");
    for (long number : numbers) {
      text.add(Long.toString(number));
    }
    return text.toString();
  }

  static String tuple(Ints numbers) {
    long[] all = new long[numbers.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers.at(i);
    }
    return tuple(all);
  }

  private NDArray unary(Node node, NDArray x) {
    return switch (node.prim()) {
      case EXPM1 -> run("_npi_expm1", x);
      case LOG1P -> run("_npi_log1p", x);
      case ABS -> node.dtype() == DType.INT64 ? size(x) : x.abs();
      default -> Elements.unary(this, node, x);
    };
  }

  /** MXNet takes the absolute value of integers in floating numbers. */
  private NDArray size(NDArray x) {
    return Memory.only(
        () -> {
          NDArray zero = x.getManager().create(0L);
          return where(x.lt(zero), x.neg(), x);
        });
  }

  private NDArray binary(Node node, NDArray x, NDArray y) {
    boolean bool = node.dtype() == DType.BOOL;
    return switch (node.prim()) {
      case MIN -> bool ? run("_npi_bitwise_and", List.of(x, y)) : x.minimum(y);
      case MAX -> bool ? run("_npi_bitwise_or", List.of(x, y)) : x.maximum(y);
      case MOD -> node.dtype().isFloating() ? mod(x, y) : Elements.binary(this, node, x, y);
      default -> Elements.binary(this, node, x, y);
    };
  }

  /** MXNet's remainder by 0 is 0; by infinity, of what is not, C's is moved to the divisor. */
  private NDArray mod(NDArray x, NDArray y) {
    return Memory.only(
        () -> {
          NDArray nothing = y.sub(y);
          NDArray wrong = y.eq(nothing);
          NDArray zero = x.sub(x);
          return where(wrong, zero.div(zero), x.mod(y));
        });
  }

  private static NDArray logic(Node node, List<NDArray> operands) {
    return switch (node.prim()) {
      case AND -> run("_npi_bitwise_and", operands);
      case OR -> run("_npi_bitwise_or", operands);
      case NOT -> run("_npi_logical_not", operands);
      default -> throw new IllegalArgumentException(node + " is not taken");
    };
  }

  @Override
  public NDArray both(NDArray x, NDArray y) {
    return run("_npi_bitwise_and", List.of(x, y));
  }

  @Override
  public NDArray where(NDArray condition, NDArray x, NDArray y) {
    return run("_npi_where", List.of(condition, x, y));
  }

  @Override
  public NDArray cast(NDArray x, DataType type) {
    return run("Cast", x, "dtype", type == DataType.BOOLEAN ? "bool" : type.toString());
  }

  /** Integers are divided as in C; MXNet's own remainder passes through floating numbers. */
  @Override
  public NDArray remainder(NDArray x, NDArray y) {
    NDArray quotient = run("elemwise_div", List.of(x, y));
    NDArray rest = x.sub(quotient.mul(y));
    NDArray zero = x.getManager().create(0L);
    NDArray crosses = both(rest.neq(zero), rest.lt(zero).neq(y.lt(zero)));
    return where(crosses, rest.add(y), rest);
  }

  @Override
  public NDArray padded(NDArray x, int axis, int count) {
    int rank = x.getShape().dimension();
    long[] high = new long[rank];
    high[axis] = count;
    return movement.padded(x, new long[rank], high);
  }

  @Override
  public NDArray cut(NDArray x, int axis, long count) {
    long[] end = x.getShape().getShape().clone();
    end[axis] = count;
    return run("_npi_slice", x, "begin", tuple(new long[end.length]), "end", tuple(end));
  }

  @Override
  public NDArray own(NDManager manager, NDArray fromJava) {
    return fromJava;
  }

  @Override
  public NDArray copy(NDArray array) {
    return run("_np_copy", array);
  }

  @Override
  public <T> T inTurn(Supplier<T> work) {
    FRONT.lock();
    try {
      return work.get();
    } finally {
      FRONT.unlock();
    }
  }

  /** DJL waits for what is computed before it frees it; MXNet frees it when its time has come. */
  @Override
  public void free(NDArray array) {
    array.detach();
    JnaUtils.freeNdArray(((MxNDArray) array).getHandle());
  }

  @Override
  public NDArray rows(NDArray array, long from, long to) {
    long[] begin = new long[array.getShape().dimension()];
    long[] end = array.getShape().getShape().clone();
    begin[0] = from;
    end[0] = to;
    if (begin.length > MOST_SLICED) {
      long count = array.getShape().get(0);
      NDArray flat = reshaped(array, new Shape(count, array.size() / count));
      end[0] = to - from;
      return reshaped(rows(flat, from, to), new Shape(end));
    }
    return run("_npi_slice", array, "begin", tuple(begin), "end", tuple(end));
  }

  /** MXNet puts no truth values, nothing that its tape has seen, and nothing of many axes. */
  @Override
  public boolean puts(NDArray array) {
    boolean few = array.getShape().dimension() <= MOST_SLICED;
    return few && array.getDataType() != DataType.BOOLEAN && !MxGradientCollector.isRecording();
  }

  @Override
  public void put(NDArray array, long row, NDArray value) {
    long[] begin = new long[array.getShape().dimension()];
    long[] end = array.getShape().getShape().clone();
    begin[0] = row;
    end[0] = row + value.getShape().get(0);
    PairList<String, String> where = new PairList<>(2);
    where.add("begin", tuple(begin));
    where.add("end", tuple(end));
    NDArray[] operands = {array, value};
    array.getManager().invoke("_npi_slice_assign", operands, new NDArray[] {array}, where);
  }

  @Override
  public NDArray reshaped(NDArray array, Shape shape) {
    return run("_np_reshape", array, "newshape", tuple(shape.getShape()));
  }

  @Override
  public NDArray joined(List<NDArray> parts, int axis) {
    return parts.size() == 1
        ? copy(parts.get(0))
        : run("_npi_concatenate", parts, "axis", Integer.toString(axis));
  }

  /** MXNet has the derivatives of two functions in single precision; remainders are pieced. */
  @Override
  public boolean differentiates(Node node) {
    return switch (node.prim()) {
      case ERF, LGAMMA, MOD -> false;
      default -> takes(node);
    };
  }

  @Override
  public boolean record(boolean on) {
    return MxGradientCollector.setRecording(on);
  }

  @Override
  public NDArray stopped(NDArray array) {
    return array.stopGradient();
  }

  @Override
  public void watch(NDArray array) {
    array.setRequiresGradient(true);
  }

  @Override
  public void backward(NDArray scalar) {
    ((MxNDArray) scalar).backward(false);
  }

  @Override
  public NDArray gradient(NDArray watched) {
    return copy(watched.getGradient());
  }
}
