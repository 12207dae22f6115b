package episode.backend.djl;

import static episode.backend.djl.TorchScript.call;
import static episode.backend.djl.TorchScript.ints;

import episode.backend.djl.MethodWriter.Value;
import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.IndexRange;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reductions, and primitives that pick, place and repeat elements, in PyTorch's words. */
final class Movement {
  private final MethodWriter method;
  private final TorchScript script;
  private final Node node;

  private Movement(MethodWriter method, Node node) {
    this.method = method;
    script = method.script();
    this.node = node;
  }

  /** Returns the value, written. */
  static Value value(MethodWriter method, Node node) {
    Movement own = new Movement(method, node);
    return switch (node.prim()) {
      case BROADCAST -> own.broadcast((Attr.Broadcast) node.attribute());
      case RESHAPE, TRANSPOSE, SLICE -> own.view();
      default -> own.made(own.expression());
    };
  }

  private Value made(String expression) {
    return new Value(script.let(expression), node.shape(), true);
  }

  private String operand(int i) {
    return method.whole(node.input(i));
  }

  /** The axes in their places; PyTorch stretches them when it meets a larger operand. */
  private Value broadcast(Attr.Broadcast attribute) {
    Value x = method.held(node.input(0));
    int rank = node.shape().rank();
    int[] extents = new int[rank];
    Arrays.fill(extents, 1);
    int missing = attribute.dims().size() - x.held().rank();
    for (int axis = Math.max(0, missing); axis < attribute.dims().size(); axis++) {
      extents[attribute.dims().at(axis)] = x.held().extent(axis - missing);
    }
    int first = 0;
    while (first < rank && extents[first] == 1) {
      first++;
    }
    Shape thin = Shape.of(Arrays.copyOfRange(extents, first, rank));
    if (thin.equals(x.held())) {
      return new Value(x.text(), thin, false, x.constant());
    }
    if (x.constant().isPresent()) {
      return new Value("", thin, false, x.constant().map(value -> value.reshaped(thin)));
    }
    return new Value(script.let(call("reshape", x.text(), ints(thin))), thin, false);
  }

  private Value view() {
    Value x = method.held(node.input(0));
    if (x.held().isScalar()) {
      return new Value(x.text(), Shape.SCALAR, false, x.constant());
    }
    String text = operand(0);
    switch (node.prim()) {
      case RESHAPE -> text = call("reshape", text, ints(node.shape()));
      case TRANSPOSE -> text = call("permute", text, ints(node.axes()));
      default -> text = slice((Attr.Slice) node.attribute(), text);
    }
    return new Value(script.let(text), node.shape(), false);
  }

  private String slice(Attr.Slice attribute, String x) {
    String text = x;
    for (int axis = 0; axis < node.shape().rank(); axis++) {
      int start = attribute.start().at(axis);
      int limit = attribute.limit().at(axis);
      int step = attribute.step().at(axis);
      if (start != 0 || limit != node.input(0).shape().extent(axis) || step != 1) {
        text = call("slice", text, axis, start, limit, step);
      }
    }
    return text;
  }

  private String expression() {
    return switch (node.prim()) {
      case SUM -> wide(x -> call("sum", x, ints(node.axes())));
      case PROD -> wide(this::product);
      case REDUCE_MIN -> reduced("amin");
      case REDUCE_MAX -> reduced("amax");
      case ARGMAX -> argmax();
      case PAD -> pad((Attr.Pad) node.attribute());
      case CONCAT -> concat();
      case GATHER -> gather();
      case SCATTER_ADD -> scatterAdd();
      case CUMSUM -> cumulative("cumsum");
      case CUMPROD -> cumulative("cumprod");
      case MATMUL -> wide(x -> matmul(x, widened(operand(1))));
      default -> throw new IllegalArgumentException(node + " is not taken");
    };
  }

