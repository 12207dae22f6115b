package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonNumberTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "1, 1.0",
    "-1, -1.0",
    "2.5, 2.5",
    "0.1, 0.1",
    "100, 100.0",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "1.5e300, 1.5e+300",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "1.25e-7, 1.25e-07",
    "2e-3, 0.002",
    "123456789.125, 123456789.125",
    "0.30000000000000004, 0.30000000000000004"
  })
  void numbersAreWrittenAsInPython(double x, String text) {
    assertThat(PythonNumber.text(x)).isEqualTo(text);
  }

  @Test
  void powersAndRootsAreRoundedOnce() {
    // computed by CPython 3.11 on x86-64 Linux
    double ratio = PythonNumber.root(50 / 0.5, 6);
    assertThat(ratio).isEqualTo(2.154434690031884);
    assertThat(0.5 * PythonNumber.power(ratio, 3)).isEqualTo(5.000000000000001);
    assertThat(0.5 * PythonNumber.power(ratio, 5)).isEqualTo(23.2079441680639);
    assertThat(0.3 * PythonNumber.power(PythonNumber.root(20.0 / 0.3, 7), 6))
        .isEqualTo(10.976695179311774);
  }
}
