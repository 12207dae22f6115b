package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Products of vectors, matrices and arrays, as NumPy's; BOOL counts as INT64. */
public final class Products {
  private Products() {}

  /**
   * Returns the matrix product; leading axes broadcast. A vector on the left is one row, on the
   * right one column, and its axis goes away.
   */
  public static Node matmul(GraphBuilder b, Node x, Node y) {
    return b.apply(new MatMul(), promoted(b, List.of(x, y))).get(0);
  }

  /**
   * Returns the sum of products over the last axis of the first and the last but one of the second
   * (the only one of a vector); a scalar scales.
   */
  public static Node dot(GraphBuilder b, Node x, Node y) {
    int left = x.shape().rank();
    int right = y.shape().rank();
    if (left == 0 || right == 0) {
      return b.mul(x, y);
    }
    if (right <= 2) {
      return matmul(b, x, y);
    }
    StringBuilder first = new StringBuilder(letters(0, left));
    String second = letters(left, right);
    first.setCharAt(left - 1, second.charAt(right - 2));
    String rest = second.substring(0, right - 2) + second.charAt(right - 1);
    return einsum(b, first + "," + second + "->" + first.substring(0, left - 1) + rest, x, y);
  }

  /** Returns the products of every element of one array with every element of another, a matrix. */
  public static Node outer(GraphBuilder b, Node x, Node y) {
    return einsum(b, "i,j->ij", Shaping.ravel(b, x), Shaping.ravel(b, y));
  }

  /** Returns the sum of products over the last axes of the first and the first of the second. */
  public static Node tensordot(GraphBuilder b, Node x, Node y, int axes) {
    int left = x.shape().rank();
    int right = y.shape().rank();
    if (axes < 0 || axes > Math.min(left, right)) {
      throw Taken.problem(
          "Tensordot: " + axes + " axes of " + left + " and " + right,
          "Valid: 0 to " + Math.min(left, right) + ".");
    }
    String first = letters(0, left);
    String second = letters(left - axes, right);
    String rest = first.substring(0, left - axes) + second.substring(axes);
    return einsum(b, first + "," + second + "->" + rest, x, y);
  }

  /** Returns the sums of the diagonals of the matrices along the last two axes. */
  public static Node trace(GraphBuilder b, Node x) {
    int rank = x.shape().rank();
    Node square = x;
    if (rank >= 2 && x.shape().extent(rank - 2) != x.shape().extent(rank - 1)) {
      int least = Math.min(x.shape().extent(rank - 2), x.shape().extent(rank - 1));
      square = b.slice(b.slice(x, rank - 2, 0, least), rank - 1, 0, least);
    }
    return einsum(b, "...ii->...", square);
  }

  /**
   * Returns a sum of products in Einstein's notation, such as "ij,jk->ik": a letter per axis, one
   * letter for axes that run together, summed where the result does not have it; "..." for leading
   * axes that broadcast. A letter twice on one operand is its diagonal. Without "->" the result has
   * the letters that occur once, in alphabetical order.
   *
   * @throws episode.expr.EpisodeException E3101 where the subscripts do not fit the operands
   */
  public static Node einsum(GraphBuilder b, String subscripts, Node... operands) {
    return b.apply(new Einsum(subscripts), promoted(b, List.of(operands))).get(0);
  }

