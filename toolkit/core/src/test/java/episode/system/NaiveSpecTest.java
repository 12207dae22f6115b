package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The evaluator that judges the library is itself judged by op_system's numbers. */
class NaiveSpecTest {

  @ParameterizedTest
  @MethodSource("episode.system.OpSystemVectorsTest#valid")
  void givesTheNumbersOfOpSystem(String name) {
    Vector vector = Vector.read(name);
    NaiveSpec spec = new NaiveSpec(Vector.map(vector.json().get("spec")));
    assertThat(spec.cells).isEqualTo(vector.json().get("state_names"));
    for (Map<String, Object> point : vector.points()) {
      double[] expected = Vector.doubles(point.get("rhs"));
      double scale = Arrays.stream(expected).map(Math::abs).max().orElse(1);
      double[] seen =
          spec.rhs(
              (Double) point.getOrDefault("t", 0.0),
              Vector.doubles(point.get("y")),
              Vector.map(point.get("params")));
      // the order of additions differs
      assertThat(seen).containsExactly(expected, Offset.offset(1e-12 * scale));
    }
  }
}
