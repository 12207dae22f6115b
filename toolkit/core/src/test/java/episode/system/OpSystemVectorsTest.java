package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import episode.expr.Checker;
import episode.expr.EpisodeException;
import episode.expr.Perform;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specs of op_system read as they stand, against the numbers recorded from op_system 0.2.0. */
public class OpSystemVectorsTest {

  /** Returns the names of the backends that must give the recorded numbers. */
  protected List<String> backends() {
    return List.of("interpreter", "jvm");
  }

  static List<String> valid() {
    return List.of(
        "age_sir_contact_matrix",
        "continuous_trapezoid_nonuniform",
        "erlang_chain_forward_list",
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
        "time_varying_scalar_param",
        "transition_to_null",
        "two_axis_age_vax",
        "vaccination_leaky_svir");
  }

  static List<String> withTrajectory() {
    return valid().stream()
        .filter(name -> Vector.read(name).json().containsKey("trajectory"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void namesAreAsRecorded(String name) {
    Vector vector = Vector.read(name);
    OpSystem system = vector.system();
    Checker.check(system.rhs());
    assertThat(system.stateNames()).isEqualTo(vector.json().get("state_names"));
    List<String> names = system.parameters().stream().map(Template::name).toList();
    assertThat(names)
        .containsExactlyElementsOf(new TreeSet<>(Vector.map(vector.json().get("params")).keySet()));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void rightHandSideAndDerivativesAreAsRecorded(String name) {
    Vector vector = Vector.read(name);
    for (String backend : backends()) {
      CompiledSystem compiled = vector.system().compile(backend);
      for (Map<String, Object> point : vector.points()) {
        double t = (Double) point.getOrDefault("t", 0.0);
        double[] y = Vector.doubles(point.get("y"));
        double[] expected = Vector.doubles(point.get("rhs"));
        double[] seen = compiled.rhs(t, y, Values.of(Vector.map(point.get("params"))));
        // rounding only: the order of additions differs from NumPy's
        assertThat(seen).as(backend).containsExactly(expected, within(1e-12, expected));
      }
    }
    for (String backend : backends()) {
      byState(vector, vector.system().compile(backend));
      byParameters(vector, backend);
    }
  }

  private static void byState(Vector vector, CompiledSystem compiled) {
    double[] y = Vector.doubles(vector.json().get("y"));
    double t = (Double) vector.json().get("t");
    double[][] seen =
        compiled.jacobian(t, y, Values.of(Vector.map(vector.json().get("params")))).matrix();
    List<Object> rows = Vector.list(vector.json().get("dfdy"));
    for (int i = 0; i < y.length; i++) {
      double[] row = Vector.doubles(rows.get(i));
      // one rule of differentiation against another: rounding only
      assertThat(seen[i]).as("row " + i).containsExactly(row, within(1e-10, row));
    }
  }

  /** The recorded array has the state's cells first, then the parameter's shape. */
  private static void byParameters(Vector vector, String backend) {
    Map<String, Object> recorded = Vector.map(vector.json().get("dfdparams"));
    double[] y = Vector.doubles(vector.json().get("y"));
    double t = (Double) vector.json().get("t");
    Values values = Values.of(Vector.map(vector.json().get("params")));
    Map<String, Tensor> seen = vector.system().compile(backend).parameterJacobians(t, y, values);
    assertThat(seen.keySet()).isEqualTo(recorded.keySet());
    for (String name : seen.keySet()) {
      double[] expected = byCell(recorded.get(name), y.length);
      assertThat(seen.get(name).doubles())
          .as(name)
          .containsExactly(expected, within(1e-10, expected));
    }
  }

  private static double[] byCell(Object recorded, int cells) {
    assertThat(Vector.list(recorded)).hasSize(cells);
    return flat(recorded);
  }

  static List<Tensor> states(OpSystem system, double[] y) {
    List<Tensor> states = new ArrayList<>();
    int start = 0;
    for (Template state : system.states()) {
      Shape shape = state.shape();
      states.add(Tensor.of(shape, Arrays.copyOfRange(y, start, start + shape.size())));
      start += shape.size();
    }
    return states;
  }

  @ParameterizedTest
  @MethodSource("withTrajectory")
  void trajectoryAndSensitivitiesAreAsRecorded(String name) {
    Vector vector = Vector.read(name);
    OpSystem system = vector.system();
    Map<String, Object> recorded = Vector.map(vector.json().get("trajectory"));
    double[] times = Vector.doubles(recorded.get("t"));
    List<Object> rows = Vector.list(recorded.get("y"));
    Values values = Values.of(Vector.map(vector.json().get("params")));
    List<Tensor> start = states(system, Vector.doubles(rows.get(0)));
    for (int i = 0; i < start.size(); i++) {
      values = values.with(system.states().get(i).name(), start.get(i));
    }
    CompiledSystem compiled = system.compile().withTolerances(1e-12, 1e-14);
    TimeSpan span = TimeSpan.times(times);
    Solution solution = compiled.solve(values, span);
    for (int k = 0; k < times.length; k++) {
      double[] row = Vector.doubles(rows.get(k));
      int at = 0;
      for (Template state : system.states()) {
        double[] seen = solution.stateArray(state.name())[k];
        double[] expected = Arrays.copyOfRange(row, at, at + state.size());
        // both solved with tolerances of about 1e-12 per step
        assertThat(seen).containsExactly(expected, within(1e-9, row));
        at += state.size();
      }
    }
  }

  private static double[] flat(Object array) {
    if (!(array instanceof List<?> list)) {
      return new double[] {(Double) array};
    }
    return list.stream().flatMapToDouble(one -> Arrays.stream(flat(one))).toArray();
  }

  private static Offset<Double> within(double relative, double[] reference) {
    double scale = Arrays.stream(reference).map(Math::abs).max().orElse(1);
    return Offset.offset(relative * Math.max(scale, 1e-3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"equation_missing", "kind_unknown", "state_duplicate"})
  void invalidSpecIsRefusedWithACodeAndAPlace(String name) {
    Vector vector = Vector.read("invalid/" + name);
    EpisodeException refusal = catchThrowableOfType(EpisodeException.class, () -> vector.system());
    assertThat(refusal.problems()).allMatch(problem -> problem.where().isPresent());
    assertThat(refusal.problems()).extracting(Problem::code).allMatch(c -> c.matches("E[12].*"));
  }

  @Test
  void stateOfTheWrongLengthIsRefusedAtTheCall() {
    Vector vector = Vector.read("invalid/wrong_state_length");
    CompiledSystem compiled = vector.system().compile();
    EpisodeException refusal =
        catchThrowableOfType(
            EpisodeException.class, () -> compiled.rhs(0, new double[3], Values.of()));
    assertThat(refusal.code()).isEqualTo("E2208");
  }

  static double[] rhs(OpSystem system, double t, double[] y, Values values) {
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(Tensor.of(t));
    inputs.addAll(states(system, y));
    inputs.addAll(Bindings.parameters(system, values));
    return Perform.evaluate(system.rhs(), inputs).stream()
        .flatMapToDouble(tensor -> Arrays.stream(tensor.doubles()))
        .toArray();
  }
}
