package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Checker;
import episode.expr.Expr;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected derivatives are worked out by hand or with loops over single cells. */
class OpSystemTest {
  /** A few roundings. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  private static SystemBuilder sir() {
    return OpSystem.named("SIR")
        .state("S", "I", "R")
        .parameter("beta", "gamma")
        .alias("N", "S + I + R")
        .transition("infection: S -> I", "beta * I / N")
        .transition("recovery: I -> R", "gamma");
  }

  private static double[] rhs(OpSystem system, double[] y, Values values) {
    Checker.check(system.rhs());
    return OpSystemVectorsTest.rhs(system, 0, y, values);
  }

  @Test
  void normalisedFormKeepsWhatWasSaid() {
    OpSystem system = sir().build();
    assertThat(system.states()).extracting(Template::name).containsExactly("S", "I", "R");
    assertThat(system.parameters()).hasToString("[beta, gamma]");
    assertThat(system.aliases()).hasToString("[N = S + I + R]");
    Transition infection = system.transition("infection");
    assertThat(infection).hasToString("infection: S -> I : beta * I / N");
    assertThat(infection.stoichiometry("S")).isEqualTo(-1);
    assertThat(infection.stoichiometry("I")).isEqualTo(1);
    assertThat(infection.stoichiometry("R")).isZero();
    assertThat(system.time()).isEqualTo(TimeScale.DAY);
    assertThat(system.warnings()).isEmpty();
    assertThat(system.rhs().inputs())
        .extracting(Node::name)
        .containsExactly("t", "S", "I", "R", "beta", "gamma");
  }

  @Test
  void orderOfStatementsDoesNotMatter() {
    OpSystem other =
        OpSystem.named("SIR")
            .transition("infection: S -> I", "force")
            .transition("recovery: I -> R", "gamma")
            .alias("force", "beta * I / N")
            .alias("N", "S + I + R")
            .parameter("beta", "gamma")
            .state("S", "I", "R")
            .build();
    Values values = Values.of("beta", 1.7, "gamma", 0.5);
    double[] y = {700, 40, 23};
    assertThat(rhs(other, y, values)).containsExactly(rhs(sir().build(), y, values));
  }

  @Test
  void treesBuiltInJavaAreFormulasToo() {
    Expr rate = Expr.name("beta").times(Expr.name("I")).over(Expr.name("N"));
    OpSystem system =
        OpSystem.named("SIR")
            .state("S", "I", "R")
            .parameter("beta", "gamma")
            .alias("N", Expr.name("S").plus(Expr.name("I")).plus(Expr.name("R")))
            .transition("infection: S -> I", rate)
            .transition("recovery: I -> R", Expr.name("gamma"))
            .build();
    assertThat(system).hasToString(sir().build().toString());
  }

  @Test
  void forceOfInfectionByAgeIsThatOfLoops() {
    OpSystem system =
        OpSystem.named("SEIR")
            .axis("age", "0-17", "18-64", "65+")
            .state("S[age]", "E[age]", "I[age]", "R[age]")
            .parameter("beta", "sigma", "gamma", "N[age]", "contact[age, age]")
            .alias("lambda[age]", "beta * sum(b in age, contact[age, b] * I[b] / N[b])")
            .transition("infection: S -> E", "lambda")
            .transition("E -> I", "sigma")
            .transition("I -> R", "gamma")
            .build();
    double[] y = {90, 180, 40, 4, 5, 6, 7, 8, 3, 1, 2, 4};
    double[] n = {102, 195, 53};
    double[][] contact = {{7, 3, 1}, {2, 6, 1.5}, {0.5, 2.5, 4}};
    double[] expected = new double[12];
    for (int a = 0; a < 3; a++) {
      double force = 0;
      for (int b = 0; b < 3; b++) {
        force += 0.03 * contact[a][b] * y[6 + b] / n[b];
      }
      double infection = force * y[a];
      expected[a] = -infection;
      expected[3 + a] = infection - 0.2 * y[3 + a];
      expected[6 + a] = 0.2 * y[3 + a] - 0.1 * y[6 + a];
      expected[9 + a] = 0.1 * y[6 + a];
    }
    Values values = Values.of("beta", 0.03, "sigma", 0.2, "gamma", 0.1, "N", n, "contact", contact);
    assertThat(rhs(system, y, values)).containsExactly(expected, ROUNDING);
    assertThat(system.stateNames()).contains("S__age_0_17", "R__age_65_");
    assertThat(system.stateLabels()).contains("S[0-17]", "R[65+]");
  }

  /**
   * op_system 0.2.0 gives [2.4, 1.8, 0.2, 0.6] here: it compiles templates from their first cell.
   */
  @Test
  void birthsAgeingAndInfectionStayInTheirOwnClasses() {
    OpSystem system =
        OpSystem.named("ageing")
            .axis("age", "young", "old")
            .state("S[age]", "I[age]")
            .transition("births: 0 -> S[age=young]", "3")
            .transition("S[age=young] -> S[age=old]", "0.1")
            .transition("I[age=young] -> I[age=old]", "0.1")
            .transition("infection: S -> I", "0.5")
            .build();
    // S_young: 3 − 0.1·1 − 0.5·1, S_old: 0.1·1 − 0.5·2, I_young: 0.5·1 − 0.1·3, I_old: 0.5·2 + 0.3
    assertThat(rhs(system, new double[] {1, 2, 3, 4}, Values.of()))
        .containsExactly(new double[] {2.4, -0.9, 0.2, 1.3}, ROUNDING);
  }

