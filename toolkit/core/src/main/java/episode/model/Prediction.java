package episode.model;

import episode.expr.EpisodeException;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.plot.Display;
import episode.plot.Part;
import episode.plot.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Data and trajectories simulated from many draws of the parameters. Draws whose solve failed hold
 * NaN. Immutable: arrays are copies.
 */
public final class Prediction implements Display {
  private final Plan plan;
  private final double[] times;
  private final Map<String, double[][]> simulated;
  private final Map<String, double[][]> likelihoods;
  private final Map<String, double[][]> states;
  private final int failures;
  private final String failure;
  private final Map<String, String> lost;
  private final Map<String, Map<String, List<String>>> reasons;

  private Prediction(Recording recording) {
    plan = recording.plan;
    times = recording.times;
    simulated = recording.simulated;
    likelihoods = recording.likelihoods;
    states = recording.states;
    failures = recording.failures;
    failure = recording.failure;
    lost = recording.lost;
    reasons = recording.reasons;
  }

  /** Collects predictions draw by draw. */
  static final class Recording {
    private final Plan plan;
    private final double[] times;
    private final Map<String, double[][]> simulated = new LinkedHashMap<>();
    private final Map<String, double[][]> likelihoods = new LinkedHashMap<>();
    private final Map<String, double[][]> states = new LinkedHashMap<>();
    private final Map<String, String> lost = new LinkedHashMap<>();
    private final Map<String, Map<String, List<String>>> reasons = new LinkedHashMap<>();
    private int failures;
    private String failure = "";

    Recording(Plan plan, double[] times, List<String> names, int draws) {
      this.plan = plan;
      this.times = times;
      for (Observed observed : plan.observed()) {
        simulated.put(observed.column(), new double[draws][]);
        likelihoods.put(observed.column(), new double[draws][]);
      }
      names.forEach(name -> states.put(name, new double[draws][]));
    }

    void simulated(String column, int draw, double[] values) {
      simulated.get(column)[draw] = values;
    }

    void logLikelihood(String column, int draw, double[] values) {
      likelihoods.get(column)[draw] = values;
    }

    void state(String name, int draw, double[] values) {
      states.get(name)[draw] = values;
    }

    /**
     * Takes down why a draw has a row without a number: its solve failed, or what the distribution
     * was given in the first such row.
     */
    void lost(Observed observed, int row, double[] arguments, Optional<String> failed) {
      String words = "row " + (row + 1) + " has " + Predictions.arguments(observed, arguments);
      lost.putIfAbsent(observed.column(), words);
      String kind =
          failed
              .map(text -> text.replaceFirst(" at t = .*", ""))
              .orElseGet(() -> observed.call().distribution().outside(arguments));
      reasons
          .computeIfAbsent(observed.column(), column -> new LinkedHashMap<>())
          .computeIfAbsent(kind, same -> new ArrayList<>())
          .add(failed.orElse(words));
    }

    void solved(Optional<String> problem) {
      failures += problem.isPresent() ? 1 : 0;
      failure = failure.isEmpty() ? problem.orElse("") : failure;
    }

    Prediction prediction() {
      return new Prediction(this);
    }
  }

  /** Returns simulated data: double[draw][row] of an observed column. */
  public double[][] values(String column) {
    return copy(find(simulated, column, "Columns"));
  }

  /**
   * Returns the log likelihood of the data: double[draw][row] of an observed column; NaN for a gap.
   */
  public double[][] logLikelihood(String column) {
    return copy(find(likelihoods, column, "Columns"));
  }

  /** Returns the times of trajectories, in the system's unit. */
  public double[] times() {
    return times.clone();
  }

  /**
   * Returns trajectories of a state: double[draw][time].
   *
   * @param elements for a state with axes, the element on each
   */
  public double[][] state(String name, String... elements) {
    double[][] flat = find(states, name, "States");
    List<NamedAxis> axes = plan.dynamics().orElseThrow().states().get(name);
    int place = place(name, axes, elements);
    int size = NamedAxis.shape(axes).size();
    double[][] series = new double[flat.length][times.length];
    for (int draw = 0; draw < flat.length; draw++) {
      for (int k = 0; k < times.length; k++) {
        series[draw][k] = flat[draw][k * size + place];
      }
    }
    return series;
  }

