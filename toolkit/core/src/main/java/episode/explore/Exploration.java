package episode.explore;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Problem;
import episode.plot.Display;
import episode.plot.Part;
import episode.plot.Plot;
import episode.plot.Slider;
import episode.plot.SliderPlot;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.Solution;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A solution and sliders for some of its numbers. It is solved on a grid of their values when it is
 * shown; the picture holds all of them and needs no program that runs.
 *
 * <pre>{@code
 * explore(flu, guess, "beta", 0.2, 3)
 * explore(flu, guess, days(0, 60), "beta", 0.2, 3).slider("gamma", 0.1, 1).show("I")
 * }</pre>
 *
 * <p>Sliders start at the given values. Immutable and safe to share.
 */
public final class Exploration implements Display {

  /** The positions of one slider, of each of two, and of each of more. */
  private static final int[] MOST_POSITIONS = {61, 16, 9};

  private final CompiledSystem compiled;
  private final Values values;
  private final TimeSpan span;
  private final List<Knob> knobs;
  private final List<Range> ranges;
  private final List<String> formulas;
  private final UnaryOperator<Plot> change;

  /** What the user said of a slider; no positions for a default. */
  private record Range(double low, double high, int positions, boolean log) {}

  private Exploration(
      CompiledSystem compiled,
      Values values,
      TimeSpan span,
      List<Knob> knobs,
      List<Range> ranges,
      List<String> formulas,
      UnaryOperator<Plot> change) {
    this.compiled = compiled;
    this.values = values;
    this.span = span;
    this.knobs = List.copyOf(knobs);
    this.ranges = List.copyOf(ranges);
    this.formulas = List.copyOf(formulas);
    this.change = change;
  }

  /**
   * Returns a solution with a slider, from time 0 until all states have come to rest for the given
   * values (to 100 units of time where they never do); {@link #span} tells.
   *
   * @param name a parameter, a state at the start, or a cell of one, such as {@code N[0-17]}
   * @throws EpisodeException E4021 for an unknown name, E4022 for a range that is none or that does
   *     not hold the given value, E4023 for an array; E2 where the values do not fit
   */
  public static Exploration of(
      CompiledSystem compiled, Values values, String name, double low, double high) {
    refuse(given(compiled, values).problems(values, Set.of()));
    return of(compiled, values, Horizon.of(compiled, values), name, low, high);
  }

  /** Returns a solution over a span with a slider; errors as in the method above. */
  public static Exploration of(
      CompiledSystem compiled, Values values, TimeSpan span, String name, double low, double high) {
    refuse(given(compiled, values).problems(values, Set.of()));
    Given.argument(span, "span", "explore");
    Values all = compiled.system().completed(values);
    return new Exploration(
            compiled, all, span, List.of(), List.of(), List.of(), UnaryOperator.identity())
        .slider(name, low, high);
  }

  private static OpSystem given(CompiledSystem compiled, Values values) {
    Given.argument(values, "values", "explore");
    return Given.argument(compiled, "system", "explore").system();
  }

  /**
   * Returns this with one more slider. The picture holds every combination of values, so that two
   * sliders stop at fewer positions than one.
   *
   * @throws EpisodeException E4021 to E4023 as in {@link #of}, E4024 for the same number again
   */
  public Exploration slider(String name, double low, double high) {
    Knob knob = Knob.of(compiled.system(), values, name);
    if (knobs.contains(knob)) {
      throw refuse("E4024", "'" + knob.label() + "' has a slider already", "Name another one.");
    }
    check(knob, low, high);
    List<Knob> more = new ArrayList<>(knobs);
    more.add(knob);
    List<Range> longer = new ArrayList<>(ranges);
    longer.add(new Range(low, high, 0, false));
    return new Exploration(compiled, values, span, more, longer, formulas, change);
  }

