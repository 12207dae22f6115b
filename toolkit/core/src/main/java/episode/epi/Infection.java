package episode.epi;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.system.Cells;
import episode.system.Definition;
import episode.system.Transition;
import java.util.ArrayList;
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

  private void atRest(DiseaseFree state, List<Problem> problems) {
    double[][] changes = state.changes(flows);
    List<String> labels = state.system.stateLabels();
    for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
      double change = changes[0][i] + changes[1][i];
      if (state.y[i] != 0) {
        problems.add(
            Problem.of("E2402", "'" + labels.get(i) + "' is infected and starts at " + state.y[i])
                .remedy("A disease-free state has nobody in it: leave its value out, or give 0."));
      } else if (Double.isFinite(change) && change != 0) {
        problems.add(
            Problem.of("E2402", "'" + labels.get(i) + "' is infected and changes by " + change)
                .remedy("Without infection nobody may arrive: set importation to 0."));
      }
    }
  }
}
