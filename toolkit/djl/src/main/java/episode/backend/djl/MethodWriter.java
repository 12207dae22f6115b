package episode.backend.djl;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes one graph as a method. A value may be held in fewer elements than it has, where PyTorch
 * stretches it by itself: constants and what is broadcast are, until somebody needs all of it. For
 * one thread.
 */
final class MethodWriter {
  private static final double LARGEST_LITERAL = 0x1p53;

  private final ScriptWriter writer;
  private final Graph graph;
  private final TorchScript script;
  private final List<String> inputs = new ArrayList<>();
  private final Map<Node, Value> values = new IdentityHashMap<>();
  private final Map<Node, List<String>> parts = new IdentityHashMap<>();
  private final Map<String, String> whole = new HashMap<>();
  private final Map<Node, Integer> uses = new IdentityHashMap<>();

  /**
   * A value in the script.
   *
   * @param text its name; of a constant, empty
   * @param held the shape that it has there: by NumPy's rule it stretches to the node's
   * @param isOwn whether it is an array that nothing else shows
   * @param constant its value, where that is known
   */
  record Value(String text, Shape held, boolean isOwn, Optional<Tensor> constant) {
    Value(String text, Shape held, boolean isOwn) {
      this(text, held, isOwn, Optional.empty());
    }
  }

  MethodWriter(ScriptWriter writer, Graph graph) {
    this.writer = writer;
    this.graph = graph;
    script = new TorchScript(writer.precision());
    for (Node input : graph.inputs()) {
      String name = script.name();
      inputs.add(name);
      values.put(input, new Value(name, input.shape(), false));
    }
    graph.outputs().forEach(node -> uses.merge(node, 1, Integer::sum));
    for (Node node : graph.nodes()) {
      node.inputs().forEach(operand -> uses.merge(operand, 1, Integer::sum));
    }
    for (Node node : graph.nodes()) {
      if (node.prim() != Prim.INPUT && !isWaiting(node)) {
        write(node);
      }
    }
  }

  /**
   * Returns whether a product is used once and not written yet: where it is added to something,
   * PyTorch does both in one pass.
   */
  boolean isWaiting(Node node) {
    boolean product = node.prim() == Prim.MUL && node.dtype().isFloating();
    return product && uses.get(node) == 1 && !values.containsKey(node);
  }

  ScriptWriter writer() {
    return writer;
  }

  TorchScript script() {
    return script;
  }

  /** Returns the names of the inputs. */
  List<String> inputs() {
    return inputs;
  }

  String text() {
    return script.toString();
  }

  /** Returns expressions for the outputs. */
  List<String> outputs() {
    return graph.outputs().stream().map(this::whole).toList();
  }

  /** Returns expressions for the outputs, contiguous arrays that share nothing. */
  List<String> ownOutputs() {
    List<String> outputs = new ArrayList<>();
    Set<Node> seen = new HashSet<>();
    for (Node node : graph.outputs()) {
      Value value = held(node);
      boolean own = value.isOwn() && value.held().equals(node.shape()) && seen.add(node);
      String text = whole(node);
      String function = own ? "torch.contiguous(" + text : "torch.clone(" + text;
      boolean plain = own && node.shape().rank() < 2;
      outputs.add(plain ? text : function + (own ? ")" : ", memory_format=0)"));
    }
    return outputs;
  }

  private void write(Node node) {
    switch (node.prim().family()) {
      case CONTROL -> control(node);
      case LEAF -> values.put(node, constant(node.constant()));
      default -> values.put(node, value(node));
    }
  }

  private Value value(Node node) {
    if (node.shape().size() == 0) {
      return new Value(script.let(script.zeros(node.dtype(), node.shape())), node.shape(), true);
    }
    Optional<Value> value =
        node.prim().isElementwise()
            ? Elementwise.value(this, node)
            : Optional.of(Movement.value(this, node));
    return value.orElseGet(() -> called(node, writer.elementary(node)));
  }

  private Value called(Node node, Graph callee) {
    String call = call(callee, node.inputs().stream().map(this::whole).toList());
    return new Value(script.let(call), node.shape(), false);
  }

