package episode.system;

import episode.backend.Backend;
import episode.backend.Call;
import episode.backend.CompiledFunction;
import episode.expr.Given;
import episode.expr.Graph;
import episode.expr.Ints;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.solve.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Formulas about a system along a trajectory whose observed values are the states. Safe to share.
 */
final class AlongTrajectory {
  private final OpSystem system;
  private final Backend backend;
  private final Kept kept;
  private final Values values;
  private final Trajectory trajectory;

  AlongTrajectory(
      OpSystem system, Backend backend, Kept kept, Values values, Trajectory trajectory) {
    this.system = system;
    this.backend = backend;
    this.kept = kept;
    this.values = values;
    this.trajectory = trajectory;
  }

  /** Returns a formula at the saved times: an array [time, axes…]. */
  Tensor formula(String formula) {
    Given.argument(formula, "formula", "observe");
    return atSavedTimes(
        kept.function(
            "observe " + formula, () -> backend.compile(system.observe(List.of(formula)))));
  }

  /** Returns an output at the saved times: an array [time, axes…] in the order declared. */
  Tensor output(String name) {
    return atSavedTimes(
        kept.function("output " + name, () -> backend.compile(system.outputGraph(name))));
  }

  /** Returns a formula at any times that the trajectory reaches. */
  Solution.Series series(double[] times, String formula) {
    OpSystem.Observed observed = system.observed(formula);
    CompiledFunction function =
        kept.function("observe " + formula, () -> backend.compile(observed.graph()));
    Tensor array = atTimes(function, times, row -> trajectory.at(times[row]));
    Template what = new Template(formula, observed.quantities().get(0).axes());
    return new Solution.Series(what, Solution.rows(array, what.size()));
  }

  private Tensor atSavedTimes(CompiledFunction function) {
    List<Tensor> states = new ArrayList<>();
    for (int i = 0; i < system.states().size(); i++) {
      states.add(trajectory.values(i));
    }
    return atTimes(
        function, trajectory.times(), row -> states.stream().map(state -> at(state, row)).toList());
  }

  /**
   * Returns a function's values at some times.
   *
   * @param function inputs as those of the right-hand side, one output
   * @param at the states at the time of a number
   */
  private Tensor atTimes(CompiledFunction function, double[] times, IntFunction<List<Tensor>> at) {
    List<Tensor> parameters = Bindings.parameters(system, values);
    try (CompiledFunction.Invocation invocation = function.newCall()) {
      return atTimes(invocation, function.graph(), parameters, times, at);
    }
  }

  private Tensor atTimes(
      CompiledFunction.Invocation invocation,
      Graph graph,
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
    Shape shape = array.shape().without(Ints.of(0));
    int size = shape.size();
    double[] part = new double[size];
    System.arraycopy(array.doubles(), row * size, part, 0, size);
    return Tensor.of(shape, part);
  }
}
