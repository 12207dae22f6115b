package episode.sample;

import episode.plot.ChainPlots;
import episode.plot.Columns;
import episode.plot.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Pictures and columns of draws. */
final class Pictures {

  private static final int FIRST = 8;

  private final Draws draws;
  private final List<String> names;
  private final String note;

  Pictures(Draws draws, String... names) {
    String[] asked = names == null ? new String[0] : names;
    this.draws = draws;
    this.names = new ArrayList<>();
    for (String name : asked) {
      List<String> elements =
          draws.names().stream().filter(each -> each.startsWith(name + "[")).toList();
      this.names.addAll(elements.isEmpty() ? List.of(String.valueOf(name)) : elements);
    }
    int all = draws.names().size();
    boolean cut = asked.length == 0 && all > FIRST;
    if (asked.length == 0) {
      this.names.addAll(draws.names().subList(0, Math.min(FIRST, all)));
    }
    this.note = cut ? "the first " + FIRST + " of " + all + " elements" : "";
  }

  Plot overview() {
    return ChainPlots.overview(names, values()).subtitle(note);
  }

  Plot trace() {
    return ChainPlots.trace(names, values()).subtitle(note);
  }

  Plot rank() {
    return ChainPlots.rank(names, values()).subtitle(note);
  }

  Plot pair() {
    boolean[][] divergent =
        draws.statistics().stream().map(ChainStatistics::divergent).toArray(boolean[][]::new);
    return ChainPlots.pair(names, values(), divergent).subtitle(note);
  }

  private double[][][] values() {
    return names.stream().map(draws::draws).toArray(double[][][]::new);
  }

  static Columns table(Draws draws) {
    int[] lengths = IntStream.range(0, draws.chains()).map(draws::length).toArray();
    double[] chain =
        IntStream.range(0, lengths.length)
            .flatMap(c -> IntStream.generate(() -> c + 1).limit(lengths[c]))
            .asDoubleStream()
            .toArray();
    double[] draw =
        Arrays.stream(lengths).flatMap(n -> IntStream.rangeClosed(1, n)).asDoubleStream().toArray();
    Columns columns = Columns.of("chain", chain, "draw", draw);
    for (String name : draws.names()) {
      columns = columns.with(name, draws.pooled(name));
    }
    return columns;
  }
}
