package episode.system;

import episode.backend.Call;
import episode.backend.CompiledFunction;
import episode.expr.Graph;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.solve.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Graphs about the states themselves. */
final class StateGraph {
  private StateGraph() {}

  /** Returns the graph with the inputs of a right-hand side that gives the states. */
  static Graph identity(Graph rhs, int states) {
    return new Graph("states", rhs.inputs(), rhs.inputs().subList(1, 1 + states));
  }

  /**
   * Returns a formula's values along a trajectory whose observed values are the states.
   *
   * @param function inputs as those of a right-hand side, one output
   */
  static Tensor along(
      CompiledFunction function, OpSystem system, List<Tensor> parameters, Trajectory trajectory) {
    List<Tensor> states = new ArrayList<>();
    for (int i = 0; i < system.states().size(); i++) {
      states.add(trajectory.values(i));
    }
    return along(
        function,
        system,
        parameters,
        trajectory.times(),
        row -> states.stream().map(state -> at(state, row)).toList());
  }

  /**
   * Returns a formula's values at some times.
   *
   * @param at the states at the time of a number
   */
  static Tensor along(
      CompiledFunction function,
      OpSystem system,
      List<Tensor> parameters,
      double[] times,
      IntFunction<List<Tensor>> at) {
    try (CompiledFunction.Invocation invocation = function.newCall()) {
      return along(invocation, function.graph(), system, parameters, times, at);
    }
  }

  private static Tensor along(
      CompiledFunction.Invocation invocation,
      Graph graph,
      OpSystem system,
      List<Tensor> parameters,
      double[] times,
      IntFunction<List<Tensor>> at) {
    Call call = invocation.call();
    int states = system.states().size();
    for (int i = 0; i < parameters.size(); i++) {
      call.write(invocation.input(1 + states + i), parameters.get(i));
    }
    Shape shape = graph.outputs().get(0).shape();
    double[] all = new double[times.length * shape.size()];
    for (int row = 0; row < times.length; row++) {
      call.set(invocation.input(0), times[row]);
      List<Tensor> y = at.apply(row);
      for (int i = 0; i < states; i++) {
        call.write(invocation.input(1 + i), y.get(i));
      }
      invocation.run();
      double[] value = call.read(invocation.output(0)).toDoubles();
      System.arraycopy(value, 0, all, row * shape.size(), shape.size());
    }
    return Tensor.of(shape.inserted(0, times.length), all);
  }

  private static Tensor at(Tensor array, int row) {
    Shape shape = array.shape().without(episode.expr.Ints.of(0));
    int size = shape.size();
    double[] part = new double[size];
    System.arraycopy(array.doubles(), row * size, part, 0, size);
    return Tensor.of(shape, part);
  }
}
