package episode.epi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.plot.Grid;
import episode.plot.Part;
import episode.system.OpSystem;
import episode.system.Values;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NextGenerationTest {
  /** Small dense matrices: a few roundings. */
  private static final Offset<Double> ROUNDING = within(1e-12);

  private static final OpSystem SEIR =
      OpSystem.named("SEIR with demography")
          .state("S", "E", "I", "R")
          .parameter("beta", "sigma", "gamma", "mu")
          .alias("N", "S + E + I + R")
          .transition("0 -> S", "mu * N")
          .transition("infection: S -> E", "beta * I / N")
          .transition("E -> I", "sigma")
          .transition("I -> R", "gamma")
          .transition("S -> 0", "mu")
          .transition("E -> 0", "mu")
          .transition("I -> 0", "mu")
          .transition("R -> 0", "mu")
          .build();

  private static final Values RATES =
      Values.of("beta", 0.6, "sigma", 0.25, "gamma", 0.2, "mu", 0.01, "S", 1000);

  private static final OpSystem AGES =
      OpSystem.named("two ages")
          .axis("age", "young", "old")
          .state("S[age]", "E[age]", "I[age]", "R[age]")
          .parameter("q", "sigma", "gamma", "N[age]", "C[age, age]")
          .alias("lambda[age]", "q * sum(b in age, C[age, b] * I[b] / N[b])")
          .transition("infection: S -> E", "lambda")
          .transition("E -> I", "sigma")
          .transition("I -> R", "gamma")
          .initial("S[age]", "N[age] - E[age] - I[age] - R[age]")
          .build();

  private static final Values TWO_AGES =
      Values.of("q", 0.05, "sigma", 0.3, "gamma", 0.25)
          .with("N", new double[] {3000, 7000})
          .with("C", new double[][] {{8, 3}, {1.3, 6}});

  @Test
  void seirWithDemographyHasTheClosedForm() {
    NextGeneration next = NextGeneration.of(SEIR, RATES);
    assertThat(next.infected()).containsExactly("E", "I");
    assertThat(next.labels()).containsExactly("E");
    assertThat(next.infections()).containsExactly("infection");
    double expected = 0.6 * 0.25 / ((0.25 + 0.01) * (0.2 + 0.01));
    assertThat(next.r0()).isCloseTo(expected, ROUNDING);
    assertThat(next.newInfections()).isDeepEqualTo(new double[][] {{0, 0.6}, {0, 0}});
    assertThat(next.transfers())
        .isDeepEqualTo(new double[][] {{0.25 + 0.01, 0}, {-0.25, 0.2 + 0.01}});
  }

  @Test
  void growthRateOfSeirHasTheClosedForm() {
    NextGeneration next = NextGeneration.of(SEIR, RATES.with("mu", 0));
    double expected = (-0.45 + Math.sqrt(0.05 * 0.05 + 4 * 0.25 * 0.6)) / 2;
    assertThat(next.growthRate()).isCloseTo(expected, ROUNDING);
    assertThat(next.growthRate()).isCloseTo(0.16310436740650059322, ROUNDING);
    assertThat(next.doublingTime()).isCloseTo(Math.log(2) / expected, ROUNDING);
    assertThat(NextGeneration.of(SEIR, RATES.with("beta", 0.1)).doublingTime()).isNegative();
  }

  @Test
  void derivativesOfR0HaveTheClosedForm() {
    Values gradient = NextGeneration.of(SEIR, RATES).gradient();
    double r0 = 0.6 * 0.25 / (0.26 * 0.21);
    assertThat(gradient.number("beta")).isCloseTo(r0 / 0.6, ROUNDING);
    assertThat(gradient.number("gamma")).isCloseTo(-r0 / 0.21, ROUNDING);
    assertThat(gradient.number("sigma")).isCloseTo(r0 * (1 / 0.25 - 1 / 0.26), ROUNDING);
    assertThat(gradient.number("mu")).isCloseTo(-r0 * (1 / 0.26 + 1 / 0.21), ROUNDING);
    Values elasticities = NextGeneration.of(SEIR, RATES).elasticities("beta", "S");
    assertThat(elasticities.number("beta")).isCloseTo(1, ROUNDING);
    assertThat(elasticities.number("S")).isCloseTo(0, ROUNDING);
  }

  @Test
  void matrixOfTwoAgesHasTheClosedForm() {
    NextGeneration next = NextGeneration.of(AGES, TWO_AGES);
    double[][] k = {
      {0.05 * 8 / 0.25, 0.05 * 3 * 3000 / 7000 / 0.25},
      {0.05 * 1.3 * 7000 / 3000 / 0.25, 0.05 * 6 / 0.25}
    };
    assertThat(next.labels()).containsExactly("E[young]", "E[old]");
    for (int i = 0; i < 2; i++) {
      assertThat(next.matrix()[i]).containsExactly(k[i], ROUNDING);
    }
    double trace = k[0][0] + k[1][1];
    double root = Math.sqrt(Math.pow(k[0][0] - k[1][1], 2) + 4 * k[0][1] * k[1][0]);
    assertThat(next.r0()).isCloseTo((trace + root) / 2, ROUNDING);
  }

  /**
   * With ageing α, deaths μ and births, infected in class i stay there 1/(γ + μ + αᵢ), where α of
   * the last class is 0, and grow old with the probability αᵢ/(γ + μ + αᵢ). K[i][j] sums q S[i]
   * over the time in each class that who was infected in class j reaches.
   */
  @Test
  void ageingAndDemographyHaveTheMatrixMadeByHand() {
    OpSystem ageing =
        OpSystem.named("ageing")
            .axis("age", "a", "b", "c")
            .state("S[age]", "I[age]")
            .parameter("q[age]", "gamma", "mu", "alpha[age]")
            .transition("infection: S -> I", "q * sum(I)")
            .transition("recovery: I -> 0", "gamma")
            .births("S[age=a]", "replacement")
            .deaths("mu")
            .ageing("age", "alpha")
            .build();
    double[] q = {0.001, 0.002, 0.004};
    double[] alpha = {0.05, 0.02, 0.7};
    double[] s = {100, 200, 300};
    Values values =
        Values.of("gamma", 0.3, "mu", 0.01).with("q", q).with("alpha", alpha).with("S", s);
    NextGeneration next = NextGeneration.of(ageing, values);
    assertThat(next.labels()).containsExactly("I[a]", "I[b]", "I[c]");
    assertThat(next.infections()).containsExactly("infection");
    for (int j = 0; j < 3; j++) {
      double time = 0;
      double alive = 1;
      for (int k = j; k < 3; k++) {
        double leaves = 0.3 + 0.01 + (k < 2 ? alpha[k] : 0);
        time += alive / leaves;
        alive *= alpha[k] / leaves;
      }
      for (int i = 0; i < 3; i++) {
        assertThat(next.matrix()[i][j]).isCloseTo(q[i] * s[i] * time, ROUNDING);
      }
    }
  }

  /** Who is infected becomes ill one class on; nobody is infected out of the last class. */
  @Test
  void aShiftedInfectionHasTheMatrixMadeByHand() {
    OpSystem shifted =
        OpSystem.named("shifted")
            .axis("age", "a", "b", "c")
            .state("S[age]", "I[age]")
            .parameter("beta", "gamma[age]", "w[age]")
            .transition("infection: S -> I[age+1]", "beta * sum(b in age, w[b] * I[b])")
            .transition("I -> 0", "gamma")
            .build();
    double[] gamma = {0.2, 0.3, 0.5};
    double[] w = {1, 2, 3};
    double[] s = {100, 200, 300};
    Values values =
        Values.of("beta", 0.002).with("gamma", gamma).with("w", w).with("S", s).with("I", 0);
    NextGeneration next = NextGeneration.of(shifted, values.without("I"), "I");
    double[][] f = new double[3][3];
    for (int i = 1; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        f[i][j] = 0.002 * s[i - 1] * w[j];
        assertThat(next.newInfections()[i][j]).isCloseTo(f[i][j], ROUNDING);
      }
    }
    double r0 = f[1][1] / gamma[1] + f[2][2] / gamma[2];
    assertThat(next.r0()).isCloseTo(r0, ROUNDING);
    assertThat(NextGeneration.of(shifted, values.without("I")).r0()).isCloseTo(r0, ROUNDING);
  }

  @Test
  void eigenvectorsAreThoseOfTheMatrix() {
    NextGeneration next = NextGeneration.of(AGES, TWO_AGES);
    double[][] k = next.matrix();
    double[] share = next.distribution();
    double[] worth = next.reproductiveValues();
    assertThat(share[0] + share[1]).isCloseTo(1, ROUNDING);
    assertThat(share[0] * worth[0] + share[1] * worth[1]).isCloseTo(1, ROUNDING);
    for (int i = 0; i < 2; i++) {
      double forward = k[i][0] * share[0] + k[i][1] * share[1];
      double backward = worth[0] * k[0][i] + worth[1] * k[1][i];
      assertThat(forward).isCloseTo(next.r0() * share[i], ROUNDING);
      assertThat(backward).isCloseTo(next.r0() * worth[i], ROUNDING);
    }
  }

  @Test
  void elasticitiesOfContactsAddUpToOneAndAgreeWithDifferences() {
    Values elasticities = NextGeneration.of(AGES, TWO_AGES).elasticities("C", "N", "gamma");
    double[] contacts = elasticities.tensor("C").orElseThrow().doubles();
    double sum = 0;
    for (int cell = 0; cell < contacts.length; cell++) {
      sum += contacts[cell];
      double up = r0WithContact(cell, 1 + 1e-4);
      double down = r0WithContact(cell, 1 - 1e-4);
      double difference = (Math.log(up) - Math.log(down)) / 2e-4;
      assertThat(contacts[cell]).isCloseTo(difference, within(1e-8));
    }
    assertThat(sum).isCloseTo(1, ROUNDING);
    assertThat(elasticities.number("gamma")).isCloseTo(-1, ROUNDING);
    double[] sizes = elasticities.tensor("N").orElseThrow().doubles();
    assertThat(sizes[0] + sizes[1]).isCloseTo(0, ROUNDING);
  }

  private static double r0WithContact(int cell, double factor) {
    double[][] contacts = {{8, 3}, {1.3, 6}};
    contacts[cell / 2][cell % 2] *= factor;
    return NextGeneration.of(AGES, TWO_AGES.with("C", contacts)).r0();
  }

  /** Keeling and Rohani 2008, chapter 3, print 2.0013 for this case. */
  @Test
  void highAndLowRiskSisHasThePublishedValue() {
    OpSystem sis =
        OpSystem.named("SIS by risk")
            .axis("risk", "high", "low")
            .state("S[risk]", "I[risk]")
            .parameter("gamma", "beta[risk, risk]")
            .transition("S -> I", "sum(b in risk, beta[risk, b] * I[b])")
            .transition("I -> S", "gamma")
            .build();
    Values values =
        Values.of("gamma", 1, "S", new double[] {0.2, 0.8})
            .with("beta", new double[][] {{10, 0.1}, {0.1, 1}});
    NextGeneration next = NextGeneration.of(sis, values);
    assertThat(next.infected()).containsExactly("I[high]", "I[low]");
    assertThat(next.r0()).isCloseTo(2.0013318551349163308, ROUNDING);
  }

  @Test
  void hostsAndVectorsHaveTheSquareRoot() {
    OpSystem ross =
        OpSystem.named("Ross–Macdonald")
            .state("Sh", "Ih", "Sv", "Iv")
            .parameter("a", "b", "c", "gamma", "mu")
            .alias("H", "Sh + Ih")
            .transition("Sh -> Ih", "a * b * Iv / H")
            .transition("Ih -> Sh", "gamma")
            .transition("0 -> Sv", "mu * (Sv + Iv)")
            .transition("Sv -> Iv", "a * c * Ih / H")
            .transition("Sv -> 0", "mu")
            .transition("Iv -> 0", "mu")
            .build();
    Values values =
        Values.of("a", 0.3, "b", 0.5, "c", 0.4, "gamma", 0.01, "mu", 0.1, "Sh", 100, "Sv", 1000);
    NextGeneration next = NextGeneration.of(ross, values);
    assertThat(next.infected()).containsExactly("Ih", "Iv");
    double squared = 10 * 0.3 * 0.3 * 0.5 * 0.4 / (0.01 * 0.1);
    assertThat(next.r0()).isCloseTo(Math.sqrt(squared), ROUNDING);
    assertThat(next.elasticities("a").number("a")).isCloseTo(1, ROUNDING);
    assertThat(next.elasticities("b").number("b")).isCloseTo(0.5, ROUNDING);
  }

  @Test
  void infectedCellsOfOneStateAreFoundAmongItsOthers() {
    OpSystem statuses =
        OpSystem.named("one state")
            .axis("status", "s", "e", "i", "r")
            .state("X[status]")
            .parameter("beta", "sigma", "gamma")
            .transition("X[status=s] -> X[status=e]", "beta * X[status=i] / sum(k in status, X[k])")
            .transition("X[status=e] -> X[status=i]", "sigma")
            .transition("X[status=i] -> X[status=r]", "gamma")
            .build();
    Values values =
        Values.of("beta", 0.5, "sigma", 0.1, "gamma", 0.2, "X", new double[] {100, 0, 0, 0});
    NextGeneration next = NextGeneration.of(statuses, values);
    assertThat(next.infected()).containsExactly("X[e]", "X[i]");
    assertThat(((Part.Text) next.parts().get(1)).text()).contains("Infected: X[e], X[i]; new");
    assertThat(next.r0()).isCloseTo(2.5, ROUNDING);
    assertThat(NextGeneration.of(statuses, values, "X[e]", "X[i]").r0()).isEqualTo(next.r0());
    assertThat(next.elasticities("gamma").number("gamma")).isCloseTo(-1, ROUNDING);
  }

  @Test
  void travelOfTheRecoveredAndCountersAreNoInfection() {
    OpSystem places =
        OpSystem.named("two places")
            .axis("place", "here", "there")
            .state("S[place]", "I[place]", "R[place]", "cases[place]")
            .parameter("beta", "gamma", "m", "omega")
            .transition("S -> I", "beta * I / (S + I + R)")
            .transition("0 -> cases", "beta * S * I / (S + I + R)")
            .transition("I -> R", "gamma")
            .transition("R -> S", "omega")
            .transition("R[place=here] -> R[place=there]", "m")
            .transition("R[place=there] -> R[place=here]", "m")
            .build();
    Values values =
        Values.of("beta", 0.5, "gamma", 0.2, "m", 0.3, "omega", 0.01)
            .with("S", new double[] {100, 0});
    Values both = values.with("S", new double[] {100, 50});
    assertThat(NextGeneration.of(places, both).infected()).containsExactly("I[here]", "I[there]");
    assertThat(NextGeneration.of(places, both).r0()).isCloseTo(2.5, ROUNDING);
  }

  @Test
  void withoutTransmissionNamedStatesGiveZero() {
    NextGeneration next = NextGeneration.of(SEIR, RATES.with("beta", 0), "E", "I");
    assertThat(next.r0()).isZero();
    assertThat(next.distribution()).containsExactly(1);
  }

  @Test
  void shownAsTableAndWords() {
    NextGeneration next = NextGeneration.of(SEIR, RATES.with("mu", 0));
    assertThat(next.parts().get(0)).isInstanceOf(Grid.class);
    assertThat(((Part.Text) next.parts().get(1)).text())
        .isEqualTo(
            """
            R0 = 3.000; at first the epidemic doubles every 4.25 days.
            Infected: E, I; new infections: infection.""");
    assertThat(next).hasToString("NextGeneration[R0 = 3.000, kinds: E]");
  }
}
