package episode.op;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.List;

/**
 * The regularized incomplete gamma and beta functions and their derivatives by parameters, in
 * nodes: for libraries of arrays. Series and continued fractions are those of {@link
 * IncompleteGammaBeta}; a loop goes on for the elements that have not converged. For one graph.
 */
final class ArrayIncomplete {
  private static final double MOST = 100_000;
  private static final double SMALL = 1e-17;
  private static final double CLOSE = 4e-16;
  private static final double TINY = 1e-300;

  private final GraphBuilder b;
  private final int first;
  private final int second;

  ArrayIncomplete(GraphBuilder builder, int first, int second) {
    b = builder;
    this.first = first;
    this.second = second;
  }

  /** One round of a loop: from the round's number, the arguments and the state to the new state. */
  private interface Round {
    Turn of(ArrayIncomplete inner, Node n, List<Node> arguments, List<NodeJet> state);
  }

  /** The new state, and where it has not converged. */
  private record Turn(List<NodeJet> state, Node open) {}

  /** Returns ∂ᵏP(a, x)/∂aᵏ for FLOAT64 nodes of one shape, k the first order. */
  Node gamma(Node a, Node x) {
    Node finite = b.binary(Prim.LT, a, b.constant(Double.POSITIVE_INFINITY));
    Node positive = b.binary(Prim.LT, b.constant(0), a);
    Node inside = both(both(finite, positive), b.binary(Prim.LE, b.constant(0), x));
    Node end = b.binary(Prim.EQ, x, b.constant(Double.POSITIVE_INFINITY));
    Node start = b.binary(Prim.EQ, x, b.constant(0));
    Node usual = both(inside, b.unary(Prim.NOT, b.binary(Prim.OR, start, end)));
    Node safeA = b.where(usual, a, b.constant(1));
    Node safeX = b.where(usual, x, b.constant(1));
    Node direct = b.binary(Prim.LT, safeX, b.add(safeA, b.constant(1)));
    NodeJet parameter = first(safeA);
    NodeJet front =
        parameter
            .times(b.unary(Prim.LOG, safeX))
            .plus(b.neg(safeX))
            .minus(parameter.logGamma(safeA, 1, 0))
            .exp();
    Node below = front.times(series(safeA, safeX, direct)).derivative();
    Node above = front.times(fraction(safeA, safeX, direct)).derivative();
    boolean isValue = first == 0;
    Node rest = isValue ? b.sub(b.constant(1), above) : b.neg(above);
    Node value = b.where(direct, below, rest);
    Node atEnd = b.where(end, b.constant(isValue ? 1 : 0), b.constant(0));
    return b.where(inside, b.where(usual, value, atEnd), b.constant(Double.NaN));
  }

  private Node both(Node x, Node y) {
    return b.binary(Prim.AND, x, y);
  }

  private NodeJet first(Node a) {
    return jet(a, b.filledLike(a, 1), b.filledLike(a, 0));
  }

  private NodeJet jet(Node value, Node byFirst, Node bySecond) {
    return NodeJet.of(b, first, second, List.of(value, byFirst, bySecond));
  }

  private NodeJet series(Node a, Node x, Node wanted) {
    NodeJet one = first(a).constant(1);
    NodeJet term = one.over(first(a));
    Round round =
        (in, n, arguments, state) -> {
          NodeJet parameter = in.first(arguments.get(0));
          NodeJet next = state.get(0).times(arguments.get(1)).over(parameter.plus(n));
          NodeJet sum = state.get(1).plus(next);
          return new Turn(List.of(next, sum), next.isLarge(sum, SMALL));
        };
    return loop("series", round, wanted, List.of(a, x), List.of(term, term)).get(1);
  }

  /** Lentz's method. */
  private NodeJet fraction(Node a, Node x, Node unwanted) {
    NodeJet one = first(a).constant(1);
    NodeJet d = one.over(denominator(a, x, b.constant(0)));
    Round round =
        (in, n, arguments, state) -> {
          Node own = arguments.get(0);
          NodeJet below = in.denominator(own, arguments.get(1), n);
          NodeJet above = in.first(own).plus(in.b.neg(n)).times(n);
          NodeJet unit = in.first(own).constant(1);
          NodeJet nextD = unit.over(above.times(state.get(1)).plus(below));
          NodeJet nextC = below.plus(above.over(state.get(0)));
          NodeJet factor = nextD.times(nextC);
          Node open = factor.plus(in.b.constant(-1)).isLarge(unit, CLOSE);
          return new Turn(List.of(nextC, nextD, state.get(2).times(factor)), open);
        };
    Node wanted = b.unary(Prim.NOT, unwanted);
    List<NodeJet> start = List.of(one.constant(1 / TINY), d, d);
    return loop("fraction", round, wanted, List.of(a, x), start).get(2);
  }

