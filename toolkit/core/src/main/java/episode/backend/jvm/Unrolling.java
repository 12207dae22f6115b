package episode.backend.jvm;

import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Prim;

/**
 * Which arrays are computed element by element in straight-line code: those of at most {@link
 * #limit} elements. One element always is; up to eight are while the whole graph stays small.
 */
final class Unrolling {
  private static final int[] LIMITS = {8, 4};
  private static final int BUDGET = 3000;

  private final int limit;

  private Unrolling(int limit) {
    this.limit = limit;
  }

  static Unrolling of(Graph graph) {
    for (int limit : LIMITS) {
      Unrolling unrolling = new Unrolling(limit);
      if (unrolling.cost(graph) <= BUDGET) {
        return unrolling;
      }
    }
    return new Unrolling(1);
  }

  private int cost(Graph graph) {
    int cost = 0;
    for (Node node : graph.nodes()) {
      if (node.isArray() && node.shape().size() > 1 && covers(node)) {
        cost += node.prim() == Prim.MATMUL ? products(node) : node.shape().size();
      }
    }
    return cost;
  }

  private static int products(Node node) {
    return node.shape().size() * node.input(0).shape().extent(node.shape().rank() - 1);
  }

  /** Returns whether an array of this size is small enough. */
  boolean covers(int size) {
    return size <= limit;
  }

  /** Returns whether a node's elements are values of straight-line code. */
  boolean covers(Node node) {
    return switch (node.prim()) {
      case INPUT, CONST, CALL, SCAN, IF, WHILE, OP, HOST, PART -> false;
      case ARGMAX, SCATTER_ADD -> false;
      case SUM, PROD, REDUCE_MIN, REDUCE_MAX -> covers(node.input(0).shape().size());
      case MATMUL -> covers(node.shape().size()) && products(node) <= 8 * limit;
      default -> covers(node.shape().size());
    };
  }
}
