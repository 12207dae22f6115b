package episode.epi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.system.OpSystem;
import episode.system.Values;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact messages about next-generation matrices and final sizes. */
class EpiMessagesTest {
  private static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("infection: S -> I", "beta * I / N")
          .transition("recovery: I -> R", "gamma")
          .build();

  private static final Values VALUES = Values.of("beta", 0.5, "gamma", 0.2, "S", 1000);

  @Test
  void unknownStatesAreAllNamed() {
    assertMessage(
        () -> NextGeneration.of(SIR, VALUES, "J", "Q"),
        """
            E2103 Unknown state 'J'
              Known names: S, I, R.
            E2103 Unknown state 'Q'
              Known names: S, I, R.""");
  }

  @Test
  void nothingInfectedIsRefused() {
    assertMessage(
        () -> NextGeneration.of(SIR, VALUES.with("beta", 0)),
        """
            E2401 No state that starts at 0 leads to new infections
              Leave the infected states out of the values, or name them. States: S, I, R.""");
  }

  @Test
  void infectionAtTheStartIsRefused() {
    assertMessage(
        () -> NextGeneration.of(SIR, VALUES.with("I", 1), "I"),
        """
            E2402 'I' is infected and starts at 1.0
              A disease-free state has nobody in it: leave its value out, or give 0.""");
  }

  @Test
  void infectionOfSeveralCellsIsSaidOnce() {
    OpSystem aged =
        OpSystem.named("aged")
            .axis("age", "young", "old")
            .state("S[age]", "E[age]", "I[age]")
            .parameter("beta", "gamma")
            .transition("S -> E", "beta * sum(I) / (sum(S) + sum(E) + sum(I))")
            .transition("E -> I", "gamma")
            .transition("I -> S", "gamma")
            .transition("E[age=young] -> E[age=old]", "0.1")
            .build();
    Values at = Values.of("beta", 2, "gamma", 1, "S", new int[] {9, 9}, "I", new int[] {1, 1});
    assertMessage(
        () -> NextGeneration.of(aged, at, "E", "I"),
        """
            E2402 'I[young]' is infected and starts at 1.0, so is 'I[old]'
              A disease-free state has nobody in it: leave its value out, or give 0.""");
    assertMessage(
        () -> NextGeneration.of(aged, at, "E"),
        """
            E2402 Infections come from 'I', which starts above 0
              A disease-free state has nobody there: leave the value out, or give 0.""");
  }

  @Test
  void importationIsRefused() {
    OpSystem open =
        OpSystem.named("open")
            .state("S", "I")
            .parameter("beta", "gamma", "import")
            .transition("S -> I", "beta * I / (S + I)")
            .transition("0 -> I", "import")
            .transition("I -> S", "gamma")
            .build();
    assertMessage(
        () -> NextGeneration.of(open, VALUES.with("import", 2)),
        """
            E2402 'I' is infected and changes by 2.0
              Without infection nobody may arrive: set importation to 0.""");
  }

  @Test
  void equationsOfInfectedStatesAreRefused() {
    OpSystem equations =
        OpSystem.named("equations")
            .state("S", "I")
            .parameter("beta", "gamma")
            .equation("S", "-beta * S * I")
            .equation("I", "beta * S * I - gamma * I")
            .build();
    assertMessage(
        () -> NextGeneration.of(equations, VALUES, "I"),
        """
            E2403 'I' is infected, and it changes by an equation
              Write transitions: only they tell new infections from other changes.""");
  }

  @Test
  void divisionByAnEmptyPopulationIsRefused() {
    assertMessage(
        () -> NextGeneration.of(SIR, VALUES.without("S")),
        """
            E2404 A rate has the derivative NaN without infection
              Look for a division by an empty group, and for states not given.""");
  }

  @Test
  void infectionForEverIsRefused() {
    assertMessage(
        () -> NextGeneration.of(SIR, VALUES.with("gamma", 0)),
        """
            E2405 Nobody leaves some of I
              Every infection must end: look for a rate that is 0, or name fewer.""");
  }

  @Test
  void recoveryWrittenAsATotalIsNamed() {
    OpSystem totals =
        OpSystem.named("totals")
            .state("S", "I", "R")
            .parameter("beta", "gamma")
            .transition("infection: S -> I", "beta * I / (S + I + R)")
            .transition("recovery: I -> R", "gamma * I")
            .build();
    assertMessage(
        () -> NextGeneration.of(totals, Values.of("beta", 1, "gamma", 1, "S", 99)),
        """
            E2405 Nobody leaves some of I
              The rate of 'recovery' has its source 'I' as a factor: rates are per head, leave it \
            out. Every infection must end: look for a rate that is 0, or name fewer.""");
  }

  @Test
  void tooManyCellsAreRefused() {
    OpSystem places =
        OpSystem.named("places")
            .axis("place", 2001)
            .state("S[place]", "I[place]")
            .parameter("beta", "gamma")
            .transition("S -> I", "beta * I")
            .transition("I -> S", "gamma")
            .build();
    assertMessage(
        () -> NextGeneration.of(places, VALUES.without("S"), "I"),
        """
            E2406 2001 cells may be infected, the limit is 2000
              Name the infected states, or use fewer strata.""");
  }

  @Test
  void susceptiblesNamedAsInfectedAreRefused() {
    assertMessage(
        () -> NextGeneration.of(SIR, VALUES, "S", "I"),
        """
            E2407 No transition leads from outside into the infected states
              Name all infected states, but not the susceptible ones.""");
  }

  @Test
  void groupsThatDoNotFitAreRefused() {
    assertMessage(
        () -> FinalSize.of(new double[][] {{1, 2}, {2, 1}}, new double[] {1000}),
        """
            E2408 The groups do not fit together: 2 rows, 1 and 1 numbers of people
              The matrix has a row and a column for each group, in their order.""");
  }

  @Test
  void negativeReproductionIsRefused() {
    assertMessage(
        () -> FinalSize.of(-1),
        """
            E2408 An entry of the next-generation matrix is -1.0
              All of them are finite and not negative.""");
  }

  @Test
  void derivativeByAnUnknownNameIsRefused() {
    assertMessage(
        () -> NextGeneration.of(SIR, VALUES).gradient("bta"),
        """
            E2305 There is no derivative by 'bta'
              Did you mean 'beta'? Parameters and given states: beta, gamma, S.""");
  }

  @ParameterizedTest
  @ValueSource(ints = {2401, 2402, 2403, 2404, 2405, 2406, 2407, 2408})
  void everyCodeHasAPage(int code) {
    assertThat(getClass().getResource("/episode/explain/E" + code + ".md")).isNotNull();
  }

  private static void assertMessage(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(EpisodeException.class).hasMessage(message.strip());
  }
}
