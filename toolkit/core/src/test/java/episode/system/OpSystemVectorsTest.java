package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Checker;
import episode.expr.Graph;
import episode.expr.Perform;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers recorded from op_system 0.2.0, and two cases that it refuses, by their definition. */
class OpSystemVectorsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "age_sir_contact_matrix",
        "mixed_scalar_and_templated",
        "np_floor",
        "np_max_min_clip_abs_where",
        "np_whitelist_all",
        "pinned_vaccination_two_doses",
        "precedence_pow_mod_unary",
        "seasonal_forcing_t",
        "seird_births_deaths",
        "sir_expr",
        "sir_transitions_sum_state",
        "transition_to_null",
        "two_axis_age_vax",
        "vaccination_leaky_svir"
      })
  void rightHandSideIsAsRecorded(String name) {
    Vector vector = Vector.read(name);
    check(vector, vector.system());
  }

  @Test
  void chainOfStagesIsAsRecorded() {
    Vector vector = Vector.read("erlang_chain_forward_list");
    SystemBuilder builder = OpSystem.named("chain").state("S", "R", "I1", "I2", "I3", "I4");
    vector.parameters(builder);
    builder
        .transition("S -> I1", "beta * (I1 + I2 + I3 + I4) / (S + R + I1 + I2 + I3 + I4)")
        .transition("I1 -> I2", "g1")
        .transition("I2 -> I3", "g2")
        .transition("I3 -> I4", "g3")
        .transition("I4 -> R", "g4");
    check(vector, builder.build());
  }

  private static void check(Vector vector, OpSystem system) {
    assertThat(system.stateNames()).isEqualTo(vector.json().get("state_names"));
    Checker.check(system.rhs());
    for (Map<String, Object> point : vector.points()) {
      double[] expected = Vector.doubles(point.get("rhs"));
      double[] y = Vector.doubles(point.get("y"));
      double t = (Double) point.getOrDefault("t", 0.0);
      double[] seen = rhs(system, t, y, Values.of(Vector.map(point.get("params"))));
      double scale = Arrays.stream(expected).map(Math::abs).max().orElse(1);
      // rounding only: the order of additions differs from NumPy's
      assertThat(seen).containsExactly(expected, Offset.offset(1e-12 * Math.max(scale, 1e-300)));
    }
  }

  static double[] rhs(OpSystem system, double t, double[] y, Values values) {
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(Tensor.of(t));
    int start = 0;
    for (Template state : system.states()) {
      inputs.add(Tensor.of(state.shape(), Arrays.copyOfRange(y, start, start + state.size())));
      start += state.size();
    }
    inputs.addAll(Bindings.parameters(system, values));
    Graph graph = system.rhs();
    return Perform.evaluate(graph, inputs).stream()
        .flatMapToDouble(tensor -> Arrays.stream(tensor.doubles()))
        .toArray();
  }
}
