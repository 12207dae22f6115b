package episode.op;

import episode.expr.Attr;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The ops that know rows from columns: matrices along the last two axes, an offset column − row.
 */
final class Diagonals {
  private Diagonals() {}

  private static void checkMatrices(String op, Shape shape) {
    if (shape.rank() < 2) {
      throw Taken.problem(op + ": no matrices in shape " + shape, "It takes [..., n, m].");
    }
  }

  /** Returns the elements on a diagonal. */
  record Diagonal(int offset) implements Moving {
    @Override
    public String name() {
      return "Diagonal";
    }

    private int row(int i) {
      return i + Math.max(0, -offset);
    }

    private int column(int i) {
      return i + Math.max(0, offset);
    }

    @Override
    public List<Shape> shapes(List<Shape> operands) {
      Shape x = operands.get(0);
      checkMatrices(name(), x);
      int size = Math.min(Stack.rows(x) - row(0), Stack.columns(x) - column(0));
      Shape leading = Stack.leading(x, 2);
      return List.of(leading.inserted(leading.rank(), Math.max(0, size)));
    }

    @Override
    public int[] places(List<Shape> operands, int result) {
      Shape x = operands.get(0);
      return Moving.each(
          shapes(operands).get(0),
          index -> {
            int last = index.length - 1;
            int[] from = Arrays.copyOf(index, index.length + 1);
            from[last] = row(index[last]);
            from[last + 1] = column(index[last]);
            return Moving.place(x, from);
          });
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      Node x = operands.get(0);
      Shape shape = shapes(List.of(x.shape())).get(0);
      int last = shape.rank() - 1;
      int columns = Stack.columns(x.shape());
      long[] places = new long[shape.extent(last)];
      Arrays.setAll(places, i -> (long) row(i) * columns + column(i));
      Node lines = builder.reshape(x, shape.with(last, Stack.rows(x.shape()) * columns));
      Node chosen = builder.constant(Tensor.of(Shape.of(places.length), places));
      return Optional.of(List.of(builder.make(Prim.GATHER, last, List.of(lines, chosen))));
    }
  }

  /** Returns square matrices with vectors on a diagonal. */
  record DiagonalMatrix(int offset) implements Moving {
    @Override
    public String name() {
      return "DiagonalMatrix";
    }

    @Override
    public List<Shape> shapes(List<Shape> operands) {
      Shape x = operands.get(0);
      if (x.rank() == 0) {
        throw Taken.problem("DiagonalMatrix: a scalar is no diagonal", "It takes [..., n].");
      }
      int size = x.extent(x.rank() - 1) + Math.abs(offset);
      return List.of(x.with(x.rank() - 1, size).inserted(x.rank(), size));
    }

    @Override
    public int[] places(List<Shape> operands, int result) {
      Shape x = operands.get(0);
      return Moving.each(
          shapes(operands).get(0),
          index -> {
            int row = index[x.rank() - 1];
            int[] from = Arrays.copyOf(index, x.rank());
            from[x.rank() - 1] = row - Math.max(0, -offset);
            boolean inside = from[x.rank() - 1] >= 0;
            return inside && index[x.rank()] - row == offset ? Moving.place(x, from) : FILLED;
          });
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      Node x = operands.get(0);
      int rank = x.shape().rank();
      int n = x.shape().extent(rank - 1);
      Shape square = x.shape().inserted(rank, n);
      Node spread = builder.broadcast(x, square, Ints.range(0, rank));
      Node matrix = Matrices.band(builder, spread, 0, 0);
      int[] low = new int[rank + 1];
      int[] high = new int[rank + 1];
      low[rank - 1] = Math.max(0, -offset);
      high[rank - 1] = Math.max(0, offset);
      low[rank] = Math.max(0, offset);
      high[rank] = Math.max(0, -offset);
      Attr.Pad pad = new Attr.Pad(Ints.of(low), Ints.of(high), Ints.filled(0, rank + 1));
      return Optional.of(
          List.of(offset == 0 ? matrix : builder.make(Prim.PAD, pad, List.of(matrix))));
    }
  }

  /**
   * One half of matrices, 0 in the other.
   *
   * @param lower whether the half below the diagonal stays
   */
  record Triangle(boolean lower, int offset) implements Moving {
    @Override
    public String name() {
      return "Triangle";
    }

    @Override
    public List<Shape> shapes(List<Shape> operands) {
      checkMatrices(name(), operands.get(0));
      return operands;
    }

    @Override
    public int[] places(List<Shape> operands, int result) {
      Shape x = operands.get(0);
      return Moving.each(
          x,
          index -> {
            int distance = index[x.rank() - 1] - index[x.rank() - 2];
            boolean stays = lower ? distance <= offset : distance >= offset;
            return stays ? Moving.place(x, index) : FILLED;
          });
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      Node x = operands.get(0);
      int size = Stack.rows(x.shape()) + Stack.columns(x.shape());
      return Optional.of(
          List.of(
              lower
                  ? Matrices.band(builder, x, -size, offset)
                  : Matrices.band(builder, x, offset, size)));
    }
  }
}