  /** FLOAT32 is accumulated in double precision, unless FLOAT64 is held as FLOAT32 too. */
  private String wide(UnaryOperator<String> value) {
    String text = value.apply(widened(operand(0)));
    return widens() ? script.cast(text, node.dtype()) : text;
  }

  private boolean widens() {
    return node.dtype() == DType.FLOAT32 && script.held(DType.FLOAT64) == DType.FLOAT64;
  }

  private String widened(String x) {
    return widens() ? script.cast(x, DType.FLOAT64) : x;
  }

  private String product(String x) {
    String text = x;
    for (int i = node.axes().size() - 1; i >= 0; i--) {
      text = call("prod", text, node.axes().at(i));
    }
    return text;
  }

  private String reduced(String function) {
    return call(function, operand(0), ints(node.axes()));
  }

  private String argmax() {
    String x = operand(0);
    boolean bool = node.input(0).dtype() == DType.BOOL;
    return call("argmax", bool ? script.cast(x, DType.INT64) : x, node.index());
  }

  private String pad(Attr.Pad attribute) {
    String zeros = script.zeros(node.dtype(), node.shape());
    if (node.input(0).shape().size() == 0) {
      return zeros;
    }
    String all = script.let(zeros);
    String part = all;
    for (int axis = 0; axis < node.shape().rank(); axis++) {
      int low = attribute.low().at(axis);
      int step = attribute.interior().at(axis) + 1;
      int limit = low + step * (node.input(0).shape().extent(axis) - 1) + 1;
      part = call("slice", part, axis, low, limit, step);
    }
    script.let(call("copy_", part, method.name(method.held(node.input(0)))));
    return all;
  }

  private String concat() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      parts.add(operand(i));
    }
    return call("cat", "[" + String.join(", ", parts) + "]", node.index());
  }

  private String gather() {
    return call(
        "reshape", call("index_select", operand(0), node.index(), indices()), ints(node.shape()));
  }

  private String scatterAdd() {
    Shape shape = node.shape();
    int count = node.input(1).shape().size();
    if (count == 0) {
      return call("clone", operand(0));
    }
    String updates = call("reshape", operand(2), ints(shape.with(node.index(), count)));
    return call("index_add", operand(0), node.index(), indices(), updates);
  }

  /** Returns the indices as a vector, looked through where they are not known to be within. */
  private String indices() {
    IndexRange range = IndexRange.of(node);
    Optional<Tensor> known = method.held(node.input(1)).constant();
    if (known.isPresent() && Arrays.stream(known.get().longs()).allMatch(range::contains)) {
      return call("reshape", operand(1), ints(-1));
    }
    String prim = node.prim().name();
    int failure = method.writer().failure(index -> range.outside(prim, index));
    return checked() + "(" + operand(1) + ", " + range.extent() + ", " + failure + ")";
  }

  private String checked() {
    return method
        .writer()
        .shared(
            "indices",
            "x: Tensor, extent: int, failure: int",
            "    flat = torch.reshape(x, [-1])\n"
                + "    wrong = torch.logical_or(torch.lt(flat, 0), torch.ge(flat, extent))\n"
                + "    if bool(torch.any(wrong)):\n"
                + "      place = int(torch.argmax(torch.to(wrong, 4, False, False, None)))\n"
                + "      index = int(torch.select(flat, 0, place))\n"
                + "      "
                + ScriptWriter.raise("failure", "index")
                + "\n"
                + "    else:\n"
                + "      pass\n"
                + "    return flat\n");
  }

  private String cumulative(String function) {
    Attr.Cumulative along = (Attr.Cumulative) node.attribute();
    int axis = along.axis();
    if (!along.reverse()) {
      return wide(x -> call(function, x, axis));
    }
    return wide(x -> flipped(call(function, flipped(x, axis), axis), axis));
  }

  private static String flipped(String x, int axis) {
    return call("flip", x, ints(axis));
  }

  private String matmul(String x, String y) {
    int rank = node.shape().rank();
    return call(rank == 2 ? "mm" : rank == 3 ? "bmm" : "matmul", x, y);
  }
}
