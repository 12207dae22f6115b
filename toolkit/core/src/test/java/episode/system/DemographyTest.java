package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.Checker;
import episode.expr.EpisodeException;
import episode.expr.Expr;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected derivatives are worked out by hand or with loops over single cells. */
class DemographyTest {
  /** A few roundings. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  private static double[] rhs(OpSystem system, double[] y, Values values) {
    Checker.check(system.rhs());
    return OpSystemVectorsTest.rhs(system, 0, y, values);
  }

  private static SystemBuilder byAge() {
    return OpSystem.named("SI by age").axis("age", "0-17", "18+").state("S[age]", "I[age]");
  }

  @Test
  void birthsAgeingAndInfectionGiveTheNumbersWorkedOutByHand() {
    OpSystem system =
        byAge()
            .births("S[age=0-17]", "3")
            .ageing("age", "0.1")
            .transition("infection: S -> I", "0.5")
            .build();
    double[] expected = {2.4, -0.9, 0.2, 1.3};
    assertThat(rhs(system, new double[] {1, 2, 3, 4}, Values.of()))
        .containsExactly(expected, ROUNDING);
    assertThat(system.transitions())
        .hasToString(
            "[infection: S -> I : 0.5, births: 0 -> S[age=0-17] : 3,"
                + " ageing: S -> S[age+1] : 0.1, ageing: I -> I[age+1] : 0.1]");
  }

  @Test
  void theOrderOfCallsDoesNotMatter() {
    OpSystem system =
        OpSystem.named("SI")
            .deaths("mu")
            .births("S", "replacement")
            .deaths("I", "mu_I")
            .importation("I", "0.25")
            .equation("C", "1")
            .transition("infection: S -> I", "beta")
            .state("S", "I", "C")
            .parameter("mu", "mu_I", "beta")
            .build();
    double mu = 0.01;
    double excess = 0.2;
    double beta = 0.5;
    double born = mu * 100 + mu * 10 + excess * 10;
    double[] expected = {
      born - mu * 100 - beta * 100, beta * 100 - mu * 10 - excess * 10 + 0.25, 1
    };
    Values values = Values.of("mu", mu, "mu_I", excess, "beta", beta);
    assertThat(rhs(system, new double[] {100, 10, 7}, values)).containsExactly(expected, ROUNDING);
    assertThat(system.flows()).hasToString("[infection, deaths, importation, births]");
  }

  @Test
  void flowsOfOneKindAreAddedUp() {
    OpSystem system =
        OpSystem.named("SI")
            .state("S", "I")
            .deaths("0.5")
            .deaths("I", "1")
            .births("S", "replacement")
            .build();
    Solution solution = system.compile().solve(Values.of("S", 60, "I", 8), TimeSpan.days(0, 1));
    assertThat(solution.flow("deaths")[0]).isCloseTo(30 + 4 + 8, ROUNDING);
    assertThat(solution.flow("births")[0]).isCloseTo(30 + 4 + 8, ROUNDING);
    double deaths = solution.incidence("deaths")[1];
    assertThat(solution.incidence("births")[1]).isCloseTo(deaths, Offset.offset(1e-9));
    double left = solution.state("S")[1] + solution.state("I")[1];
    assertThat(left).isCloseTo(68, Offset.offset(1e-9));
  }

  @Test
  void flowsOfOneKindAreAddedUpOverTheAxesThatAllHave() {
    OpSystem system =
        OpSystem.named("places")
            .axis("place", "here", "there")
            .axis("age", "young", "old")
            .state("S[age, place]", "I[place]")
            .deaths("0.5")
            .deaths("S[age=old]", "1")
            .build();
    assertThat(system.flow("deaths")).hasToString("deaths[place]");
    Values start = Values.of("S", new double[][] {{1, 2}, {3, 4}}, "I", new double[] {10, 20});
    Solution solution = system.compile().solve(start, TimeSpan.days(0, 1));
    assertThat(solution.flow("deaths", "here")[0]).isCloseTo(0.5 * 4 + 0.5 * 10 + 3, ROUNDING);
    assertThat(solution.flow("deaths", "there")[0]).isCloseTo(0.5 * 6 + 0.5 * 20 + 4, ROUNDING);
  }

  @Test
  void replacementIsBornWhereOthersDie() {
    OpSystem system =
        OpSystem.named("places")
            .axis("place", "here", "there")
            .axis("age", "0-17", "18+")
            .state("S[age, place]", "I[place, age]")
            .parameter("mu[age]", "kill[place]")
            .deaths("mu")
            .births("S[age=0-17]", "replacement")
            .transition("culling: I[age=18+] -> 0", "kill * sum(I[place, age=18+])")
            .build();
    double[] mu = {0.1, 0.3};
    double[] kill = {0.01, 0.02};
    double[] y = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] expected = new double[8];
    for (int place = 0; place < 2; place++) {
      for (int age = 0; age < 2; age++) {
        int susceptible = 2 * age + place;
        int infected = 4 + 2 * place + age;
        double culled = age == 1 ? kill[place] * (6 + 8) * y[infected] : 0;
        expected[susceptible] -= mu[age] * y[susceptible];
        expected[infected] -= mu[age] * y[infected] + culled;
        expected[place] += mu[age] * (y[susceptible] + y[infected]) + culled;
      }
    }
    Values values = Values.of("mu", mu, "kill", kill);
    assertThat(rhs(system, y, values)).containsExactly(expected, ROUNDING);
  }

  @Test
  void anIndexOfASumIsNotPinned() {
    OpSystem system =
        byAge()
            .parameter("c[age, age]", "mu[age]")
            .transition("S[age=18+] -> 0", "sum(b in age, c[age, b] * I[b]) + mu + max(mu)")
            .births("S[age=0-17]", "replacement")
            .build();
    double[] y = {2, 3, 5, 7};
    double rate = 0.3 * 5 + 0.4 * 7 + 0.02 + 0.05;
    double[] expected = {rate * 3, -rate * 3, 0, 0};
    Values values =
        Values.of("c", new double[][] {{0.1, 0.2}, {0.3, 0.4}}, "mu", new double[] {0.05, 0.02});
    assertThat(rhs(system, y, values)).containsExactly(expected, ROUNDING);
  }

  @Test
  void aNameThatIsTakenIsLeftToItsOwner() {
    OpSystem system =
        OpSystem.named("S")
            .state("S")
            .parameter("births")
            .births("S", "births")
            .transition("deaths: S -> 0", "1")
            .deaths("2")
            .build();
    assertThat(system.flows()).hasToString("[deaths, births_flow]");
    assertThat(rhs(system, new double[] {10}, Values.of("births", 5))).containsExactly(5 - 30);
  }

  @Test
  void treesBuiltInJavaAreRatesToo() {
    OpSystem system =
        byAge()
            .parameter("b", "m")
            .births("S[age=0-17]", Expr.name("b"))
            .deaths(Expr.name("m"))
            .deaths("I", Expr.number(1))
            .importation("I", Expr.number(0.5))
            .ageing("age", Expr.name("m"))
            .build();
    assertThat(system.transitions()).hasSize(7);
  }

  @Test
  void ageingAlongAnAxisOfNoCompartmentIsRefused() {
    assertThatThrownBy(() -> byAge().axis("place", 2).ageing("place", "1").build())
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            """
            E2136 No compartment has the axis 'place'
              in ageing("place")
                place
                ^^^^^
              Declare states that vary over it: .state("S[place]").""");
  }

  @Test
  void replacingNobodyIsRefused() {
    assertThatThrownBy(() -> byAge().births("S", "replacement").build())
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            """
            E2137 Nobody leaves, so there is nobody to replace
              in births("S")
                replacement
                ^^^^^^^^^^^
              Add .deaths("mu"), or write the rate of births.""");
  }

  @Test
  void replacementThatCannotBeSharedOutIsRefused() {
    assertThatThrownBy(() -> byAge().state("D").deaths("D", "1").births("S", "replacement").build())
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            """
            E2137 'D -> 0' does not say where along 'age' to replace
              in births("S")
                replacement
                ^^^^^^^^^^^
              Name one element, as in births("S[age=0-17]", …), or write the rate.""");
  }

  @Test
  void oneMistakeInARateOfManyFlowsIsSaidOnce() {
    assertThatThrownBy(() -> byAge().parameter("mu").deaths("my").build())
        .isInstanceOfSatisfying(EpisodeException.class, e -> assertThat(e.problems()).hasSize(1));
  }
}
