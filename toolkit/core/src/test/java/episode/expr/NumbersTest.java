package episode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "763, 763",
    "-2, -2",
    "0.30000000000000004, 0.3",
    "1234567, 1234570",
    "0.0000123456789, 1.23457E-5",
    "1e15, 1.0E15",
    "-0.5, -0.5",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void aNumberHasSixDigits(double value, String expected) {
    assertThat(Numbers.text(value)).isEqualTo(expected);
  }

  @Test
  void anArrayIsAListOfItsRows() {
    assertThat(Numbers.text(Tensor.of(2.5))).isEqualTo("2.5");
    assertThat(Numbers.text(Tensor.of(new double[0]))).isEqualTo("[]");
    assertThat(Numbers.text(Tensor.matrix(new double[][] {{8.1, 3}, {3, 5}})))
        .isEqualTo("[[8.1, 3], [3, 5]]");
    assertThat(Numbers.text(Tensor.of(Shape.of(2), new long[] {3, -4}))).isEqualTo("[3, -4]");
  }

  @Test
  void aLongArrayIsCutAndSaysHowLongItIs() {
    String text = Numbers.text(Tensor.of(new double[41]));
    assertThat(text).startsWith("[0, 0, ").endsWith(", 0, …] (41 numbers)");
    assertThat(text.chars().filter(c -> c == '0').count()).isEqualTo(40);
    assertThat(Numbers.text(Tensor.of(new double[40]))).doesNotContain("…");
    assertThat(Numbers.text(Tensor.matrix(new double[3][20]))).endsWith("0], …] (60 numbers)");
  }

  @Test
  void rowsOfOneArrayAreEquallyLong() {
    assertThat(Numbers.tensor("x", List.of(new int[] {1, 2}, List.of(3, 4.5))))
        .isEqualTo(Tensor.matrix(new double[][] {{1, 2}, {3, 4.5}}));
    assertThatThrownBy(() -> Numbers.tensor("x", new double[][] {{1, 2}, {3}}))
        .hasMessage(
            "E2202 The value of 'x' holds a row of 1 beside a row of 2\n  Rows are equally long.");
    assertThatThrownBy(() -> Numbers.tensor("x", new String[] {"a"}))
        .hasMessage(
            "E2202 The value of 'x' holds a String\n  A value is a number or an array of numbers.");
  }
}
