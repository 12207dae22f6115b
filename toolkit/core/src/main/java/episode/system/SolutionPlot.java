package episode.system;

import episode.plot.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Draws a solution by its dense output. */
final class SolutionPlot {
  private static final int POINTS = 241;
  private static final int MOST_LINES = 12;

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
      plot = plot.line(state.name(), t, column(dense, state, 0));
    }
    List<Template> stratified = new ArrayList<>(system.states());
    stratified.removeAll(scalars);
    for (Template state : stratified) {
      String label = label(List.of(state), people);
      plot = lines(plot.facet(state.name()).y(y -> y.labelled(label)), state, t, dense);
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

  private static Plot lines(Plot panel, Template state, double[] t, List<Values> dense) {
    if (state.size() > MOST_LINES) {
      double[] total = new double[t.length];
      for (int i = 0; i < t.length; i++) {
        double[] cells = dense.get(i).tensor(state.name()).orElseThrow().doubles();
        total[i] = Arrays.stream(cells).sum();
      }
      return panel.line("sum over " + axes(state), t, total);
    }
    Plot plot = panel;
    List<String> labels = state.cellLabels();
    for (int cell = 0; cell < labels.size(); cell++) {
      String label = labels.get(cell);
      String element = label.substring(state.name().length() + 1, label.length() - 1);
      plot = plot.line(element, t, column(dense, state, cell));
    }
    return plot;
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

  private static double[] column(List<Values> dense, Template state, int cell) {
    double[] column = new double[dense.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = dense.get(i).tensor(state.name()).orElseThrow().at(cell);
    }
    return column;
  }
}
