package episode.system;

import episode.expr.Formula;
import episode.expr.Graph;
import episode.expr.Lowering;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Works out formulas about a running system. */
final class Observing {
  private Observing() {}

  /** Returns the formula of a text; the label of a flow, such as {@code E -> I}, is one too. */
  static Formula formula(Definitions system, String text) {
    for (Transition transition : system.transitions()) {
      if (transition.label().equals(text)) {
        return Accumulators.flow(text);
      }
    }
    return Formula.parse("formula", text);
  }

  /** Returns formulas as a graph, with their axes; all problems of all formulas are thrown. */
  static OpSystem.Observed observed(Definitions system, List<Formula> formulas) {
    List<Problem> problems = new ArrayList<>();
    SystemGraph graph = new SystemGraph(system, Set.of(), problems);
    Lowering lowering = new Lowering(graph.builder(), graph.scopeWithOutputs(), problems);
    List<Quantity> quantities = new ArrayList<>();
    List<Node> outputs = new ArrayList<>();
    for (Formula formula : formulas) {
      Optional<Quantity> quantity = lowering.free(formula);
      quantity.ifPresent(quantities::add);
      quantity.ifPresent(q -> outputs.add(q.node()));
    }
    Reading.refuse(problems);
    return new OpSystem.Observed(graph.builder().build("observe", outputs), quantities);
  }

  /** Returns an output as a graph, its axes in the order declared. */
  static Graph output(Definitions system, String name) {
    SystemGraph graph = new SystemGraph(system, Set.of(), new ArrayList<>());
    Node value = graph.scopeWithOutputs().quantity(name).orElseThrow().node();
    return graph.builder().build("output", List.of(value));
  }
}
