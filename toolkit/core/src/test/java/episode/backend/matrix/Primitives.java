package episode.backend.matrix;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;

/** Every primitive in every variant that behaves in its own way. */
final class Primitives {
  private static final Tensor ONE = Tensor.of(Shape.of(1, 1), new double[] {0.7});
  private static final Tensor EMPTY_ROWS = Tensor.of(Shape.of(2, 0), new double[0]);

  private Primitives() {}

  static List<Subject> all() {
    List<Subject> all = new ArrayList<>();
    for (Prim prim : Prim.values()) {
      all.addAll(of(prim));
    }
    return all;
  }

  private static List<Subject> of(Prim prim) {
    return switch (prim) {
      case INPUT -> List.of(moving(prim, "", (b, x) -> List.of(x.get(0))));
      case CONST -> List.of(moving(prim, "", Primitives::constants));
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, EXP, EXPM1, LOG1P, SIN, COS, TAN, ASIN, ACOS, ATAN ->
          List.of(unary(prim, "", Node.NONE, Points.X));
      case SINH, COSH, TANH, ERF -> List.of(unary(prim, "", Node.NONE, Points.X));
      case SQRT, LOG, LGAMMA -> List.of(unary(prim, "", Node.NONE, Points.POSITIVE));
      case POLYGAMMA -> polygammas();
      case CAST -> casts();
      case ADD, SUB, MUL, DIV, MOD, MIN, MAX, ATAN2 -> List.of(binary(prim, Points.X));
      case POW -> List.of(binary(prim, Points.POSITIVE));
      case EQ, NE, LT, LE, AND, OR -> List.of(binary(prim, Points.X));
      case NOT -> List.of(unary(prim, "", Node.NONE, Points.X));
      case WHERE -> List.of(where());
      case SUM, PROD, REDUCE_MIN, REDUCE_MAX -> reductions(prim);
      case ARGMAX -> List.of(argmax(0), argmax(1));
      case BROADCAST ->
          List.of(
              moving(prim, "of rows", made(prim, spread(Shape.of(2, 4, 3), 0, 2))),
              moving(prim, "to new axes", made(prim, spread(Shape.of(2, 2, 3), 1, 2))));
      case RESHAPE -> List.of(moving(prim, "", made(prim, Shape.of(3, 2))));
      case TRANSPOSE -> List.of(moving(prim, "", made(prim, Ints.of(1, 0))));
      case SLICE -> slices();
      case PAD -> pads();
      case CONCAT -> List.of(concat(0), concat(1));
      case GATHER -> List.of(gather(0), gather(1), gatherOne());
      case SCATTER_ADD -> List.of(scatter(0), scatter(1));
      case CUMSUM, CUMPROD -> running(prim);
      case MATMUL -> products();
      case CALL, PART -> List.of(moving(prim, "", Primitives::calls));
      case SCAN -> List.of(Loops.scan(false), Loops.scan(true));
      case IF -> List.of(Loops.branches(true), Loops.branches(false));
      case WHILE -> List.of(Loops.loop());
      case OP, HOST -> List.of();
    };
  }

  /** Returns the body that makes one node of all operands. */
  private static Subject.Body made(Prim prim, Object attribute) {
    return (b, x) -> List.of(b.make(prim, attribute, x));
  }

  private static Subject unary(Prim prim, String variant, Object attribute, Tensor smooth) {
    return Subject.of(prim.name(), variant, made(prim, attribute), smooth)
        .at("awkward", Points.special())
        .at("empty", Points.NONE)
        .at("one", ONE)
        .byElements();
  }

  private static Subject binary(Prim prim, Tensor x) {
    return Subject.of(prim.name(), "", made(prim, Node.NONE), x, Points.Y)
        .at("awkward", Points.pairs(0), Points.pairs(1))
        .at("empty", Points.NONE, Points.NONE)
        .at("one", ONE, ONE)
        .byElements();
  }

  /** A primitive that moves numbers and does not look at them. */
  private static Subject moving(Prim prim, String variant, Subject.Body body) {
    double infinity = Double.POSITIVE_INFINITY;
    Tensor awkward = Points.matrix(0, -0.0, 1e300, -infinity, Double.NaN, 1e-300);
    return Subject.of(prim.name(), variant, body, Points.X).at("awkward", awkward);
  }

