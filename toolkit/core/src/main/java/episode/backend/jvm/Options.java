package episode.backend.jvm;

import episode.expr.Graph;
import episode.transform.Simplify;

/**
 * What the code depends on besides the program.
 *
 * @param fma whether a product is added without rounding in between
 * @param reorder whether roundings may move: graphs are simplified, long sums are taken in parts
 */
record Options(boolean fma, boolean reorder) {

  /**
   * Returns a graph ready to be compiled: no ops but those without a lowering, and no calls but
   * those that are worth it.
   */
  Graph prepared(Graph graph) {
    Graph flat = Flattening.of(graph);
    return reorder ? Simplify.of(flat) : flat;
  }
}
