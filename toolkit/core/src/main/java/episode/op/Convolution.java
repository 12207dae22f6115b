package episode.op;

import episode.expr.Attr;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The convolution of two vectors, as NumPy's {@code convolve}. */
public final class Convolution {
  private Convolution() {}

  /** How much of the ends is kept, of vectors of n and m ≤ n elements. */
  public enum Mode {
    /** All n + m − 1 places where they overlap. */
    FULL,
    /** The n places in the middle. */
    SAME,
    /** The n − m + 1 places where they overlap completely. */
    VALID
  }

  /** Returns y[k] = Σ x[i] v[k − i], promoted; BOOL counts as INT64. */
  public static Node convolve(GraphBuilder b, Node x, Node v, Mode mode) {
    return b.apply(new Convolve(mode), Products.promoted(b, List.of(x, v))).get(0);
  }

  /** y[k] = Σ x[i] v[k − i]. */
  record Convolve(Mode mode) implements Op {
    @Override
    public String name() {
      return "Convolve";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Taken.check(operands.size() == 2, name(), operands, "It takes two vectors.");
      Products.numbers(name(), operands);
      Type.ArrayOf x = Taken.array(name(), operands, 0);
      Type.ArrayOf v = Taken.array(name(), operands, 1);
      boolean fits = x.shape().rank() == 1 && v.shape().rank() == 1;
      fits = fits && x.shape().size() > 0 && v.shape().size() > 0;
      Taken.check(fits, name(), operands, "It takes two vectors that are not empty.");
      return List.of(Type.array(x.dtype(), Shape.of(size(x.shape().size(), v.shape().size()))));
    }

    private int size(int first, int second) {
      return switch (mode) {
        case FULL -> first + second - 1;
        case SAME -> Math.max(first, second);
        case VALID -> Math.abs(first - second) + 1;
      };
    }

    /** Returns the place of the first element among all places. */
    private int start(int first, int second) {
      int shorter = Math.min(first, second);
      return switch (mode) {
        case FULL -> 0;
        case SAME -> (shorter - 1) / 2;
        case VALID -> shorter - 1;
      };
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      int n = operands.get(0).shape().size();
      int m = operands.get(1).shape().size();
      int start = start(n, m);
      int size = size(n, m);
      SumOfProducts sums = new SumOfProducts(operands.get(0).dtype(), size);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          if (i + j >= start && i + j < start + size) {
            sums.add(i + j - start, operands, new int[] {i, j});
          }
        }
      }
      return List.of(sums.tensor(Shape.of(size)));
    }

    /** The product of a matrix, whose rows are stretches of the longer, and the shorter one. */
    @Override
    public Optional<List<Node>> lower(GraphBuilder b, List<Node> operands) {
      boolean ordered = operands.get(0).shape().size() >= operands.get(1).shape().size();
      Node x = operands.get(ordered ? 0 : 1);
      Node v = operands.get(ordered ? 1 : 0);
      int m = v.shape().size();
      int size = size(x.shape().size(), m);
      int start = start(x.shape().size(), m);
      Ints around = Ints.of(m - 1);
      Node padded = b.make(Prim.PAD, new Attr.Pad(around, around, Ints.of(0)), List.of(x));
      long[] places = new long[size * m];
      for (int i = 0; i < places.length; i++) {
        places[i] = i / m + start + (m - 1 - i % m);
      }
      Node indices = b.constant(Tensor.of(Shape.of(size, m), places));
      Node rows = b.make(Prim.GATHER, 0, List.of(padded, indices));
      Node product = b.matmul(rows, b.reshape(v, Shape.of(m, 1)));
      return Optional.of(List.of(b.reshape(product, Shape.of(size))));
    }

    @Override
    public String toString() {
      return "Convolve[" + mode.name().toLowerCase(Locale.ROOT) + "]";
    }
  }
}
