package episode.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import episode.backend.Refusal;
import episode.backend.array.ArrayRule;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import java.util.List;
import java.util.Optional;

/** PyTorch, one operation at a time. */
final class PytorchDialect implements Dialect {
  private final Snippets snippets = new Snippets();
  private final PytorchMovement movement = new PytorchMovement(this);

  @Override
  public String engine() {
    return Engines.PYTORCH;
  }

  /** What DJL's arrays lack is a script. */
  @Override
  public boolean takes(Node node) {
    return true;
  }

  /** Returns whether DJL's arrays lack a primitive, or have it with other values. */
  private static boolean isScript(Node node) {
    return switch (node.prim()) {
      // The sign of NaN is 0 there, and a remainder lost where the quotient overflows.
      case SIGN, MOD -> node.dtype().isFloating();
      case EXPM1, LOG1P, POLYGAMMA, SCATTER_ADD -> true;
      case INPUT, CONST, CALL, SCAN, IF, WHILE, OP, HOST, PART -> false;
      case NEG, ABS, FLOOR, CEIL, ROUND, SQRT, EXP, LOG, SIN, COS, TAN -> false;
      case ASIN, ACOS, ATAN, SINH, COSH, TANH, ERF, LGAMMA, CAST -> false;
      case ADD, SUB, MUL, DIV, POW, MIN, MAX, ATAN2 -> false;
      case EQ, NE, LT, LE, AND, OR, NOT, WHERE -> false;
      case SUM, PROD, REDUCE_MIN, REDUCE_MAX, ARGMAX -> false;
      case BROADCAST, RESHAPE, TRANSPOSE, SLICE, PAD, CONCAT, GATHER -> false;
      case CUMSUM, CUMPROD, MATMUL -> false;
    };
  }

  @Override
  public Optional<ArrayRule<NDArray>> rule(Op op) {
    return OwnRules.of(op).map(own -> snippets.rule());
  }

  @Override
  public boolean shares(Node node) {
    return node.prim().family() == Prim.Family.VIEW || node.prim() == Prim.OP;
  }

  @Override
  public NDArray apply(Node node, List<NDArray> operands) {
    if (isScript(node)) {
      return snippets.apply(node, operands);
    }
    NDArray x = operands.get(0);
    return switch (node.prim().family()) {
      case UNARY -> Elements.unary(this, node, x);
      case BINARY, COMPARE -> Elements.binary(this, node, x, operands.get(1));
      case LOGIC -> logic(node, operands);
      case SELECT -> where(x, operands.get(1), operands.get(2));
      case REDUCE -> movement.reduce(node, pt(x));
      case VIEW -> movement.view(node, pt(x));
      case MOVE -> movement.move(node, operands);
      case LINALG -> x.matMul(operands.get(1));
      case LEAF, CONTROL -> throw new IllegalArgumentException(node + " has no value of its own");
    };
  }

  static PtNDArray pt(NDArray array) {
    return (PtNDArray) array;
  }

  private static NDArray logic(Node node, List<NDArray> operands) {
    NDArray x = operands.get(0);
    return switch (node.prim()) {
      case AND -> x.logicalAnd(operands.get(1));
      case OR -> x.logicalOr(operands.get(1));
      case NOT -> x.logicalNot();
      default -> throw new IllegalArgumentException(node + " is not taken");
    };
  }

  @Override
  public NDArray both(NDArray x, NDArray y) {
    return x.logicalAnd(y);
  }

  @Override
  public NDArray remainder(NDArray x, NDArray y) {
    return x.mod(y);
  }

  @Override
  public NDArray where(NDArray condition, NDArray x, NDArray y) {
    return JniUtils.where(pt(condition), pt(x), pt(y));
  }

  @Override
  public NDArray cast(NDArray x, DataType type) {
    // Of its own type an array would be itself once more.
    return x.getDataType() == type ? copy(x) : x.toType(type, true);
  }

  @Override
  public NDArray padded(NDArray x, int axis, int count) {
    long[] ends = new long[2 * (x.getShape().dimension() - axis)];
    ends[ends.length - 1] = count;
    return JniUtils.pad(pt(x), ends, 0);
  }

  @Override
  public NDArray cut(NDArray x, int axis, long count) {
    return JniUtils.slice(pt(x), axis, 0, count, 1);
  }

  /**
   * Java's memory is freed with the array that was made over it, while its views and PyTorch's tape
   * go on reading: nothing but a copy is safe.
   */
  @Override
  public NDArray own(NDManager manager, NDArray fromJava) {
    try (fromJava) {
      return copy(fromJava);
    }
  }

  /** DJL's clone is not recorded; turning no axis around is, and copies. */
  @Override
  public NDArray copy(NDArray array) {
    return JniUtils.isGradMode()
        ? JniUtils.flip(pt(array), new long[0])
        : JniUtils.clone(pt(array));
  }

  @Override
  public void free(NDArray array) {
    array.close();
  }

  @Override
  public NDArray rows(NDArray array, long from, long to) {
    return JniUtils.slice(pt(array), 0, from, to, 1);
  }

  @Override
  public boolean puts(NDArray array) {
    return true;
  }

  @Override
  public void put(NDArray array, long row, NDArray value) {
    int rank = array.getShape().dimension();
    long[] from = new long[rank];
    long[] to = array.getShape().getShape().clone();
    long[] step = new long[rank];
    java.util.Arrays.fill(step, 1);
    from[0] = row;
    to[0] = row + value.getShape().get(0);
    JniUtils.indexSet(pt(array), pt(value), from, to, step);
  }

  @Override
  public NDArray reshaped(NDArray array, Shape shape) {
    return JniUtils.reshape(pt(array), shape.getShape());
  }

  @Override
  public NDArray joined(List<NDArray> parts, int axis) {
    PtNDArray[] arrays = parts.toArray(new PtNDArray[0]);
    return JniUtils.cat(arrays, axis);
  }

  /** DJL's casts are not recorded. */
  @Override
  public boolean differentiates(Node node) {
    boolean between = node.dtype().isFloating() && node.input(0).dtype().isFloating();
    if (node.prim() == Prim.CAST && between && node.dtype() != node.input(0).dtype()) {
      String what = "CAST of " + node.input(0).type() + " to " + node.dtype();
      throw Refusal.of("pytorch tape", what, "DJL cuts the tape there");
    }
    return !isScript(node);
  }

  @Override
  public boolean record(boolean on) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(on);
    return before;
  }

  @Override
  public NDArray stopped(NDArray array) {
    return JniUtils.detachGradient(pt(array));
  }

  @Override
  public void watch(NDArray array) {
    array.setRequiresGradient(true);
  }

  @Override
  public void backward(NDArray scalar) {
    NDArray one = scalar.getManager().ones(scalar.getShape(), scalar.getDataType());
    JniUtils.backward(pt(scalar), pt(one), false, false);
  }

  @Override
  public NDArray gradient(NDArray watched) {
    PtNDArray gradient = JniUtils.getGradient(pt(watched));
    return gradient == null
        ? watched.getManager().zeros(watched.getShape(), watched.getDataType())
        : copy(gradient);
  }
}