  private static List<Node> constants(GraphBuilder b, List<Node> x) {
    Node like = x.get(0);
    return List.of(like, b.constant(Tensor.filled(like.dtype(), Shape.of(2), 1)));
  }

  private static List<Subject> polygammas() {
    List<Subject> all = new ArrayList<>();
    for (int order = 0; order < 4; order++) {
      all.add(unary(Prim.POLYGAMMA, "order " + order, order, Points.POSITIVE));
    }
    return all;
  }

  private static List<Subject> casts() {
    List<Subject> all = new ArrayList<>();
    for (DType to : DType.values()) {
      String name = "to " + to.name().toLowerCase(java.util.Locale.ROOT);
      all.add(unary(Prim.CAST, name, to, Points.matrix(3.25, -7.5, 1.125, 4.75, -2.625, 9.5)));
    }
    return all;
  }

  private static Subject where() {
    Tensor condition =
        Tensor.of(Shape.of(2, 3), new boolean[] {true, false, false, true, true, false});
    boolean[] some = new boolean[Points.pairs(0).shape().size()];
    for (int i = 0; i < some.length; i++) {
      some[i] = i % 3 == 0;
    }
    Tensor none = Tensor.of(Shape.of(0, 3), new boolean[0]);
    Tensor one = Tensor.of(Shape.of(1, 1), new boolean[] {true});
    return Subject.of("WHERE", "", made(Prim.WHERE, Node.NONE), condition, Points.X, Points.Y)
        .at("awkward", Tensor.of(Shape.of(some.length), some), Points.pairs(0), Points.pairs(1))
        .at("empty", none, Points.NONE, Points.NONE)
        .at("one", one, ONE, ONE)
        .byElements();
  }

  private static List<Subject> reductions(Prim prim) {
    List<Subject> all = new ArrayList<>();
    for (Ints axes : List.of(Ints.of(0), Ints.of(1), Ints.of(0, 1))) {
      boolean extreme = prim == Prim.REDUCE_MIN || prim == Prim.REDUCE_MAX;
      Tensor none = axes.at(0) == 1 && extreme ? Points.NONE : EMPTY_ROWS;
      all.add(
          Subject.of(prim.name(), "over " + axes, made(prim, axes), Points.X)
              .at("awkward", Points.rows())
              .at("empty", none)
              .at("one", ONE));
    }
    return all;
  }

  private static Subject argmax(int axis) {
    return Subject.of("ARGMAX", "along " + axis, made(Prim.ARGMAX, axis), Points.X)
        .at("awkward", Points.rows())
        .at("empty", axis == 0 ? EMPTY_ROWS : Points.NONE)
        .at("one", ONE);
  }

  private static Attr.Broadcast spread(Shape shape, int... dims) {
    return new Attr.Broadcast(shape, Ints.of(dims));
  }

  private static List<Subject> slices() {
    Attr.Slice part = new Attr.Slice(Ints.of(0, 1), Ints.of(2, 3), Ints.of(1, 1));
    Attr.Slice steps = new Attr.Slice(Ints.of(0, 0), Ints.of(2, 3), Ints.of(1, 2));
    Attr.Slice none = new Attr.Slice(Ints.of(1, 1), Ints.of(1, 3), Ints.of(1, 1));
    return List.of(
        moving(Prim.SLICE, "a part", made(Prim.SLICE, part)),
        moving(Prim.SLICE, "with steps", made(Prim.SLICE, steps)),
        moving(Prim.SLICE, "nothing", made(Prim.SLICE, none)));
  }

  private static List<Subject> pads() {
    Attr.Pad around = new Attr.Pad(Ints.of(1, 0), Ints.of(0, 2), Ints.of(0, 0));
    Attr.Pad between = new Attr.Pad(Ints.of(0, 1), Ints.of(1, 0), Ints.of(2, 1));
    return List.of(
        moving(Prim.PAD, "around", made(Prim.PAD, around)),
        moving(Prim.PAD, "between", made(Prim.PAD, between)));
  }

