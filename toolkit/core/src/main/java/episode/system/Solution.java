package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Numbers;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.plot.Columns;
import episode.plot.Display;
import episode.plot.Part;
import episode.plot.Plot;
import episode.solve.SolveReport;
import episode.solve.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a system went on from given values: states at the saved times and, by dense output, at any
 * time between them. Times are in the system's unit. A solve that failed is a solution too: {@link
 * #report} says why, and what it did not reach is NaN. Safe to share.
 */
public final class Solution implements Display {
  private final CompiledSystem compiled;
  private final Values values;
  private final TimeSpan span;
  private final Trajectory trajectory;
  private final AlongTrajectory along;

  /**
   * Wraps a trajectory whose observed values are the states.
   *
   * @param span in the system's unit
   */
  Solution(CompiledSystem compiled, Values values, TimeSpan span, Trajectory trajectory) {
    this.compiled = compiled;
    this.values = values;
    this.span = span;
    this.trajectory = trajectory;
    along = compiled.along(values, trajectory);
  }

  /** Returns the steps. */
  Trajectory trajectory() {
    return trajectory;
  }

  /** Returns the system. */
  public OpSystem system() {
    return compiled.system();
  }

  /** Returns the values that it was solved for. */
  public Values values() {
    return values;
  }

  /** Returns the saved times: double[time]. */
  public double[] times() {
    return trajectory.times();
  }

  /** Returns how the solve ended and what it took. */
  public SolveReport report() {
    return trajectory.report();
  }

  /** Returns whether the solve reached the last time. */
  public boolean succeeded() {
    return report().succeeded();
  }

  /**
   * Returns a state at the saved times: double[time].
   *
   * <pre>{@code
   * solution.state("I")
   * }</pre>
   *
   * @param elements one per axis of the state, in order; none for a state without axes
   * @throws EpisodeException E2103 for an unknown state, E2209 where the elements do not fit
   */
  public double[] state(String name, String... elements) {
    Template state = system().state(name);
    int cell = CellPlace.of(state, elements, "state");
    return column(array(name), state.size(), cell);
  }

  /** Returns a state with its cells in row-major order: double[time][cell]. */
  public double[][] stateArray(String name) {
    return rows(array(name), system().state(name).size());
  }

  /** Returns a state summed over all its axes: double[time]. */
  public double[] total(String name) {
    double[][] rows = stateArray(name);
    return Arrays.stream(rows).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
  }

  /**
   * Returns a state as an array [time, axes…].
   *
   * @throws EpisodeException E2103 for an unknown state
   */
  public Tensor array(String name) {
    return trajectory.values(system().states().indexOf(system().state(name)));
  }

  static double[] column(Tensor array, int size, int cell) {
    double[] column = new double[array.shape().extent(0)];
    for (int row = 0; row < column.length; row++) {
      column[row] = array.doubles()[row * size + cell];
    }
    return column;
  }

  static double[][] rows(Tensor array, int size) {
    double[][] rows = new double[array.shape().extent(0)][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(array.doubles(), row * size, (row + 1) * size);
    }
    return rows;
  }

  /**
   * Returns all states at a time between the first and the last: what {@code
   * compiled.solve(guess.with(solution.at(3.5)), …)} goes on from.
   *
   * <pre>{@code
   * solution.at(3.5).number("I")
   * }</pre>
   *
   * @throws EpisodeException E2303 where the solution does not reach that time
   */
  public Values at(double time) {
    if (!(time >= span.start() && time <= report().t())) {
      throw new EpisodeException(
          Problem.of("E2303", "The solution does not reach " + moment(time)).remedy(reach()));
    }
    List<Tensor> states = trajectory.at(time);
    Map<String, Tensor> byName = new LinkedHashMap<>();
    for (int i = 0; i < states.size(); i++) {
      byName.put(system().states().get(i).name(), states.get(i));
    }
    return Values.of(byName);
  }

  private String reach() {
    String stopped = succeeded() ? "" : ", where the solve stopped: " + report().status().text();
    return "It goes from " + moment(span.start()) + " to " + moment(report().t()) + stopped + ".";
  }

  /** Returns the time at which the solve starts. */
  double start() {
    return span.start();
  }

  /** Returns a state's cells at the start. */
  double[] start(String name) {
    int state = system().states().indexOf(system().state(name));
    return trajectory.at(span.start()).get(state).toDoubles();
  }

  /** Returns a time with its unit: day 3, or t = 3 without a unit. */
  String moment(double time) {
    String unit = system().time().word();
    return (unit.isEmpty() ? "t =" : unit) + " " + Numbers.text(time);
  }

  /**
   * Returns a flow at the saved times, in people per unit of time: double[time].
   *
   * <pre>{@code
   * solution.flow("infection")
   * }</pre>
   *
   * @param label the transition's name, or {@code E -> I} where it has none
   * @param elements one per axis of the flow
   * @throws EpisodeException E2118 for an unknown flow, E2209 where the elements do not fit
   */
  public double[] flow(String label, String... elements) {
    Template flow = system().flow(label);
    int cell = CellPlace.of(flow, elements, "flow");
    return column(observe(label), flow.size(), cell);
  }

