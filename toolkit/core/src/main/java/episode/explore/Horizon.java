package episode.explore;

import episode.system.CompiledSystem;
import episode.system.Solution;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** How long to look at a system when nobody says: until it has come to rest. */
final class Horizon {

  /** A state rests once it stays within this part of its range from where it ends. */
  private static final double REST = 0.02;

  private static final double SHORTEST = 10;
  private static final double LONGEST = 10_000;

  /** For what never rests: growth and cycles. */
  private static final double WITHOUT_REST = 100;

  private static final int INTERVALS = 100;
  private static final int SAMPLES = 401;
  private static final double[] ROUND = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};

  private Horizon() {}

  /**
   * Returns a span in the system's unit, from 0 to a round number a fifth after all states have
   * come to rest, and past the last row of inputs; 100 units where they do not within 10,000.
   */
  static TimeSpan of(CompiledSystem compiled, Values values) {
    double[] rows =
        compiled.system().breakpoints().stream()
            .mapToDouble(t -> t)
            .filter(Double::isFinite)
            .toArray();
    double least = Math.max(0, DoubleStream.of(rows).max().orElse(0));
    for (double end = SHORTEST; end <= LONGEST; end *= 4) {
      double rest = rest(compiled.solve(values, span(end)), end);
      if (rest < 0.5 * end) {
        return span(round(Math.max(1.2 * rest, least)));
      }
    }
    return span(round(Math.max(WITHOUT_REST, least)));
  }

  private static TimeSpan span(double end) {
    double[] times = new double[INTERVALS + 1];
    Arrays.setAll(times, i -> end * i / INTERVALS);
    return TimeSpan.times(times);
  }

  /** Returns when the last state came to rest; the end where one did not, or the solve failed. */
  private static double rest(Solution solution, double end) {
    if (!solution.succeeded()) {
      return end;
    }
    double[][] y = new double[SAMPLES][];
    Arrays.setAll(y, i -> flat(solution.at(end * i / (SAMPLES - 1))));
    int last = 0;
    for (int cell = 0; cell < y[0].length; cell++) {
      last = Math.max(last, rest(y, cell));
    }
    return end * last / (SAMPLES - 1);
  }

  private static int rest(double[][] y, int cell) {
    double low = Arrays.stream(y).mapToDouble(row -> row[cell]).min().orElse(0);
    double high = Arrays.stream(y).mapToDouble(row -> row[cell]).max().orElse(0);
    double end = y[SAMPLES - 1][cell];
    for (int i = SAMPLES - 1; i > 0; i--) {
      if (Math.abs(y[i][cell] - end) > REST * (high - low)) {
        return i + 1 < SAMPLES ? i + 1 : i;
      }
    }
    return 0;
  }

  private static double[] flat(Values states) {
    return states.names().stream()
        .flatMapToDouble(name -> Arrays.stream(states.tensor(name).orElseThrow().doubles()))
        .toArray();
  }

  private static double round(double end) {
    double power = Math.pow(10, Math.floor(Math.log10(end)));
    for (double step : ROUND) {
      if (step * power >= end * (1 - 1e-9)) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
