package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Expr;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Whatever a system may hold goes over to the system with a further axis. */
class StrataOfEverythingTest {
  /** A few roundings of numbers of size a hundred. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-11);

  private static double[] rhs(OpSystem system, double[] y, Values values) {
    return OpSystemVectorsTest.rhs(system, 0, y, values);
  }

  @Test
  void operatorsActOnEveryStratum() {
    OpSystem spread =
        OpSystem.named("x")
            .axis("x", AxisPoints.grid(0, 2, 3))
            .state("u[x]")
            .parameter("D")
            .transition("u -> 0", "sum(u)")
            .operator("diffusion(u, x, D)")
            .build();
    double[] one = rhs(spread, new double[] {1, 5, 2}, Values.of("D", 0.5));
    double[] two = rhs(spread, new double[] {4, 0, 3}, Values.of("D", 0.5));
    double[] both =
        rhs(
            spread.stratify("age", "a", "b").build(),
            new double[] {1, 4, 5, 0, 2, 3},
            Values.of("D", 0.5));
    double[] u = {1, 4, 5, 0, 2, 3};
    for (int x = 0; x < 3; x++) {
      double[] first = {1, 5, 2};
      double[] second = {4, 0, 3};
      assertThat(both[2 * x]).isCloseTo(one[x] + 8 * first[x] - 15 * u[2 * x], ROUNDING);
      assertThat(both[2 * x + 1]).isCloseTo(two[x] + 7 * second[x] - 15 * u[2 * x + 1], ROUNDING);
    }
  }

  @Test
  void specsWithFiltersAreDividedToo() {
    OpSystem spec =
        OpSystem.parse(
            """
            kind: transitions
            axes: [{name: age, coords: ["a", "b", "c"]}]
            state: ["S[age]", "I[age]"]
            aliases: {"N": "sum_over(S[age] + I[age], age=j)"}
            transitions:
              - {from: "S[age]", to: "I[age]", rate: "beta * apply_along(I[age:k], age=k in ['a', 'c']) / N"}
            """
                .replace("S[age] + I[age], age=j", "S[age:j] + I[age:j], age=j"));
    OpSystem divided = spec.stratify("vax", "none", "done").build();
    double[] whole = rhs(spec, new double[] {10, 20, 30, 1, 2, 3}, Values.of("beta", 0.5));
    double[] seen =
        rhs(
            divided,
            new double[] {4, 6, 10, 10, 30, 0, 1, 0, 0.5, 1.5, 1, 2},
            Values.of("beta", 0.5));
    for (int i = 0; i < 6; i++) {
      assertThat(seen[2 * i] + seen[2 * i + 1]).isCloseTo(whole[i], ROUNDING);
    }
  }

  @Test
  void everyStratumMayHaveANumberOfItsOwn() {
    OpSystem system =
        OpSystem.named("x")
            .state("S", "I")
            .transition("S -> I", "0.1")
            .build()
            .stratify("dose", AxisPoints.ordinal("none", "one", "two"))
            .multiply("S -> I", "two", Expr.name("dose"))
            .build();
    assertThat(rhs(system, new double[] {10, 10, 10, 0, 0, 0}, Values.of()))
        .containsExactly(new double[] {-1, -1, -2, 1, 1, 2}, ROUNDING);
  }

  @Test
  void delaysInputsTraitsAndTimeStay() {
    OpSystem system =
        OpSystem.text(
            "x",
            """
                time week
                state S, I
                parameter beta = 2 unit('1/week')
                input season = linear([0, 30], [1, 0.5])
                S -> I : beta * season * delay(I, 2) / (S + I)
                output seen = season * I
                stratify age = young, old
                """);
    assertThat(system.time()).isEqualTo(TimeScale.WEEK);
    assertThat(system.traits("beta").byDefault()).isEqualTo(2);
    assertThat(system.transition("S -> I").rate().text())
        .isEqualTo(
            "beta * season * delay(sum(j in age, I[j]), tau=2)"
                + " / (sum(j in age, S[j]) + sum(j in age, I[j]))");
    assertThat(system.outputs()).hasToString("[seen = season * sum(j in age, I[j])]");
  }

  @Test
  void theResultIsWrittenAsASpecAndShown() {
    OpSystem strains =
        OpSystem.named("x")
            .state("S", "I", "R")
            .parameter("beta")
            .alias("lambda", "beta * I / (S + I + R)")
            .transition("infection: S -> I", "lambda")
            .transition("I -> R", "0.1")
            .build()
            .stratify("strain", "wild", "alpha")
            .only("I")
            .strains()
            .multiply("infection", "alpha", "1.5")
            .infectiousness("I", "wild", "0.5")
            .build();
    OpSystem again = OpSystem.parse(strains.toYaml());
    double[] y = {90, 6, 4, 3};
    assertThat(rhs(again, y, Values.of("beta", 0.7)))
        .containsExactly(rhs(strains, y, Values.of("beta", 0.7)), ROUNDING);
    assertThat(strains.parts()).isNotEmpty();
    assertThat(strains.latex().toString()).contains("wild");
  }

  @Test
  void aThousandAliasesAreGoneThroughOnce() {
    SystemBuilder builder = OpSystem.named("x").state("S", "I").alias("a0", "I").parameter("c0");
    for (int i = 1; i < 1000; i++) {
      builder.alias("a" + i, "a" + (i - 1) + " + 0 * a" + (i / 2));
    }
    OpSystem mixed =
        builder
            .transition("S -> I", "a999 * c0")
            .build()
            .stratify("age", "young", "old")
            .parameter("m[age, age]")
            .mixing("m")
            .infectiousness("I", "old", "0.5")
            .build();
    double[] seen =
        rhs(
            mixed,
            new double[] {10, 20, 3, 4},
            Values.of(Map.of("c0", 0.1, "m", new double[][] {{1, 2}, {3, 4}})));
    assertThat(seen).containsExactly(new double[] {-7, -34, 7, 34}, ROUNDING);
  }
}
