package episode.system;

import static episode.system.UnevenAxis.U;
import static episode.system.UnevenAxis.UNEVEN;
import static episode.system.UnevenAxis.assertClose;
import static episode.system.UnevenAxis.integral;
import static episode.system.UnevenAxis.rhs;
import static episode.system.UnevenAxis.uneven;
import static episode.system.UnevenAxis.widths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jumps along continuous axes against loops over pairs of cells. */
class JumpsTest {
  /** Sends what leaves each cell to all others, one pair after the other. */
  private static double[] jumped(
      double[] x, double[] u, DoubleUnaryOperator rate, DoubleUnaryOperator kernel, String way) {
    int n = x.length;
    double[] w = widths(x);
    double[] mass = new double[n];
    for (int j = 0; j < n; j++) {
      double[] landing = new double[n];
      double total = 0;
      for (int i = 0; i < n; i++) {
        double width = w[i];
        if (way.equals("up")) {
          width = i < j ? 0 : i > j ? w[i] : j == n - 1 ? 0 : (x[j + 1] - x[j]) / 2;
        } else if (way.equals("down")) {
          width = i > j ? 0 : i < j ? w[i] : j == 0 ? 0 : (x[j] - x[j - 1]) / 2;
        }
        landing[i] = width * kernel.applyAsDouble(Math.abs(x[i] - x[j]));
        total += landing[i];
      }
      for (int i = 0; i < n && total > 0; i++) {
        double moved = w[j] * u[j] * rate.applyAsDouble(x[j]) * landing[i] / total;
        mass[i] += moved;
        mass[j] -= moved;
      }
    }
    double[] change = new double[n];
    for (int i = 0; i < n; i++) {
      change[i] = mass[i] / w[i];
    }
    return change;
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "up", "down"})
  void jumpsAreALoopOverPairs(String way) {
    Map<String, DoubleUnaryOperator> kernels =
        Map.of(
            "'gaussian', s", d -> Math.exp(-d * d / (2 * 0.6 * 0.6)),
            "'exponential', s", d -> Math.exp(-d / 0.6),
            "'gamma', 2.5, s", d -> Math.pow(Math.max(d, 1e-12) / 0.6, 1.5) * Math.exp(-d / 0.6),
            "'power_law', s, 3", d -> Math.pow(1 + d / 0.6, -3),
            "'erfc', s", d -> Erfc.value(d / 0.6));
    for (Map.Entry<String, DoubleUnaryOperator> kernel : kernels.entrySet()) {
      String formula = "jump(u, x, 1 + x, " + kernel.getKey() + ", '" + way + "')";
      OpSystem system = uneven().parameter("s").equation("u", formula).build();
      double[] seen = rhs(system, U, Values.of("s", 0.6));
      double[] expected = jumped(UNEVEN, U, x -> 1 + x, kernel.getValue(), way);
      // sums of some products, in another order
      assertClose(seen, expected, 1e-13);
      double turnover = Arrays.stream(seen).map(Math::abs).sum();
      assertThat(integral(UNEVEN, seen)).isCloseTo(0, within(1e-14 * turnover));
    }
  }

  @Test
  void jumpsMayFollowAMatrix() {
    OpSystem system =
        uneven().parameter("K[x, x]").equation("u", "jump(u, x, 2, 'custom', K)").build();
    int n = U.length;
    double[][] matrix = new double[n][n];
    double[] w = widths(UNEVEN);
    double[] mass = new double[n];
    for (int j = 0; j < n; j++) {
      double total = 0;
      for (int i = 0; i < n; i++) {
        matrix[i][j] = 1 + i + 10 * j * j;
        total += w[i] * matrix[i][j];
      }
      for (int i = 0; i < n; i++) {
        mass[i] += 2 * w[j] * U[j] * w[i] * matrix[i][j] / total;
      }
    }
    double[] expected = new double[n];
    for (int i = 0; i < n; i++) {
      expected[i] = mass[i] / w[i] - 2 * U[i];
    }
    assertClose(rhs(system, U, Values.of("K", matrix)), expected, 1e-13);
  }

  @Test
  void jumpLengthsMayDifferByAge() {
    OpSystem system =
        OpSystem.named("m")
            .axis("age", "young", "old")
            .axis("x", AxisPoints.points(UNEVEN))
            .state("u[x, age]")
            .parameter("s[age]")
            .equation("u", "jump(u, x, 1, 'exponential', s)")
            .build();
    int n = U.length;
    double[] y = new double[2 * n];
    for (int i = 0; i < n; i++) {
      y[2 * i] = U[i];
      y[2 * i + 1] = 1 + i;
    }
    double[] ones = {1, 2, 3, 4, 5, 6, 7};
    double[] young = jumped(UNEVEN, U, x -> 1, d -> Math.exp(-d / 0.5), "both");
    double[] old = jumped(UNEVEN, ones, x -> 1, d -> Math.exp(-d / 2), "both");
    double[] expected = new double[2 * n];
    for (int i = 0; i < n; i++) {
      expected[2 * i] = young[i];
      expected[2 * i + 1] = old[i];
    }
    double[] seen = rhs(system, y, Values.of("s", new double[] {0.5, 2}));
    assertClose(seen, expected, 1e-13);
  }

  @Test
  void gradientsByTheLengthOfJumpsAgreeWithDifferences() {
    OpSystem system =
        uneven()
            .parameter("r", "s")
            .equation("u", "jump(u, x, r * (1 + x), 'gaussian', s, 'up')")
            .build();
    Values values = Values.of("u", U, "r", 0.3, "s", 0.8);
    assertThat(system.compile().checkGradient(values, TimeSpan.times(0, 1)).agrees()).isTrue();
  }
}
