package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was made of a system's definitions.
 *
 * @param rhs the derivatives
 * @param signals the signals whose past the derivatives ask for
 * @param past what they ask for, in the order of the signals
 */
record SystemGraphs(Graph rhs, Graph signals, List<HistoryRequirement> past) {

  /**
   * Returns the graphs of definitions that hold together.
   *
   * @param broken names whose declarations could not be read: their users are not blamed
   * @param found problems found before
   * @throws EpisodeException with all problems
   */
  static SystemGraphs checked(Definitions definitions, Set<String> broken, List<Problem> found) {
    List<Problem> problems = new ArrayList<>(found);
    Checks.dynamics(definitions, problems);
    Lags.check(definitions, problems);
    UnitCheck.of(definitions, problems);
    SystemGraph graph = new SystemGraph(definitions, broken, problems);
    List<HistoryRequirement> past = new ArrayList<>();
    Graph rhs = graph.builder().build("rhs", graph.derivatives());
    graph.histories().forEach(asked -> past.add(HistoryRequirement.of(past.size(), asked)));
    Graph signals = graph.signals();
    graph.scopeWithOutputs();
    InitialGraph.of(definitions, Set.of(), broken, problems);
    if (!problems.isEmpty()) {
      throw new EpisodeException(List.copyOf(new LinkedHashSet<>(problems)));
    }
    Reading.refuse(new Balance(definitions, rhs).problems());
    return new SystemGraphs(rhs, signals, List.copyOf(past));
  }

  /** Returns the value of every flow, in the order declared. */
  static Graph flowValues(Definitions definitions) {
    SystemGraph graph = new SystemGraph(definitions, Set.of(), new ArrayList<>());
    return graph.builder().build("flows", graph.flows());
  }

  /** Returns the gains of each state by some transitions, then how each changes otherwise. */
  static Graph rhsApart(Definitions definitions, List<Transition> apart) {
    SystemGraph graph = new SystemGraph(definitions, Set.of(), new ArrayList<>());
    return graph.builder().build("rhs_apart", graph.changes(apart));
  }
}
