package episode.op;

import episode.expr.EpisodeException;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream of random numbers as a value: a draw gives numbers and the stream after them, and the
 * same stream gives the same numbers, on every backend. A stream that is drawn from twice repeats
 * itself. The generator is MRG31k3p of L'Ecuyer and Touzin (2000), doi:10.1109/WSC.2000.899781.
 */
public final class RandomStream {
  private static final int MOST = Streams.RandomSplit.DISTANCES.length;

  private final Node state;
  private final int depth;

  private RandomStream(Node state, int depth) {
    this.state = state;
    this.depth = depth;
  }

  /** Returns the stream of a seed that is known when the graph is built. */
  public static RandomStream seeded(GraphBuilder b, long seed) {
    return new RandomStream(b.constant(state(seed)), 0);
  }

  /**
   * Returns the stream of a state: an input of the graph of type INT64[7], a carry of a loop, or
   * the {@link #state} of another stream, which it goes on with. A state that is known only at run
   * time is taken as it comes; make one with {@link #state(long)}, or keep one that was given.
   *
   * @throws EpisodeException E3101 for a constant that is no state
   */
  public static RandomStream of(Node state) {
    boolean isKnown = state.prim() == Prim.CONST && Streams.STATE.equals(state.type());
    if (isKnown && !Mrg31k3p.isState(state.constant().longs(), MOST)) {
      throw Taken.problem(
          "RandomStream: " + state.constant() + " is no state",
          "RandomStream.state(seed) gives one.");
    }
    return new RandomStream(state, isKnown ? (int) state.constant().longs()[6] : 0);
  }

  /** Returns the state of a seed: the value for an input. */
  public static Tensor state(long seed) {
    return Tensor.of(Shape.of(7), Mrg31k3p.seeded(seed));
  }

  /**
   * Returns the state: INT64[7], three numbers below 2³¹ − 1 and three below 2³¹ − 21069, no half
   * all zeros, and how often the stream was split, at most twice.
   */
  public Node state() {
    return state;
  }

  /** Returns the stream of a state after this one's. */
  RandomStream at(Node later) {
    return new RandomStream(later, depth);
  }

  /** Streams that do not overlap, and what is left to draw from and to split again. */
  public record Split(List<RandomStream> streams, RandomStream rest) {
    /** Copies the list. */
    public Split {
      streams = List.copyOf(streams);
    }
  }

  /**
   * Returns streams 2¹³⁴ numbers from each other, or 2⁷² where this stream came from a split.
   *
   * @throws EpisodeException E3121 where this stream came from a split of a split; E3110 at run
   *     time where only its state says so; E3101 for fewer than no streams
   */
  public Split split(GraphBuilder b, int count) {
    if (depth >= MOST) {
      throw tooDeep();
    }
    List<Node> both = b.apply(new Streams.RandomSplit(count), List.of(state));
    List<RandomStream> streams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      streams.add(new RandomStream(b.element(both.get(0), 0, i), depth + 1));
    }
    return new Split(streams, at(both.get(1)));
  }

  private static EpisodeException tooDeep() {
    return new EpisodeException(
        Problem.of("E3121", "A stream of random numbers cannot be split a third time")
            .remedy(
                "Split the first stream into as many as all parts need; 'rest' can be split"
                    + " again and again."));
  }
}