  private void check(Knob knob, double low, double high) {
    String range = knob.label() + " from " + low + " to " + high;
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw refuse(
          "E4022", "No slider moves " + range, "Write the lower end first, both ends finite.");
    }
    double start = knob.value(values);
    if (start < low || start > high) {
      throw refuse(
          "E4022",
          "The slider moves " + range + ", but starts at " + start,
          "Widen the range, or start elsewhere: guess.with(\""
              + knob.template().name()
              + "\", …).");
    }
    for (double end : new double[] {low, high}) {
      refuse(compiled.system().problems(knob.moved(values, end), Set.of()));
    }
  }

  private static EpisodeException refuse(String code, String what, String remedy) {
    return new EpisodeException(Problem.of(code, what).remedy(remedy));
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new EpisodeException(problems);
    }
  }

  /**
   * Returns this with the positions of the last slider at equal ratios.
   *
   * @throws EpisodeException E4022 for a range that does not start above zero
   */
  public Exploration log() {
    Range last = ranges.get(ranges.size() - 1);
    if (!(last.low > 0)) {
      throw refuse(
          "E4022",
          "A logarithmic slider cannot start at " + last.low,
          "Let its range start above zero, or leave out .log().");
    }
    return last(new Range(last.low, last.high, last.positions, true));
  }

  /**
   * Returns this with so many positions of the last slider.
   *
   * @throws EpisodeException E4024 for fewer than 2 or more than 1,000
   */
  public Exploration positions(int count) {
    if (count < 2 || count > GridSolves.MOST_SOLVES) {
      throw refuse("E4024", "A slider with " + count + " positions", "It has 2 to 1,000 of them.");
    }
    Range last = ranges.get(ranges.size() - 1);
    return last(new Range(last.low, last.high, count, last.log));
  }

  private Exploration last(Range range) {
    List<Range> others = new ArrayList<>(ranges);
    others.set(others.size() - 1, range);
    return new Exploration(compiled, values, span, knobs, others, formulas, change);
  }

  /**
   * Returns this with other curves: states, flows, outputs or any formulas, as {@link
   * episode.system.Solution#plot(String...)} draws them; all states where there are none. A flow is
   * shown per unit of time.
   *
   * @throws EpisodeException E1 or E2 where a formula is wrong, E4025 for the incidence of a flow
   */
  public Exploration show(String... shown) {
    compiled.system().observe(List.of(Given.arguments(shown, "shown", "show")));
    return new Exploration(compiled, values, span, knobs, ranges, List.of(shown), change);
  }

  /** Returns this with points that stay where they are, such as data to compare with. */
  public Exploration points(String name, double[] x, double[] y) {
    return plot(plot -> plot.points(name, x, y));
  }

  /**
   * Returns this with every plot of it changed, for titles, axes and further layers: {@code plot(p
   * -> p.y(Axis::log))}.
   */
  public Exploration plot(UnaryOperator<Plot> further) {
    Given.argument(further, "further", "plot");
    return new Exploration(
        compiled, values, span, knobs, ranges, formulas, plot -> further.apply(change.apply(plot)));
  }

  /** Returns from when to when it is solved. */
  public TimeSpan span() {
    return span;
  }

  /** Returns the sliders, in the order in which they were asked for. */
  public List<Slider> sliders() {
    int most = MOST_POSITIONS[Math.min(knobs.size(), MOST_POSITIONS.length) - 1];
    List<Slider> sliders = new ArrayList<>();
    for (int i = 0; i < knobs.size(); i++) {
      Knob knob = knobs.get(i);
      Range range = ranges.get(i);
      String unit = compiled.system().traits(knob.template().name()).unit();
      Slider slider =
          Slider.of(knob.label(), unit, range.low, range.high, most, knob.value(values));
      slider = range.positions > 0 ? slider.positions(range.positions) : slider;
      sliders.add(range.log ? slider.log() : slider);
    }
    return sliders;
  }

  /**
   * Returns the picture with its sliders, and what could not be solved.
   *
   * @throws EpisodeException E4024 where there are too many combinations, or too much to draw
   */
  @Override
  public List<Part> parts() {
    List<Slider> sliders = sliders();
    String[] shown = formulas.toArray(new String[0]);
    List<GridSolves.Moving> moving = new ArrayList<>();
    for (int i = 0; i < sliders.size(); i++) {
      moving.add(new GridSolves.Moving(knobs.get(i), sliders.get(i)));
    }
    GridSolves grid = GridSolves.of(compiled, span, moving, values, shown);
    List<Part> parts = new ArrayList<>();
    if (grid.solvedAny()) {
      Solution start = compiled.solve(values, span);
      List<Plot> plots = grid.plots(change);
      SliderPlot picture = new SliderPlot(sliders, plots, plots.get(0));
      boolean solved = start.succeeded();
      Plot still = solved ? change.apply(start.plot(shown)) : picture.first();
      parts.add(new SliderPlot(sliders, plots, still));
    }
    grid.note().ifPresent(note -> parts.add(Part.text(note)));
    return parts;
  }

  /** Returns the system and the sliders in one line. */
  @Override
  public String toString() {
    List<String> labels = knobs.stream().map(Knob::label).toList();
    return "Exploration of "
        + compiled.system().name()
        + ", "
        + span
        + "; sliders: "
        + String.join(", ", labels);
  }
}