  @Test
  void anAxisOnlyOnTheLeftIsSummedOver() {
    OpSystem system =
        OpSystem.named("x")
            .axis("age", "a", "b")
            .axis("vax", "no", "yes", "boosted")
            .state("I[age, vax]", "R[age]", "D")
            .parameter("mu[vax]")
            .transition("I -> R", "0.1")
            .transition("death: I -> D", "mu")
            .build();
    double[] y = {1, 2, 3, 4, 5, 6, 0, 0, 0};
    double[] mu = {0.01, 0.02, 0.03};
    double[] seen = rhs(system, y, Values.of("mu", mu));
    assertThat(seen[6]).isCloseTo(0.1 * 6, ROUNDING);
    assertThat(seen[7]).isCloseTo(0.1 * 15, ROUNDING);
    assertThat(seen[8]).isCloseTo(0.01 * 5 + 0.02 * 7 + 0.03 * 9, ROUNDING);
    assertThat(seen[1]).isCloseTo(-2 * 0.12, ROUNDING);
  }

  @Test
  void aPinnedTransitionTakesItsRateFromTheSource() {
    OpSystem system =
        OpSystem.named("x")
            .axis("age", "a", "b")
            .axis("vax", "no", "yes")
            .state("S[vax, age]")
            .parameter("nu[age, vax]")
            .transition("S[vax=no] -> S[vax=yes]", "nu")
            .build();
    double[] seen =
        rhs(
            system,
            new double[] {10, 20, 0, 0},
            Values.of("nu", new double[][] {{0.1, 9}, {0.2, 9}}));
    assertThat(seen).containsExactly(new double[] {-1, -4, 1, 4}, ROUNDING);
  }

  @Test
  void statesOfDifferentAxisOrderPairUpByName() {
    OpSystem system =
        OpSystem.named("x")
            .axis("age", "a", "b")
            .axis("place", "n", "s", "w")
            .state("S[age, place]", "I[place, age]")
            .transition("S -> I", "1")
            .build();
    double[] seen = rhs(system, new double[] {1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0}, Values.of());
    assertThat(seen).containsExactly(-1, -2, -3, -4, -5, -6, 1, 4, 2, 5, 3, 6);
  }

  @Test
  void sourcesAreAbsoluteAndSinksPerHead() {
    OpSystem system =
        OpSystem.named("x")
            .state("S")
            .parameter("births", "mu")
            .transition("0 -> S", "births")
            .transition("S -> 0", "mu")
            .build();
    assertThat(rhs(system, new double[] {50}, Values.of("births", 7, "mu", 0.1)))
        .containsExactly(2);
  }

  @Test
  void transitionsBetweenTheSameStatesAddUp() {
    OpSystem system =
        OpSystem.named("x")
            .state("S", "D")
            .transition("S -> D", "0.1")
            .transition("S -> D", "0.2")
            .build();
    assertThat(rhs(system, new double[] {10, 0}, Values.of()))
        .containsExactly(new double[] {-3, 3}, ROUNDING);
    Graph flow = system.observe(List.of("S -> D"));
    List<Tensor> inputs = List.of(Tensor.of(0), Tensor.of(10), Tensor.of(0));
    assertThat(Perform.evaluate(flow, inputs).get(0).at(0)).isCloseTo(3, ROUNDING);
  }

  @Test
  void equationsMayUseFlowsByName() {
    OpSystem system = sir().state("C").equation("C", "infection").build();
    double[] seen = rhs(system, new double[] {90, 10, 0, 0}, Values.of("beta", 2, "gamma", 1));
    assertThat(seen).containsExactly(new double[] {-18, 8, 10, 18}, ROUNDING);
  }