  /**
   * Returns an output at the saved times: double[time].
   *
   * @param name as in {@code .output("weekly", …)}
   * @param elements one per axis of the output
   * @throws EpisodeException E2120 for an unknown output, E2209 where the elements do not fit
   */
  public double[] output(String name, String... elements) {
    Template output = system().output(name).target().template();
    int cell = CellPlace.of(output, elements, "output");
    return column(outputValues(name), output.size(), cell);
  }

  /** Returns an output with its cells in row-major order: double[time][cell]. */
  public double[][] outputArray(String name) {
    int size = system().output(name).target().template().size();
    return rows(outputValues(name), size);
  }

  private Tensor outputValues(String name) {
    return along.output(name);
  }

  /**
   * Returns a flow added up between saved times: double[time], each entry over the interval that
   * ends at its time, the first from the start on.
   *
   * <pre>{@code
   * solution.incidence("infection")
   * }</pre>
   *
   * @param label the transition's name, or {@code E -> I} where it has none
   * @param elements one per axis of the flow
   * @throws EpisodeException E2118 for an unknown flow, E2209 where the elements do not fit
   */
  public double[] incidence(String label, String... elements) {
    Template flow = new Template(label, system().transition(label).axes());
    int cell = CellPlace.of(flow, elements, "incidence");
    double[][] rows = incidenceArray(label);
    return Arrays.stream(rows).mapToDouble(row -> row[cell]).toArray();
  }

  /** Returns the incidence with its cells in row-major order: double[time][cell]. */
  public double[][] incidenceArray(String label) {
    CompiledSystem counting = compiled.counting(label);
    Solution counted = counting.solve(values, span);
    double[][] rows = counted.stateArray(system().accumulator(label));
    for (int row = rows.length - 1; row > 0; row--) {
      for (int cell = 0; cell < rows[row].length; cell++) {
        rows[row][cell] -= rows[row - 1][cell];
      }
    }
    return rows;
  }

  /**
   * Returns any formula of states, aliases, flows, parameters and t at the saved times: an array
   * [time, axes…].
   *
   * <pre>{@code
   * solution.observe("I / (S + I + R)")
   * }</pre>
   *
   * @throws EpisodeException E1 or E2 where the formula is wrong
   */
  public Tensor observe(String formula) {
    return along.formula(formula);
  }

  /**
   * Returns times, states and outputs as columns: the unit of time, then a column per cell.
   *
   * <pre>{@code
   * solution.table()
   * }</pre>
   */
  public Columns table() {
    String word = system().time().word();
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put(word.isEmpty() ? "t" : word, times());
    system().states().forEach(state -> columns(columns, state, array(state.name())));
    for (Definition output : system().outputs()) {
      Template template = output.target().template();
      columns(columns, template, outputValues(template.name()));
    }
    return Columns.of(columns);
  }

  private static void columns(Map<String, Object> columns, Template template, Tensor array) {
    List<String> labels = template.cellLabels();
    for (int cell = 0; cell < labels.size(); cell++) {
      columns.put(labels.get(cell), column(array, labels.size(), cell));
    }
  }

  /**
   * Returns outputs, states, flows or any other formulas over time as smooth lines; what has axes
   * has a panel of its own. A cell is written as in {@link #table}: {@code I[child]}.
   *
   * <pre>{@code
   * solution.plot("I", "infection")
   * }</pre>
   *
   * @throws EpisodeException E1 or E2 where a formula is wrong
   */
  public Plot plot(String... formulas) {
    Given.arguments(formulas, "formulas", "plot");
    return formulas.length == 0 ? plot() : SolutionPlot.of(this, span.start(), formulas);
  }

  /** Values in time: of what, and double[time][cell]. */
  record Series(Template what, double[][] rows) {}

  /** Returns a formula's values at some times that the solution reaches, by dense output. */
  Series series(double[] times, String formula) {
    return along.series(times, formula);
  }

  /** Returns the states over time as smooth lines; states with axes have panels of their own. */
  public Plot plot() {
    return SolutionPlot.of(this, span.start());
  }

  /**
   * Returns the plot, what was not given and so starts at 0, which compartment falls below 0, and
   * why it failed if it did.
   */
  @Override
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    if (succeeded() || report().accepted() > 0) {
      parts.add(plot());
    }
    List<String> lines = new ArrayList<>();
    List<String> unset = compiled.unset(values);
    if (!unset.isEmpty()) {
      lines.add(
          String.join(", ", unset)
              + (unset.size() == 1 ? " starts" : " start")
              + " at 0 (not given).");
    }
    BelowZero.note(this, compiled.settings()).ifPresent(lines::add);
    if (succeeded()) {
      lines.add(effort());
    } else {
      lines.add(SolveFailure.text(compiled, values, span.start(), report()));
    }
    parts.add(Part.text(String.join("\n", lines)));
    return parts;
  }

  /** Returns how far it went, and what that took. */
  private String effort() {
    SolveReport report = report();
    String rejected = report.rejected() == 0 ? "" : ", " + report.rejected() + " rejected";
    return "Solved to "
        + moment(report.t())
        + ": "
        + report.accepted()
        + (report.accepted() == 1 ? " step" : " steps")
        + rejected
        + ", "
        + report.evaluations()
        + " evaluations of the rates.";
  }

  @Override
  public String toString() {
    return "Solution of " + system().name() + ", " + span + "; " + report();
  }
}
