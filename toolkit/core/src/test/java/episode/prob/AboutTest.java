package episode.prob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.backend.function.GraphFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AboutTest {
  private static final Map<String, double[]> PARAMETERS =
      Map.ofEntries(
          Map.entry("normal", new double[] {1.5, 0.7}),
          Map.entry("logNormal", new double[] {0.2, 0.4}),
          Map.entry("halfNormal", new double[] {1.3}),
          Map.entry("studentT", new double[] {9, 0.5, 1.2}),
          Map.entry("cauchy", new double[] {0.4, 2}),
          Map.entry("halfCauchy", new double[] {3}),
          Map.entry("exponential", new double[] {5}),
          Map.entry("gamma", new double[] {2, 4}),
          Map.entry("beta", new double[] {2, 5}),
          Map.entry("uniform", new double[] {-1, 3}),
          Map.entry("poisson", new double[] {6}),
          Map.entry("binomial", new double[] {20, 0.3}),
          Map.entry("negativeBinomial", new double[] {8, 3}));

  static Stream<Distribution> all() {
    return Distributions.all().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void momentsAreThoseOfDraws(Distribution distribution) {
    int count = 200_000;
    double[] parameters = PARAMETERS.get(distribution.name());
    double mean = value(distribution, distribution.about().mean(), 0);
    double variance = value(distribution, distribution.about().variance(), 0);
    if (Double.isNaN(mean)) {
      return;
    }
    UniformRandomProvider stream =
        new XoShiRo256PlusPlus(
            new long[] {0x9e3779b97f4a7c15L, 0xbf58476d1ce4e5b9L, 0x94d049bb133111ebL, 7});
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double x = distribution.sample(stream, parameters) - mean;
      sum += x;
      squares += x * x;
    }
    // Five standard errors of a mean; for the variance of these shapes 4 % are more than that.
    assertThat(sum / count).isCloseTo(0, within(5 * Math.sqrt(variance / count)));
    assertThat(squares / count).isCloseTo(variance, within(0.04 * variance));
  }

  @ParameterizedTest
  @MethodSource("all")
  void densityIsTheOneThatIsComputed(Distribution distribution) {
    for (double x : new double[] {0.25, 1, 2}) {
      double at = distribution.support().whole() ? Math.ceil(x) : x;
      if (distribution.support().contains(at, PARAMETERS.get(distribution.name()))) {
        double said = value(distribution, distribution.about().density(), at);
        assertThat(said).isCloseTo(Math.exp(logDensity(distribution, at)), within(1e-13));
      }
    }
  }

  private static double logDensity(Distribution distribution, double x) {
    return DistributionsTest.density(distribution, x, PARAMETERS.get(distribution.name()));
  }

  @Test
  void varianceOfStudentTIsInfiniteUpToTwoDegreesOfFreedom() {
    Distribution studentT = Distributions.named("studentT").orElseThrow();
    // Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2, chapter 28
    assertThat(moments(studentT, 0.9, 0.5, 2)).containsExactly(Double.NaN, Double.NaN);
    assertThat(moments(studentT, 1.5, 0.5, 2)).containsExactly(0.5, Double.POSITIVE_INFINITY);
    assertThat(moments(studentT, 2, 0.5, 2)).containsExactly(0.5, Double.POSITIVE_INFINITY);
    assertThat(moments(studentT, 3, 0.5, 2)).containsExactly(0.5, 12);
  }

  private static double[] moments(Distribution distribution, double... parameters) {
    About about = distribution.about();
    return new double[] {
      value(distribution, about.mean(), 0, parameters),
      value(distribution, about.variance(), 0, parameters)
    };
  }

  private static double value(Distribution distribution, String formula, double x) {
    return value(distribution, formula, x, PARAMETERS.get(distribution.name()));
  }

  private static double value(
      Distribution distribution, String formula, double x, double... parameters) {
    List<String> names = new ArrayList<>(List.of("x"));
    List<Object> numbers = new ArrayList<>(List.of(x));
    for (int i = 0; i < distribution.parameters().size(); i++) {
      names.add(distribution.parameters().get(i).name());
      numbers.add(parameters[i]);
    }
    String whole = "0 * (" + String.join(" + ", names) + ") + (" + formula + ")";
    return GraphFunction.of(whole, names.toArray(String[]::new)).apply(numbers.toArray()).number();
  }
}
