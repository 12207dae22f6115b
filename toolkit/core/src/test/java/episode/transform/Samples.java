package episode.transform;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** For every primitive, functions of at least two arrays that use it, and points to look at. */
final class Samples {

  /**
   * A function at a point where it is smooth.
   *
   * @param name the primitive, and the variant
   */
  record Sample(String name, Graph graph, List<Tensor> point) {}

  private interface Body {
    List<Node> outputs(GraphBuilder b, Node x, Node y);
  }

  private static final double[] X = {0.31, -0.72, 0.55, 0.83, -0.24, 0.12};
  private static final double[] Y = {0.45, 0.67, -0.38, 0.21, -0.93, 0.74};

  private Samples() {}

  static List<Sample> of(Prim prim) {
    return switch (prim) {
      case INPUT -> List.of(sample(prim, (b, x, y) -> List.of(x, b.mul(x, y))));
      case CONST -> List.of(sample(prim, (b, x, y) -> List.of(b.mul(b.constant(3), b.add(x, y)))));
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, EXP, EXPM1, LOG1P, SIN, COS, TAN, ASIN, ACOS, ATAN ->
          List.of(unary(prim, 0));
      case SINH, COSH, TANH, ERF -> List.of(unary(prim, 0));
      case SQRT, LOG, LGAMMA -> List.of(unary(prim, 1.5));
      case POLYGAMMA ->
          List.of(sample(prim, (b, x, y) -> polygamma(b, b.mul(positive(b, x), positive(b, y)))));
      case CAST -> List.of(sample(prim, Samples::casts));
      case ADD, SUB, MUL, DIV, MOD, MIN, MAX, ATAN2 ->
          List.of(sample(prim, (b, x, y) -> List.of(b.binary(prim, x, y))));
      case POW -> powers();
      case EQ, NE, LT, LE ->
          List.of(
              sample(prim, (b, x, y) -> List.of(b.where(b.binary(prim, x, y), b.mul(x, y), x))));
      case AND, OR -> List.of(sample(prim, (b, x, y) -> logic(b, prim, x, y)));
      case NOT ->
          List.of(
              sample(
                  prim,
                  (b, x, y) ->
                      List.of(
                          b.where(b.unary(Prim.NOT, b.binary(Prim.LT, x, y)), x, b.mul(y, y)))));
      case WHERE -> List.of(sample(prim, (b, x, y) -> List.of(b.where(x, b.mul(x, y), y))));
      case SUM, PROD, REDUCE_MIN, REDUCE_MAX -> reductions(prim);
      case ARGMAX -> List.of(sample(prim, Samples::argmax));
      case BROADCAST -> List.of(sample(prim, Samples::broadcasts));
      case RESHAPE ->
          List.of(sample(prim, (b, x, y) -> List.of(b.reshape(b.mul(x, y), Shape.of(3, 2)))));
      case TRANSPOSE ->
          List.of(sample(prim, (b, x, y) -> List.of(b.transpose(b.mul(x, y), Ints.of(1, 0)))));
      case SLICE -> List.of(sample(prim, Samples::slices));
      case PAD -> List.of(sample(prim, Samples::pads));
      case CONCAT -> concats();
      case GATHER -> List.of(sample(prim, Samples::gathers));
      case SCATTER_ADD -> List.of(sample(prim, Samples::scatters));
      case CUMSUM, CUMPROD -> running(prim);
      case MATMUL -> List.of(sample(prim, Samples::products));
      case CALL, PART -> List.of(sample(prim, Samples::calls));
      case OP -> List.of(sample(prim, (b, x, y) -> b.apply(new Hypot(), List.of(x, y))));
      case SCAN ->
          List.of(
              sample("SCAN", (b, x, y) -> LoopSamples.scan(b, x, y, false), X, Y),
              sample("SCAN reverse", (b, x, y) -> LoopSamples.scan(b, x, y, true), X, Y),
              sample("SCAN bare", LoopSamples::bare, X, Y),
              sample("SCAN nested", LoopSamples::nested, X, Y));
      case IF ->
          List.of(
              sample("IF", (b, x, y) -> LoopSamples.branches(b, x, y, false), X, Y),
              sample("IF not", (b, x, y) -> LoopSamples.branches(b, x, y, true), X, Y),
              sample("IF in SCAN", LoopSamples::branchesInLoop, X, Y));
      case WHILE ->
          List.of(
              sample("WHILE", (b, x, y) -> LoopSamples.growing(b, x, y, false), X, Y),
              sample("WHILE counted", (b, x, y) -> LoopSamples.growing(b, x, y, true), X, Y));
      case HOST -> List.of();
    };
  }

