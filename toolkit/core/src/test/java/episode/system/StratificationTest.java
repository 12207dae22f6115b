package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected derivatives are worked out by hand, with loops over single cells. */
class StratificationTest {
  /** A few roundings of numbers of size ten. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  private static OpSystem sir() {
    return OpSystem.named("SIR")
        .state("S", "I", "R")
        .parameter("beta", "gamma")
        .alias("N", "S + I + R")
        .alias("lambda", "beta * I / N")
        .transition("infection: S -> I", "lambda")
        .transition("recovery: I -> R", "gamma")
        .build();
  }

  private static final Values RATES = Values.of("beta", 0.8, "gamma", 0.3);
  private static final double[] Y = {70, 30, 5, 2, 11, 4};

  private static double[] rhs(OpSystem system, double[] y, Values values) {
    return OpSystemVectorsTest.rhs(system, 0, y, values);
  }

  @Test
  void withoutFurtherWordsEveryStratumSeesTheTotals() {
    OpSystem aged = sir().stratify("age", "young", "old").build();
    double force = 0.8 * 7 / 122;
    double[] expected = {
      -force * 70, -force * 30, force * 70 - 0.3 * 5, force * 30 - 0.3 * 2, 0.3 * 5, 0.3 * 2
    };
    assertThat(rhs(aged, Y, RATES)).containsExactly(expected, ROUNDING);
    assertThat(aged.stateLabels())
        .containsExactly("S[young]", "S[old]", "I[young]", "I[old]", "R[young]", "R[old]");
    assertThat(aged.transition("infection").axes()).extracting("name").containsExactly("age");
    assertThat(aged.aliases())
        .hasToString(
            "[N = sum(j in age, S[j]) + sum(j in age, I[j]) + sum(j in age, R[j]),"
                + " lambda = beta * sum(j in age, I[j]) / N]");
    assertThat(aged.warnings()).isEmpty();
  }

  @Test
  void ratesOfSingleStrataAreMultipliedOrOverwritten() {
    OpSystem aged =
        sir()
            .stratify("age", "young", "old")
            .parameter("gamma_old")
            .multiply("infection", "old", "0.5")
            .multiply("infection", "young", "1 + gamma_old")
            .overwrite("recovery", "old", "gamma_old")
            .multiply("recovery", "old", "2")
            .build();
    double force = 0.8 * 7 / 122;
    double young = force * 1.1 * 70;
    double old = force * 0.5 * 30;
    double[] expected = {-young, -old, young - 1.5, old - 0.2 * 2, 1.5, 0.2 * 2};
    assertThat(rhs(aged, Y, RATES.with("gamma_old", 0.1))).containsExactly(expected, ROUNDING);
  }

  @Test
  void theInfectiousCountByTheirStratumButNotInDenominators() {
    OpSystem aged =
        sir()
            .stratify("age", "young", "old")
            .parameter("q")
            .infectiousness("I", "old", "q")
            .susceptibility("young", "0.7")
            .build();
    double force = 0.8 * (5 + 0.6 * 2) / 122;
    double young = force * 0.7 * 70;
    double old = force * 30;
    double[] expected = {-young, -old, young - 1.5, old - 0.6, 1.5, 0.6};
    assertThat(rhs(aged, Y, RATES.with("q", 0.6))).containsExactly(expected, ROUNDING);
  }

  @Test
  void mixingWorksOutTheForceOfInfectionStratumByStratum() {
    OpSystem aged =
        sir()
            .stratify("age", "young", "old")
            .parameter("home[age, age]", "work[age, age]", "w")
            .mixing("home + w * work")
            .infectiousness("I", "old", "0.6")
            .build();
    double[][] home = {{3, 1}, {2, 4}};
    double[][] work = {{0.5, 0.25}, {0.75, 1}};
    double[] prevalence = {0.8 * 5 / 86, 0.8 * 0.6 * 2 / 36};
    double[] expected = new double[6];
    for (int a = 0; a < 2; a++) {
      double force = 0;
      for (int b = 0; b < 2; b++) {
        force += (home[a][b] + 1.5 * work[a][b]) * prevalence[b];
      }
      expected[a] = -force * Y[a];
      expected[2 + a] = force * Y[a] - 0.3 * Y[2 + a];
      expected[4 + a] = 0.3 * Y[2 + a];
    }
    Values values = RATES.with("home", home).with("work", work).with("w", 1.5);
    assertThat(rhs(aged, Y, values)).containsExactly(expected, ROUNDING);
  }

  @Test
  void proportionalMixingIsNoMixing() {
    OpSystem mixed =
        sir()
            .stratify("age", "young", "old")
            .parameter("c[age, age]")
            .mixing("c[age, age]")
            .build();
    double[][] proportional = {{86.0 / 122, 36.0 / 122}, {86.0 / 122, 36.0 / 122}};
    assertThat(rhs(mixed, Y, RATES.with("c", proportional)))
        .containsExactly(rhs(sir().stratify("age", "young", "old").build(), Y, RATES), ROUNDING);
  }

  @Test
  void strainsSpreadByTheirOwnInfectiousAmongAllPeople() {
    OpSystem strains =
        OpSystem.named("SEIR")
            .state("S", "E", "I", "R")
            .parameter("beta", "sigma", "gamma", "omega")
            .alias("N", "S + E + I + R")
            .transition("infection: S -> E", "beta * I / N")
            .transition("E -> I", "sigma")
            .transition("recovery: I -> R", "gamma")
            .transition("R -> S", "omega")
            .build()
            .stratify("strain", "wild", "alpha")
            .only("E", "I")
            .strains()
            .multiply("infection", "alpha", "1.5")
            .overwrite("recovery", "alpha", "0.25")
            .build();
    double[] y = {90, 4, 3, 6, 2, 10};
    double n = 115;
    double wild = 0.8 * 6 / n * 90;
    double alpha = 0.8 * 1.5 * 2 / n * 90;
    double[] expected = {
      -wild - alpha + 0.05 * 10,
      wild - 0.2 * 4,
      alpha - 0.2 * 3,
      0.2 * 4 - 0.3 * 6,
      0.2 * 3 - 0.25 * 2,
      0.3 * 6 + 0.25 * 2 - 0.05 * 10
    };
    Values values = RATES.with("sigma", 0.2).with("omega", 0.05);
    assertThat(rhs(strains, y, values)).containsExactly(expected, ROUNDING);
  }

  @Test
  void oneAxisAfterAnotherKeepsWhatTheFirstSaid() {
    OpSystem both =
        sir()
            .stratify("age", "young", "old")
            .parameter("c[age, age]")
            .mixing("c")
            .build()
            .stratify("vax", "none", "done")
            .only("S", "I")
            .multiply("infection", "done", "0.4")
            .build();
    double[][] c = {{3, 1}, {2, 4}};
    double[][] s = {{50, 20}, {10, 20}};
    double[][] i = {{4, 1}, {1.5, 0.5}};
    double[] r = {11, 4};
    double[] expected = new double[10];
    for (int a = 0; a < 2; a++) {
      double force = 0;
      for (int b = 0; b < 2; b++) {
        double infectious = i[b][0] + i[b][1];
        force += c[a][b] * 0.8 * infectious / (s[b][0] + s[b][1] + infectious + r[b]);
      }
      for (int v = 0; v < 2; v++) {
        double infection = force * (v == 1 ? 0.4 : 1) * s[a][v];
        expected[2 * a + v] = -infection;
        expected[4 + 2 * a + v] = infection - 0.3 * i[a][v];
        expected[8 + a] += 0.3 * i[a][v];
      }
    }
    double[] y = {50, 20, 10, 20, 4, 1, 1.5, 0.5, 11, 4};
    assertThat(rhs(both, y, RATES.with("c", c))).containsExactly(expected, ROUNDING);
  }

  @Test
  void whoeverEntersIsSharedOut() {
    OpSystem vital =
        OpSystem.named("vital")
            .state("S", "V")
            .parameter("b", "nu", "p")
            .transition("births: 0 -> S", "b * (S + V)")
            .transition("vaccination: S -> V", "nu")
            .initial("S", "100 * nu")
            .build();
    double[] y = {60, 5, 15};
    Values values = Values.of("b", 0.1, "nu", 0.2, "p", 0.3);
    OpSystem divided =
        vital.stratify("dose", "one", "two").only("V").share("vaccination", "one", "p").build();
    assertThat(rhs(divided, y, values)).containsExactly(new double[] {8 - 12, 3.6, 8.4}, ROUNDING);
    OpSystem aged =
        vital.stratify("age", "a", "b", "c").share("births", "a", "1").share("a", "0.5").build();
    double[] people = {10, 20, 30, 5, 15, 0};
    double[] expected = {8 - 2, -4, -6, 2, 4, 6};
    assertThat(rhs(aged, people, values)).containsExactly(expected, ROUNDING);
    assertThat(aged.initialValues().get(0).formula().text())
        .isEqualTo("100 * nu * (0.5 if age == \"a\" else (1 - 0.5) / 2)");
  }

  @Test
  void flowsAreTotalsInEquationsAndOutputs() {
    OpSystem counted =
        OpSystem.named("counted")
            .axis("place", "x", "y")
            .state("S[place]", "I[place]", "C[place]", "D")
            .parameter("beta")
            .transition("infection: S -> I", "beta * I / sum(S + I)")
            .equation("C", "infection")
            .equation("D", "sum(infection) + max(S)")
            .output("weekly[place]", "7 * infection")
            .build()
            .stratify("age", "young", "old")
            .build();
    double[] y = {10, 20, 30, 40, 1, 2, 3, 4, 0, 0, 0};
    double x = 0.5 * 3 / 110 * 30;
    double other = 0.5 * 7 / 110 * 70;
    double[] seen = rhs(counted, y, Values.of("beta", 0.5));
    assertThat(seen[8]).isCloseTo(x, ROUNDING);
    assertThat(seen[9]).isCloseTo(other, ROUNDING);
    assertThat(seen[10]).isCloseTo(x + other + 70, ROUNDING);
  }
}
