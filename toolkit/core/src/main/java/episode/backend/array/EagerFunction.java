package episode.backend.array;

import episode.expr.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A graph evaluated node by node over arrays of a caller. Immutable and safe to share.
 *
 * @param <A> the library's array
 */
public final class EagerFunction<A> {
  private final ArrayNamespace<A> namespace;
  private final Plan<A> plan;
  private final Queue<Evaluation<A>> idle = new ConcurrentLinkedQueue<>();

  /**
   * Plans the evaluation of a graph.
   *
   * @param graph without HOST nodes
   * @throws episode.expr.EpisodeException E3204 where the library cannot do it
   */
  public EagerFunction(Graph graph, ArrayNamespace<A> namespace) {
    this.namespace = namespace;
    plan = Plan.of(graph, new Rules<>(namespace, Map.of()));
  }

  /** Returns the outputs, which are the caller's; the inputs are neither changed nor freed. */
  public List<A> apply(List<A> inputs) {
    return namespace.inTurn(() -> applied(inputs));
  }

  private List<A> applied(List<A> inputs) {
    Evaluation<A> free = idle.poll();
    Evaluation<A> evaluation = free == null ? new Evaluation<>(namespace) : free;
    List<Held<A>> held = new ArrayList<>();
    for (A input : inputs) {
      held.add(new Held<>(namespace, input));
    }
    List<A> outputs = new ArrayList<>();
    for (Held<A> output : evaluation.run(plan, held)) {
      outputs.add(held.contains(output) ? namespace.copy(output.array()) : output.array());
    }
    idle.add(evaluation);
    return outputs;
  }
}
