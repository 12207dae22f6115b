package episode.epi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.system.OpSystem;
import episode.system.Solution;
import episode.system.TimeSpan;
import episode.system.Values;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinalSizeTest {
  /** Near R0 = 1 a rounding of the equation is ten times as large in its root. */
  private static final Offset<Double> ROUNDING = within(1e-13);

  /** Values of 1 + W(−R0 exp(−R0)) / R0, where W is Lambert's function. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.5, 0",
    "1.1, 0.17613414363180955125",
    "1.5, 0.58281164386581138604",
    "2, 0.79681213002002004616",
    "2.5, 0.8926447536092091153",
    "10, 0.99995457944465351731"
  })
  void oneGroupHasTheValueOfLambertsFunction(double r0, double expected) {
    assertThat(FinalSize.of(r0)).isCloseTo(expected, ROUNDING);
  }

  @Test
  void atTheThresholdNobodyFallsIll() {
    assertThat(FinalSize.of(1.0)).isCloseTo(0, within(1e-7)); // a double root
  }

  /** ln(S_inf / S0) = −R0 (1 − S_inf / N) with N = 1000, S0 = 999, R0 = 2.5. */
  @Test
  void firstCasesCountAmongTheInfectious() {
    double[][] k = {{2.5 * 0.999}};
    double share = FinalSize.of(k, new double[] {999}, new double[] {1})[0];
    assertThat(999 * (1 - share)).isCloseTo(107.20857207647328502, within(1e-9));
  }

  /** ln s_i = −Σ_j K_ij N_j / N_i (1 − s_j), solved to twenty digits elsewhere. */
  @Test
  void twoGroupsHaveTheReferenceValues() {
    double[][] k = {{1.975, 0.225}, {0.75833333333333333333, 1.3}};
    double[] share = FinalSize.of(k, new double[] {3000, 7000});
    assertThat(share[0]).isCloseTo(0.87727402945315354725, ROUNDING);
    assertThat(share[1]).isCloseTo(0.69559063351118736871, ROUNDING);
  }

  @Test
  void aLongSolveEndsAtTheFinalSize() {
    OpSystem ages =
        OpSystem.named("SIR by age")
            .axis("age", "young", "old")
            .state("S[age]", "I[age]", "R[age]")
            .parameter("gamma", "N[age]", "C[age, age]")
            .transition("S -> I", "sum(b in age, C[age, b] * I[b] / N[b])")
            .transition("I -> R", "gamma")
            .build();
    double[] susceptible = {2990, 7000};
    double[] infected = {10, 0};
    Values values =
        Values.of("gamma", 0.25, "N", new double[] {3000, 7000}, "S", susceptible)
            .with("C", new double[][] {{0.4, 0.1}, {0.1, 0.3}});
    double[][] k = NextGeneration.of(ages, values).matrix();
    double[] share = FinalSize.of(k, susceptible, infected);
    Solution end =
        ages.compile()
            .withTolerances(1e-10, 1e-10)
            .solve(values.with("I", infected), TimeSpan.times(0, 2000));
    assertThat(end.state("S", "young")[1]).isCloseTo(2990 * (1 - share[0]), within(1e-4));
    assertThat(end.state("S", "old")[1]).isCloseTo(7000 * (1 - share[1]), within(1e-4));
  }

  @Test
  void aGroupWithoutSusceptiblesHasNoCases() {
    double[] share = FinalSize.of(new double[][] {{0, 0}, {0, 2}}, new double[] {0, 100});
    assertThat(share[0]).isZero();
    assertThat(share[1]).isCloseTo(0.79681213002002004616, ROUNDING);
  }
}
