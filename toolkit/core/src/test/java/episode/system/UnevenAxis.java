package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

/** A state over a continuous axis whose points are at uneven distances, for tests of operators. */
final class UnevenAxis {
  static final double[] UNEVEN = {0, 0.3, 0.5, 1.1, 1.9, 2.0, 3.5};
  static final double[] U = {1, 3, -2, 5, 0.5, 4, 2};

  private UnevenAxis() {}

  /** Returns a builder with the axis x and the state u over it. */
  static SystemBuilder uneven() {
    return OpSystem.named("m").axis("x", AxisPoints.points(UNEVEN)).state("u[x]");
  }

  /** Returns what the interpreter gives, which compiled code gives too. */
  static double[] rhs(OpSystem system, double[] y, Values values) {
    double[] reference = system.compile("interpreter").rhs(0.7, y, values);
    double[] compiled = system.compile().rhs(0.7, y, values);
    // the order of sums may differ
    assertClose(compiled, reference, 1e-14);
    return reference;
  }

  /** Checks numbers to a part of the largest. */
  static void assertClose(double[] seen, double[] expected, double tolerance) {
    double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0) + 1e-300;
    assertThat(seen).hasSameSizeAs(expected);
    for (int i = 0; i < seen.length; i++) {
      assertThat(seen[i]).as("cell %d", i).isCloseTo(expected[i], within(tolerance * scale));
    }
  }

  /** Returns the width of the cell around each point. */
  static double[] widths(double[] x) {
    double[] w = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double low = i == 0 ? x[0] : (x[i - 1] + x[i]) / 2;
      double high = i == x.length - 1 ? x[i] : (x[i] + x[i + 1]) / 2;
      w[i] = high - low;
    }
    return w;
  }

  /** Returns the sum over cells of values per unit of length. */
  static double integral(double[] x, double[] values) {
    double[] w = widths(x);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += w[i] * values[i];
    }
    return sum;
  }
}
