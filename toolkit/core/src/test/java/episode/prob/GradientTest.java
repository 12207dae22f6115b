package episode.prob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.expr.Graph;
import episode.expr.Perform;
import episode.expr.Tensor;
import episode.prob.DistributionsTest.Figure;
import episode.transform.Gradients;
import episode.transform.Simplify;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of densities against differences, in the value and in every parameter. */
class GradientTest {

  /** Figures inside their supports with numbers that differences can resolve. */
  static Stream<Figure> figures() {
    return DistributionsTest.figures().stream()
        .filter(figure -> !DistributionsTest.needsNumbers(figure))
        .filter(figure -> Arrays.stream(figure.numbers()).allMatch(GradientTest::isOrdinary));
  }

  private static boolean isOrdinary(double number) {
    double size = Math.abs(number);
    return number == Double.POSITIVE_INFINITY || size > 1e-4 && size < 1e4;
  }

  private static double[] gradient(Graph graph, double[] at) {
    List<String> names = new ArrayList<>();
    graph.inputs().forEach(input -> names.add(input.name()));
    Graph gradient = Gradients.gradient(Simplify.of(graph), names);
    return Perform.evaluate(gradient, tensors(at)).stream().mapToDouble(t -> t.at(0)).toArray();
  }

  private static List<Tensor> tensors(double[] numbers) {
    List<Tensor> tensors = new ArrayList<>();
    for (double number : numbers) {
      tensors.add(Tensor.of(number));
    }
    return tensors;
  }

  private static double value(Graph graph, double[] at) {
    return Perform.evaluate(graph, tensors(at)).get(0).at(0);
  }

  /** Returns a derivative by central differences of two steps, extrapolated (Richardson). */
  private static double difference(Graph graph, double[] at, int place) {
    double step = 1e-3 * Math.max(1e-2, Math.abs(at[place]));
    double coarse = slope(graph, at, place, step);
    double fine = slope(graph, at, place, step / 2);
    return (4 * fine - coarse) / 3;
  }

  private static double slope(Graph graph, double[] at, int place, double step) {
    double[] above = at.clone();
    double[] below = at.clone();
    above[place] += step;
    below[place] -= step;
    return (value(graph, above) - value(graph, below)) / (2 * step);
  }

  @ParameterizedTest
  @MethodSource("figures")
  void gradientMatchesDifferences(Figure figure) {
    Distribution distribution = figure.distribution();
    Graph graph = DistributionsTest.graph(distribution, figure.parameters());
    double[] at = Arrays.stream(figure.numbers()).filter(Double::isFinite).toArray();
    double[] gradient = gradient(graph, at);
    // The value of a discrete distribution, and the ends of a support, do not vary smoothly.
    boolean whole = distribution.support().whole();
    for (int i = whole ? 1 : 0; i < at.length; i++) {
      if (whole && i == 1 && distribution.name().equals("binomial")) {
        continue;
      }
      double difference = difference(graph, at, i);
      if (!Double.isFinite(difference)) {
        continue; // At an end of the support one side has no density.
      }
      double scale = Math.max(1, Math.abs(difference) + Math.abs(figure.logDensity()));
      // Truncation 1e-3^4 relative, rounding 1e-16 · |terms| / 1e-5.
      assertThat(gradient[i]).as("input " + i).isCloseTo(difference, within(2e-7 * scale));
    }
  }

  @Test
  void gradientOutsideTheSupportIsZeroAndNotNaN() {
    double[][] cases = {{-1, 1, 1}, {1.5, 2, 2}, {-0.1, 1, 4}, {-3, 2}, {-1, 3}, {-2, 5, 2}};
    String[] names = {"logNormal", "beta", "uniform", "exponential", "halfCauchy", "gamma"};
    for (int i = 0; i < names.length; i++) {
      Distribution distribution = Distributions.named(names[i]).orElseThrow();
      double[] parameters = Arrays.copyOfRange(cases[i], 1, cases[i].length);
      Graph graph = DistributionsTest.graph(distribution, parameters);
      assertThat(Arrays.stream(gradient(graph, cases[i])).allMatch(g -> g == 0)).isTrue();
    }
  }

  @Test
  void zeroCountsHaveFiniteGradientsInTheMean() {
    for (String name : List.of("poisson", "negativeBinomial")) {
      Distribution distribution = Distributions.named(name).orElseThrow();
      double[] parameters = name.equals("poisson") ? new double[] {0} : new double[] {0, 2};
      Graph graph = DistributionsTest.graph(distribution, parameters);
      double[] at = name.equals("poisson") ? new double[] {0, 0} : new double[] {0, 0, 2};
      assertThat(gradient(graph, at)[1]).as(name).isCloseTo(-1, within(1e-14));
    }
  }
}
