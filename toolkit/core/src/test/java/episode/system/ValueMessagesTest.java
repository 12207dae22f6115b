package episode.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The exact messages about values, time spans and names asked of a system. */
class ValueMessagesTest {
  private static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("infection: S -> I", "beta * I / N")
          .transition("recovery: I -> R", "gamma")
          .build();

  private static final OpSystem AGES =
      OpSystem.named("ages")
          .axis("age", "young", "old")
          .state("I[age]")
          .parameter("beta", "contact[age, age]")
          .transition("I -> 0", "beta * sum(b in age, contact[age, b])")
          .build();

  @Test
  void unknownFlowIsRefused() {
    assertMessage(
        () -> SIR.withAccumulators(List.of("infectoin")),
        """
            E2118 Unknown flow 'infectoin'
              Did you mean 'infection'? Flows: infection, recovery.""");
  }

  @Test
  void unknownStateGivenIsRefused() {
    assertMessage(
        () -> SIR.initial(Set.of("Q")),
        """
            E2103 Unknown state 'Q'
              Known names: S, I, R.""");
  }

  @Test
  void oddValuesIsRefused() {
    assertMessage(
        () -> Values.of("beta", 1.7, "gamma"),
        """
            E2201 Values are a name, its value, a name, its value, …; here 3 arguments
              Write values("beta", 1.7, "gamma", 0.5).""");
  }

  @Test
  void aNameAloneIsRefused() {
    assertMessage(
        () -> Values.of("beta"),
        """
            E2201 Values are a name, its value, a name, its value, …; here 1 argument
              Write values("beta", 1.7, "gamma", 0.5).""");
  }

  @Test
  void tolerancesThatAreBothZeroAreRefused() {
    assertMessage(
        () -> SIR.compile().withTolerances(0, 0),
        """
            E4012 Tolerances are rtol 0.0, atol 0.0
              The limit: at least 0, and not both 0. Usual are rtol 1e-6, atol 1e-9, 100,000 steps.""");
  }

  @Test
  void noStepsAreRefused() {
    assertMessage(
        () -> SIR.compile().settings().withMaxSteps(0),
        """
            E4012 maxSteps is 0
              The limit: at least 1. Usual are rtol 1e-6, atol 1e-9, 100,000 steps.""");
  }

  @Test
  void valueWithoutNameIsRefused() {
    assertMessage(
        () -> Values.of("beta", 1.7, 2, 3),
        """
            E2201 Values are a name, its value, a name, its value, …; here argument 3 is an Integer, not a name
              Write values("beta", 1.7, "gamma", 0.5).""");
  }

  @Test
  void textAsValueOfAParameterIsRefused() {
    assertMessage(
        () -> Values.of("beta", "high"),
        """
            E2202 The value of 'beta' holds a String
              A value is a number or an array of numbers.""");
  }

  @Test
  void raggedArrayIsRefused() {
    assertMessage(
        () -> Values.of("contact", new double[][] {{1, 2}, {3}}),
        """
            E2202 The value of 'contact' holds a row of 1 beside a row of 2
              Rows are equally long.""");
  }

  @Test
  void missingAndMisspeltParameterIsRefused() {
    assertMessage(
        () -> Bindings.parameters(SIR, Values.of("bta", 1.7, "gamma", 0.5)),
        """
            E2103 Unknown name 'bta'
              in values
                bta
                ^^^
              Did you mean 'beta'? Known names: beta, gamma, S, I, R.
            E2203 Parameter 'beta' has no value
              Give it one: .with("beta", 1.0).""");
  }

  @Test
  void valueOfAnAliasIsRefused() {
    assertMessage(
        () -> Bindings.parameters(SIR, Values.of("beta", 1.7, "gamma", 0.5, "N", 3)),
        """
            E2204 'N' is an alias, which follows from its formula
              Leave it out, or declare it as a parameter.""");
  }

  @Test
  void transposedOrShortArrayIsRefused() {
    assertMessage(
        () ->
            Bindings.parameters(
                AGES, Values.of("contact", new double[] {1, 2}, "I", 1, "beta", new double[2])),
        """
            E2205 The value of 'beta' has the shape [2]
              It is a number.
            E2205 The value of 'contact[age, age]' has the shape [2]
              It has the shape [2, 2]: age (young, old) × age (young, old).
            E2205 The value of 'I[age]' is a number
              It has the shape [2]: age (young, old).""");
  }

  @Test
  void notANumberIsRefused() {
    assertMessage(
        () ->
            Bindings.parameters(
                AGES,
                Values.of(
                    "contact", new double[2][2], "I", new double[] {1, Double.NaN}, "beta", 2)),
        """
            E2206 The value of 'I[old]' is NaN
              Values are finite numbers.""");
  }

  @Test
  void negativePopulationIsRefused() {
    assertMessage(
        () ->
            Bindings.parameters(
                AGES, Values.of("contact", new double[2][2], "I", new double[] {1, -2}, "beta", 2)),
        """
            E2207 The population 'I[old]' starts at -2.0
              A population that people flow in and out of is not negative.""");
  }

  @Test
  void backwardSpanIsRefused() {
    assertMessage(
        () -> TimeSpan.days(14, 0),
        """
            E2301 days(14.0, 0.0) does not run forward
              Write the earlier time first: days(0, 14).""");
  }

  @Test
  void daysWithoutAUnitIsRefused() {
    assertMessage(
        () -> TimeSpan.days(0, 14).in(TimeScale.NONE),
        """
            E2302 The system's time has no unit, the span is in days
              Write times(…), or give the system .time("day").""");
  }

  @Test
  void timesOutOfOrderIsRefused() {
    assertMessage(
        () -> TimeSpan.times(0, 2, 1),
        """
            E2301 Time 1.0 comes after 2.0
              Times are in ascending order.""");
  }

  @Test
  void anAxisOfTooManyElementsIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").axis("cell", 10_000_000),
        """
        E2117 Axis 'cell' has 10000000 elements; the limit is 1000000
          Use a coarser axis.""");
  }

  private static void assertMessage(ThrowingCallable what, String message) {
    assertThatThrownBy(what).isInstanceOf(EpisodeException.class).hasMessage(message);
  }
}
