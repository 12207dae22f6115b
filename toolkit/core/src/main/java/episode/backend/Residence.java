package episode.backend;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Problem;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Evaluates graphs on backends, and makes sure that the results live there until they are read. */
final class Residence {
  static final String CODE = "E3215";

  private Residence() {}

  /**
   * Returns the outputs of a graph.
   *
   * @throws EpisodeException E3215 where one is no array of the backend
   */
  static List<Tensor> apply(Backend backend, Graph graph, List<Tensor> inputs) {
    try (CompiledFunction.Invocation invocation = backend.compile(graph).newCall()) {
      Call call = invocation.call();
      for (int i = 0; i < inputs.size(); i++) {
        call.write(invocation.input(i), inputs.get(i));
      }
      invocation.run();
      List<Tensor> outputs = new ArrayList<>();
      for (int i = 0; i < graph.outputs().size(); i++) {
        if (!call.holds(invocation.output(i))) {
          throw elsewhere(backend.name(), graph, i);
        }
        outputs.add(call.read(invocation.output(i)));
      }
      return outputs;
    }
  }

  private static EpisodeException elsewhere(String backend, Graph graph, int output) {
    String what =
        "Output "
            + output
            + " of '"
            + graph.name()
            + "' does not live on backend '"
            + backend
            + "'";
    String type = graph.outputs().get(output).type().toString();
    return new EpisodeException(
        Problem.of(CODE, what)
            .remedy(
                "It should be an array of the backend's own, of type "
                    + type
                    + " and on its device: look at the rules for its ops."));
  }
}