  @Test
  void equationsOfSingleElementsFillTheirCells() {
    OpSystem system =
        OpSystem.named("x")
            .axis("age", "a", "b")
            .state("x[age]")
            .equation("x[age=a]", "-x")
            .equation("x[age=b]", "x[age=a] - 2 * x")
            .build();
    assertThat(rhs(system, new double[] {3, 5}, Values.of())).containsExactly(-3, -7);
  }

  @Test
  void initialValuesAreGivenOrFollowOrAreZero() {
    OpSystem system =
        OpSystem.named("x")
            .axis("age", "a", "b")
            .state("S[age]", "I[age]", "R[age]", "D")
            .parameter("N[age]", "p")
            .alias("rest[age]", "N - I")
            .transition("S -> I", "1")
            .transition("I -> R", "1")
            .transition("I -> D", "1")
            .initial("S", "(1 - p) * rest")
            .initial("R[age=b]", "p * rest")
            .build();
    Graph graph = Checker.check(system.initial(Set.of("I")));
    assertThat(graph.inputs()).extracting(Node::name).containsExactly("N", "p", "I");
    List<Tensor> y =
        Perform.evaluate(
            graph,
            List.of(
                Tensor.of(new double[] {10, 20}), Tensor.of(0.5), Tensor.of(new double[] {2, 4})));
    assertThat(y.get(0).doubles()).containsExactly(4, 8);
    assertThat(y.get(1).doubles()).containsExactly(2, 4);
    assertThat(y.get(2).doubles()).containsExactly(0, 8);
    assertThat(y.get(3).doubles()).containsExactly(0);
  }

  @Test
  void accumulatorsAddUpFlows() {
    OpSystem system =
        OpSystem.named("x")
            .axis("age", "a", "b")
            .state("I[age]", "R", "cumulative_I_R")
            .transition("I -> R", "0.5")
            .equation("cumulative_I_R", "0")
            .build();
    OpSystem counting = system.withAccumulators(List.of("I -> R"));
    assertThat(system.accumulator("I -> R")).isEqualTo("cumulative_I_R_");
    assertThat(rhs(counting, new double[] {2, 4, 0, 0, 9, 9}, Values.of()))
        .containsExactly(-1, -2, 3, 0, 1, 2);
    assertThat(counting.initial(Set.of()).outputs()).hasSize(4);
  }

  @Test
  void observedFormulasKeepTheirAxes() {
    OpSystem system =
        OpSystem.named("x")
            .axis("age", "a", "b")
            .state("I[age]")
            .parameter("w[age]")
            .transition("decay: I -> 0", "w")
            .build();
    Graph graph = Checker.check(system.observe(List.of("I * w", "sum(I)", "decay", "t")));
    assertThat(graph.outputs())
        .extracting(Node::shape)
        .containsExactly(Shape.of(2), Shape.SCALAR, Shape.of(2), Shape.SCALAR);
  }

  @Test
  void oversightsAreWarnings() {
    OpSystem system =
        OpSystem.named("x")
            .axis("age", "a")
            .state("S", "Q")
            .parameter("k")
            .alias("z", "2")
            .equation("S", "1")
            .build();
    assertThat(system.warnings())
        .extracting(Problem::what)
        .containsExactly(
            "Parameter 'k' is not used",
            "Alias 'z' is not used",
            "Axis 'age' is not used",
            "State 'Q' never changes");
  }

  @Test
  void aThousandAliasesInAChainWork() {
    SystemBuilder builder = OpSystem.named("long").state("x").equation("x", "a0");
    for (int i = 0; i < 1000; i++) {
      builder.alias("a" + i, "a" + (i + 1) + " + 1");
    }
    OpSystem system = builder.alias("a1000", "x").build();
    assertThat(rhs(system, new double[] {5}, Values.of())).containsExactly(1005);
  }

  @Test
  void largeSystemsStayArrays() {
    OpSystem system =
        OpSystem.named("large")
            .axis("age", 17)
            .axis("place", 200)
            .state("S[age, place]", "E[age, place]", "I[age, place]", "R[age, place]")
            .parameter("C[age, age]", "N[age, place]", "sigma", "gamma")
            .alias("lambda[age, place]", "sum(b in age, C[age, b] * I[b, place] / N[b, place])")
            .transition("S -> E", "lambda")
            .transition("E -> I", "sigma")
            .transition("I -> R", "gamma")
            .build();
    assertThat(system.size()).isEqualTo(13_600);
    // the graph grows with the text of the model, not with the number of cells
    assertThat(system.rhs().nodes().size()).isLessThan(40);
  }
}
