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
  private static final List<String> WITH_DERIVATIVES =
      List.of(
          "age_sir_contact_matrix",
          "mixed_scalar_and_templated",
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
          "vaccination_leaky_svir");

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

  @ParameterizedTest
  @ValueSource(strings = {"interpreter", "jvm"})
  void derivativesByStateAndParametersAreAsRecorded(String backend) {
    for (String name : WITH_DERIVATIVES) {
      Vector vector = Vector.read(name);
      CompiledSystem compiled = vector.system().compile(backend);
      Values values = Values.of(Vector.map(vector.json().get("params")));
      double[] y = Vector.doubles(vector.json().get("y"));
      double t = (Double) vector.json().get("t");
      double[] rhs = Vector.doubles(vector.json().get("rhs"));
      // rounding only: the order of additions differs from NumPy's
      assertThat(compiled.rhs(t, y, values)).containsExactly(rhs, within(1e-12, rhs));
      List<Object> dfdy = Vector.list(vector.json().get("dfdy"));
      double[][] jacobian = compiled.jacobian(t, y, values).matrix();
      for (int i = 0; i < y.length; i++) {
        double[] row = Vector.doubles(dfdy.get(i));
        assertThat(jacobian[i]).as(name).containsExactly(row, within(1e-10, row));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"seasonal_forcing_t", "seird_births_deaths", "sir_expr", "age_sir_contact_matrix"})
  void trajectoriesAreAsRecorded(String name) {
    Vector vector = Vector.read(name);
    OpSystem system = vector.system();
    Map<String, Object> trajectory = Vector.map(vector.json().get("trajectory"));
    double[] times = Vector.doubles(trajectory.get("t"));
    List<Object> rows = Vector.list(trajectory.get("y"));
    Values values = Values.of(Vector.map(vector.json().get("params")));
    double[] start = Vector.doubles(rows.get(0));
    int cell = 0;
    for (Template state : system.states()) {
      double[] y0 = Arrays.copyOfRange(start, cell, cell + state.size());
      values = values.with(state.name(), Tensor.of(state.shape(), y0));
      cell += state.size();
    }
    CompiledSystem compiled = system.compile().withTolerances(1e-12, 1e-14);
    Solution solution = compiled.solve(values, TimeSpan.times(times));
    double[] scale = new double[start.length];
    for (Object row : rows) {
      for (int i = 0; i < scale.length; i++) {
        scale[i] = Math.max(scale[i], Math.abs(Vector.doubles(row)[i]));
      }
    }
    for (int k = 0; k < times.length; k++) {
      int at = 0;
      for (Template state : system.states()) {
        for (double seen : solution.stateArray(state.name())[k]) {
          double expected = Vector.doubles(rows.get(k))[at];
          // both solved with tolerances of about 1e-12 per step
          assertThat(seen).isCloseTo(expected, Offset.offset(1e-9 * Math.max(scale[at], 1e-3)));
          at++;
        }
      }
    }
  }

  private static Offset<Double> within(double relative, double[] reference) {
    double scale = Arrays.stream(reference).map(Math::abs).max().orElse(1);
    return Offset.offset(relative * Math.max(scale, 1e-3));
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
