package episode.transform;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.List;

/** Inputs of graphs by name. */
final class Places {
  private Places() {}

  /** Returns the place of an input. */
  static int of(Graph graph, String name) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      names.add(graph.inputs().get(i).name());
      if (names.get(i).equals(name)) {
        return i;
      }
    }
    throw new EpisodeException(
        Problem.of("E3114", "'" + graph.name() + "' has no input '" + name + "'")
            .remedy("Its inputs: " + String.join(", ", names) + "."));
  }

  /** Returns for each input whether it is among the named ones, all of which must be floating. */
  static List<Boolean> active(Graph graph, List<String> names) {
    List<Boolean> active = new ArrayList<>();
    for (Node input : graph.inputs()) {
      active.add(names.contains(input.name()));
    }
    for (String name : names) {
      Wanted.checkFloating(graph.inputs().get(of(graph, name)));
    }
    return active;
  }
}
