package episode.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import org.junit.jupiter.api.Test;

/** The exact messages of problems of stratifications. */
class StrataMessagesTest {
  private static SystemBuilder sir() {
    return OpSystem.named("SIR")
        .state("S", "I", "R")
        .parameter("beta", "gamma")
        .transition("infection: S -> I", "beta * I / (S + I + R)")
        .transition("recovery: I -> R", "gamma");
  }

  private static Stratification aged() {
    return sir().build().stratify("age", "young", "old");
  }

  private static void assertMessage(Stratification stratification, String message) {
    assertThatThrownBy(stratification::build)
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message.stripIndent());
  }

  @Test
  void allThatIsWrongIsReportedAtOnce() {
    assertMessage(
        aged()
            .only("S", "J")
            .parameter("beta", "c[ages]")
            .multiply("infektion", "old", "0.5")
            .overwrite("recovery", "odl", "gama")
            .multiply("recovery", "old", "2 *"),
        """
        E2103 Unknown state 'J'
          in only("S", "J")
            J
            ^
          Did you mean 'I'? States: S, I, R.
        E2101 'beta' is already a parameter
          in parameter("beta")
            beta
            ^^^^
          Choose another name.
        """);
  }

  @Test
  void aMistakeInAFormulaIsShownWhereItWasMade() {
    assertMessage(
        aged().multiply("recovery", "old", "1 - q").mixing("contcat"),
        """
        x""");
  }

  @Test
  void anAxisThatIsThereIsRefused() {
    assertMessage(sir().build().stratify("beta", "a", "a"), "x");
  }

  @Test
  void anAxisWithoutElementsIsRefused() {
    assertMessage(sir().build().stratify("age"), "x");
  }

  @Test
  void equationsCannotBeDivided() {
    assertMessage(
        sir().state("V").equation("V", "I").build().stratify("age", "a", "b").only("V"), "x");
  }

  @Test
  void strainsNeedTheInfectedStates() {
    assertMessage(aged().strains(), "x");
  }

  @Test
  void aFlowIntoSomeStatesNeedsShares() {
    assertMessage(aged().only("I", "R"), "x");
  }

  @Test
  void sharesAddUpToOne() {
    assertMessage(
        sir().transition("0 -> S", "3").build().stratify("age", "a", "b").share("a", "0.2").share("b", "0.7"),
        "x");
  }

  @Test
  void susceptibilityNeedsAnInfection() {
    assertMessage(aged().only("R").susceptibility("old", "0.5"), "x");
  }

  @Test
  void whatChangesNothingIsRefused() {
    assertMessage(aged().only("I").share("infection", "old", "1").infectiousness("R", "old", "0.5"), "x");
  }

  @Test
  void theSameIsSaidOnce() {
    assertMessage(
        aged().overwrite("recovery", "old", "1").overwrite("recovery", "old", "2"), "x");
  }
}
