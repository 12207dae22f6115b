package episode.model;

import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import episode.system.OpSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the states that stay at 0, by a few small Euler steps. For one thread. */
final class Reach {
  private static final int MOST_STEPS = 50;
  private static final double STEP = 1e-3;

  private final Graph rhs;
  private final List<String> states = new ArrayList<>();
  private final Map<String, Tensor> values;

  Reach(OpSystem system, Map<String, Tensor> known) {
    rhs = system.rhs();
    values = new LinkedHashMap<>(known);
    Set<String> given = new LinkedHashSet<>(known.keySet());
    system.states().forEach(state -> states.add(state.name()));
    given.retainAll(states);
    Graph initial = system.initial(given);
    List<Tensor> starts = Perform.evaluate(initial, inputs(initial));
    for (int i = 0; i < states.size(); i++) {
      values.put(states.get(i), starts.get(i));
    }
  }

  private List<Tensor> inputs(Graph graph) {
    List<Tensor> inputs = new ArrayList<>();
    for (Node input : graph.inputs()) {
      inputs.add(values.get(input.name()));
    }
    return inputs;
  }

  /** Returns the states that are 0 after as many steps as there are numbers to reach. */
  Set<String> unreached(double from, double to) {
    int cells = 0;
    for (String state : states) {
      cells += values.get(state).shape().size();
    }
    int steps = Math.min(cells, MOST_STEPS);
    Set<String> zero = zero();
    for (int k = 0; k < steps && !zero.isEmpty(); k++) {
      values.put("t", Tensor.of(from + (to - from) * k / steps));
      step(STEP * (to - from));
      zero = zero();
    }
    return zero;
  }

  private void step(double h) {
    List<Tensor> slopes = Perform.evaluate(rhs, inputs(rhs));
    for (int i = 0; i < states.size(); i++) {
      Tensor y = values.get(states.get(i));
      double[] next = y.toDoubles();
      for (int j = 0; j < next.length; j++) {
        next[j] += h * slopes.get(i).at(j);
      }
      values.put(states.get(i), Tensor.of(y.shape(), next));
    }
  }

  private Set<String> zero() {
    Set<String> zero = new LinkedHashSet<>();
    for (String state : states) {
      boolean all = true;
      for (double y : values.get(state).toDoubles()) {
        all = all && y == 0;
      }
      if (all) {
        zero.add(state);
      }
    }
    return zero;
  }
}
