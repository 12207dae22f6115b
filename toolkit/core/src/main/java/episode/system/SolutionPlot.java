package episode.system;

import episode.expr.Expr;
import episode.expr.NamedAxis;
import episode.plot.Plot;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Draws a solution by its dense output. */
final class SolutionPlot {
  private static final int POINTS = 241;
  private static final int MOST_LINES = 12;
  private static final int PROFILES = 5;

  private SolutionPlot() {}

  static Plot of(Solution solution, double start) {
    OpSystem system = solution.system();
    double[] t = grid(start, solution.report().t());
    List<Values> dense = new ArrayList<>();
    for (double time : t) {
      dense.add(solution.at(time));
    }
    Set<String> people = Checks.compartments(system.transitions());
    List<Template> scalars = system.states().stream().filter(s -> s.axes().isEmpty()).toList();
    Plot plot = Plot.of(system.time().axisLabel(), label(scalars, people));
    if (!scalars.isEmpty() && scalars.size() < system.states().size()) {
      plot = plot.facet(names(scalars));
    }
    for (Template state : scalars) {
      plot = plot.line(state.name(), t, column(rows(dense, state), 0));
    }
    List<Template> stratified = new ArrayList<>(system.states());
    stratified.removeAll(scalars);
    for (Template state : stratified) {
      String label = label(List.of(state), people);
      plot = plot.facet(state.name()).y(y -> y.labelled(label));
      plot =
          isProfile(state)
              ? profiles(plot, state, solution, start)
              : lines(
                  plot.x(x -> x.labelled(system.time().axisLabel())), state, t, rows(dense, state));
    }
    return plot.sharedAxes(false).title(system.name());
  }

  /** Draws formulas: those without axes together, every other in a panel. */
  static Plot of(Solution solution, double start, String... formulas) {
    OpSystem system = solution.system();
    double[] t = grid(start, solution.report().t());
    List<Solution.Series> scalars = new ArrayList<>();
    List<Solution.Series> others = new ArrayList<>();
    for (String formula : formulas) {
      Solution.Series series = solution.series(t, formula);
      (series.what().axes().isEmpty() ? scalars : others).add(series);
    }
    boolean alone = scalars.size() == 1;
    Plot plot = Plot.of(system.time().axisLabel(), alone ? scalars.get(0).what().name() : "value");
    List<Template> names = scalars.stream().map(Solution.Series::what).toList();
    if (!scalars.isEmpty() && !others.isEmpty()) {
      plot = plot.facet(names(names));
    }
    for (Solution.Series series : scalars) {
      plot = plot.line(series.what().name(), t, column(series.rows(), 0));
    }
    for (Solution.Series series : others) {
      String name = series.what().name();
      plot = lines(plot.facet(name).y(y -> y.labelled(name)), series.what(), t, series.rows());
    }
    return plot.sharedAxes(false).title(system.name());
  }

  /** Returns what is counted upwards: people, or what the only state is called. */
  private static String label(List<Template> states, Set<String> people) {
    boolean all = states.stream().allMatch(state -> people.contains(state.name()));
    return all ? "people" : states.size() == 1 ? states.get(0).name() : "value";
  }

  private static String names(List<Template> states) {
    List<String> names = new ArrayList<>();
    states.forEach(state -> names.add(state.name()));
    return String.join(", ", names);
  }

  /** Returns whether a state is a curve over one axis of many points. */
  private static boolean isProfile(Template state) {
    NamedAxis axis = state.axes().get(0);
    return state.axes().size() == 1 && axis.kind().hasCoordinates() && state.size() > MOST_LINES;
  }

  /** Draws the curve at some times, early ones first. */
  private static Plot profiles(Plot panel, Template state, Solution solution, double start) {
    NamedAxis axis = state.axes().get(0);
    double[] points = axis.coordinates().stream().mapToDouble(x -> x).toArray();
    double end = solution.report().t();
    String unit = solution.system().time().word();
    Plot plot = panel.x(x -> x.labelled(axis.name()));
    for (int i = 0; i < PROFILES; i++) {
      double time = start + (end - start) * i / (PROFILES - 1);
      double rounded = new BigDecimal(time).round(new MathContext(3)).doubleValue();
      String label = (unit + " " + Expr.number(rounded)).strip();
      double[] curve = solution.at(time).tensor(state.name()).orElseThrow().doubles();
      plot = plot.line(unit.isEmpty() ? "t = " + label : label, points, curve);
    }
    return plot;
  }

  private static Plot lines(Plot panel, Template state, double[] t, double[][] rows) {
    if (state.size() > MOST_LINES) {
      double[] weights = weights(state);
      String word = Arrays.stream(weights).allMatch(w -> w == 1) ? "sum" : "integral";
      double[] total = new double[t.length];
      for (int i = 0; i < t.length; i++) {
        double[] cells = rows[i];
        for (int cell = 0; cell < cells.length; cell++) {
          total[i] += weights[cell] * cells[cell];
        }
      }
      return panel.line(word + " over " + axes(state), t, total);
    }
    Plot plot = panel;
    List<String> labels = state.cellLabels();
    for (int cell = 0; cell < labels.size(); cell++) {
      String label = labels.get(cell);
      String element = label.substring(state.name().length() + 1, label.length() - 1);
      plot = plot.line(element, t, column(rows, cell));
    }
    return plot;
  }

  /** Returns what each cell counts in a total: continuous axes are integrated over. */
  private static double[] weights(Template state) {
    double[] weights = {1};
    for (NamedAxis axis : state.axes()) {
      double[] more = new double[axis.size()];
      Arrays.fill(more, 1);
      double[] along = axis.kind().hasCoordinates() ? axis.weights() : more;
      double[] longer = new double[weights.length * along.length];
      for (int i = 0; i < longer.length; i++) {
        longer[i] = weights[i / along.length] * along[i % along.length];
      }
      weights = longer;
    }
    return weights;
  }

  private static String axes(Template state) {
    List<String> names = new ArrayList<>();
    state.axes().forEach(axis -> names.add(axis.name()));
    return String.join(" and ", names);
  }

  private static double[] grid(double start, double end) {
    double[] t = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      t[i] = i == POINTS - 1 ? end : start + (end - start) * i / (POINTS - 1);
    }
    return t;
  }

  private static double[][] rows(List<Values> dense, Template state) {
    double[][] rows = new double[dense.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = dense.get(i).tensor(state.name()).orElseThrow().doubles();
    }
    return rows;
  }

  private static double[] column(double[][] rows, int cell) {
    return Arrays.stream(rows).mapToDouble(row -> row[cell]).toArray();
  }
}
