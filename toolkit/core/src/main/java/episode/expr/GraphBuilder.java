package episode.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes nodes. Equal nodes are made once. {@link #make} takes operands that already fit; the named
 * methods promote types and broadcast shapes as NumPy does. For one thread.
 */
public final class GraphBuilder {
  private final Map<NodeKey, Node> known = new HashMap<>();
  private final Map<String, Node> inputs = new LinkedHashMap<>();

  /**
   * Returns a new input; names are unique within a builder.
   *
   * @throws EpisodeException E3101 where there is one of this name
   */
  public Node input(String name, Type type) {
    if (inputs.containsKey(name)) {
      String remedy = "Inputs are told apart by name; keep the node of the first.";
      throw new EpisodeException(
          Problem.of("E3101", "Input '" + name + "' exists already").remedy(remedy));
    }
    Node node = new Node(Prim.INPUT, name, List.of(), type);
    inputs.put(name, node);
    return node;
  }

  /** Returns a new FLOAT64 scalar input. */
  public Node input(String name) {
    return input(name, Type.float64());
  }

  /** Returns the inputs made so far, in order. */
  public List<Node> inputs() {
    return List.copyOf(inputs.values());
  }

  /** Returns a FLOAT64 scalar constant. */
  public Node constant(double value) {
    return constant(Tensor.of(value));
  }

  /** Returns a constant array. */
  public Node constant(Tensor value) {
    return make(Prim.CONST, value, List.of());
  }

  /** Returns a constant array of the node's type, each element the number. */
  public Node filledLike(Node like, double value) {
    Node scalar = constant(Tensor.filled(like.dtype(), Shape.SCALAR, value));
    return broadcastTo(scalar, like.shape());
  }

  /**
   * Returns the node of a primitive over operands that fit exactly.
   *
   * @throws EpisodeException E3101 where they do not
   */
  public Node make(Prim prim, Object attribute, List<Node> operands) {
    NodeKey key = new NodeKey(prim, attribute, operands);
    Node node = known.get(key);
    if (node == null) {
      List<Node> copy = List.copyOf(operands);
      node = new Node(prim, attribute, copy, Typing.of(prim, attribute, copy));
      known.put(new NodeKey(prim, attribute, copy), node);
    }
    return node;
  }

  /** Returns a graph of this builder's inputs, in the order they were made, and these outputs. */
  public Graph build(String name, List<Node> outputs) {
    return new Graph(name, inputs(), outputs);
  }

  /** Returns the sum, promoted and broadcast. */
  public Node add(Node a, Node b) {
    return binary(Prim.ADD, a, b);
  }

  /** Returns the difference, promoted and broadcast. */
  public Node sub(Node a, Node b) {
    return binary(Prim.SUB, a, b);
  }

  /** Returns the product, promoted and broadcast. */
  public Node mul(Node a, Node b) {
    return binary(Prim.MUL, a, b);
  }

  /** Returns the quotient, promoted to a floating type and broadcast. */
  public Node div(Node a, Node b) {
    return binary(Prim.DIV, a, b);
  }

  /** Returns the negation. */
  public Node neg(Node x) {
    return unary(Prim.NEG, x);
  }

  /** Returns an elementwise function; integers become FLOAT64 where it needs a floating type. */
  public Node unary(Prim prim, Node x) {
    Typing.checkPlain(prim, List.of(x));
    return switch (prim) {
      case NEG, ABS, SIGN -> make(prim, Node.NONE, List.of(numeric(x)));
      case NOT -> make(prim, Node.NONE, List.of(cast(x, DType.BOOL)));
      default -> make(prim, Node.NONE, List.of(floating(x)));
    };
  }

  /** Returns an elementwise function of two operands, promoted and broadcast. */
  public Node binary(Prim prim, Node a, Node b) {
    Typing.checkPlain(prim, List.of(a, b));
    DType dtype = DType.promote(a.dtype(), b.dtype());
    boolean divides = prim == Prim.DIV || prim == Prim.ATAN2;
    if (prim.family() == Prim.Family.LOGIC) {
      dtype = DType.BOOL;
    } else if (divides && !dtype.isFloating()) {
      dtype = DType.FLOAT64;
    } else if (prim.family() == Prim.Family.BINARY && dtype == DType.BOOL) {
      dtype = DType.INT64;
    }
    Shape shape = Shape.broadcast(a.shape(), b.shape());
    Node left = broadcastTo(cast(a, dtype), shape);
    Node right = broadcastTo(cast(b, dtype), shape);
    return make(prim, Node.NONE, List.of(left, right));
  }

  /** Returns a where the condition holds (is not 0), else b; promoted and broadcast. */
  public Node where(Node condition, Node a, Node b) {
    DType dtype = DType.promote(a.dtype(), b.dtype());
    Shape shape = Shape.broadcast(condition.shape(), Shape.broadcast(a.shape(), b.shape()));
    List<Node> operands =
        List.of(
            broadcastTo(cast(condition, DType.BOOL), shape),
            broadcastTo(cast(a, dtype), shape),
            broadcastTo(cast(b, dtype), shape));
    return make(Prim.WHERE, Node.NONE, operands);
  }

  /** Returns the node with another element type; a number is true where it is not 0. */
  public Node cast(Node x, DType dtype) {
    if (x.dtype() == dtype) {
      return x;
    }
    return make(Prim.CAST, dtype, List.of(x));
  }

  private Node numeric(Node x) {
    return x.dtype() == DType.BOOL ? cast(x, DType.INT64) : x;
  }

  private Node floating(Node x) {
    return x.dtype().isFloating() ? x : cast(x, DType.FLOAT64);
  }

  /** Returns the node stretched to a shape by NumPy's rule. */
  public Node broadcastTo(Node x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    if (!Shape.broadcast(x.shape(), shape).equals(shape)) {
      throw Typing.refuse(Prim.BROADCAST, List.of(x), "It cannot be stretched to " + shape + ".");
    }
    int offset = shape.rank() - x.shape().rank();
    int[] extents = new int[x.shape().rank()];
    int[] dims = new int[extents.length];
    int kept = 0;
    for (int axis = 0; axis < extents.length; axis++) {
      if (x.shape().extent(axis) == shape.extent(axis + offset)) {
        extents[kept] = x.shape().extent(axis);
        dims[kept++] = axis + offset;
      }
    }
    Node thin = reshape(x, Shape.of(Arrays.copyOf(extents, kept)));
    return broadcast(thin, shape, Ints.of(Arrays.copyOf(dims, kept)));
  }

  /** Returns the node with its axis i placed at axis dims(i) of a shape. */
  public Node broadcast(Node x, Shape shape, Ints dims) {
    if (x.shape().equals(shape)) {
      return x;
    }
    return make(Prim.BROADCAST, new Attr.Broadcast(shape, dims), List.of(x));
  }

  /** Returns the same elements under another shape. */
  public Node reshape(Node x, Shape shape) {
    return x.shape().equals(shape) ? x : make(Prim.RESHAPE, shape, List.of(x));
  }

  /** Returns the node with axis perm(i) as its axis i. */
  public Node transpose(Node x, Ints permutation) {
    return permutation.equals(Ints.range(0, permutation.size()))
        ? x
        : make(Prim.TRANSPOSE, permutation, List.of(x));
  }

  /** Returns a reduction (SUM, PROD, REDUCE_MIN, REDUCE_MAX) over ascending axes. */
  public Node reduce(Prim prim, Node x, Ints axes) {
    Node operand = prim == Prim.SUM || prim == Prim.PROD ? numeric(x) : x;
    return axes.size() == 0 ? operand : make(prim, axes, List.of(operand));
  }

  /** Returns the sum of all elements. */
  public Node sum(Node x) {
    return reduce(Prim.SUM, x, Ints.range(0, x.shape().rank()));
  }

  /** Returns the elements from start to limit along one axis. */
  public Node slice(Node x, int axis, int start, int limit) {
    int[] from = new int[x.shape().rank()];
    int[] to = x.shape().extents();
    from[axis] = start;
    to[axis] = limit;
    Ints step = Ints.filled(1, from.length);
    return make(Prim.SLICE, new Attr.Slice(Ints.of(from), Ints.of(to), step), List.of(x));
  }

  /** Returns the sub-array at one index of an axis; the axis goes away. */
  public Node element(Node x, int axis, int index) {
    Node thin = slice(x, axis, index, index + 1);
    return reshape(thin, x.shape().without(Ints.of(axis)));
  }

  /** Returns the operands one after the other along an axis, promoted. */
  public Node concat(List<Node> parts, int axis) {
    DType dtype = parts.isEmpty() ? DType.FLOAT64 : parts.get(0).dtype();
    for (Node part : parts) {
      dtype = DType.promote(dtype, part.dtype());
    }
    List<Node> cast = new ArrayList<>();
    for (Node part : parts) {
      cast.add(cast(part, dtype));
    }
    return cast.size() == 1 ? cast.get(0) : make(Prim.CONCAT, axis, cast);
  }

  /** Returns the operands, all of one shape, along a new first axis. */
  public Node stack(List<Node> parts) {
    List<Node> rows = new ArrayList<>();
    for (Node part : parts) {
      rows.add(reshape(part, part.shape().inserted(0, 1)));
    }
    return concat(rows, 0);
  }

  /** Returns the matrix product […, n, k] × […, k, m], promoted. */
  public Node matmul(Node a, Node b) {
    DType dtype = DType.promote(a.dtype(), b.dtype());
    return make(Prim.MATMUL, Node.NONE, List.of(cast(a, dtype), cast(b, dtype)));
  }

  /** Returns the results of a named sub-graph. */
  public List<Node> call(Graph callee, List<Node> operands) {
    return parts(make(Prim.CALL, callee, operands));
  }

  /** Returns the last carries and the stacked outputs of a body that runs from first to last. */
  public List<Node> scan(
      Graph body, int length, List<Node> carries, List<Node> rows, List<Node> constants) {
    return scan(body, length, carries, rows, constants, false);
  }

  /**
   * Returns the last carries, then the stacked outputs of a body; {@link Attr.Scan} says what it
   * takes.
   *
   * @throws EpisodeException E3119 where the body does not fit the operands
   */
  public List<Node> scan(
      Graph body,
      int length,
      List<Node> carries,
      List<Node> rows,
      List<Node> constants,
      boolean reverse) {
    List<Node> operands = new ArrayList<>(carries);
    operands.addAll(rows);
    operands.addAll(constants);
    return scan(new Attr.Scan(body, length, carries.size(), rows.size(), reverse), operands);
  }

  /** Returns the results of a loop of fixed length for its operands in order. */
  public List<Node> scan(Attr.Scan scan, List<Node> operands) {
    return parts(make(Prim.SCAN, scan, operands));
  }

  /**
   * Returns the outputs of one of two graphs of the same arguments; the other one is not run.
   *
   * @param condition a scalar; a number holds where it is not 0
   * @throws EpisodeException E3119 where the graphs do not fit the arguments or each other
   */
  public List<Node> ifElse(Node condition, Graph then, Graph otherwise, List<Node> arguments) {
    List<Node> operands = new ArrayList<>(List.of(cast(condition, DType.BOOL)));
    operands.addAll(arguments);
    return parts(make(Prim.IF, new Attr.Branches(then, otherwise), operands));
  }

  /**
   * Returns the carries of a body that runs as long as a condition holds, then the number of
   * rounds, an INT64 scalar; {@link Attr.Loop} says what both graphs take. More than {@code bound}
   * rounds are an error at run time, E3117.
   *
   * @throws EpisodeException E3119 where a graph does not fit the operands
   */
  public List<Node> whileLoop(
      Graph condition, Graph body, int bound, List<Node> carries, List<Node> constants) {
    List<Node> operands = new ArrayList<>(carries);
    operands.addAll(constants);
    return whileLoop(new Attr.Loop(condition, body, bound, carries.size()), operands);
  }

  /** Returns the results of a loop for its operands in order. */
  public List<Node> whileLoop(Attr.Loop loop, List<Node> operands) {
    return parts(make(Prim.WHILE, loop, operands));
  }

  /** Returns the results of an op. */
  public List<Node> apply(Op op, List<Node> operands) {
    return parts(make(Prim.OP, op, operands));
  }

  /** Returns the results of a host loop. */
  public List<Node> host(HostOp op, List<Node> operands) {
    return parts(make(Prim.HOST, op, operands));
  }

  private List<Node> parts(Node tuple) {
    List<Node> parts = new ArrayList<>();
    for (int i = 0; i < ((Type.TupleOf) tuple.type()).parts().size(); i++) {
      parts.add(make(Prim.PART, i, List.of(tuple)));
    }
    return parts;
  }

  /** Returns the outputs of a graph whose nodes are made anew here over the given operands. */
  public List<Node> inline(Graph graph, List<Node> operands) {
    Map<Node, Node> copies = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      copies.put(graph.inputs().get(i), operands.get(i));
    }
    for (Node node : graph.nodes()) {
      if (node.prim() != Prim.INPUT) {
        List<Node> mapped = new ArrayList<>(node.inputs().size());
        for (Node operand : node.inputs()) {
          mapped.add(copies.get(operand));
        }
        copies.put(node, make(node.prim(), node.attribute(), mapped));
      }
    }
    List<Node> outputs = new ArrayList<>();
    for (Node output : graph.outputs()) {
      outputs.add(copies.get(output));
    }
    return outputs;
  }
}
