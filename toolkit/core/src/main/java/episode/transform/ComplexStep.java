package episode.transform;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.transform.Complex.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph over complex numbers, as pairs of real arrays: for a tiny step h
 *
 * <pre>f′(x) · v = Im f(x + ihv) / h</pre>
 *
 * <p>to the last digits, for nothing is subtracted. It uses no derivative rule, so that it checks
 * those. Choices (where, minima, branches) follow the real parts. W. Squire, G. Trapp, Using
 * complex variables to estimate derivatives of real functions, SIAM Review 40 (1998) 110–112,
 * doi:10.1137/S003614459631241X. For one thread.
 */
public final class ComplexStep {
  /** The step: its square is nothing beside 1, its products with small slopes are no zeros. */
  public static final double STEP = 1e-100;

  private static final int MOST_FACTORS = 256;

  private final GraphBuilder b;
  private final Complex c;
  private final Map<Node, Pair> pairs = new IdentityHashMap<>();
  private final Map<Node, List<Pair>> parts = new IdentityHashMap<>();

  private ComplexStep(GraphBuilder b) {
    this.b = b;
    c = new Complex(b);
  }

  /**
   * Returns the imaginary parts of the outputs. Inputs: those of the graph, then the imaginary part
   * of each named one, of its type.
   *
   * @throws EpisodeException E3128 where a primitive, op or loop has no complex form, or an output
   *     is no floating array
   */
  public static Graph of(Graph graph, List<String> names) {
    GraphBuilder b = new GraphBuilder();
    List<Node> args = new ArrayList<>();
    graph.inputs().forEach(input -> args.add(b.input(input.name(), input.type())));
    List<Optional<Node>> imaginary =
        new ArrayList<>(Collections.nCopies(args.size(), Optional.empty()));
    for (String name : names) {
      int place = Places.of(graph, name);
      Node arg = args.get(place);
      imaginary.set(place, Optional.of(b.input("imaginary part of " + name, arg.type())));
    }
    List<Node> outputs = new ArrayList<>();
    for (Pair output : inline(b, graph, args, imaginary)) {
      if (!isFloating(output.re())) {
        throw refuse("a " + output.re().type());
      }
      outputs.add(new Complex(b).im(output));
    }
    return Simplify.of(b.build(graph.name().concat("_complex"), outputs));
  }

  /**
   * Returns the real parts of a graph's outputs, then the imaginary parts of the floating ones,
   * zeros where there are none; errors as {@link #of}.
   *
   * @param args one node of the builder per input
   * @param imaginary its imaginary part; empty where it is zero
   */
  public static List<Node> both(
      GraphBuilder b, Graph graph, List<Node> args, List<Optional<Node>> imaginary) {
    List<Pair> found = inline(b, graph, args, imaginary);
    List<Node> all = new ArrayList<>();
    found.forEach(pair -> all.add(pair.re()));
    for (Pair pair : found) {
      if (isFloating(pair.re())) {
        all.add(new Complex(b).im(pair));
      }
    }
    return all;
  }

  /** Returns E3128. */
  public static EpisodeException refuse(String what) {
    return new EpisodeException(
        Problem.of("E3128", "There is no complex form of " + what)
            .remedy("Compare its derivatives with differences instead."));
  }

  private static boolean isFloating(Node node) {
    return node.isArray() && node.dtype().isFloating();
  }

  private static List<Pair> inline(
      GraphBuilder b, Graph graph, List<Node> args, List<Optional<Node>> imaginary) {
    ComplexStep step = new ComplexStep(b);
    for (int i = 0; i < args.size(); i++) {
      step.pairs.put(graph.inputs().get(i), new Pair(args.get(i), imaginary.get(i)));
    }
    for (Node node : graph.nodes()) {
      if (node.prim() != Prim.INPUT) {
        step.push(node);
      }
    }
    List<Pair> outputs = new ArrayList<>();
    graph.outputs().forEach(output -> outputs.add(step.pairs.get(output)));
    return outputs;
  }

  private void push(Node node) {
    if (node.prim() == Prim.PART && parts.containsKey(node.input(0))) {
      pairs.put(node, parts.get(node.input(0)).get(node.index()));
      return;
    }
    List<Pair> in = new ArrayList<>();
    List<Node> re = new ArrayList<>();
    List<Optional<Node>> im = new ArrayList<>();
    for (Node operand : node.inputs()) {
      Pair pair = pairs.get(operand);
      in.add(pair);
      re.add(pair.re());
      im.add(pair.im());
    }
    if (im.stream().allMatch(Optional::isEmpty)) {
      pairs.put(node, Pair.real(b.make(node.prim(), node.attribute(), re)));
    } else if (node.isArray() && node.dtype() == DType.FLOAT32) {
      throw refuse("numbers of single precision, in which so small a step is 0");
    } else if (node.prim().family() == Prim.Family.CONTROL) {
      parts.put(node, control(node, re, im));
    } else {
      pairs.put(
          node, node.prim().isElementwise() ? new ComplexRules(b).of(node, in) : of(node, in));
    }
  }

