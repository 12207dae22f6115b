package episode.system;

import episode.expr.AxisKind;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.NamedAxis;
import episode.expr.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the times at which functions of time in a system have jumps or kinks. */
final class StepEnds {
  private StepEnds() {}

  /** Returns those that are numbers, rising: rows of inputs, and the points of time axes in use. */
  static List<Double> numbers(Definitions system) {
    TreeSet<Double> times = new TreeSet<>();
    for (Input input : system.inputs()) {
      times.addAll(input.times());
    }
    for (Template parameter : system.parameters()) {
      for (NamedAxis axis : parameter.axes()) {
        if (axis.kind() == AxisKind.TIME) {
          times.addAll(axis.coordinates());
        }
      }
    }
    return List.copyOf(times);
  }

  /** Returns the graph that gives them to a solve; empty where there are none. */
  static Optional<Graph> graph(Definitions system) {
    List<Double> numbers = numbers(system);
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    GraphBuilder builder = new GraphBuilder();
    double[] times = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    return Optional.of(builder.build("break times", List.of(builder.constant(Tensor.of(times)))));
  }
}
