package episode.op;

import static episode.op.RowBuilder.ALL;
import static episode.op.RowBuilder.discrete;

import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.List;

/** The rows of random streams: their operand is a state. */
final class RandomRows {
  private RandomRows() {}

  static List<Catalogue.Row> rows() {
    return List.of(
        discrete(RandomDraws.class, ALL)
            .at(new Streams.RandomIntegers(10), RandomStream.state(1))
            .at(new Streams.RandomIntegers(1), RandomStream.state(-1))
            .awkward("empty", new Streams.RandomIntegers(0), RandomStream.state(2))
            .row(),
        discrete(RandomStream.class, ALL)
            .at(new Streams.RandomSplit(3), RandomStream.state(1))
            .at(new Streams.RandomSplit(1), part(3))
            .row());
  }

  /** Returns the state of a stream that was split off. */
  private static Tensor part(long seed) {
    long[] state = RandomStream.state(seed).longs().clone();
    state[6] = 1;
    return Tensor.of(Shape.of(7), state);
  }
}