  private static int place(String name, List<NamedAxis> axes, String... elements) {
    List<String> wanted = axes.stream().map(NamedAxis::toString).toList();
    if (elements.length != axes.size()) {
      throw new EpisodeException(
          Problem.of(
                  "E5116", "'" + name + "' has " + axes.size() + " axes, here " + elements.length)
              .remedy("Give one element of each: " + Suggestion.list(wanted) + "."));
    }
    int place = 0;
    for (int i = 0; i < elements.length; i++) {
      int index = axes.get(i).place(elements[i]);
      if (index < 0) {
        throw new EpisodeException(
            Problem.of("E5116", "'" + axes.get(i).name() + "' has no element '" + elements[i] + "'")
                .remedy(Suggestion.remedy(elements[i], axes.get(i).elements(), "Elements")));
      }
      place = place * axes.get(i).size() + index;
    }
    return place;
  }

  private static double[][] find(Map<String, double[][]> map, String name, String kind) {
    double[][] found = map.get(name);
    if (found == null) {
      throw new EpisodeException(
          Problem.of("E5116", "There is no prediction of '" + name + "'")
              .remedy(Suggestion.remedy(name, map.keySet(), kind)));
    }
    return found;
  }

  private static double[][] copy(double[][] rows) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  /** Returns how many draws had a solve that failed. */
  public int failures() {
    return failures;
  }

  /**
   * Returns simulated data as bands over time, the data themselves as points, with a panel for each
   * element of an axis; draws whose solve failed are left out, and the line under the title says
   * so, with the most frequent reason.
   *
   * @throws EpisodeException E6122 where no draw is left
   */
  public Plot plot(String column) {
    double[][] values =
        Arrays.stream(find(simulated, column, "Columns"))
            .filter(draw -> Arrays.stream(draw).noneMatch(Double::isNaN))
            .toArray(double[][]::new);
    int lost = simulated.get(column).length - values.length;
    Observed observed =
        plan.observed().stream().filter(o -> o.column().equals(column)).findFirst().orElseThrow();
    if (values.length == 0) {
      throw new EpisodeException(nothing(observed));
    }
    return new PredictionPlot(observed, values, plan.dynamics().map(Dynamics::timeLabel))
        .plot(lost == 0 ? "" : leftOut(column, lost))
        .title("Predictions of " + column);
  }

  private String leftOut(String column, int lost) {
    String what =
        lost
            + (lost == 1 ? " draw" : " draws")
            + " without a prediction "
            + (lost == 1 ? "is" : "are");
    Optional<List<String>> most =
        reasons.getOrDefault(column, Map.of()).values().stream()
            .max(Comparator.comparingInt(List::size));
    return what
        + " left out"
        + most.map(
                same ->
                    (same.size() < lost ? ", most (" + same.size() + ") because " : ": ")
                        + same.get(0))
            .orElse("");
  }

  private Problem nothing(Observed observed) {
    int draws = simulated.get(observed.column()).length;
    String solves = failures + " of " + draws + " solves failed, the first: " + failure + ". ";
    String row = "In the first such draw, " + lost.get(observed.column()) + ". ";
    String priors = "Make the priors narrower where they allow this.";
    String formulas = "Mend the formula, or the priors where they allow this.";
    return Problem.of(
            "E6122",
            "None of " + draws + " draws gives a prediction of '" + observed.column() + "'")
        .at(observed.statement().rightWhere())
        .remedy(failures > 0 ? solves + priors : row + formulas);
  }

  /**
   * Returns one line: which columns (states where none is observed), how many draws and failures.
   */
  @Override
  public String toString() {
    Map<String, double[][]> predicted = simulated.isEmpty() ? states : simulated;
    int draws = predicted.values().stream().mapToInt(all -> all.length).findFirst().orElse(0);
    return "prediction of "
        + Suggestion.list(predicted.keySet())
        + ": "
        + draws
        + (draws == 1 ? " draw" : " draws")
        + (failures == 0 ? "" : ", of which " + failures + " failed");
  }

  /** Returns the plots of all observed columns; without any, how trajectories are read. */
  @Override
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    simulated.keySet().forEach(column -> parts.add(plot(column)));
    if (simulated.isEmpty()) {
      String state = states.keySet().iterator().next();
      String how = "Nothing is observed, so no data are plotted; read trajectories with state(\"";
      parts.add(Part.text(this + ".\n" + how + state + "\")."));
    }
    return parts;
  }
}
