package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.Checker;
import episode.expr.EpisodeException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Matrices as aliases; expected derivatives come from loops over single cells. */
class ContactsTest {
  /** A few roundings. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  private static final double[][] HOME = {{4, 1, 2}, {1, 3, 5}, {2, 0.5, 6}};
  private static final double[][] WORK = {{0, 0, 0.5}, {1, 7, 0}, {3, 1, 1}};
  private static final Values VALUES =
      Values.of("home", HOME, "work", WORK, "w", new double[] {0.5, 0.25, 1});

  private static SystemBuilder si() {
    return OpSystem.named("SI")
        .axis("age", "a", "b", "c")
        .state("S[age]", "I[age]")
        .parameter("home[age, age]", "work[age, age]", "w[age]")
        .alias("lambda[age]", "sum(j in age, C[age, j] * I[j])")
        .transition("infection: S -> I", "lambda");
  }

  /** The rows' own w, that of the columns, or one for both. */
  private static double[] expected(double[] y, boolean ofRow) {
    double[] w = {0.5, 0.25, 1};
    double[] expected = new double[6];
    for (int age = 0; age < 3; age++) {
      double force = 0;
      for (int other = 0; other < 3; other++) {
        force += (HOME[age][other] + w[ofRow ? age : other] * WORK[age][other]) * y[3 + other];
      }
      expected[age] = -force * y[age];
      expected[3 + age] = force * y[age];
    }
    return expected;
  }

  private static void assertRhs(SystemBuilder builder, boolean ofRow) {
    OpSystem system = builder.build();
    Checker.check(system.rhs());
    double[] y = {10, 20, 30, 1, 2, 3};
    double[] rhs = OpSystemVectorsTest.rhs(system, 0, y, VALUES);
    assertThat(rhs).containsExactly(expected(y, ofRow), Offset.offset(1e-10));
    assertThat(system.compile().initial(VALUES.with("S", new double[3]))).hasSize(6);
  }

  @Test
  void theSecondIndexOfARepeatedAxisHasANameOfItsOwn() {
    assertRhs(si().alias("C[age, age:b]", "home[age, b] + w[age] * work[age, b]"), true);
    assertRhs(si().alias("C[age, age:b]", "home[age, b] + w[b] * work[age, b]"), false);
    assertRhs(si().alias("C[age:i, age:k]", "home[i, k] + w[i] * work[i, k]"), true);
  }

  @Test
  void bareNamesWithTheSameRepeatedAxesPairUpElementByElement() {
    assertRhs(si().alias("C[age, age]", "home + w * work"), true);
    assertRhs(si().alias("C[age, age:b]", "home + w[b] * work[age, b]"), false);
  }

  @Test
  void layersAreSummed() {
    assertRhs(si().contacts("C[age, age]", "home", "w * work"), true);
    assertRhs(si().contacts("C[age, age:b]", "home", "w[b] * work if w[b] > 0 else 0"), false);
  }

  @Test
  void anAliasOfAMatrixServesAnother() {
    assertRhs(si().alias("C[age, age]", "D + 0").alias("D[age, age]", "home + w * work"), true);
  }

  @Test
  void aSumOverEverythingOfAMatrixTakesAllOfIt() {
    OpSystem system =
        OpSystem.named("x")
            .axis("age", "a", "b")
            .state("S[age]")
            .parameter("m[age, age]")
            .alias("C[age, age]", "2 * m")
            .equation("S", "sum(C)")
            .build();
    Values values = Values.of("m", new double[][] {{1, 2}, {3, 4}});
    assertThat(OpSystemVectorsTest.rhs(system, 0, new double[2], values))
        .containsExactly(new double[] {20, 20}, ROUNDING);
  }

  @Test
  void equationsShowBothIndices() {
    OpSystem named = si().alias("C[age, age:b]", "home[age, b] + w * work").build();
    assertThat(Equations.latex(named))
        .contains("C_{a,b} &= \\mathrm{home}_{a,b} + w_{a} \\, \\mathrm{work}_{a,b}");
    OpSystem bare = si().alias("C[age, age]", "home + w * work").build();
    assertThat(Equations.latex(bare))
        .contains("C_{a,a'} &= \\mathrm{home}_{a,a'} + w_{a} \\, \\mathrm{work}_{a,a'}");
    assertThat(named.aliases().get(1)).hasToString("C[age, age:b] = home[age, b] + w * work");
    assertThat(bare.aliases().get(1)).hasToString("C[age, age] = home + w * work");
  }

  @Test
  void anIndexCalledLikeAnotherAxisIsRefused() {
    assertThatThrownBy(() -> si().axis("place", 2).alias("C[age, age:place]", "home").build())
        .isInstanceOf(EpisodeException.class)
        .hasMessageContaining(
            """
            E2102 'place' is an axis or an index already
              in alias("C[age, age:place]")
                C[age, age:place]
                       ^^^^^^^^^
              Rename it.""");
  }

  @Test
  void aMatrixInAFormulaOfOneAxisIsStillRefused() {
    assertThatThrownBy(() -> si().alias("C[age, age]", "home").alias("D[age]", "work * 2").build())
        .isInstanceOf(EpisodeException.class)
        .hasMessageContaining("E2108 'work' has an axis twice");
  }
}