  /** Returns x + 1 − a + 2n. */
  private NodeJet denominator(Node a, Node x, Node n) {
    Node shift = b.add(b.add(x, b.constant(1)), b.mul(b.constant(2), n));
    return first(a).times(b.constant(-1)).plus(shift);
  }

  /** Returns ∂ⁱ⁺ʲI(x; p, q)/∂pⁱ∂qʲ for FLOAT64 nodes of one shape. */
  Node beta(Node p, Node q, Node x) {
    Node sum = b.add(p, q);
    Node finite = b.binary(Prim.LT, sum, b.constant(Double.POSITIVE_INFINITY));
    Node positive = both(b.binary(Prim.LT, b.constant(0), p), b.binary(Prim.LT, b.constant(0), q));
    Node within = both(b.binary(Prim.LE, b.constant(0), x), b.binary(Prim.LE, x, b.constant(1)));
    Node inside = both(both(finite, positive), within);
    Node open = both(b.binary(Prim.LT, b.constant(0), x), b.binary(Prim.LT, x, b.constant(1)));
    Node usual = both(inside, open);
    Node a = b.where(usual, p, b.constant(1));
    Node c = b.where(usual, q, b.constant(1));
    Node at = b.where(usual, x, b.constant(0.5));
    Node value = inner(a, c, at);
    boolean isValue = first + second == 0;
    Node atEnd = isValue ? b.where(b.binary(Prim.EQ, x, b.constant(1)), x, b.constant(0)) : null;
    Node ends = isValue ? atEnd : b.constant(0);
    return b.where(inside, b.where(usual, value, ends), b.constant(Double.NaN));
  }

  private Node inner(Node p, Node q, Node x) {
    Node one = b.filledLike(p, 1);
    Node zero = b.filledLike(p, 0);
    Node sum = b.add(p, q);
    Node middle = b.div(b.add(p, one), b.add(sum, b.constant(2)));
    Node direct = b.binary(Prim.LT, x, middle);
    NodeJet own = jet(p, one, zero);
    NodeJet other = jet(q, zero, one);
    NodeJet front =
        own.times(b.unary(Prim.LOG, x))
            .plus(other.times(b.unary(Prim.LOG1P, b.neg(x))))
            .plus(own.logGamma(sum, 1, 1))
            .minus(own.logGamma(p, 1, 0))
            .minus(own.logGamma(q, 0, 1))
            .exp();
    NodeJet a = own.where(direct, other);
    NodeJet c = other.where(direct, own);
    Node at = b.where(direct, x, b.sub(one, x));
    Node value = front.times(betaFraction(a, c, at)).over(a).derivative();
    boolean isValue = first + second == 0;
    return b.where(direct, value, isValue ? b.sub(one, value) : b.neg(value));
  }

  /** DLMF 8.17.22 by Lentz's method. */
  private NodeJet betaFraction(NodeJet a, NodeJet c, Node x) {
    NodeJet one = a.constant(1);
    NodeJet sum = a.plus(c);
    NodeJet d = one.over(one.minus(sum.times(x).over(a.plus(b.constant(1)))));
    List<Node> arguments = new ArrayList<>(List.of(x));
    arguments.addAll(a.c());
    arguments.addAll(c.c());
    Node wanted = b.binary(Prim.EQ, x, x);
    return loop("beta", ArrayIncomplete::betaRound, wanted, arguments, List.of(one, d, d)).get(2);
  }