  private List<Pair> control(Node node, List<Node> re, List<Optional<Node>> im) {
    return switch (node.prim()) {
      case CALL -> inline(b, node.callee(), re, im);
      case SCAN, IF, WHILE -> new ComplexBodies(b).of(node, re, im);
      case OP -> {
        Graph lowered =
            Derived.lowered(node).orElseThrow(() -> refuse("op '" + node.op().name() + "'"));
        yield inline(b, lowered, re, im);
      }
      case HOST -> {
        if (!(node.host() instanceof Analytic analytic)) {
          throw refuse("'" + node.host().name() + "', a loop that runs on the host");
        }
        yield ComplexBodies.paired(node, analytic.complex(b, re, im));
      }
      default -> throw new AssertionError(node);
    };
  }

  /** Linear primitives work on both parts, products on pairs, extrema choose by the real part. */
  private Pair of(Node node, List<Pair> in) {
    return switch (node.prim()) {
      case SUM, BROADCAST, RESHAPE, TRANSPOSE, SLICE, PAD, CONCAT, CUMSUM, SCATTER_ADD ->
          parts(node, in);
      case GATHER -> Pair.of(made(node, in.get(0).re(), in), made(node, c.im(in.get(0)), in));
      case PROD -> prod(in.get(0), node.axes());
      case CUMPROD -> cumprod(in.get(0), (Attr.Cumulative) node.attribute());
      case REDUCE_MIN, REDUCE_MAX -> extremum(node, in.get(0));
      case ARGMAX -> Pair.real(made(node, in.get(0).re(), in));
      case MATMUL -> matmul(in.get(0), in.get(1));
      default -> throw new AssertionError(node);
    };
  }

  private Node made(Node node, Node first, List<Pair> in) {
    List<Node> operands = new ArrayList<>(List.of(first));
    in.subList(1, in.size()).forEach(pair -> operands.add(pair.re()));
    return b.make(node.prim(), node.attribute(), operands);
  }

  private Pair parts(Node node, List<Pair> in) {
    List<Node> re = new ArrayList<>();
    List<Node> im = new ArrayList<>();
    for (Pair pair : in) {
      re.add(pair.re());
      im.add(isFloating(pair.re()) ? c.im(pair) : pair.re());
    }
    return Pair.of(
        b.make(node.prim(), node.attribute(), re), b.make(node.prim(), node.attribute(), im));
  }

  private Pair matmul(Pair x, Pair y) {
    Node re = b.matmul(x.re(), y.re());
    Node im = b.add(b.matmul(x.re(), c.im(y)), b.matmul(c.im(x), y.re()));
    return Pair.of(re, im);
  }

  /** Ties share equally, as derivatives have it. */
  private Pair extremum(Node node, Pair x) {
    Node found = b.reduce(node.prim(), x.re(), node.axes());
    Shape kept = x.re().shape();
    for (int i = 0; i < node.axes().size(); i++) {
      kept = kept.without(Ints.of(node.axes().at(i))).inserted(node.axes().at(i), 1);
    }
    Node wide = b.broadcastTo(b.reshape(found, kept), x.re().shape());
    Node wins = b.make(Prim.EQ, Node.NONE, List.of(x.re(), wide));
    Node zero = Terms.zeros(b, x.re());
    Node sum = b.reduce(Prim.SUM, b.where(wins, c.im(x), zero), node.axes());
    Node count = b.reduce(Prim.SUM, b.cast(wins, x.re().dtype()), node.axes());
    return Pair.of(found, b.div(sum, count));
  }

  private Pair prod(Pair x, Ints axes) {
    Pair product = x;
    for (int i = axes.size() - 1; i >= 0; i--) {
      List<Pair> rows = rows(product, axes.at(i));
      product = rows.isEmpty() ? one(product, axes.at(i)) : rows.get(0);
      for (int row = 1; row < rows.size(); row++) {
        product = c.mul(product, rows.get(row));
      }
    }
    return product;
  }

  private Pair one(Pair like, int axis) {
    return Pair.real(b.reduce(Prim.PROD, like.re(), Ints.of(axis)));
  }

  private Pair cumprod(Pair x, Attr.Cumulative how) {
    List<Pair> rows = rows(x, how.axis());
    if (how.reverse()) {
      Collections.reverse(rows);
    }
    for (int row = 1; row < rows.size(); row++) {
      rows.set(row, c.mul(rows.get(row - 1), rows.get(row)));
    }
    if (how.reverse()) {
      Collections.reverse(rows);
    }
    List<Node> re = new ArrayList<>();
    List<Node> im = new ArrayList<>();
    for (Pair row : rows) {
      re.add(b.reshape(row.re(), row.re().shape().inserted(how.axis(), 1)));
      im.add(b.reshape(c.im(row), row.re().shape().inserted(how.axis(), 1)));
    }
    return re.isEmpty() ? x : Pair.of(b.concat(re, how.axis()), b.concat(im, how.axis()));
  }

  private List<Pair> rows(Pair x, int axis) {
    int count = x.re().shape().extent(axis);
    if (count > MOST_FACTORS) {
      throw refuse("a product of " + count + " factors, more than " + MOST_FACTORS);
    }
    List<Pair> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int place = i;
      rows.add(new Pair(b.element(x.re(), axis, i), x.im().map(im -> b.element(im, axis, place))));
    }
    return rows;
  }
}
