package episode.op;

import static episode.op.RowBuilder.ALL;
import static episode.op.RowBuilder.discrete;

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
            .at(new Streams.RandomSplit(3, 134), RandomStream.state(1))
            .at(new Streams.RandomSplit(1, 72), RandomStream.state(3))
            .row());
  }
}
