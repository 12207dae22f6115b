package episode.backend;

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
import java.util.Random;

/**
 * Well-typed graphs over all primitives but CALL, OP and HOST, with loops and branches two deep,
 * and values for their inputs.
 */
final class RandomGraphs {
  private static final Prim[] FUNCTIONS = {
    Prim.NEG,
    Prim.ABS,
    Prim.SIGN,
    Prim.FLOOR,
    Prim.CEIL,
    Prim.ROUND,
    Prim.SQRT,
    Prim.EXP,
    Prim.LOG,
    Prim.EXPM1,
    Prim.LOG1P,
    Prim.SIN,
    Prim.COS,
    Prim.TAN,
    Prim.ASIN,
    Prim.ACOS,
    Prim.ATAN,
    Prim.SINH,
    Prim.COSH,
    Prim.TANH,
    Prim.ERF,
    Prim.LGAMMA
  };
  private static final Prim[] ARITHMETIC = {
    Prim.ADD, Prim.SUB, Prim.MUL, Prim.DIV, Prim.MOD, Prim.POW, Prim.MIN, Prim.MAX, Prim.ATAN2
  };
  private static final Prim[] COMPARISONS = {Prim.EQ, Prim.NE, Prim.LT, Prim.LE};
  private static final Prim[] REDUCTIONS = {Prim.SUM, Prim.PROD, Prim.REDUCE_MIN, Prim.REDUCE_MAX};

  private final Random random;
  private final GraphBuilder b = new GraphBuilder();
  private final List<Node> pool = new ArrayList<>();
  private final int largest;

  private final int depth;

  private RandomGraphs(Random random, int largest, int depth) {
    this.random = random;
    this.largest = largest;
    this.depth = depth;
  }

  /** Returns the start of a body. */
  RandomGraphs inner() {
    return new RandomGraphs(random, largest, depth + 1);
  }

  void input(String name, Type.ArrayOf type) {
    pool.add(b.input(name, type));
  }

  List<Node> inputs() {
    return b.inputs();
  }

  GraphBuilder builder() {
    return b;
  }

  /** Adds nodes. */
  void grow(int count) {
    pool.add(b.constant(values(random, DType.FLOAT64, shape())));
    for (int i = 0; i < count; i++) {
      pool.add(grow());
    }
  }

  /** Returns a node of a type: one of the pool, or a constant. */
  Node fitted(Type.ArrayOf type) {
    for (int attempt = 0; attempt < 8; attempt++) {
      Node node = any();
      if (fits(node.shape(), type.shape())) {
        return b.cast(b.broadcastTo(node, type.shape()), type.dtype());
      }
    }
    return b.constant(Tensor.filled(type.dtype(), type.shape(), 1));
  }

  static Graph of(long seed) {
    Random random = new Random(seed);
    return new RandomGraphs(random, random.nextBoolean() ? 3 : 12, 0).make();
  }

  static List<Tensor> inputs(Graph graph, long seed) {
    Random random = new Random(seed);
    List<Tensor> values = new ArrayList<>();
    for (Node input : graph.inputs()) {
      values.add(values(random, input.dtype(), input.shape()));
    }
    return values;
  }

