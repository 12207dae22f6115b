package episode.op;

import episode.expr.EpisodeException;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream of random numbers as a value: a draw gives numbers and the stream after them, and the
 * same stream gives the same numbers, on every backend. A stream that is drawn from twice repeats
 * itself. The generator is MRG31k3p of L'Ecuyer and Touzin (2000), doi:10.1109/WSC.2000.899781.
 *
 * @param state INT64[6]: three numbers below 2³¹ − 1 and three below 2³¹ − 21069, no half all zeros
 * @param depth how often it was split: at most twice
 */
public record RandomStream(Node state, int depth) {
  /** The authors' distances between streams and between parts of a stream, powers of 2. */
  private static final int[] DISTANCES = {134, 72};

  /** Returns the stream of a seed that is known when the graph is built. */
  public static RandomStream seeded(GraphBuilder b, long seed) {
    return new RandomStream(b.constant(state(seed)), 0);
  }

  /** Returns the stream of a state, such as an input of the graph of type INT64[6]. */
  public static RandomStream of(Node state) {
    return new RandomStream(state, 0);
  }

  /** Returns the state of a seed: the value for an input. */
  public static Tensor state(long seed) {
    return Tensor.of(Shape.of(6), Mrg31k3p.seeded(seed));
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
   * @throws EpisodeException E3121 where this stream came from a split of a split
   */
  public Split split(GraphBuilder b, int count) {
    if (depth >= DISTANCES.length) {
      throw new EpisodeException(
          Problem.of("E3121", "A stream of random numbers cannot be split a third time")
              .remedy(
                  "Split the first stream into as many as all parts need; 'rest' can be split"
                      + " again and again."));
    }
    Node states =
        b.apply(new Streams.RandomSplit(count + 1, DISTANCES[depth]), List.of(state)).get(0);
    List<RandomStream> streams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      streams.add(new RandomStream(b.element(states, 0, i), depth + 1));
    }
    return new Split(streams, new RandomStream(b.element(states, 0, count), depth));
  }
}
