package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotientsTest {

  @Test
  void aQuotientThatIsCutIsNamed() {
    assertThat(Quotients.note("values(\"mu\", 1/(70*365))"))
        .contains("1/(70*365) is 0 in Java: write 1.0/(70*365).\n");
    assertThat(Quotients.note("double x = 7 / 2;"))
        .contains("7 / 2 is 3 in Java: write 7.0 / 2.\n");
  }

  @Test
  void severalAreNamedTogether() {
    assertThat(Quotients.note("values(\"gamma\", 1/7, \"omega\", 1/365, \"mu\", 1/7)"))
        .contains("1/7 is 0 in Java: write 1.0/7; 1/365 is 0 in Java: write 1.0/365.\n");
    assertThat(Quotients.note("f(1/2, 1/3, 1/4, 1/5, 1/6, 1/7)").orElseThrow())
        .endsWith("write 1.0/6; …\n");
  }

  @Test
  void otherQuotientsAreNot() {
    for (String code :
        new String[] {
          "6 / 3",
          "1.0 / 2",
          "1 / 2.0",
          "1/2f",
          "1e-3/2",
          "2.0 * 1 / 2",
          "x / 2",
          "1 / x",
          "\"1/2\"",
          "3 // 1/2",
          "int half = 7 / 2;",
          "1 / 0",
          "/* 1/2 */ 3",
          "'/'",
          "1/(2*x)"
        }) {
      assertThat(Quotients.note(code)).as(code).isEmpty();
    }
  }

  @Test
  void aCellSaysItOnce() {
    try (Bench bench = new Bench()) {
      assertThat(bench.run("Math.max(0.0, 1/3)").text("stderr"))
          .isEqualTo("1/3 is 0 in Java: write 1.0/3.\n");
    }
  }
}
