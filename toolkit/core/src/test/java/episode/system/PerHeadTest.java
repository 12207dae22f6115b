package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates that were written as totals, and those that only look like it. */
class PerHeadTest {
  private static List<Problem> warnings(String rate) {
    return OpSystem.named("sir")
        .state("S", "I", "R")
        .parameter("beta", "gamma")
        .alias("N", "S + I + R")
        .alias("pressure", "beta * I / N")
        .alias("total", "S * pressure")
        .alias("used", "total * gamma")
        .transition("infection: S -> I", rate)
        .transition("recovery: I -> R", "gamma + 0 * used")
        .build()
        .warnings();
  }

  @Test
  void sourceThatIsAFactorIsNamed() {
    assertThat(warnings("beta * S * I / N").stream().map(Problem::toString))
        .containsExactly(
            """
            E2188 The rate of 'infection' has its source 'S' as a factor
              in transition("infection: S -> I")
                beta * S * I / N
                       ^
              Rates are per head: the flow is rate × S, so leave S out, as in beta * I / N.""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S",
        "-S * -beta",
        "beta * (I * S) / N",
        "total",
        "total / N",
        "beta * S * I / (S + I + R)"
      })
  void totalsAreFoundWhereverTheFactorStands(String rate) {
    assertThat(warnings(rate)).extracting(Problem::code).containsExactly("E2188");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "beta * I / N",
        "beta * I / (S + I + R)",
        "beta * I / (1 + S)",
        "pressure",
        "beta * (1 - S / N)",
        "beta * (S + I)",
        "beta / S",
        "beta * S * I / S",
        "beta * exp(-S)",
        "beta * I ^ 2 / S"
      })
  void ratesThatOnlyNameTheirSourceAreRight(String rate) {
    assertThat(warnings(rate)).extracting(Problem::code).doesNotContain("E2188");
  }

  @Test
  void flowsFromOutsideAreTotals() {
    OpSystem births =
        OpSystem.named("births").state("S").parameter("b").transition("0 -> S", "b * S").build();
    assertThat(births.warnings()).isEmpty();
  }

  @Test
  void elementsOfTheSourceCountAsTheSource() {
    OpSystem aged =
        OpSystem.named("aged")
            .axis("age", "young", "old")
            .state("S[age]", "I[age]")
            .parameter("beta")
            .transition("S[age] -> I[age]", "beta * S[age] * sum(b in age, I[b])")
            .build();
    assertThat(aged.warnings()).extracting(Problem::code).containsExactly("E2188");
  }
}
