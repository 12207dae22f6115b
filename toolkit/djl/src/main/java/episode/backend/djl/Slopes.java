package episode.backend.djl;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.transform.Jvp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions of elements together with their derivatives. */
final class Slopes {
  private Slopes() {}

  /** Returns the graph of a node's value and of its derivatives by each operand. */
  static Graph of(Node node) {
    GraphBuilder own = new GraphBuilder();
    Node value = own.make(node.prim(), node.attribute(), inputs(own, node));
    Graph function = own.build(node.prim().name(), List.of(value));
    GraphBuilder b = new GraphBuilder();
    List<Node> x = inputs(b, node);
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      List<Optional<Node>> tangents = new ArrayList<>();
      for (int k = 0; k < x.size(); k++) {
        tangents.add(k == i ? Optional.of(b.filledLike(x.get(k), 1)) : Optional.empty());
      }
      Jvp jvp = Jvp.of(b, function, x, tangents);
      if (i == 0) {
        outputs.add(jvp.outputs().get(0));
      }
      outputs.add(jvp.tangents().get(0).orElse(b.filledLike(x.get(i), 0)));
    }
    return b.build(function.name(), outputs);
  }

  private static List<Node> inputs(GraphBuilder b, Node node) {
    List<Node> inputs = new ArrayList<>();
    for (Node operand : node.inputs()) {
      inputs.add(b.input("x" + inputs.size(), operand.type()));
    }
    return inputs;
  }
}
