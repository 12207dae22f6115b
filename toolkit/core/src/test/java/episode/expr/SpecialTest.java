package episode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecialTest {

  @Test
  void valuesMatchSixtyDigitArithmetic() throws IOException {
    for (String line : lines("special.txt")) {
      if (line.startsWith("#")) {
        continue;
      }
      String[] row = line.split(" ");
      double x = Double.parseDouble(row[1]);
      double expected = number(row[2]);
      double seen = value(row[0], x);
      // A few units in the last place of each of up to ten steps of a recurrence.
      double allowed = Double.isInfinite(expected) ? 0 : 1e-14 * Math.abs(expected);
      assertThat(seen == expected || Math.abs(seen - expected) <= allowed)
          .as("%s(%s) = %s, not %s", row[0], row[1], expected, seen)
          .isTrue();
    }
  }

  @Test
  void logOfOnePlusKeepsTheDigitsOfSmallNumbers() {
    for (double x = 1e-300; x < 1e300; x *= 1.37) {
      // The standard library's value and this one have an error of one or two last places each.
      assertThat(Special.log1p(x)).isCloseTo(Math.log1p(x), within(4 * Math.ulp(Math.log1p(x))));
      double negative = -x / (1 + x);
      double expected = Math.log1p(negative);
      assertThat(Special.log1p(negative)).isCloseTo(expected, within(4 * Math.ulp(expected)));
    }
    double infinite = Double.POSITIVE_INFINITY;
    for (double x : new double[] {0.0, -0.0, infinite, -1, -2, Double.NaN, Double.MIN_VALUE}) {
      assertThat(Special.log1p(x)).as("log1p(%s)", x).isEqualTo((Double) Math.log1p(x));
    }
  }

  @Test
  void polesAndInfinitiesAreAsInSciPy() {
    double infinite = Double.POSITIVE_INFINITY;
    assertThat(Special.lgamma(0)).isEqualTo(infinite);
    assertThat(Special.lgamma(-3)).isEqualTo(infinite);
    assertThat(Special.lgamma(-1e18)).isEqualTo(infinite);
    assertThat(Special.lgamma(-infinite)).isEqualTo(infinite);
    assertThat(Special.lgamma(infinite)).isEqualTo(infinite);
    assertThat(Special.digamma(0.0)).isEqualTo(-infinite);
    assertThat(Special.digamma(-0.0)).isEqualTo(infinite);
    assertThat(Special.digamma(-2)).isNaN();
    assertThat(Special.digamma(infinite)).isEqualTo(infinite);
    assertThat(Special.trigamma(0)).isEqualTo(infinite);
    assertThat(Special.trigamma(-2)).isEqualTo(infinite);
    assertThat(Special.trigamma(infinite)).isZero();
    assertThat(Special.polygamma(2, -2)).isNaN();
    assertThat(Special.polygamma(3, -2)).isEqualTo(infinite);
    assertThat(Special.polygamma(2, infinite)).isZero();
  }

  @Test
  void notANumberStaysNotANumber() {
    for (String name : List.of("lgamma", "digamma", "trigamma", "polygamma3", "erf")) {
      assertThat(value(name, Double.NaN)).as(name).isNaN();
    }
  }

  @Test
  void lgammaVanishesAtOneAndTwo() {
    assertThat(Special.lgamma(1)).isZero();
    assertThat(Special.lgamma(2)).isZero();
    assertThat(Special.digamma(1)).isEqualTo(-0.5772156649015329, within(1e-16));
  }

  @Test
  void negativeOrderIsRefused() {
    assertThatThrownBy(() -> Special.polygamma(-1, 1.0))
        .hasMessage("the order of polygamma is -1; it starts at 0");
  }

  private static double value(String name, double x) {
    return switch (name) {
      case "lgamma" -> Special.lgamma(x);
      case "digamma" -> Special.digamma(x);
      case "trigamma" -> Special.trigamma(x);
      case "erf" -> Special.erf(x);
      default -> Special.polygamma(Integer.parseInt(name.substring("polygamma".length())), x);
    };
  }

  private static double number(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static List<String> lines(String resource) throws IOException {
    try (var in = SpecialTest.class.getResourceAsStream(resource);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
