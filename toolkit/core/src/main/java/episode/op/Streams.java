package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.IndexRange;
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
  /** Six numbers of the generator, and how often the stream was split. */
  static final Type STATE = Type.array(DType.INT64, Shape.of(7));

  private Streams() {}

  private static Node splits(GraphBuilder b, Node state) {
    return b.slice(state, 0, 6, 7);
  }

  private static void checkState(String op, List<Type> operands) {
    boolean fits = operands.size() == 1 && operands.get(0).equals(STATE);
    Taken.check(fits, op, operands, "It takes the state of a stream, int64[7].");
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
      Taken.atLeastZero(name(), "numbers", count);
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
      return List.of(Tensor.of(Shape.of(count), drawn), Tensor.of(Shape.of(7), state));
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
                  moved(b, Mrg31k3p.SECOND, second, Mrg31k3p.M2),
                  splits(b, state)),
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
   * The states at equal distances after a state, split once more, and the state behind them all.
   */
  record RandomSplit(int count) implements Op {
    /** The authors' distances between streams and between parts of a stream, powers of 2. */
    static final int[] DISTANCES = {134, 72};

    @Override
    public String name() {
      return "RandomSplit";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Taken.atLeastZero(name(), "streams", count);
      checkState(name(), operands);
      return List.of(Type.array(DType.INT64, Shape.of(count, 7)), operands.get(0));
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      long[] state = operands.get(0).longs();
      int splits = new IndexRange(0, 0, DISTANCES.length).place(name(), state[6]);
      long[][] first = Mrg31k3p.doubled(Mrg31k3p.FIRST, DISTANCES[splits], Mrg31k3p.M1);
      long[][] second = Mrg31k3p.doubled(Mrg31k3p.SECOND, DISTANCES[splits], Mrg31k3p.M2);
      long[] all = new long[7 * count];
      for (int i = 0; i < count; i++) {
        state = Mrg31k3p.moved(state, first, second);
        System.arraycopy(state, 0, all, 7 * i, 7);
        all[7 * i + 6]++;
      }
      Tensor rest = Tensor.of(Shape.of(7), Mrg31k3p.moved(state, first, second));
      return List.of(Tensor.of(Shape.of(count, 7), all), rest);
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder b, List<Node> operands) {
      Node state = operands.get(0);
      Node splits = splits(b, state);
      Node depth = b.reshape(splits, Shape.SCALAR);
      Node x = moved(b, Mrg31k3p.FIRST, b.slice(state, 0, 0, 3), depth, Mrg31k3p.M1);
      Node y = moved(b, Mrg31k3p.SECOND, b.slice(state, 0, 3, 6), depth, Mrg31k3p.M2);
      Node deeper = b.broadcastTo(b.add(splits, integer(b, 1)), Shape.of(count + 1, 1));
      Node all = b.concat(List.of(x, y, deeper), 1);
      Node rest = b.concat(List.of(b.slice(b.element(all, 0, count), 0, 0, 6), splits), 0);
      return Optional.of(List.of(b.slice(all, 0, 0, count), rest));
    }

    /** Every distance has its table, of which the state chooses one. */
    private Node moved(GraphBuilder b, long[][] step, Node state, Node depth, long m) {
      List<Node> tables = new ArrayList<>();
      for (int exponent : DISTANCES) {
        List<long[][]> all = powers(Mrg31k3p.doubled(step, exponent, m), count + 2, m);
        tables.add(table(b, all.subList(1, count + 2)));
      }
      Node table = b.make(Prim.GATHER, 0, List.of(b.stack(tables), depth));
      return transition(b, table, state, m);
    }
  }
}