  private static Subject concat(int axis) {
    Subject.Body body =
        (b, x) -> List.of(b.make(Prim.CONCAT, axis, List.of(x.get(0), x.get(1), x.get(0))));
    return Subject.of("CONCAT", "along " + axis, body, Points.X, Points.Y)
        .at("awkward", Points.rows(), Points.rows())
        .at("empty", Points.NONE, Points.NONE)
        .at("one", ONE, ONE);
  }

  private static Tensor places(Shape shape, long... values) {
    return Tensor.of(shape, values);
  }

  private static Subject gather(int axis) {
    Tensor at = places(Shape.of(2, 2), 1, 0, 1, 1);
    return Subject.of("GATHER", "along " + axis, made(Prim.GATHER, axis), Points.X, at)
        .at("awkward", Points.rows(), at)
        .at("empty", Points.X, places(Shape.of(0)))
        .at("one", ONE, places(Shape.of(1), 0));
  }

  private static Subject gatherOne() {
    Tensor at = places(Shape.SCALAR, 1);
    return Subject.of("GATHER", "of one", made(Prim.GATHER, 1), Points.X, at)
        .at("awkward", Points.rows(), at);
  }

  private static Subject scatter(int axis) {
    Tensor at = places(Shape.of(2), 1, 1);
    Tensor added =
        axis == 0 ? Points.Y : Tensor.matrix(new double[][] {{0.45, 0.67}, {-0.38, 0.21}});
    Tensor more =
        axis == 0
            ? Tensor.matrix(new double[][] {{0, -0.0, 1e300, 3}, {1, Double.NaN, -1e300, 1e-300}})
            : Tensor.matrix(new double[][] {{0, -0.0}, {1e300, Double.NaN}, {1, 1e-300}});
    Tensor none = axis == 0 ? Points.NONE : EMPTY_ROWS;
    return Subject.of(
            "SCATTER_ADD", "along " + axis, made(Prim.SCATTER_ADD, axis), Points.X, at, added)
        .at("awkward", Points.rows(), at, more)
        .at("empty", Points.X, places(Shape.of(0)), none)
        .at("one", ONE, places(Shape.of(1), 0), ONE);
  }

  private static List<Subject> running(Prim prim) {
    List<Subject> all = new ArrayList<>();
    for (int axis = 0; axis < 2; axis++) {
      for (boolean reverse : new boolean[] {false, true}) {
        String variant = "along " + axis + (reverse ? ", from the end" : "");
        Attr.Cumulative attribute = new Attr.Cumulative(axis, reverse);
        all.add(
            Subject.of(prim.name(), variant, made(prim, attribute), Points.X)
                .at("awkward", Points.rows())
                .at("empty", axis == 0 ? Points.NONE : EMPTY_ROWS)
                .at("one", ONE));
      }
    }
    return all;
  }

  private static List<Subject> products() {
    Tensor right = Points.Y.reshaped(Shape.of(3, 2));
    Tensor many = Points.X.reshaped(Shape.of(2, 1, 3));
    Tensor columns = Points.Y.reshaped(Shape.of(2, 3, 1));
    Tensor awkward = Tensor.matrix(new double[][] {{1, 0}, {0, 1}, {2, -0.0}, {-1, 3}});
    Subject.Body product = made(Prim.MATMUL, Node.NONE);
    return List.of(
        Subject.of("MATMUL", "", product, Points.X, right)
            .at("awkward", Points.rows(), awkward)
            .at("empty", EMPTY_ROWS, Points.NONE)
            .at("one", ONE, ONE),
        Subject.of("MATMUL", "of a batch", product, many, columns));
  }

  private static List<Node> calls(GraphBuilder b, List<Node> x) {
    GraphBuilder inner = new GraphBuilder();
    Type type = x.get(0).type();
    Node u = inner.input("u", type);
    Node v = inner.input("v", type);
    Node zero = inner.constant(Tensor.filled(u.dtype(), Shape.SCALAR, 0));
    Node below = inner.binary(Prim.LT, u, zero);
    Graph callee = inner.build("pair", List.of(inner.where(below, v, u), v));
    List<Node> once = b.call(callee, List.of(x.get(0), x.get(0)));
    return b.call(callee, List.of(once.get(0), once.get(1)));
  }
}
