package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Jet} over arrays of a graph: Taylor coefficients in two parameters, FLOAT64 nodes of one
 * shape, and arithmetic on such. For one graph.
 *
 * @param c the coefficients, those of the second parameter next to each other
 */
record NodeJet(GraphBuilder b, int first, int second, List<Node> c) {

  /** Copies the list. */
  NodeJet {
    c = List.copyOf(c);
  }

  /** Returns a number with the derivatives of first order that it has by each parameter. */
  static NodeJet of(GraphBuilder b, int first, int second, List<Node> valueAndSlopes) {
    Node value = valueAndSlopes.get(0);
    List<Node> c = new ArrayList<>();
    for (int i = 0; i <= first; i++) {
      for (int j = 0; j <= second; j++) {
        boolean byFirst = i == 1 && j == 0;
        boolean bySecond = i == 0 && j == 1;
        Node slope = byFirst ? valueAndSlopes.get(1) : b.filledLike(value, 0);
        slope = bySecond ? valueAndSlopes.get(2) : slope;
        c.add(i + j == 0 ? value : slope);
      }
    }
    return new NodeJet(b, first, second, c);
  }

  /** Returns a number that does not depend on the parameters. */
  NodeJet constant(Node value) {
    Node zero = b.filledLike(value, 0);
    return of(b, first, second, List.of(value, zero, zero));
  }

  NodeJet constant(double value) {
    return constant(b.filledLike(c.get(0), value));
  }

  /** Returns log Γ of a value that rises with the parameters by u and v, each 0 or 1. */
  NodeJet logGamma(Node value, int u, int v) {
    List<Node> all = new ArrayList<>();
    double outer = 1;
    for (int i = 0; i <= first; i++) {
      outer *= i == 0 ? 1 : i;
      double inner = 1;
      for (int j = 0; j <= second; j++) {
        inner *= j == 0 ? 1 : j;
        boolean none = i > first * u || j > second * v;
        if (i + j == 0) {
          all.add(b.unary(Prim.LGAMMA, value));
        } else if (none) {
          all.add(b.filledLike(value, 0));
        } else {
          Node order = b.make(Prim.POLYGAMMA, i + j - 1, List.of(value));
          all.add(b.div(order, b.constant(outer * inner)));
        }
      }
    }
    return new NodeJet(b, first, second, all);
  }

  Node value() {
    return c.get(0);
  }

  /** Returns the derivative of the orders that the jet was made for. */
  Node derivative() {
    double factor = 1;
    for (int i = 2; i <= first; i++) {
      factor *= i;
    }
    for (int j = 2; j <= second; j++) {
      factor *= j;
    }
    return b.mul(b.constant(factor), c.get(c.size() - 1));
  }

  private interface Both {
    Node of(Node x, Node y);
  }

  private NodeJet each(NodeJet that, Both both) {
    List<Node> all = new ArrayList<>();
    for (int i = 0; i < c.size(); i++) {
      all.add(both.of(c.get(i), that.c.get(i)));
    }
    return new NodeJet(b, first, second, all);
  }

  NodeJet plus(NodeJet that) {
    return each(that, b::add);
  }

  NodeJet minus(NodeJet that) {
    return each(that, b::sub);
  }

  /** Returns this where the condition holds, else the other. */
  NodeJet where(Node condition, NodeJet that) {
    return each(that, (x, y) -> b.where(condition, x, y));
  }

  NodeJet plus(Node number) {
    List<Node> all = new ArrayList<>(c);
    all.set(0, b.add(c.get(0), number));
    return new NodeJet(b, first, second, all);
  }

  NodeJet times(Node factor) {
    return each(this, (x, y) -> b.mul(factor, x));
  }

  NodeJet times(NodeJet that) {
    List<Node> all = new ArrayList<>();
    for (int i = 0; i <= first; i++) {
      for (int j = 0; j <= second; j++) {
        Node sum = b.mul(at(0, 0), that.at(i, j));
        for (int k = 0; k <= i; k++) {
          for (int l = k == 0 ? 1 : 0; l <= j; l++) {
            sum = b.add(sum, b.mul(at(k, l), that.at(i - k, j - l)));
          }
        }
        all.add(sum);
      }
    }
    return new NodeJet(b, first, second, all);
  }

  private Node at(int i, int j) {
    return c.get(i * (second + 1) + j);
  }

  NodeJet over(NodeJet that) {
    List<Node> all = new ArrayList<>();
    for (int i = 0; i <= first; i++) {
      for (int j = 0; j <= second; j++) {
        Node rest = at(i, j);
        for (int k = 0; k <= i; k++) {
          for (int l = k == 0 ? 1 : 0; l <= j; l++) {
            Node known = all.get((i - k) * (second + 1) + j - l);
            rest = b.sub(rest, b.mul(that.at(k, l), known));
          }
        }
        all.add(b.div(rest, that.c.get(0)));
      }
    }
    return new NodeJet(b, first, second, all);
  }

  NodeJet exp() {
    List<Node> all = new ArrayList<>(List.of(b.unary(Prim.EXP, c.get(0))));
    for (int i = 0; i <= first; i++) {
      for (int j = i == 0 ? 1 : 0; j <= second; j++) {
        Node sum = b.filledLike(c.get(0), 0);
        for (int k = i == 0 ? 0 : 1; k <= i; k++) {
          for (int l = i == 0 ? 1 : 0; l <= j; l++) {
            Node before = all.get((i - k) * (second + 1) + j - l);
            double order = i == 0 ? l : k;
            sum = b.add(sum, b.mul(b.constant(order), b.mul(at(k, l), before)));
          }
        }
        all.add(b.div(sum, b.constant(i == 0 ? j : i)));
      }
    }
    return new NodeJet(b, first, second, all);
  }

  /** Returns where a coefficient is larger than a fraction of the other's, and than it. */
  Node isLarge(NodeJet beside, double fraction) {
    Node size = b.mul(b.constant(1e-3), b.unary(Prim.ABS, beside.c.get(0)));
    Node count = b.cast(b.filledLike(c.get(0), 0), DType.INT64);
    for (int i = 0; i < c.size(); i++) {
      Node own = b.unary(Prim.ABS, beside.c.get(i));
      Node limit = b.where(b.binary(Prim.LT, own, size), size, own);
      Node allowed = b.mul(b.constant(fraction), limit);
      Node large = b.binary(Prim.LT, allowed, b.unary(Prim.ABS, c.get(i)));
      count = b.add(count, b.cast(large, DType.INT64));
    }
    return b.cast(count, DType.BOOL);
  }
}
