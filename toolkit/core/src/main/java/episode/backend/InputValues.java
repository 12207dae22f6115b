package episode.backend;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/** Holds the values that are given to a graph against its inputs. */
final class InputValues {
  private InputValues() {}

  /**
   * Checks that there is one value per input, of its type.
   *
   * @throws EpisodeException E3125 where there is not
   */
  static void check(Graph graph, List<Tensor> values) {
    List<Node> inputs = graph.inputs();
    if (values.size() != inputs.size()) {
      String count = inputs.size() + (inputs.size() == 1 ? " value" : " values");
      throw misfit(graph, "'" + graph.name() + "' takes " + count + ", here are " + values.size());
    }
    for (int i = 0; i < values.size(); i++) {
      Node input = inputs.get(i);
      if (!values.get(i).type().equals(input.type())) {
        String seen = "is a " + values.get(i).type() + ", expected " + input.type();
        throw misfit(graph, "'" + input.name() + "' of '" + graph.name() + "' " + seen);
      }
    }
  }

  private static EpisodeException misfit(Graph graph, String what) {
    String inputs =
        graph.inputs().stream()
            .map(input -> input.name() + " " + input.type())
            .collect(Collectors.joining(", "));
    String remedy =
        inputs.isEmpty() ? "It has no inputs." : "Give values in this order: " + inputs + ".";
    return new EpisodeException(Problem.of("E3125", what).remedy(remedy));
  }
}
