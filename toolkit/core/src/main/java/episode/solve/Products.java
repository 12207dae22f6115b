package episode.solve;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Regroups chains of products and quotients so that all factors that stay constant along a solve
 * become one factor: β I / N · S is (β / N) · (I S), and the quotient is taken once per solve. A
 * result may change by a rounding error.
 */
final class Products {
  private final Set<Node> changing;
  private final Map<Node, Integer> uses = new HashMap<>();
  private final GraphBuilder builder = new GraphBuilder();
  private final Map<Node, Node> copies = new HashMap<>();

  private Products(Graph graph, Set<Node> changing) {
    this.changing = changing;
    for (Node node : graph.nodes()) {
      for (Node operand : node.inputs()) {
        uses.merge(operand, 1, Integer::sum);
      }
    }
    for (Node output : graph.outputs()) {
      uses.merge(output, 1, Integer::sum);
    }
  }

  /** Returns the graph with its products regrouped. */
  static Graph regroup(Graph graph, Set<Node> changing) {
    return new Products(graph, changing).rebuild(graph);
  }

  private Graph rebuild(Graph graph) {
    for (Node node : graph.nodes()) {
      if (node.prim() == Prim.INPUT) {
        copies.put(node, builder.input(node.name(), node.type()));
      } else if (isProduct(node) && changing.contains(node)) {
        copies.put(node, product(node));
      } else {
        copies.put(node, builder.make(node.prim(), node.attribute(), copied(node.inputs())));
      }
    }
    return builder.build(graph.name(), copied(graph.outputs()));
  }

  private List<Node> copied(List<Node> nodes) {
    List<Node> result = new ArrayList<>();
    for (Node node : nodes) {
      result.add(copies.get(node));
    }
    return result;
  }

  private static boolean isProduct(Node node) {
    boolean product = node.prim() == Prim.MUL || node.prim() == Prim.DIV;
    return product && node.dtype().isFloating();
  }

  private Node product(Node node) {
    Factors factors = new Factors();
    collect(node, false, true, factors);
    int constants = factors.constantAbove.size() + factors.constantBelow.size();
    if (constants == 0 || constants == 1 && factors.constantBelow.isEmpty()) {
      return builder.make(node.prim(), node.attribute(), copied(node.inputs()));
    }
    Node constant = quotient(node, factors.constantAbove, factors.constantBelow);
    if (factors.above.isEmpty()) {
      return builder.div(constant, multiplied(factors.below));
    }
    return builder.mul(constant, quotient(node, factors.above, factors.below));
  }

  private static final class Factors {
    private final List<Node> above = new ArrayList<>();
    private final List<Node> below = new ArrayList<>();
    private final List<Node> constantAbove = new ArrayList<>();
    private final List<Node> constantBelow = new ArrayList<>();
  }

  /** Follows operands that nobody else uses. */
  private void collect(Node node, boolean inverted, boolean root, Factors factors) {
    boolean inner = changing.contains(node) && isProduct(node) && (root || uses.get(node) == 1);
    if (inner) {
      collect(node.input(0), inverted, false, factors);
      collect(node.input(1), inverted ^ (node.prim() == Prim.DIV), false, factors);
    } else if (changing.contains(node)) {
      (inverted ? factors.below : factors.above).add(copies.get(node));
    } else {
      (inverted ? factors.constantBelow : factors.constantAbove).add(copies.get(node));
    }
  }

  private Node quotient(Node like, List<Node> above, List<Node> below) {
    Node top =
        above.isEmpty()
            ? builder.broadcastTo(
                builder.constant(Tensor.filled(like.dtype(), Shape.SCALAR, 1)), like.shape())
            : multiplied(above);
    return below.isEmpty() ? top : builder.div(top, multiplied(below));
  }

  private Node multiplied(List<Node> factors) {
    Node product = factors.get(0);
    for (Node factor : factors.subList(1, factors.size())) {
      product = builder.mul(product, factor);
    }
    return product;
  }
}
