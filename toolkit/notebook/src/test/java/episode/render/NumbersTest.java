package episode.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.7341|1.734",
        "0.054123|0.05412",
        "763|763",
        "12345.678|12,346",
        "0.00001234|1.234e-5",
        "123456789|1.235e8",
        "-0.5|-0.5000",
        "0|0",
        "1e-320|1e-320",
        "9999999|9,999,999"
      })
  void formatsFourSignificantDigits(double value, String expected) {
    assertThat(Numbers.format(value)).isEqualTo(expected);
  }

  @Test
  void namesWhatIsNoFiniteNumber() {
    assertThat(Numbers.format(Double.NaN)).isEqualTo("NaN");
    assertThat(Numbers.format(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
  }

  @Test
  void formatsAColumnAlike() {
    assertThat(Numbers.column(List.of(762.0, 1.0))).containsExactly("762", "1");
    assertThat(Numbers.column(Arrays.asList(762.0, 0.5, null))).containsExactly("762", "0.5", "");
    assertThat(Numbers.column(Arrays.asList(762.0, 1 / 3.0, null, Double.NaN)))
        .containsExactly("762.000", "0.333", "", "NaN");
    assertThat(Numbers.column(List.of(762.04, 31.832, 0.0)))
        .containsExactly("762.0", "31.8", "0.0");
    assertThat(Numbers.column(List.of(123.456, 0.0012345))).containsExactly("123.5", "0.001235");
    assertThat(Numbers.column(List.of(99.995, 99.996, 99.999)))
        .containsExactly("99.995", "99.996", "99.999");
    assertThat(Numbers.column(List.of(1 / 3.0, 1 / 3.0))).containsExactly("0.3333", "0.3333");
    assertThat(Numbers.column(List.of(0.06, 0.6, 0.0))).containsExactly("0.06", "0.60", "0.00");
    assertThat(Numbers.column(List.of(1.7, 0.5, 1.0))).containsExactly("1.7", "0.5", "1");
    assertThat(Numbers.column(List.of(4000, 12L))).containsExactly("4,000", "12");
  }

  @Test
  void ticksHaveTheDecimalsOfTheirStep() {
    assertThat(Numbers.tick(0.30000000000000004, 0.1)).isEqualTo("0.3");
    assertThat(Numbers.tick(1500, 500)).isEqualTo("1,500");
    assertThat(Numbers.tick(-0.0, 1)).isEqualTo("0");
    assertThat(Numbers.tick(0.25, 0.05)).isEqualTo("0.25");
    assertThat(Numbers.tick(3e7, 1e7)).isEqualTo("3e7");
  }
}
