package episode.solve;

import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Problem;
import java.util.Map;

/**
 * Times at which functions of time have jumps or kinks, so that steps of a solve end there.
 * Immutable.
 *
 * @param graph inputs: parameters; outputs: times, in any shape and order, then for each cycle one
 *     of its times and its period, of equal shapes. Those outside of a solve and repeated ones do
 *     nothing.
 * @param cycles the number of cycles
 * @param jumps what is wrong with derivatives by parameters that move jumps, by the parameter's
 *     name: no solve is differentiated by those
 */
public record StepTimes(Graph graph, int cycles, Map<String, Problem> jumps) {
  /** Copies the jumps. */
  public StepTimes {
    jumps = Map.copyOf(jumps);
  }

  /** Returns times without cycles, at which there are kinks, or jumps that nothing moves. */
  public static StepTimes of(Graph times) {
    return new StepTimes(times, 0, Map.of());
  }

  /** Returns the number of times that are on no cycle. */
  int singles() {
    int count = 0;
    for (Node time : graph.outputs().subList(0, graph.outputs().size() - 2 * cycles)) {
      count += time.shape().size();
    }
    return count;
  }
}