  static Tensor values(Random random, DType dtype, Shape shape) {
    double[] doubles = random.doubles(shape.size(), 0.1, 2).toArray();
    return switch (dtype) {
      case FLOAT64 -> Tensor.of(shape, doubles);
      case FLOAT32 -> {
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) doubles[i];
        }
        yield Tensor.of(shape, floats);
      }
      case INT64 -> Tensor.of(shape, random.longs(shape.size(), -4, 5).toArray());
      case BOOL -> {
        boolean[] bits = new boolean[doubles.length];
        for (int i = 0; i < bits.length; i++) {
          bits[i] = random.nextBoolean();
        }
        yield Tensor.of(shape, bits);
      }
    };
  }

  private Graph make() {
    for (int i = 0; i < 3 + random.nextInt(3); i++) {
      DType dtype = random.nextInt(4) > 0 ? DType.FLOAT64 : pick(DType.values());
      pool.add(b.input("x" + i, Type.array(dtype, shape())));
    }
    pool.add(b.constant(values(random, DType.FLOAT64, shape())));
    int size = 4 + random.nextInt(36);
    while (pool.size() < size) {
      pool.add(grow());
    }
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      outputs.add(pool.get(pool.size() - 1 - random.nextInt(Math.min(pool.size(), 12))));
    }
    return b.build("random", outputs);
  }

  private Shape shape() {
    int[] extents = new int[random.nextInt(4)];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = random.nextInt(30) == 0 ? 0 : 1 + random.nextInt(largest);
    }
    return Shape.of(extents);
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }

  Node any() {
    return pool.get(random.nextInt(pool.size()));
  }

  private Node number() {
    Node node = any();
    return node.dtype() == DType.BOOL ? b.cast(node, DType.INT64) : node;
  }

  /** Returns a node of the shape of another: one of the pool, or that one itself. */
  private Node like(Node model) {
    for (int attempt = 0; attempt < 8; attempt++) {
      Node node = any();
      if (fits(node.shape(), model.shape())) {
        return b.broadcastTo(node, model.shape());
      }
    }
    return model;
  }

  private static boolean fits(Shape small, Shape large) {
    try {
      return Shape.broadcast(small, large).equals(large);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private Node grow() {
    Node x = any();
    Node n = number();
    return switch (random.nextInt(depth < 2 ? 17 : 16)) {
      case 0, 1 -> b.unary(pick(FUNCTIONS), n);
      case 2, 3, 4 -> b.binary(pick(ARITHMETIC), n, like(n));
      case 5 -> b.where(b.binary(pick(COMPARISONS), x, like(x)), x, like(x));
      case 6 -> b.unary(Prim.NOT, b.binary(random.nextBoolean() ? Prim.AND : Prim.OR, x, like(x)));
      case 7 -> b.cast(x, pick(DType.values()));
      case 8 -> reduce(n);
      case 9 -> transpose(x);
      case 10 -> slice(x);
      case 11 -> reshape(x);
      case 12 -> concatOrPad(x);
      case 13 -> indexed(n);
      case 14 -> along(n);
      case 16 -> control();
      default -> matmul(n);
    };
  }

  private Node control() {
    List<Node> results = new RandomBodies(this, b, random).make();
    pool.addAll(results.subList(1, results.size()));
    return results.get(0);
  }

  private Node reduce(Node x) {
    if (x.shape().size() == 0) {
      return b.sum(x);
    }
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      if (random.nextBoolean()) {
        axes.add(axis);
      }
    }
    return b.reduce(
        pick(REDUCTIONS), x, Ints.of(axes.stream().mapToInt(Integer::intValue).toArray()));
  }

  private Node transpose(Node x) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      axes.add(random.nextInt(axes.size() + 1), axis);
    }
    return b.transpose(x, Ints.of(axes.stream().mapToInt(Integer::intValue).toArray()));
  }

  private Node slice(Node x) {
    int rank = x.shape().rank();
    int[] start = new int[rank];
    int[] limit = new int[rank];
    int[] step = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      start[axis] = random.nextInt(x.shape().extent(axis) + 1) / 2;
      limit[axis] = x.shape().extent(axis);
      step[axis] = 1 + random.nextInt(3);
    }
    Attr.Slice slice = new Attr.Slice(Ints.of(start), Ints.of(limit), Ints.of(step));
    return b.make(Prim.SLICE, slice, List.of(x));
  }

  private Node reshape(Node x) {
    Shape flat = Shape.of(x.shape().size());
    return switch (random.nextInt(3)) {
      case 0 -> b.reshape(x, flat);
      case 1 -> b.reshape(x, x.shape().inserted(random.nextInt(x.shape().rank() + 1), 1));
      default -> b.reshape(x, flat.extent(0) % 2 == 0 ? Shape.of(2, flat.extent(0) / 2) : flat);
    };
  }

  private Node concatOrPad(Node x) {
    int rank = x.shape().rank();
    if (rank == 0) {
      return b.stack(List.of(x, x, like(x)));
    }
    int axis = random.nextInt(rank);
    if (random.nextBoolean()) {
      return b.concat(List.of(x, like(x), x), axis);
    }
    int[] low = new int[rank];
    int[] high = new int[rank];
    int[] interior = new int[rank];
    low[axis] = random.nextInt(3);
    high[axis] = random.nextInt(2);
    interior[axis] = random.nextInt(3);
    Attr.Pad pad = new Attr.Pad(Ints.of(low), Ints.of(high), Ints.of(interior));
    return b.make(Prim.PAD, pad, List.of(x));
  }

  private Node indexed(Node x) {
    int rank = x.shape().rank();
    if (rank == 0 || x.shape().size() == 0) {
      return x;
    }
    int axis = random.nextInt(rank);
    Shape shape = random.nextBoolean() ? Shape.of(1 + random.nextInt(5)) : Shape.of(2, 2);
    long[] at = random.longs(shape.size(), 0, x.shape().extent(axis)).toArray();
    Node indices = b.constant(Tensor.of(shape, at));
    Node picked = b.make(Prim.GATHER, axis, List.of(x, indices));
    return random.nextBoolean()
        ? picked
        : b.make(Prim.SCATTER_ADD, axis, List.of(x, indices, like(picked.dtype(), picked)));
  }

  private Node like(DType dtype, Node model) {
    Node other = like(model);
    return other.dtype() == dtype ? other : b.cast(other, dtype);
  }

  private Node along(Node x) {
    int rank = x.shape().rank();
    if (rank == 0) {
      return x;
    }
    int axis = random.nextInt(rank);
    if (random.nextInt(3) == 0) {
      return x.shape().extent(axis) == 0 ? x : b.make(Prim.ARGMAX, axis, List.of(x));
    }
    Prim prim = random.nextInt(3) > 0 ? Prim.CUMSUM : Prim.CUMPROD;
    return b.make(prim, new Attr.Cumulative(axis, random.nextBoolean()), List.of(x));
  }

  private Node matmul(Node x) {
    int rank = x.shape().rank();
    if (rank < 2) {
      return b.mul(x, x);
    }
    int[] swapped = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      swapped[axis] = axis;
    }
    swapped[rank - 1] = rank - 2;
    swapped[rank - 2] = rank - 1;
    Node turned = b.transpose(x, Ints.of(swapped));
    if (random.nextBoolean()) {
      return b.matmul(x, turned);
    }
    Node column = b.slice(turned, rank - 1, 0, Math.min(1, turned.shape().extent(rank - 1)));
    return random.nextBoolean() ? b.matmul(x, column) : b.matmul(turned, x);
  }
}
