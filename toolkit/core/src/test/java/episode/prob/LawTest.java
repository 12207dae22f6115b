package episode.prob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LawTest {
  private static final int DRAWS = 20_000;

  /** One line of the reference figures: points and probabilities up to them. */
  record Figure(String name, double[] parameters, double[][] points) {
    Distribution distribution() {
      String[] words = name.split(" ");
      Distribution base = Distributions.named(words[words.length - 1]).orElseThrow();
      return words.length == 1 ? base : new Truncated(base);
    }
  }

  static List<Figure> figures() {
    try (InputStream in = LawTest.class.getResourceAsStream("probabilities.csv")) {
      List<Figure> figures = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.startsWith("#")) {
          String[] parts = line.split(";");
          String name = parts[0].substring(0, parts[0].indexOf(','));
          double[] parameters = numbers(parts[0].substring(name.length() + 1));
          double[][] points =
              Arrays.stream(parts).skip(1).map(LawTest::numbers).toArray(double[][]::new);
          figures.add(new Figure(name, parameters, points));
        }
      }
      return figures;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] numbers(String cells) {
    return Arrays.stream(cells.split(",")).mapToDouble(Double::parseDouble).toArray();
  }

  @ParameterizedTest
  @MethodSource("figures")
  void probabilitiesMatchScipy(Figure figure) {
    Law law = figure.distribution().law(figure.parameters());
    for (double[] point : figure.points()) {
      assertThat(law.cdf(point[0])).isCloseTo(point[1], within(1e-9));
      assertThat(law.survival(point[0])).isCloseTo(1 - point[1], within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("figures")
  void quantilesUndoProbabilities(Figure figure) {
    Law law = figure.distribution().law(figure.parameters());
    for (double[] point : figure.points()) {
      double middle = point[1] - 1e-7;
      assertThat(law.quantile(middle)).isCloseTo(point[0], within(1e-4 * (1 + Math.abs(point[0]))));
    }
  }

  @ParameterizedTest
  @MethodSource("figures")
  void drawsFallBelowPointsAsOftenAsScipySays(Figure figure) {
    XoShiRo256PlusPlus stream = new XoShiRo256PlusPlus(new long[] {1, 2, 3, 4});
    double[] draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      draws[i] = figure.distribution().sample(stream, figure.parameters());
    }
    for (double[] point : figure.points()) {
      double share = Arrays.stream(draws).filter(x -> x <= point[0]).count() / (double) DRAWS;
      double sd = Math.sqrt(point[1] * (1 - point[1]) / DRAWS);
      assertThat(share).isCloseTo(point[1], within(4 * sd));
    }
  }

  @Test
  void drawsOfImpossibleParametersAreNotANumber() {
    XoShiRo256PlusPlus stream = new XoShiRo256PlusPlus(new long[] {1, 2, 3, 4});
    assertThat(Distributions.named("normal").orElseThrow().sample(stream, 0, -1)).isNaN();
    assertThat(Distributions.named("poisson").orElseThrow().sample(stream, -1)).isNaN();
  }

  @Test
  void hugeMeansGiveDrawsAndZeroMeansGiveZero() {
    XoShiRo256PlusPlus stream = new XoShiRo256PlusPlus(new long[] {1, 2, 3, 4});
    Distribution counts = Distributions.named("negativeBinomial").orElseThrow();
    assertThat(counts.sample(stream, 0, 3)).isZero();
    assertThat(counts.sample(stream, 1e12, 1e6)).isBetween(0.99e12, 1.01e12);
  }
}
