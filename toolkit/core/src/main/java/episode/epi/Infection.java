package episode.epi;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.system.Cells;
import episode.system.Definition;
import episode.system.Template;
import episode.system.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Which cells of a state are infected, and which transitions bring new infections.
 *
 * @param cells places in the whole state
 * @param flows from cells that are not infected, or from nowhere, to infected ones
 */
record Infection(BitSet cells, List<Transition> flows) {
  private static final int MOST_CELLS = 2_000;

  /** Returns the infection of named cells. */
  static Infection named(DiseaseFree state, List<String> names) {
    BitSet cells = state.cells.named(names);
    return checked(state, new Infection(cells, into(state, cells, true)));
  }

  /**
   * Returns the infection found from the flows: of the cells that are empty, those on a cycle in
   * which each adds to the next and at least one does so by a new infection.
   */
  static Infection found(DiseaseFree state) {
    BitSet empty = new BitSet();
    for (int i = 0; i < state.y.length; i++) {
      empty.set(i, state.y[i] == 0);
    }
    List<Transition> candidates = into(state, empty, false);
    limit(empty.cardinality());
    BitSet cells = new BitSet();
    if (!empty.isEmpty()) {
      DiseaseFree.Linear linear = state.linear(candidates, empty);
      finite(linear.gains(), linear.rest());
      int[] places = empty.stream().toArray();
      for (int i : Cycles.through(linear.gains(), linear.rest())) {
        cells.set(places[i]);
      }
    }
    if (cells.isEmpty()) {
      List<String> states = state.system.states().stream().map(each -> each.name()).toList();
      throw new EpisodeException(
          Problem.of("E2401", "No state that starts at 0 leads to new infections")
              .remedy(
                  "Leave the infected states out of the values, or name them. States: "
                      + Suggestion.list(states)
                      + "."));
    }
    return checked(state, new Infection(cells, into(state, cells, true)));
  }

  /**
   * Returns the transitions into some cells from others or from nowhere.
   *
   * @param wholly whether all of a source, not only a part of it, lies outside
   */
  private static List<Transition> into(DiseaseFree state, BitSet inside, boolean wholly) {
    List<Transition> into = new ArrayList<>();
    for (Transition transition : state.system.transitions()) {
      Optional<Cells> from = transition.from();
      boolean arrives =
          transition.to().isPresent() && state.cells.of(transition.to().get()).intersects(inside);
      if (arrives && (from.isEmpty() || outside(state.cells.of(from.get()), inside, wholly))) {
        into.add(transition);
      }
    }
    return into;
  }

  private static boolean outside(BitSet source, BitSet inside, boolean wholly) {
    if (wholly) {
      return !source.intersects(inside);
    }
    BitSet rest = (BitSet) source.clone();
    rest.andNot(inside);
    return !rest.isEmpty();
  }

  private static void limit(int cells) {
    if (cells > MOST_CELLS) {
      throw new EpisodeException(
          Problem.of("E2406", cells + " cells may be infected, the limit is " + MOST_CELLS)
              .remedy("Name the infected states, or use fewer strata."));
    }
  }

  /** Throws E2404 where a derivative is not a number. */
  static void finite(double[][]... matrices) {
    for (double[][] matrix : matrices) {
      for (double[] row : matrix) {
        for (double entry : row) {
          if (!Double.isFinite(entry)) {
            throw new EpisodeException(
                Problem.of("E2404", "A rate has the derivative " + entry + " without infection")
                    .remedy("Look for a division by an empty group, and for states not given."));
          }
        }
      }
    }
  }

  private static Infection checked(DiseaseFree state, Infection infection) {
    limit(infection.cells.cardinality());
    List<Problem> problems = new ArrayList<>();
    for (Definition equation : state.system.equations()) {
      if (state.cells.of(equation.target()).intersects(infection.cells)) {
        String name = equation.target().template().name();
        problems.add(
            Problem.of("E2403", "'" + name + "' is infected, and it changes by an equation")
                .remedy("Write transitions: only they tell new infections from other changes."));
      }
    }
    if (problems.isEmpty() && infection.flows.isEmpty()) {
      problems.add(
          Problem.of("E2407", "No transition leads from outside into the infected states")
              .remedy("Name all infected states, but not the susceptible ones."));
    }
    if (problems.isEmpty()) {
      infection.atRest(state, problems);
    }
    if (!problems.isEmpty()) {
      throw new EpisodeException(problems);
    }
    return infection;
  }

  /** Notes once where somebody is infected or becomes so at the given state. */
  private void atRest(DiseaseFree state, List<Problem> problems) {
    double[] changes = total(state.changes(flows));
    List<String> started = new ArrayList<>();
    List<String> changing = new ArrayList<>();
    List<String> labels = state.system.stateLabels();
    for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
      if (state.y[i] != 0) {
        started.add(told(started, labels.get(i), "starts at " + state.y[i]));
      } else if (Double.isFinite(changes[i]) && changes[i] != 0) {
        changing.add(told(changing, labels.get(i), "changes by " + changes[i]));
      }
    }
    if (!started.isEmpty()) {
      problems.add(
          Problem.of("E2402", String.join(", ", started))
              .remedy("A disease-free state has nobody in it: leave its value out, or give 0."));
    } else if (!changing.isEmpty()) {
      List<String> infecting = infecting(state, changes);
      problems.add(
          infecting.isEmpty()
              ? Problem.of("E2402", String.join(", ", changing))
                  .remedy("Without infection nobody may arrive: set importation to 0.")
              : Problem.of("E2402", "Infections come from " + Suggestion.list(infecting))
                  .remedy(
                      "A disease-free state has nobody there: leave the value out, or give 0."));
    }
  }

  private static String told(List<String> before, String label, String what) {
    return before.isEmpty() ? "'" + label + "' is infected and " + what : "so is '" + label + "'";
  }

  private double[] total(double[][] changes) {
    double[] total = new double[changes[0].length];
    for (int i = 0; i < total.length; i++) {
      total[i] = cells.get(i) ? changes[0][i] + changes[1][i] : 0;
    }
    return total;
  }

  /** Returns the states besides the susceptible without whose people fewer would be infected. */
  private List<String> infecting(DiseaseFree state, double[] changes) {
    List<String> infecting = new ArrayList<>();
    for (Template each : state.system.states()) {
      int start = state.cells.start(each);
      boolean empty = Arrays.stream(state.y, start, start + each.size()).allMatch(y -> y == 0);
      boolean susceptible =
          flows.stream()
              .anyMatch(
                  flow -> flow.from().isPresent() && flow.from().get().template().equals(each));
      if (!empty && !susceptible) {
        double[] fewer = total(state.changesWithout(each, flows));
        if (Arrays.stream(fewer).sum() < Arrays.stream(changes).sum()) {
          infecting.add("'" + each.name() + "', which starts above 0");
        }
      }
    }
    return infecting;
  }
}
