package episode.system;

import episode.expr.Numbers;
import episode.solve.FixedStep;
import episode.solve.SolveSettings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which compartments of a solution fall below zero by more than a solver's error, and what
 * takes them there: a negative rate, or one that does not vanish when nobody is left.
 */
final class BelowZero {
  /** Errors of many steps add up; what is below this many tolerances is none of them. */
  private static final double TOLERANCES = 100;

  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private final Solution solution;
  private final double[] limits;
  private final Optional<FixedStep> fixed;

  private BelowZero(Solution solution, SolveSettings settings) {
    this.solution = solution;
    fixed = settings.fixed();
    limits = new double[solution.times().length];
    for (Template state : solution.system().states()) {
      double[][] rows = solution.stateArray(state.name());
      for (int row = 0; row < rows.length; row++) {
        for (double value : rows[row]) {
          limits[row] =
              Double.isFinite(value) ? Math.max(limits[row], Math.abs(value)) : limits[row];
        }
      }
    }
    double scale = 0;
    for (int row = 0; row < limits.length; row++) {
      scale = Math.max(scale, limits[row]);
      limits[row] = TOLERANCES * (settings.atol() + settings.rtol() * scale);
    }
  }

  /** Where a state falls below zero first: its row of the saved times, and the least cell. */
  private record Fall(Template state, int row, int leastRow, int cell, double least) {
    String label() {
      return state.cellLabels().get(cell);
    }
  }

  /** Returns one line; empty where no compartment falls below zero. */
  static Optional<String> note(Solution solution, SolveSettings settings) {
    if (solution.report().accepted() == 0) {
      return Optional.empty();
    }
    BelowZero below = new BelowZero(solution, settings);
    List<Fall> falls = new ArrayList<>();
    OpSystem system = solution.system();
    Set<String> compartments = Checks.compartments(system.transitions());
    system.equations().forEach(one -> compartments.remove(one.target().template().name()));
    system.contributions().forEach(one -> compartments.remove(one.target().template().name()));
    for (Template state : system.states()) {
      if (compartments.contains(state.name())) {
        below.fall(state).ifPresent(falls::add);
      }
    }
    return falls.stream()
        .min(Comparator.comparingInt(Fall::row))
        .map(fall -> below.text(fall, falls));
  }

  private Optional<Fall> fall(Template state) {
    double[][] rows = solution.stateArray(state.name());
    int first = -1;
    int leastRow = 0;
    int cell = 0;
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < rows[row].length; i++) {
        if (rows[row][i] < -limits[row]) {
          first = first < 0 ? row : first;
        }
        if (rows[row][i] < rows[leastRow][cell]) {
          leastRow = row;
          cell = i;
        }
      }
    }
    return first < 0 || startsBelow(state)
        ? Optional.empty()
        : Optional.of(new Fall(state, first, leastRow, cell, rows[leastRow][cell]));
  }

  private boolean startsBelow(Template state) {
    double[] start = solution.start(state.name());
    return Arrays.stream(start).anyMatch(value -> value < 0);
  }

  private String text(Fall fall, List<Fall> falls) {
    double[] times = solution.times();
    double least =
        Double.isFinite(fall.least())
            ? BigDecimal.valueOf(fall.least()).round(FOUR_DIGITS).doubleValue()
            : fall.least();
    String others =
        falls.stream()
            .filter(other -> other != fall)
            .map(Fall::label)
            .collect(Collectors.joining(", "));
    return fall.label()
        + " is below 0 from "
        + solution.moment(times[fall.row()])
        + " on, least "
        + Numbers.text(least)
        + " at "
        + solution.moment(times[fall.leastRow()])
        + cause(fall).map(cause -> ": " + cause).orElse("")
        + "."
        + (others.isEmpty() ? "" : " Below 0 too: " + others + ".");
  }

  private Optional<String> cause(Fall fall) {
    double limit = limits[fall.row()];
    double passed = solution.times()[fall.row()] - solution.start();
    for (Transition flow : solution.system().transitions()) {
      double change = flow.stoichiometry(fall.state().name());
      double[][] rows = Solution.rows(solution.observe(flow.label()), cells(flow));
      double least =
          Arrays.stream(rows, 0, Math.max(1, fall.row()))
              .mapToDouble(row -> Arrays.stream(row).min().orElse(0))
              .min()
              .orElse(0);
      double last = Arrays.stream(rows[fall.row()]).max().orElse(0);
      if (change > 0 && -least * passed > limit) {
        return Optional.of(named(flow) + " is negative");
      } else if (change < 0 && last * passed > limit) {
        return Optional.of(named(flow) + " does not stop where " + fall.label() + " is 0");
      }
    }
    return fixed.map(steps -> steps + " may be too long");
  }

  private static int cells(Transition flow) {
    return new Template(flow.label(), flow.axes()).size();
  }

  private static String named(Transition flow) {
    return "the flow " + flow.label() + ", at the rate " + flow.rate().text().strip() + ",";
  }
}
