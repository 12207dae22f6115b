package episode.prob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.expr.Checker;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionsTest {

  /** One line of the reference figures. */
  record Figure(String name, double[] numbers, double logDensity) {
    Distribution distribution() {
      String[] words = name.split(" ");
      Distribution base = Distributions.named(words[words.length - 1]).orElseThrow();
      return words.length == 1 ? base : new Truncated(base);
    }

    double x() {
      return numbers[0];
    }

    double[] parameters() {
      return Arrays.copyOfRange(numbers, 1, numbers.length);
    }
  }

  static List<Figure> figures() {
    try (InputStream in = DistributionsTest.class.getResourceAsStream("densities.csv")) {
      List<Figure> figures = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.startsWith("#")) {
          String[] cells = line.split(",");
          double[] numbers =
              Arrays.stream(cells).skip(1).mapToDouble(Double::parseDouble).toArray();
          int last = numbers.length - 1;
          figures.add(new Figure(cells[0], Arrays.copyOf(numbers, last), numbers[last]));
        }
      }
      return figures;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Relative to the density, or to the largest term where large terms cancel. */
  private static double tolerance(Figure figure) {
    double scale = Math.max(1, Math.abs(figure.logDensity()));
    for (double number : figure.numbers()) {
      boolean cancels = Double.isFinite(number) && Math.abs(number) > 100;
      scale = cancels ? Math.max(scale, 30 * Math.min(1e9, Math.abs(number))) : scale;
    }
    return 2e-13 * scale;
  }

  @ParameterizedTest
  @MethodSource("figures")
  void logDensityOfNumbersMatchesIndependentFigures(Figure figure) {
    GraphBuilder b = new GraphBuilder();
    List<Node> parameters = new ArrayList<>();
    for (double parameter : figure.parameters()) {
      parameters.add(b.constant(parameter));
    }
    Node x = b.constant(figure.x());
    Node density = figure.distribution().logDensity(b, x, parameters);
    Graph graph = Checker.check(b.build("density", List.of(density)));
    assertThat(Perform.evaluate(graph, List.of()).get(0).at(0))
        .isCloseTo(figure.logDensity(), within(tolerance(figure)));
  }

  @ParameterizedTest
  @MethodSource("figures")
  void logDensityOfInputsMatchesIndependentFigures(Figure figure) {
    if (needsNumbers(figure)) {
      return;
    }
    assertThat(density(figure.distribution(), figure.x(), figure.parameters()))
        .isCloseTo(figure.logDensity(), within(tolerance(figure)));
  }

  static boolean needsNumbers(Figure figure) {
    return figure.name().matches("truncated (gamma|beta|studentT|poisson|negativeBinomial)");
  }

  static double density(Distribution distribution, double x, double... parameters) {
    Graph graph = graph(distribution, parameters);
    List<Tensor> values = new ArrayList<>();
    values.add(Tensor.of(x));
    for (double parameter : parameters) {
      if (Double.isFinite(parameter)) {
        values.add(Tensor.of(parameter));
      }
    }
    return Perform.evaluate(graph, values).get(0).at(0);
  }

  /** A graph of x and the finite parameters; infinite ends are constants. */
  static Graph graph(Distribution distribution, double... parameters) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      boolean isInput = Double.isFinite(parameters[i]);
      nodes.add(isInput ? b.input("p" + i) : b.constant(parameters[i]));
    }
    return Checker.check(b.build("density", List.of(distribution.logDensity(b, x, nodes))));
  }

  @Test
  void densityOutsideTheSupportIsMinusInfinity() {
    double[][] cases = {{-1, 1, 1}, {1.5, 2, 2}, {-0.1, 1, 4}, {0.5, 3}, {-1, 3}, {11, 10, 0.3}};
    String[] names = {"logNormal", "beta", "uniform", "poisson", "halfCauchy", "binomial"};
    for (int i = 0; i < names.length; i++) {
      double[] numbers = cases[i];
      Distribution distribution = Distributions.named(names[i]).orElseThrow();
      double[] parameters = Arrays.copyOfRange(numbers, 1, numbers.length);
      assertThat(density(distribution, numbers[0], parameters))
          .as(names[i])
          .isEqualTo(Double.NEGATIVE_INFINITY);
    }
  }

  @Test
  void parametersOutsideTheirSupportGiveNoNumber() {
    for (Distribution distribution : Distributions.all()) {
      double[] parameters = new double[distribution.parameters().size()];
      Arrays.fill(parameters, -2.5);
      if (distribution.parameters().get(0).support().equals(Support.REAL)) {
        parameters[0] = 0.5;
      }
      double value = density(distribution, 1, parameters);
      assertThat(Double.isFinite(value)).as(distribution.name()).isFalse();
    }
  }

  @Test
  void valuesAndParametersBroadcast() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.constant(Tensor.matrix(new double[][] {{0, 1, 2}, {3, 4, 5}}));
    Node mean = b.constant(Tensor.of(new double[] {1, 2, 3}));
    Node density =
        Distributions.named("normal").orElseThrow().logDensity(b, x, List.of(mean, b.constant(2)));
    Tensor values = Perform.evaluate(b.build("density", List.of(density)), List.of()).get(0);
    assertThat(values.shape().extents()).containsExactly(2, 3);
    double expected = -0.5 - Math.log(2) - 0.5 * Math.log(2 * Math.PI);
    assertThat(values.at(5)).isCloseTo(expected, within(1e-15));
  }

  @Test
  void namesAndSignaturesAreWhatTheManualSays() {
    assertThat(Distributions.all().stream().map(Distribution::signature))
        .containsExactly(
            "normal(mean, sd)",
            "logNormal(logMean, logSd)",
            "halfNormal(sd)",
            "studentT(degreesOfFreedom, location, scale)",
            "cauchy(location, scale)",
            "halfCauchy(scale)",
            "exponential(rate)",
            "gamma(shape, rate)",
            "beta(a, b)",
            "uniform(low, high)",
            "poisson(mean)",
            "binomial(trials, probability)",
            "negativeBinomial(mean, size)");
  }

  @Test
  void tableOfDistributionsIsForManuals() {
    assertThat(Distributions.table())
        .startsWith("| call | values | mean | variance | meaning |\n|---|---|---|---|---|\n")
        .contains(
            "| `normal(mean, sd)` | any numbers | `mean` | `sd^2` | A bell around the mean. |\n")
        .contains("| `uniform(low, high)` | numbers between low and high |")
        .contains("| `binomial(trials, probability)` | whole numbers between 0 and trials |")
        .contains("| `poisson(mean)` | whole numbers from 0 on |");
  }
}
