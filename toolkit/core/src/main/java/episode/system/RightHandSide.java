package episode.system;

import episode.backend.Backend;
import episode.backend.CompiledFunction;
import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import episode.transform.Gradients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The right-hand side of a system on a backend, and its derivatives, at one time, state and values.
 * Safe to share.
 */
final class RightHandSide {
  private final OpSystem system;
  private final Backend backend;
  private final Kept kept;
  private final HistoryProvider history;

  RightHandSide(OpSystem system, Backend backend, Kept kept, HistoryProvider history) {
    this.system = system;
    this.backend = backend;
    this.kept = kept;
    this.history = history;
  }

  /** Returns the time derivative of the state: double[n], as y. */
  double[] at(double t, double[] y, Values values) {
    CompiledFunction rhs = kept.function("rhs", () -> backend.compile(system.rhs()));
    return flat(rhs.apply(inputs(t, y, values)));
  }

  /** Returns its derivative by the state. */
  Jacobian byState(double t, double[] y, Values values) {
    List<String> states = system.states().stream().map(Template::name).toList();
    CompiledFunction derivative = derivative("jacobian", states, Gradients.Direction.FORWARD);
    List<Tensor> blocks = derivative.apply(inputs(t, y, values));
    List<String> labels = system.stateLabels();
    List<String> rows = labels.stream().map(label -> "d" + label + "/dt").toList();
    return new Jacobian(rows, labels, matrix(blocks));
  }

  /** Puts the blocks of each state by each other side by side. */
  private double[][] matrix(List<Tensor> blocks) {
    double[][] matrix = new double[system.size()][system.size()];
    int block = 0;
    int row = 0;
    for (Template of : system.states()) {
      int column = 0;
      for (Template by : system.states()) {
        double[] part = blocks.get(block++).doubles();
        for (int i = 0; i < of.size(); i++) {
          System.arraycopy(part, i * by.size(), matrix[row + i], column, by.size());
        }
        column += by.size();
      }
      row += of.size();
    }
    return matrix;
  }

  /** Returns its derivative by each parameter: an array [n, axes of the parameter…]. */
  Map<String, Tensor> byParameters(double t, double[] y, Values values) {
    List<Tensor> inputs = inputs(t, y, values);
    Map<String, Tensor> derivatives = new LinkedHashMap<>();
    for (Template by : system.parameters()) {
      boolean few = by.size() <= system.size();
      Gradients.Direction direction =
          few ? Gradients.Direction.FORWARD : Gradients.Direction.REVERSE;
      String name = by.name();
      CompiledFunction derivative = derivative("jacobian by " + name, List.of(name), direction);
      double[] all = joined(derivative.apply(inputs), system.size() * by.size());
      derivatives.put(name, Tensor.of(by.shape().inserted(0, system.size()), all));
    }
    return derivatives;
  }

  private CompiledFunction derivative(
      String key, List<String> names, Gradients.Direction direction) {
    return kept.function(
        key, () -> backend.compile(Gradients.jacobian(system.rhs(), names, direction)));
  }

  /** Returns the inputs: time, states, parameters, and past values where they are asked for. */
  List<Tensor> inputs(double t, double[] y, Values values) {
    List<Tensor> parameters = Bindings.parameters(system, values);
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(Tensor.of(t));
    inputs.addAll(split(y));
    inputs.addAll(parameters);
    if (!system.historyRequirements().isEmpty()) {
      CompiledFunction signals = kept.function("signals", () -> backend.compile(system.signals()));
      inputs.addAll(new Past(system, history).at(signals, inputs));
    }
    return inputs;
  }

  private List<Tensor> split(double[] y) {
    if (Given.argument(y, "y", "this call").length != system.size()) {
      throw new EpisodeException(
          Problem.of("E2208", "The state has " + y.length + " values, expected " + system.size())
              .remedy("One for each of " + Suggestion.list(system.stateLabels()) + "."));
    }
    List<Tensor> states = new ArrayList<>();
    int start = 0;
    for (Template state : system.states()) {
      double[] cells = Arrays.copyOfRange(y, start, start + state.size());
      states.add(Tensor.of(state.shape(), cells));
      start += state.size();
    }
    return states;
  }

  /** Returns the states one after the other: double[n]. */
  double[] flat(List<Tensor> states) {
    return joined(states, system.size());
  }

  private static double[] joined(List<Tensor> parts, int size) {
    double[] all = new double[size];
    int start = 0;
    for (Tensor part : parts) {
      System.arraycopy(part.doubles(), 0, all, start, part.shape().size());
      start += part.shape().size();
    }
    return all;
  }
}
