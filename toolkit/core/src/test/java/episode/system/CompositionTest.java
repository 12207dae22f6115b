package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected derivatives are worked out by hand. */
class CompositionTest {
  /** A few roundings of numbers of size ten. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  private static OpSystem host() {
    return OpSystem.named("host")
        .state("S", "I", "R")
        .parameter("gamma")
        .alias("N", "S + I + R")
        .transition("recovery: I -> R", "gamma")
        .build();
  }

  private static OpSystem vector() {
    return OpSystem.named("vector")
        .state("S", "I")
        .parameter("mu")
        .alias("N", "S + I")
        .transition("births: 0 -> S", "mu * N")
        .transition("S -> 0", "mu")
        .transition("I -> 0", "mu")
        .output("prevalence", "I / sum(j_in)")
        .parameter("j_in")
        .build();
  }

  @Test
  void hostAndVectorWithCrossTermsAreTheEquationsOfRossAndMacdonald() {
    OpSystem malaria =
        OpSystem.compose("malaria", host(), vector().prefixed("v_", "mu"))
            .extended("malaria")
            .parameter("a", "b", "c")
            .transition("infection: S -> I", "a * b * v_I / N")
            .transition("bite: v_S -> v_I", "a * c * I / N")
            .build();
    double[] y = {80, 15, 5, 200, 40};
    double infection = 0.3 * 0.5 * 40 / 100 * 80;
    double bite = 0.3 * 0.4 * 15 / 100 * 200;
    double[] expected = {
      -infection, infection - 0.1 * 15, 0.1 * 15, 0.05 * 240 - 0.05 * 200 - bite, bite - 0.05 * 40
    };
    Values values = Values.of("gamma", 0.1, "mu", 0.05, "a", 0.3, "b", 0.5, "c", 0.4, "v_j_in", 1);
    assertThat(OpSystemVectorsTest.rhs(malaria, 0, y, values)).containsExactly(expected, ROUNDING);
    assertThat(malaria.stateNames()).containsExactly("S", "I", "R", "v_S", "v_I");
    assertThat(malaria.aliases()).hasToString("[N = S + I + R, v_N = v_S + v_I]");
    assertThat(malaria.outputs()).hasToString("[v_prevalence = v_I / sum(v_j_in)]");
    assertThat(malaria.transition("v_S -> 0").rate().text()).isEqualTo("mu");
  }

  @Test
  void sharedStatesAreMovedByBoth() {
    OpSystem deaths =
        OpSystem.named("deaths")
            .state("I", "D")
            .parameter("mu")
            .transition("death: I -> D", "mu")
            .build();
    OpSystem both = OpSystem.compose("both", host(), deaths);
    double[] seen =
        OpSystemVectorsTest.rhs(
            both, 0, new double[] {1, 10, 2, 0}, Values.of("gamma", 0.1, "mu", 0.2));
    assertThat(seen).containsExactly(new double[] {0, -3, 1, 2}, ROUNDING);
  }

  @Test
  void axesAndIndicesAreRenamedToo() {
    OpSystem system =
        OpSystem.named("x")
            .axis("age", "a", "b")
            .state("S[age]", "I[age]")
            .parameter("C[age, age]")
            .transition("S -> I", "sum(k in age, C[age, k] * I[k]) * (2 if age == \"a\" else 1)")
            .transition("I[age] -> I[age+1]", "0.1")
            .equation("J", "I[age=\"b\"]")
            .state("J")
            .build();
    OpSystem renamed = system.renamed(Map.of("age", "group", "C", "contact", "I", "X"));
    double[] y = {1, 2, 3, 4, 5};
    double[][] c = {{1, 2}, {3, 4}};
    assertThat(OpSystemVectorsTest.rhs(renamed, 0, y, Values.of("contact", c)))
        .containsExactly(OpSystemVectorsTest.rhs(system, 0, y, Values.of("C", c)));
    assertThat(renamed.transitions().get(0))
        .hasToString(
            "S -> X : sum(k in group, contact[group, k] * X[k])"
                + " * (2 if group == \"a\" else 1)");
    assertThat(renamed.renamed(Map.of("group", "age", "contact", "C", "X", "I")))
        .hasToString(system.toString());
  }

  @Test
  void whatIsDeclaredDifferentlyIsRefused() {
    assertMessage(
        () -> OpSystem.compose("both", host(), vector().renamed("births", "recovery")),
        """
        E2171 Flow 'recovery' is in both 'host' and 'vector'
          Leave it out of one, or keep the two apart: .renamed(…), .prefixed("v_").
        E2170 'N' is not the same in both systems
          In 'host': N = S + I + R; in 'vector': N = S + I.
          Where they are two things, keep them apart: .renamed("N", "other"), .prefixed("v_").""");
  }

  @Test
  void namesThatAreTakenAreRefused() {
    assertMessage(
        () -> host().renamed(Map.of("gamma", "S")),
        """
        E2101 'S' is already a state
          in renamed("gamma", "S")
            S
            ^
          Choose another name.""");
    assertMessage(
        () -> host().renamed("gama", "x"),
        """
        E2103 Unknown name 'gama'
          in renamed("gama", "x")
            gama
            ^^^^
          Did you mean 'gamma'? Known names: t, S, I, R, gamma, N, recovery.""");
  }

  @Test
  void whatIsThereCannotBeSaidAgain() {
    assertMessage(
        () -> host().extended("more").parameter("N").transition("S -> I", "N").build(),
        """
        E2101 'N' is already an alias
          in parameter("N")
            N
            ^
          Choose another name.""");
  }

  @Test
  void theSecondIndexOfAnAliasKeepsItsName() {
    OpSystem ages =
        OpSystem.named("ages")
            .axis("age", "a", "b")
            .state("I[age]")
            .parameter("home[age, age]", "w")
            .alias("C[age, age:b]", "home[b, age] * w")
            .equation("I", "sum(b in age, C[age, b] * I[b])")
            .build()
            .renamed("age", "group");
    Values values =
        Values.of("I", new double[] {1, 10}, "home", new double[][] {{1, 2}, {3, 4}}, "w", 2);
    assertThat(ages.compile().rhs(0, values)).containsExactly(62, 84);
  }

  private static void assertMessage(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(EpisodeException.class).hasMessage(message);
  }
}
