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

/**
 * The ops on states of {@link Mrg31k3p}. Lowered, they are products and remainders of INT64, which
 * every backend has exactly: all give the same numbers.
 */
final class Streams {
  private Streams() {}

  private static void checkState(String op, List<Type> operands) {
    boolean fits = operands.size() == 1;
    fits = fits && operands.get(0).equals(Type.array(DType.INT64, Shape.of(6)));
    Taken.check(fits, op, operands, "It takes the state of a stream, int64[6].");
  }

  /** Returns Σₖ table[…, i, k] · state[k] mod m, of states along the last axis, exactly. */
  private static Node transition(GraphBuilder b, Node table, Node state, long m) {
    Node modulus = integer(b, m);
    Node products = b.binary(Prim.MOD, b.mul(table, state), modulus);
    int last = products.shape().rank() - 1;
    return b.binary(Prim.MOD, b.reduce(Prim.SUM, products, Ints.of(last)), modulus);
  }

  private static Node integer(GraphBuilder b, long value) {
    return b.constant(Tensor.of(Shape.SCALAR, new long[] {value}));
  }

  /** Returns matrices as a constant [count, 3, 3]. */
  private static Node table(GraphBuilder b, List<long[][]> matrices) {
    long[] all = new long[9 * matrices.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = matrices.get(i / 9)[i / 3 % 3][i % 3];
    }
    return b.constant(Tensor.of(Shape.of(matrices.size(), 3, 3), all));
  }

  private static List<long[][]> powers(long[][] step, int count, long m) {
    List<long[][]> powers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      powers.add(
          i == 0 ? Mrg31k3p.power(step, 0, m) : Mrg31k3p.product(step, powers.get(i - 1), m));
    }
    return powers;
  }

  /** The next numbers of a stream, each from 1 to 2³¹ − 1, and the state after them. */
  record RandomIntegers(int count) implements Op {
    @Override
    public String name() {
      return "RandomIntegers";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      checkState(name(), operands);
      return List.of(Type.array(DType.INT64, Shape.of(count)), operands.get(0));
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      long[] state = operands.get(0).longs().clone();
      long[] drawn = new long[count];
      for (int i = 0; i < count; i++) {
        drawn[i] = Mrg31k3p.next(state);
      }
      return List.of(Tensor.of(Shape.of(count), drawn), Tensor.of(Shape.of(6), state));
    }

    /** Number i is row (i mod r) of the state after i / r · r steps, r about the root of all. */
    @Override
    public Optional<List<Node>> lower(GraphBuilder b, List<Node> operands) {
      Node state = operands.get(0);
      Node first = b.slice(state, 0, 0, 3);
      Node second = b.slice(state, 0, 3, 6);
      Node x = numbers(b, Mrg31k3p.FIRST, first, Mrg31k3p.M1);
      Node y = numbers(b, Mrg31k3p.SECOND, second, Mrg31k3p.M2);
      Node modulus = integer(b, Mrg31k3p.M1);
      Node z = b.binary(Prim.MOD, b.sub(x, y), modulus);
      Node drawn = b.where(b.binary(Prim.EQ, z, integer(b, 0)), modulus, z);
      Node next =
          b.concat(
              List.of(
                  moved(b, Mrg31k3p.FIRST, first, Mrg31k3p.M1),
                  moved(b, Mrg31k3p.SECOND, second, Mrg31k3p.M2)),
              0);
      return Optional.of(List.of(drawn, next));
    }

    private Node moved(GraphBuilder b, long[][] step, Node state, long m) {
      List<long[][]> all = List.<long[][]>of(Mrg31k3p.power(step, count, m));
      return b.reshape(transition(b, table(b, all), state, m), Shape.of(3));
    }

    private Node numbers(GraphBuilder b, long[][] step, Node state, long m) {
      int columns = (int) Math.ceil(Math.sqrt(count));
      int rows = columns == 0 ? 0 : (count + columns - 1) / columns;
      long[][] stride = Mrg31k3p.power(step, columns, m);
      Node states = transition(b, table(b, powers(stride, rows, m)), state, m);
      long[] ahead = new long[3 * columns];
      long[][] power = step;
      for (int i = 0; i < columns; i++) {
        System.arraycopy(power[0], 0, ahead, 3 * i, 3);
        power = Mrg31k3p.product(step, power, m);
      }
      Node within = b.constant(Tensor.of(Shape.of(columns, 3), ahead));
      Node spread = b.reshape(states, Shape.of(rows, 1, 3));
      Node all = transition(b, within, spread, m);
      return b.slice(b.reshape(all, Shape.of(rows * columns)), 0, 0, count);
    }
  }

  /**
   * The states at equal distances after a state: at 1, 2, … times 2 to the power of an exponent.
   *
   * @param exponent 134 or 72, distances that the generator's authors looked into
   */
  record RandomSplit(int count, int exponent) implements Op {
    @Override
    public String name() {
      return "RandomSplit";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      checkState(name(), operands);
      return List.of(Type.array(DType.INT64, Shape.of(count, 6)));
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      long[][] first = Mrg31k3p.doubled(Mrg31k3p.FIRST, exponent, Mrg31k3p.M1);
      long[][] second = Mrg31k3p.doubled(Mrg31k3p.SECOND, exponent, Mrg31k3p.M2);
      long[] all = new long[6 * count];
      long[] state = operands.get(0).longs();
      for (int i = 0; i < count; i++) {
        state = Mrg31k3p.moved(state, first, second);
        System.arraycopy(state, 0, all, 6 * i, 6);
      }
      return List.of(Tensor.of(Shape.of(count, 6), all));
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder b, List<Node> operands) {
      Node state = operands.get(0);
      Node x = moved(b, Mrg31k3p.FIRST, b.slice(state, 0, 0, 3), Mrg31k3p.M1);
      Node y = moved(b, Mrg31k3p.SECOND, b.slice(state, 0, 3, 6), Mrg31k3p.M2);
      return Optional.of(List.of(b.concat(List.of(x, y), 1)));
    }

    private Node moved(GraphBuilder b, long[][] step, Node state, long m) {
      long[][] stride = Mrg31k3p.doubled(step, exponent, m);
      List<long[][]> all = powers(stride, count + 1, m);
      return transition(b, table(b, all.subList(1, count + 1)), state, m);
    }
  }
}
