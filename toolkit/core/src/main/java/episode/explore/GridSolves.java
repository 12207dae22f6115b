package episode.explore;

import episode.expr.EpisodeException;
import episode.expr.Numbers;
import episode.expr.Problem;
import episode.plot.Columns;
import episode.plot.Layer;
import episode.plot.Panel;
import episode.plot.Plot;
import episode.plot.Slider;
import episode.progress.Work;
import episode.solve.SolveReport;
import episode.system.CompiledSystem;
import episode.system.Solution;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The plots of a system for every combination of sliders, the last slider's changing first. */
final class GridSolves {
  static final int MOST_SOLVES = 1000;

  /** About 1.5 MB of a notebook. */
  private static final long MOST_NUMBERS = 200_000;

  /** Every so many points of a curve are drawn: these divide the intervals of a solution's plot. */
  private static final int[] STRIDES = {2, 3, 4, 6, 8, 10, 12};

  private static final int NAMED_FAILURES = 3;

  private final List<Optional<Plot>> plots;
  private final List<String> failures;

  /** A number and the slider that moves it. */
  record Moving(Knob knob, Slider slider) {}

  private GridSolves(List<Optional<Plot>> plots, List<String> failures) {
    this.plots = plots;
    this.failures = failures;
  }

  /**
   * Solves for every combination.
   *
   * @throws EpisodeException E4024 where there are too many, or too much to draw
   */
  static GridSolves of(
      CompiledSystem compiled, TimeSpan span, List<Moving> moving, Values values, String... shown) {
    int[] extents = moving.stream().mapToInt(m -> m.slider().values().length).toArray();
    long count = Arrays.stream(extents).asLongStream().reduce(1, (a, b) -> a * b);
    if (count > MOST_SOLVES) {
      throw refuse(
          count + " combinations of slider positions; the limit is " + MOST_SOLVES,
          "Take fewer sliders, or fewer positions: .positions(9).");
    }
    List<Optional<Plot>> plots = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    String knobs = moving.stream().map(m -> m.knob().label()).collect(Collectors.joining(", "));
    String what = "Solving " + compiled.system().name() + " for " + knobs;
    try (Work work = Work.begin(what, count, "positions")) {
      for (int index = 0; index < count; index++) {
        work.at(index);
        Solution solution = compiled.solve(values(moving, values, extents, index), span);
        Work.stopIfInterrupted();
        if (solution.succeeded()) {
          String example = compiled.stateLabels().get(0);
          plots.add(Optional.of(thinned(solution.plot(shown), count, example)));
        } else {
          plots.add(Optional.empty());
          failures.add(failure(moving, solution));
        }
      }
      work.at(count);
    }
    return new GridSolves(plots, failures);
  }

  private static Values values(List<Moving> moving, Values start, int[] extents, int combination) {
    Values values = start;
    int rest = combination;
    for (int i = extents.length - 1; i >= 0; i--) {
      Moving one = moving.get(i);
      values = one.knob().moved(values, one.slider().values()[rest % extents[i]]);
      rest /= extents[i];
    }
    return values;
  }

  private static String failure(List<Moving> moving, Solution solution) {
    String where =
        moving.stream()
            .map(m -> m.knob().label() + " = " + Numbers.text(m.knob().value(solution.values())))
            .collect(Collectors.joining(", "));
    SolveReport report = solution.report();
    return where + ": " + report.status().code() + " at t = " + Numbers.text(report.t());
  }

  private static EpisodeException refuse(String what, String remedy) {
    return new EpisodeException(Problem.of("E4024", what).remedy(remedy));
  }

  /** Leaves out points of curves until all plots together are not too large. */
  private static Plot thinned(Plot plot, long count, String example) {
    for (int stride : STRIDES) {
      long numbers = count * plot.panels().stream().mapToLong(p -> numbers(p, stride)).sum();
      if (numbers <= MOST_NUMBERS) {
        return plot.panels(panel -> thinned(panel, stride));
      }
    }
    long curves = plot.panels().stream().mapToLong(p -> p.layers().size()).sum();
    throw refuse(
        count + " plots of " + curves + " curves are too much for a notebook page",
        "Show fewer: .show(\"" + example + "\"); or take fewer positions: .positions(9).");
  }

  private static long numbers(Panel panel, int stride) {
    return panel.layers().stream().mapToLong(l -> 1 + (l.data().rows() - 1) / stride).sum();
  }

  private static Panel thinned(Panel panel, int stride) {
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : panel.layers()) {
      int rows = layer.data().rows();
      int[] kept = IntStream.range(0, rows).filter(i -> i % stride == 0).toArray();
      boolean even = rows > 2 * STRIDES[STRIDES.length - 1] && (rows - 1) % stride == 0;
      layers.add(even ? new Layer(layer.mark(), layer.name(), rows(layer.data(), kept)) : layer);
    }
    return new Panel(panel.title(), panel.x(), panel.y(), layers);
  }

  private static Columns rows(Columns data, int[] kept) {
    Columns columns = Columns.of();
    for (String name : data.names()) {
      double[] all = data.numbers(name);
      columns = columns.with(name, Arrays.stream(kept).mapToDouble(i -> all[i]).toArray());
    }
    return columns;
  }

  boolean solvedAny() {
    return plots.stream().anyMatch(Optional::isPresent);
  }

  /** Returns the plots; what could not be solved is there without curves. */
  List<Plot> plots(UnaryOperator<Plot> change) {
    Plot blank =
        plots.stream()
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow()
            .panels(GridSolves::blank);
    return plots.stream().map(plot -> change.apply(plot.orElse(blank))).toList();
  }

  private static Panel blank(Panel panel) {
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : panel.layers()) {
      Columns columns = Columns.of();
      for (String name : layer.data().names()) {
        double[] numbers = layer.data().numbers(name);
        if (!name.equals("x")) {
          Arrays.fill(numbers, Double.NaN);
        }
        columns = columns.with(name, numbers);
      }
      layers.add(new Layer(layer.mark(), layer.name(), columns));
    }
    return new Panel(panel.title(), panel.x(), panel.y(), layers);
  }

  /** Returns what could not be solved, in words. */
  Optional<String> note() {
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    List<String> named = failures.subList(0, Math.min(NAMED_FAILURES, failures.size()));
    String more = failures.size() > named.size() ? "\n  …" : "";
    return Optional.of(
        "No solution, and so no curves, at "
            + failures.size()
            + " of "
            + plots.size()
            + " positions:\n  "
            + String.join("\n  ", named)
            + more);
  }
}
