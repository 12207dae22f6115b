package episode.epi;

import static org.assertj.core.api.Assertions.assertThat;

import episode.system.OpSystem;
import episode.system.Values;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Reproduction numbers of systems with strata, against those that follow by hand. */
class StrataNumberTest {
  /** Eigenvalues of small matrices. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-9);

  private static OpSystem seir() {
    return OpSystem.named("SEIR")
        .state("S", "E", "I", "R")
        .parameter("beta", "sigma", "gamma")
        .alias("N", "S + E + I + R")
        .transition("infection: S -> E", "beta * I / N")
        .transition("E -> I", "sigma")
        .transition("recovery: I -> R", "gamma")
        .build();
  }

  private static final Values RATES = Values.of("beta", 0.5, "sigma", 0.2, "gamma", 0.1);

  @Test
  void strataThatDifferInNothingHaveTheNumberOfTheWhole() {
    OpSystem aged = seir().stratify("age", "young", "middle", "old").build();
    Values values = RATES.with("S", new double[] {30, 50, 20});
    assertThat(NextGeneration.of(aged, values).r0()).isCloseTo(5, ROUNDING);
    assertThat(NextGeneration.of(seir(), RATES.with("S", 100)).r0()).isCloseTo(5, ROUNDING);
  }

  @Test
  void theNumberOfStrainsIsThatOfTheLargest() {
    OpSystem strains =
        seir()
            .stratify("strain", "wild", "alpha")
            .only("E", "I")
            .strains()
            .multiply("infection", "alpha", "1.6")
            .overwrite("recovery", "alpha", "0.2")
            .build();
    NextGeneration both = NextGeneration.of(strains, RATES.with("S", 100));
    assertThat(both.labels()).containsExactly("E[wild]", "E[alpha]");
    assertThat(both.matrix()[0][0]).isCloseTo(5, ROUNDING);
    assertThat(both.matrix()[1][1]).isCloseTo(4, ROUNDING);
    assertThat(both.matrix()[0][1]).isCloseTo(0, ROUNDING);
    assertThat(both.r0()).isCloseTo(5, ROUNDING);
  }

  /** Two groups that mix by c: K[a][b] = S[a] c[a][b] β / (γ N[b]). */
  @Test
  void theNumberOfMixingStrataIsThatOfTheirMatrix() {
    OpSystem aged =
        seir().stratify("age", "young", "old").parameter("c[age, age]").mixing("c").build();
    double[][] c = {{2, 0.5}, {0.7, 1}};
    double[] s = {40, 60};
    double k00 = 5 * c[0][0];
    double k11 = 5 * c[1][1];
    double k01 = 5 * c[0][1] * s[0] / s[1];
    double k10 = 5 * c[1][0] * s[1] / s[0];
    double half = (k00 - k11) / 2;
    double expected = (k00 + k11) / 2 + Math.sqrt(half * half + k01 * k10);
    double seen = NextGeneration.of(aged, RATES.with("S", s).with("c", c)).r0();
    assertThat(seen).isCloseTo(expected, ROUNDING);
  }
}