  String call(Graph callee, List<String> operands) {
    return "self." + writer.method(callee) + "(" + String.join(", ", operands) + ")";
  }

  /** A constant whose elements are all the same is held as one. */
  private Value constant(Tensor value) {
    Shape shape = value.shape();
    if (shape.size() == 0) {
      return new Value(script.zeros(value.dtype(), shape), shape, false);
    }
    Tensor held = isUniform(value) ? first(value) : value;
    return new Value("", held.shape(), false, Optional.of(writer.precision().narrowed(held)));
  }

  private static boolean isUniform(Tensor value) {
    Tensor first = first(value);
    for (int i = 1; i < value.shape().size(); i++) {
      boolean same =
          value.dtype() == DType.INT64
              ? value.longs()[i] == first.longs()[0]
              : Double.compare(value.at(i), value.at(0)) == 0;
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static Tensor first(Tensor value) {
    return switch (value.dtype()) {
      case BOOL -> Tensor.of(Shape.SCALAR, new boolean[] {value.booleans()[0]});
      case INT64 -> Tensor.of(Shape.SCALAR, new long[] {value.longs()[0]});
      case FLOAT32 -> Tensor.of(Shape.SCALAR, new float[] {value.floats()[0]});
      case FLOAT64 -> Tensor.of(Shape.SCALAR, new double[] {value.doubles()[0]});
    };
  }

  /** Returns a value in the form in which it is held. */
  Value held(Node node) {
    if (isWaiting(node)) {
      write(node);
    }
    return values.get(node);
  }

  /** Returns the name of a value as it is held. */
  String name(Value value) {
    return value.constant().map(writer::constant).orElse(value.text());
  }

  /** Returns a value that is one known number as that number. */
  static Optional<String> literal(Value value) {
    if (value.constant().isEmpty() || !value.held().isScalar()) {
      return Optional.empty();
    }
    Tensor number = value.constant().get();
    return switch (number.dtype()) {
      case BOOL -> Optional.empty();
      case INT64 ->
          Math.abs(number.at(0)) < LARGEST_LITERAL
              ? Optional.of(Long.toString(number.longs()[0]))
              : Optional.empty();
      case FLOAT32, FLOAT64 -> Optional.of(TorchScript.number(number.at(0)));
    };
  }

  /** Returns the name of an array of the node's shape. */
  String whole(Node node) {
    Value value = held(node);
    if (value.held().equals(node.shape())) {
      return name(value);
    }
    String extents = TorchScript.ints(node.shape());
    String stretched = "torch.expand(" + name(value) + ", " + extents + ")";
    return whole.computeIfAbsent(stretched, script::let);
  }

  private void control(Node node) {
    List<String> operands =
        node.prim() == Prim.PART ? List.of() : node.inputs().stream().map(this::whole).toList();
    switch (node.prim()) {
      case PART -> {
        String text = parts.get(node.input(0)).get(node.index());
        values.put(node, new Value(text, node.shape(), false));
      }
      case CALL -> parts.put(node, results(node, call(node.callee(), operands)));
      case OP -> parts.put(node, op(node, operands));
      case SCAN, IF, WHILE -> parts.put(node, new LoopWriter(this).results(node, operands));
      default -> throw new IllegalArgumentException(node + " is not a part of a script");
    }
  }

  /** Returns names of the results of a call. */
  private List<String> results(Node node, String call) {
    int count = ((Type.TupleOf) node.type()).parts().size();
    return count == 1 ? List.of(script.let(call)) : script.let(count, call);
  }

  private List<String> op(Node node, List<String> operands) {
    Optional<TorchScriptRule> rule = writer.rule(node.op());
    if (rule.isEmpty()) {
      return results(node, call(writer.lowered(node), operands));
    }
    List<TorchScript.Operand> given = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Type.ArrayOf type = (Type.ArrayOf) node.input(i).type();
      given.add(new TorchScript.Operand(operands.get(i), type));
    }
    List<String> results = rule.get().apply(node.op(), script, given);
    return results.stream().map(script::let).toList();
  }
}
