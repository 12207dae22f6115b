package episode.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import episode.backend.array.ArrayRule;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * What DJL's arrays lack and PyTorch has: a script of one node, loaded when it is first wanted for
 * operands of these types. PyTorch's tape does not see inside. Safe to share.
 */
final class Snippets {
  private final Map<Kind, Snippet> known = new ConcurrentHashMap<>();

  /** A loaded script. */
  private record Snippet(Script script, String method) {}

  /** Returns the value of a primitive. */
  NDArray apply(Node node, List<NDArray> operands) {
    return run(Kind.of(node), operands, (b, x) -> List.of(b.make(node.prim(), node.attribute(), x)))
        .get(0);
  }

  /** Returns the rule of an op that PyTorch has. */
  ArrayRule<NDArray> rule() {
    return (op, operands) -> {
      List<Type> types = new ArrayList<>();
      operands.forEach(operand -> types.add(Memory.type(operand).orElseThrow()));
      return run(Kind.of(op, types), operands, (b, x) -> b.apply(op, x));
    };
  }

  private List<NDArray> run(
      Kind kind, List<NDArray> operands, BiFunction<GraphBuilder, List<Node>, List<Node>> body) {
    Snippet snippet = known.computeIfAbsent(kind, own -> load(kind.operands(), body));
    PtNDArray[] given = operands.toArray(new PtNDArray[0]);
    List<NDArray> results = new ArrayList<>();
    for (PtNDArray result : snippet.script().run(snippet.method(), given)) {
      results.add(result);
    }
    return results;
  }

  private static Snippet load(
      List<Type> types, BiFunction<GraphBuilder, List<Node>, List<Node>> body) {
    GraphBuilder b = new GraphBuilder();
    List<Node> x = new ArrayList<>();
    types.forEach(type -> x.add(b.input("x" + x.size(), type)));
    Graph graph = b.build("one", body.apply(b, x));
    ScriptWriter writer = new ScriptWriter(Map.of(), Precision.DEFAULT);
    String method = writer.entry(graph, 0);
    return new Snippet(Script.load(writer.code(), writer.constants(), Device.cpu()), method);
  }
}
