package episode.backend.jvm;

import episode.expr.Graph;

/** What is done with a graph before it is compiled. */
final class Preparation {
  private Preparation() {}

  static Graph of(Graph graph) {
    return Flattening.of(graph);
  }
}
