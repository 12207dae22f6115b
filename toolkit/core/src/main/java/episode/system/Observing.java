package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Formula;
import episode.expr.Given;
import episode.expr.Graph;
import episode.expr.Lowering;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Works out formulas about a running system. */
final class Observing {
  private static final Pattern INCIDENCE = Pattern.compile("\\bincidence\\(\\s*([^()]+?)\\s*\\)");

  private Observing() {}

  /**
   * Returns the formula of a text; the label of a flow, such as {@code E -> I}, is one too, and so
   * is that of a cell, {@code I[child]}.
   *
   * @throws EpisodeException E1 where it is none, E4025 for the incidence of a flow
   */
  static Formula formula(Definitions system, String text) {
    Matcher incidence = INCIDENCE.matcher(Given.argument(text, "formula", "observe"));
    String added = incidence.find() ? incidence.group(1) : "";
    for (Transition transition : system.transitions()) {
      if (transition.label().equals(text)) {
        return Accumulators.flow(text);
      }
      if (transition.label().equals(added)) {
        throw added(incidence.group(), added);
      }
    }
    return Formula.parse("formula", new CellText(system).written(text));
  }

  private static EpisodeException added(String written, String flow) {
    String what = "'" + written + "' adds up between the times of data, and a curve has none";
    return new EpisodeException(
        Problem.of("E4025", what)
            .remedy(
                "Write the flow itself: \""
                    + flow
                    + "\"; it is per unit of time. solution.incidence(\""
                    + flow
                    + "\") adds it up between saved times."));
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