  private static Turn betaRound(
      ArrayIncomplete in, Node m, List<Node> arguments, List<NodeJet> state) {
    GraphBuilder b = in.b;
    int size = (arguments.size() - 1) / 2;
    NodeJet a = new NodeJet(b, in.first, in.second, arguments.subList(1, 1 + size));
    NodeJet c = new NodeJet(b, in.first, in.second, arguments.subList(1 + size, 1 + 2 * size));
    Node x = arguments.get(0);
    Node twice = b.mul(b.constant(2), m);
    Node before = b.sub(twice, b.constant(1));
    Node after = b.add(twice, b.constant(1));
    NodeJet even = c.plus(b.neg(m)).times(b.mul(m, x)).over(a.plus(before).times(a.plus(twice)));
    NodeJet unit = a.constant(1);
    NodeJet d = unit.over(even.times(state.get(1)).plus(unit));
    NodeJet e = even.over(state.get(0)).plus(unit);
    NodeJet h = state.get(2).times(d).times(e);
    NodeJet odd =
        a.plus(m).times(a.plus(c).plus(m)).times(b.neg(x)).over(a.plus(twice).times(a.plus(after)));
    NodeJet nextD = unit.over(odd.times(d).plus(unit));
    NodeJet nextC = odd.over(e).plus(unit);
    NodeJet factor = nextD.times(nextC);
    Node open = factor.plus(b.constant(-1)).isLarge(unit, CLOSE);
    return new Turn(List.of(nextC, nextD, h.times(factor)), open);
  }

  /** Returns the last state, NaN where it is wanted and does not converge. */
  private List<NodeJet> loop(
      String name, Round round, Node wanted, List<Node> arguments, List<NodeJet> start) {
    List<Node> carries = new ArrayList<>(List.of(b.constant(1), wanted));
    start.forEach(jet -> carries.addAll(jet.c()));
    Graph body = body(name, round, carries, arguments, start.size());
    Graph open = open(carries, arguments);
    List<Node> last = b.whileLoop(open, body, (int) MOST, carries, arguments);
    List<NodeJet> state = new ArrayList<>();
    int size = start.get(0).c().size();
    for (int i = 0; i < start.size(); i++) {
      List<Node> own = last.subList(2 + i * size, 2 + (i + 1) * size);
      NodeJet jet = new NodeJet(b, first, second, own);
      state.add(jet.constant(Double.NaN).where(last.get(1), jet));
    }
    return state;
  }

  private static List<Node> inputs(GraphBuilder b, String prefix, List<Node> like) {
    List<Node> inputs = new ArrayList<>();
    for (Node each : like) {
      inputs.add(b.input(prefix.concat(Integer.toString(inputs.size())), each.type()));
    }
    return inputs;
  }

  private static Graph open(List<Node> carries, List<Node> arguments) {
    GraphBuilder b = new GraphBuilder();
    List<Node> state = inputs(b, "state", carries);
    inputs(b, "argument", arguments);
    Node count = b.sum(b.cast(state.get(1), DType.INT64));
    Node some = b.binary(Prim.LT, b.cast(b.constant(0), DType.INT64), count);
    Node more = b.binary(Prim.LT, state.get(0), b.constant(MOST));
    return b.build("open", List.of(b.binary(Prim.AND, some, more)));
  }

  private Graph body(String name, Round round, List<Node> carries, List<Node> arguments, int jets) {
    GraphBuilder inner = new GraphBuilder();
    List<Node> state = inputs(inner, "state", carries);
    List<Node> given = inputs(inner, "argument", arguments);
    int size = (carries.size() - 2) / jets;
    List<NodeJet> before = new ArrayList<>();
    for (int i = 0; i < jets; i++) {
      List<Node> own = state.subList(2 + i * size, 2 + (i + 1) * size);
      before.add(new NodeJet(inner, first, second, own));
    }
    ArrayIncomplete in = new ArrayIncomplete(inner, first, second);
    Turn turn = round.of(in, state.get(0), given, before);
    Node active = state.get(1);
    List<Node> next = new ArrayList<>();
    next.add(inner.add(state.get(0), inner.constant(1)));
    next.add(inner.binary(Prim.AND, active, turn.open()));
    for (int i = 0; i < jets; i++) {
      next.addAll(turn.state().get(i).where(active, before.get(i)).c());
    }
    return inner.build(name, next);
  }

  /** Returns operands in double precision under one shape, as they are. */
  static List<Node> wide(GraphBuilder b, List<Node> operands) {
    List<Node> all = new ArrayList<>();
    for (Node each : operands) {
      all.add(b.cast(each, DType.FLOAT64));
    }
    return all;
  }
}
