package episode.model;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/** Draws parameters from their priors, each after those that its prior speaks of. */
final class PriorDraws {
  private final Plan plan;
  private final Map<String, Graph> arguments = new LinkedHashMap<>();

  /** Makes a graph per parameter: from parameters known before to the numbers of its prior. */
  PriorDraws(Plan plan) {
    this.plan = plan;
    Assembly assembly = new Assembly(plan, new GraphBuilder(), Assembly.INPUTS, new ArrayList<>());
    List<Node> inputs = new ArrayList<>();
    assembly
        .parameters()
        .forEach(
            (name, quantity) -> {
              arguments.put(name, new Graph("prior", inputs, assembly.priorArguments(name)));
              inputs.add(quantity.node());
            });
  }

  /** Says which parameters are known, and their values. */
  interface Known {
    /** Returns the value of a parameter, given those of the parameters before it. */
    Optional<Tensor> value(String name, List<Tensor> before);
  }

  /** Returns a value of every parameter. */
  Map<String, Tensor> draw(UniformRandomProvider stream) {
    return draw((name, before) -> Optional.empty(), stream);
  }

  /**
   * Returns a value of every parameter: the known ones as they are, the others drawn given those.
   * Where the numbers of a prior lie outside what they may be, the value is NaN.
   */
  Map<String, Tensor> draw(Known known, UniformRandomProvider stream) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    arguments.forEach(
        (name, graph) -> {
          List<Tensor> before = List.copyOf(values.values());
          Tensor value =
              known.value(name, before).orElseGet(() -> drawn(name, graph, before, stream));
          values.put(name, value);
        });
    return values;
  }

  private Tensor drawn(
      String name, Graph graph, List<Tensor> before, UniformRandomProvider stream) {
    List<Tensor> numbers = Perform.evaluate(graph, before);
    Sampled parameter = plan.sampled().get(name);
    double[] drawn = new double[parameter.shape().size()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = parameter.call().distribution().sample(stream, numbers(numbers, i));
    }
    return Tensor.of(parameter.shape(), drawn);
  }

  /** Returns the numbers of a distribution in one place; what is a scalar holds in all. */
  static double[] numbers(List<Tensor> arguments, int place) {
    double[] numbers = new double[arguments.size()];
    for (int k = 0; k < numbers.length; k++) {
      Tensor argument = arguments.get(k);
      numbers[k] = argument.at(argument.shape().size() == 1 ? 0 : place);
    }
    return numbers;
  }
}