  private static String letters(int from, int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      letters.append((char) ('a' + i));
    }
    return letters.toString();
  }

  static List<Node> promoted(GraphBuilder b, List<Node> operands) {
    DType dtype = operands.get(0).dtype();
    for (Node operand : operands) {
      dtype = DType.promote(dtype, operand.dtype());
    }
    List<Node> cast = new ArrayList<>();
    for (Node operand : operands) {
      cast.add(b.cast(operand, dtype == DType.BOOL ? DType.INT64 : dtype));
    }
    return cast;
  }

  /** Returns the type that all operands have, which is one of numbers. */
  static DType numbers(String op, List<Type> operands) {
    DType dtype = Taken.array(op, operands, 0).dtype();
    for (int i = 0; i < operands.size(); i++) {
      boolean fits = Taken.array(op, operands, i).dtype() == dtype && dtype != DType.BOOL;
      Taken.check(fits, op, operands, "Operands are numbers of one element type; cast first.");
    }
    return dtype;
  }

  /** The matrix product with NumPy's rule for vectors. */
  record MatMul() implements Op {
    @Override
    public String name() {
      return "MatMul";
    }

    /** Returns the shape of an operand as matrices. */
    private static Shape matrices(Shape shape, boolean left) {
      boolean vector = shape.rank() == 1;
      return vector ? shape.inserted(left ? 0 : 1, 1) : shape;
    }

    private static Shape product(Shape x, Shape y) {
      Shape leading = Shape.broadcast(Stack.leading(x, 2), Stack.leading(y, 2));
      return leading.concat(Shape.of(Stack.rows(x), Stack.columns(y)));
    }

    private static Shape result(Shape x, Shape y) {
      Shape shape = product(matrices(x, true), matrices(y, false));
      shape = y.rank() == 1 ? shape.without(Ints.of(shape.rank() - 1)) : shape;
      int row = shape.rank() - (y.rank() == 1 ? 1 : 2);
      return x.rank() == 1 ? shape.without(Ints.of(row)) : shape;
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Taken.check(operands.size() == 2, name(), operands, "It takes two.");
      DType dtype = numbers(name(), operands);
      Shape x = Taken.array(name(), operands, 0).shape();
      Shape y = Taken.array(name(), operands, 1).shape();
      String what = "Operands have at least one axis; multiply by a scalar with 'mul'.";
      Taken.check(x.rank() > 0 && y.rank() > 0, name(), operands, what);
      boolean fits = x.extent(x.rank() - 1) == Stack.rows(matrices(y, false));
      Taken.check(fits, name(), operands, "[..., n, k] times [..., k, m], or a vector [k].");
      return List.of(Type.array(dtype, result(x, y)));
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Shape x = matrices(operands.get(0).shape(), true);
      Shape y = matrices(operands.get(1).shape(), false);
      Shape shape = product(x, y);
      int depth = Stack.columns(x);
      SumOfProducts sums = new SumOfProducts(operands.get(0).dtype(), shape.size());
      int last = shape.rank() - 1;
      Moving.each(
          shape,
          index -> {
            int at = Moving.place(shape, index);
            for (int k = 0; k < depth; k++) {
              int left = stretched(x, index, last - 1, index[last - 1], k);
              int right = stretched(y, index, last - 1, k, index[last]);
              sums.add(at, List.of(operands.get(0), operands.get(1)), new int[] {left, right});
            }
            return 0;
          });
      Shape own = result(operands.get(0).shape(), operands.get(1).shape());
      return List.of(sums.tensor(own));
    }

    /** Returns the place of an element in the matrix that belongs to leading axes of the result. */
    private static int stretched(Shape shape, int[] index, int leading, int row, int column) {
      int[] from = new int[shape.rank()];
      int offset = leading - (shape.rank() - 2);
      for (int axis = 0; axis < shape.rank() - 2; axis++) {
        from[axis] = shape.extent(axis) == 1 ? 0 : index[axis + offset];
      }
      from[shape.rank() - 2] = row;
      from[shape.rank() - 1] = column;
      return Moving.place(shape, from);
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder b, List<Node> operands) {
      Node x = b.reshape(operands.get(0), matrices(operands.get(0).shape(), true));
      Node y = b.reshape(operands.get(1), matrices(operands.get(1).shape(), false));
      Shape leading = Shape.broadcast(Stack.leading(x.shape(), 2), Stack.leading(y.shape(), 2));
      Node left = b.broadcastTo(x, leading.concat(matrix(x)));
      Node right = b.broadcastTo(y, leading.concat(matrix(y)));
      Node product = b.make(Prim.MATMUL, Node.NONE, List.of(left, right));
      Shape shape = result(operands.get(0).shape(), operands.get(1).shape());
      return Optional.of(List.of(b.reshape(product, shape)));
    }

    private static Shape matrix(Node x) {
      return Shape.of(Stack.rows(x.shape()), Stack.columns(x.shape()));
    }
  }
}
