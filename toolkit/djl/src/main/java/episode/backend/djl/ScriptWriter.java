package episode.backend.djl;

import episode.backend.NodeRule;
import episode.backend.OpGraph;
import episode.backend.OpRule;
import episode.backend.Refusal;
import episode.backend.array.Elementary;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Writes the graphs of a program as the methods of one TorchScript class. For one thread. */
final class ScriptWriter {
  static final String HEAD = "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n";

  /** What a script's own errors start with; the number of a failure and a value follow. */
  static final String FAILURE = "episode failure";

  private final Map<String, OpRule> rules;
  private final Precision precision;
  private final StringBuilder methods = new StringBuilder();
  private final Map<Graph, String> named = new IdentityHashMap<>();
  private final Map<Kind, Graph> lowered = new HashMap<>();
  private final Map<Tensor, String> constantNames = new HashMap<>();
  private final List<Tensor> constants = new ArrayList<>();
  private final List<LongFunction<EpisodeException>> failures = new ArrayList<>();
  private final Map<String, String> shared = new HashMap<>();

  ScriptWriter(Map<String, OpRule> rules, Precision precision) {
    this.rules = rules;
    this.precision = precision;
  }

  Precision precision() {
    return precision;
  }

  /** Returns the text of the class. */
  String code() {
    return HEAD + methods;
  }

  List<Tensor> constants() {
    return List.copyOf(constants);
  }

  List<LongFunction<EpisodeException>> failures() {
    return List.copyOf(failures);
  }

  /** Returns the name of a method from a list of tensors to a list of tensors. */
  String entry(Graph graph, int number) {
    MethodWriter writer = new MethodWriter(this, graph);
    List<String> inputs = writer.inputs();
    StringBuilder text = new StringBuilder();
    if (!inputs.isEmpty()) {
      text.append("    ").append(String.join(", ", inputs));
      text.append(inputs.size() == 1 ? " = x[0]\n" : " = x\n");
    }
    List<String> outputs = writer.ownOutputs();
    text.append(writer.text());
    text.append("    return [").append(String.join(", ", outputs)).append("]\n");
    String name = "f" + number + "_" + graph.name();
    define(name, "x: List[Tensor]", "List[Tensor]", text.toString());
    return name;
  }

  private void define(String name, String parameters, String result, String text) {
    String given = parameters.isEmpty() ? "" : ", " + parameters;
    methods.append("  def ").append(name).append("(self: __torch__.M").append(given);
    methods.append(") -> ").append(result).append(":\n").append(text);
  }

  /** Returns the name of the method of a sub-graph, from tensors to a tensor or a tuple. */
  String method(Graph graph) {
    String known = named.get(graph);
    if (known != null) {
      return known;
    }
    String name = "g" + named.size() + "_" + graph.name();
    named.put(graph, name);
    MethodWriter writer = new MethodWriter(this, graph);
    List<String> parameters = new ArrayList<>();
    for (String input : writer.inputs()) {
      parameters.add(input + ": Tensor");
    }
    List<String> outputs = writer.outputs();
    boolean single = outputs.size() == 1;
    String values = String.join(", ", outputs);
    String text = writer.text() + "    return " + (single ? values : "(" + values + ")") + "\n";
    List<String> types = outputs.stream().map(each -> "Tensor").toList();
    String result = single ? "Tensor" : "Tuple[" + String.join(", ", types) + "]";
    define(name, String.join(", ", parameters), result, text);
    return name;
  }

  /** Returns a method written by hand, defined where it is first used. */
  String shared(String name, String parameters, String text) {
    return shared.computeIfAbsent(
        name,
        own -> {
          define(own, parameters, "Tensor", text);
          return "self." + own;
        });
  }

  /** Returns the graph that stands for a primitive that PyTorch has not, or not well. */
  Graph elementary(Node node) {
    return lowered.computeIfAbsent(Kind.of(node), own -> Elementary.lowered(node).orElseThrow());
  }

  /** Returns how an op is written as TorchScript, where it is. */
  Optional<TorchScriptRule> rule(Op op) {
    OpRule rule = rules.get(op.name());
    if (rule == null) {
      return OwnRules.of(op);
    }
    return rule instanceof TorchScriptRule own ? Optional.of(own) : Optional.empty();
  }

  /** Returns what an op without a rule in TorchScript stands for. */
  Graph lowered(Node node) {
    Optional<NodeRule> rule =
        rules.get(node.op().name()) instanceof NodeRule own ? Optional.of(own) : Optional.empty();
    return OpGraph.forArrays(node, rule)
        .orElseThrow(() -> Refusal.of(PytorchBackend.NAME, node.op()));
  }

  /** Returns the name of a constant with at least one element. */
  String constant(Tensor value) {
    return constantNames.computeIfAbsent(
        value,
        own -> {
          constants.add(own);
          return "CONSTANTS.c" + (constants.size() - 1);
        });
  }

  /** Returns the number of an error that a script may end with. */
  int failure(LongFunction<EpisodeException> failure) {
    failures.add(failure);
    return failures.size() - 1;
  }

  /** Returns a statement that ends a script with an error. */
  static String raise(String number, String value) {
    return "ops.prim.RaiseException(torch.format(\""
        + FAILURE
        + " {} {}.\", "
        + number
        + ", "
        + value
        + "))";
  }
}