  private static Sample sample(Prim prim, Body body) {
    return sample(prim.toString(), body, X, Y);
  }

  private static Sample sample(String name, Body body, double[] first, double[] second) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 3));
    Node y = b.input("y", Type.float64(2, 3));
    Graph graph = b.build("f", body.outputs(b, x, y));
    Shape shape = Shape.of(2, 3);
    return new Sample(name, graph, List.of(Tensor.of(shape, first), Tensor.of(shape, second)));
  }

  private static Sample unary(Prim prim, double shift) {
    return sample(prim, (b, x, y) -> List.of(b.unary(prim, b.add(b.mul(x, y), b.constant(shift)))));
  }

  private static Node positive(GraphBuilder b, Node x) {
    return b.add(x, b.constant(1.3));
  }

  private static List<Node> polygamma(GraphBuilder b, Node x) {
    List<Node> outputs = new ArrayList<>();
    for (int order = 0; order < 4; order++) {
      outputs.add(b.make(Prim.POLYGAMMA, order, List.of(x)));
    }
    return outputs;
  }

  private static List<Node> casts(GraphBuilder b, Node x, Node y) {
    Node integers = b.cast(b.mul(x, b.constant(10)), DType.INT64);
    return List.of(b.mul(integers, y), b.cast(x, DType.FLOAT64), b.mul(b.cast(x, DType.BOOL), y));
  }

  private static List<Sample> powers() {
    Body variable = (b, x, y) -> List.of(b.binary(Prim.POW, positive(b, x), y));
    Body constant =
        (b, x, y) ->
            List.of(
                b.binary(Prim.POW, b.mul(x, y), b.constant(3)),
                b.binary(Prim.POW, positive(b, x), b.constant(-1.7)));
    Body zero = (b, x, y) -> List.of(b.binary(Prim.POW, b.mul(x, y), b.constant(0)));
    return List.of(
        sample("POW", variable, X, Y),
        sample("POW constant", constant, X, Y),
        sample("POW zero", zero, X, new double[6]));
  }

  private static List<Node> logic(GraphBuilder b, Prim prim, Node x, Node y) {
    Node zero = b.constant(0);
    Node test = b.binary(prim, b.binary(Prim.LT, x, zero), b.binary(Prim.LT, y, zero));
    return List.of(b.where(test, b.mul(x, y), b.sub(x, y)));
  }

  private static List<Sample> reductions(Prim prim) {
    List<Sample> samples = new ArrayList<>();
    for (Ints axes : List.of(Ints.of(0), Ints.of(1), Ints.of(0, 1))) {
      Body body = (b, x, y) -> List.of(b.reduce(prim, b.mul(x, y), axes), b.reduce(prim, x, axes));
      samples.add(sample(prim + " over " + axes, body, X, Y));
      if (prim == Prim.PROD) {
        samples.add(sample("PROD of one zero", body, new double[] {0, 2, 3, 4, 5, 6}, Y));
        samples.add(sample("PROD of zeros", body, new double[] {0, 2, 3, 4, 0, 0}, Y));
      }
    }
    return samples;
  }

  private static List<Node> argmax(GraphBuilder b, Node x, Node y) {
    Node best = b.make(Prim.ARGMAX, 0, List.of(b.element(x, 0, 0)));
    return List.of(b.make(Prim.GATHER, 1, List.of(b.mul(x, y), best)), b.mul(best, y));
  }

  private static List<Node> broadcasts(GraphBuilder b, Node x, Node y) {
    Node product = b.mul(x, y);
    return List.of(
        b.broadcast(product, Shape.of(2, 4, 3), Ints.of(0, 2)),
        b.broadcast(b.sum(product), Shape.of(3), Ints.of()));
  }

  private static List<Node> slices(GraphBuilder b, Node x, Node y) {
    Attr.Slice strided = new Attr.Slice(Ints.of(0, 0), Ints.of(2, 3), Ints.of(1, 2));
    return List.of(
        b.slice(b.mul(x, y), 1, 1, 3),
        b.make(Prim.SLICE, strided, List.of(b.mul(x, y))),
        b.add(b.element(x, 1, 0), b.element(x, 1, 2)));
  }

  private static List<Node> pads(GraphBuilder b, Node x, Node y) {
    Attr.Pad pad = new Attr.Pad(Ints.of(1, 0), Ints.of(0, 2), Ints.of(0, 1));
    return List.of(b.make(Prim.PAD, pad, List.of(b.mul(x, y))));
  }

  private static List<Sample> concats() {
    Body both = (b, x, y) -> List.of(b.concat(List.of(x, b.mul(x, y), y), 1));
    Body first = (b, x, y) -> List.of(b.concat(List.of(b.filledLike(x, 2), b.mul(x, y)), 0));
    Body ends =
        (b, x, y) -> List.of(b.concat(List.of(x, b.filledLike(x, 2), y, b.filledLike(x, 1)), 0));
    return List.of(
        sample("CONCAT", both, X, Y),
        sample("CONCAT with a constant", first, X, Y),
        sample("CONCAT around constants", ends, X, Y));
  }

  private static List<Node> gathers(GraphBuilder b, Node x, Node y) {
    Node rows = indices(b, Shape.of(2, 2), 1, 0, 1, 1);
    return List.of(
        b.make(Prim.GATHER, 1, List.of(b.mul(x, y), indices(b, Shape.of(4), 2, 0, 2, 1))),
        b.make(Prim.GATHER, 0, List.of(b.mul(x, y), rows)),
        b.make(Prim.GATHER, 1, List.of(x, indices(b, Shape.SCALAR, 2))));
  }

  private static List<Node> scatters(GraphBuilder b, Node x, Node y) {
    Node columns = indices(b, Shape.of(3), 2, 0, 2);
    return List.of(
        b.make(Prim.SCATTER_ADD, 1, List.of(b.mul(x, y), columns, y)),
        b.make(Prim.SCATTER_ADD, 1, List.of(b.filledLike(x, 1), columns, b.mul(x, y))),
        b.make(Prim.SCATTER_ADD, 1, List.of(b.mul(x, x), columns, b.filledLike(x, 1))));
  }

  private static Node indices(GraphBuilder b, Shape shape, long... values) {
    return b.constant(Tensor.of(shape, values));
  }

  private static List<Sample> running(Prim prim) {
    List<Sample> samples = new ArrayList<>();
    for (int axis = 0; axis < 2; axis++) {
      for (boolean reverse : new boolean[] {false, true}) {
        Attr.Cumulative attribute = new Attr.Cumulative(axis, reverse);
        Body body = (b, x, y) -> List.of(b.make(prim, attribute, List.of(b.mul(x, y))));
        samples.add(sample(prim + " " + attribute, body, X, Y));
        double[] zeros = {0, 2, 3, 4, 0, 0};
        samples.add(sample(prim + " with zeros " + attribute, body, zeros, Y));
      }
    }
    return samples;
  }

  private static List<Node> products(GraphBuilder b, Node x, Node y) {
    Node square = b.matmul(x, b.transpose(y, Ints.of(1, 0)));
    Node left = b.reshape(b.mul(x, y), Shape.of(2, 1, 3));
    Node right = b.reshape(y, Shape.of(2, 3, 1));
    Node fixed = b.constant(Tensor.matrix(new double[][] {{1, 2}, {3, 4}, {5, 6}}));
    return List.of(square, b.matmul(square, x), b.matmul(left, right), b.matmul(x, fixed));
  }

  private static List<Node> calls(GraphBuilder b, Node x, Node y) {
    GraphBuilder inner = new GraphBuilder();
    Node u = inner.input("u", Type.float64(2, 3));
    Node v = inner.input("v", Type.float64(2, 3));
    Graph callee =
        inner.build("pair", List.of(inner.mul(u, v), inner.unary(Prim.SIN, u), inner.sum(v)));
    List<Node> once = b.call(callee, List.of(x, y));
    List<Node> twice = b.call(callee, List.of(once.get(0), once.get(1)));
    List<Node> flat = b.call(callee, List.of(x, b.filledLike(x, 2)));
    return List.of(twice.get(0), twice.get(2), flat.get(0), flat.get(2));
  }

  /** √(x² + y²) and the angle, by primitives. */
  record Hypot() implements Op {
    @Override
    public String name() {
      return "Hypot";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return List.of(operands.get(0), operands.get(0));
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      GraphBuilder b = new GraphBuilder();
      List<Node> inputs = new ArrayList<>();
      for (Tensor operand : operands) {
        inputs.add(b.input("x" + inputs.size(), operand.type()));
      }
      return Perform.evaluate(b.build("hypot", lower(b, inputs).orElseThrow()), operands);
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder b, List<Node> in) {
      Node squares = b.add(b.mul(in.get(0), in.get(0)), b.mul(in.get(1), in.get(1)));
      return Optional.of(
          List.of(b.unary(Prim.SQRT, squares), b.binary(Prim.ATAN2, in.get(0), in.get(1))));
    }
  }
}
