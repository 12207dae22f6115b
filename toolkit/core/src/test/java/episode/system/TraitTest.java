package episode.system;

import static episode.system.Trait.bounds;
import static episode.system.Trait.defaultValue;
import static episode.system.Trait.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.model.Posterior;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units, defaults and bounds; numbers are worked out by hand. */
class TraitTest {
  /** A few roundings. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  private static SystemBuilder sir() {
    return OpSystem.named("SIR")
        .state("S", unit("person"))
        .state("I", unit("person"))
        .state("R")
        .alias("N", "S + I + R")
        .transition("infection: S -> I", "beta * I / N")
        .transition("recovery: I -> R", "gamma");
  }

  private static OpSystem withGamma() {
    return sir()
        .parameter("beta", unit("1/day"), defaultValue(0.5))
        .parameter("gamma", defaultValue(0.25), unit("1/day"), bounds(0, 5))
        .build();
  }

  @Test
  void aValueThatIsNotGivenTakesItsDefault() {
    CompiledSystem system = withGamma().compile();
    double[] y = {60, 40, 0};
    assertThat(system.rhs(0, y, Values.of())).containsExactly(new double[] {-12, 2, 10}, ROUNDING);
    assertThat(system.rhs(0, y, Values.of("gamma", 1)))
        .containsExactly(new double[] {-12, -28, 40}, ROUNDING);
    Solution solution = system.solve(Values.of("I", 40), TimeSpan.days(0, 4));
    assertThat(solution.values().number("gamma")).isEqualTo(0.25);
    assertThat(system.gradient("I[time=4]", Values.of("I", 40), TimeSpan.days(0, 4)).value())
        .isCloseTo(solution.state("I")[4], Offset.offset(1e-9));
  }

  @Test
  void anArrayHasItsDefaultEverywhere() {
    OpSystem system =
        OpSystem.named("x")
            .axis("age", "a", "b")
            .state("S[age]")
            .parameter("mu[age]", defaultValue(0.5), bounds(0, 1))
            .deaths("mu")
            .build();
    double[] y = {2, 4};
    assertThat(system.compile().rhs(0, y, Values.of())).containsExactly(-1, -2);
    assertMessage(
        () -> system.compile().rhs(0, y, Values.of("mu", new double[] {0.5, 1.5})),
        """
        E2141 The value of 'mu[b]' is 1.5
          Its bounds are 0 to 1.""");
  }

  @Test
  void aPriorWiderThanTheBoundsIsRefused() {
    CompiledSystem system = withGamma().compile();
    Map<String, double[]> data = Map.of("day", new double[] {1, 2}, "in_bed", new double[] {1, 2});
    Posterior begun = Posterior.of(system, Values.of("S", 762, "I", 1), TimeSpan.days(0, 2));
    assertThatThrownBy(() -> begun.prior("gamma ~ normal(0.4, 0.5)"))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            """
            E5121 The prior of 'gamma' is wider than its bounds, 0 to 5
              in prior("gamma ~ normal(0.4, 0.5)")
                gamma ~ normal(0.4, 0.5)
                        ^^^^^^^^^^^^^^^^
              Write truncated(…, 0, 5), or declare wider bounds.""");
    Posterior within =
        Posterior.of(system, Values.of("S", 762, "I", 1), TimeSpan.days(0, 2))
            .prior("gamma ~ truncated(normal(0.4, 0.5), 0, 5)")
            .observe("in_bed ~ poisson(I)", data, At.at("day"));
    assertThatCode(within::check).doesNotThrowAnyException();
  }

  @Test
  void theTableShowsOnlyWhatWasSaid() {
    assertThat(withGamma().parameterTable().names())
        .containsExactly("parameter", "shape", "axes", "unit", "default", "bounds", "used in");
    assertThat(withGamma().parameterTable().rows().get(1).subList(3, 6))
        .hasToString("[1/day, 0.25, 0 to 5]");
    assertThat(sir().parameter("beta", "gamma").build().parameterTable().names())
        .containsExactly("parameter", "shape", "axes", "used in");
  }

  @ParameterizedTest
  @CsvSource({
    "1/day, 1/day, true",
    "1/day, 1/week, false",
    "7 days, 1/week, false",
    "person/week, person*week^-1, true",
    "1/(person*day), 1/person/day, true",
    "people/days, person/day, true",
    "week/week, 1, true",
    "day**2/day, day, true",
    "hour*person, day*person, false",
    "furlong, furlong, false",
  })
  void unitsAreEqualInKindAndSize(String left, String right, boolean equal) {
    boolean fit =
        Unit.parse(left).isPresent()
            && Unit.parse(right).isPresent()
            && Unit.parse(left).get().fits(Unit.parse(right).get());
    assertThat(fit).isEqualTo(equal);
    Unit.parse(left).ifPresent(unit -> assertThat(Unit.parse(unit.toString())).contains(unit));
  }

  @Test
  void aRateInAnotherUnitOfTimeIsRefused() {
    assertMessage(
        () -> sir().parameter("beta").parameter("gamma", unit("1/week")).build(),
        """
        E2140 The rate of 'recovery' is in 1/week, and has to be in 1/day
          in transition("recovery: I -> R")
            gamma
            ^^^^^
          Give both in the same unit of time: week = 7 day, year = 365.25 day.""");
    assertThatCode(
            () -> sir().time("week").parameter("beta").parameter("gamma", unit("1/week")).build())
        .doesNotThrowAnyException();
  }

  @Test
  void unlikeTermsAreNotAdded() {
    assertMessage(
        () ->
            sir()
                .parameter("beta")
                .parameter("gamma", unit("1/day"))
                .alias("X", "S + gamma")
                .build(),
        """
        E2140 Quantities in person and in 1/day are added
          in alias("X")
            S + gamma
                ^^^^^
          Correct the formula, or the unit of a name in it; a name without a unit fits anything.""");
  }

  @Test
  void anExponentialTakesANumber() {
    assertMessage(
        () ->
            sir()
                .parameter("beta")
                .parameter("gamma", unit("day"))
                .alias("X", "exp(-gamma)")
                .build(),
        """
        E2140 The argument of exp is in day, and has to be a number without unit
          in alias("X")
            exp(-gamma)
                ^^^^^^
          Correct the formula, or the unit of a name in it; a name without a unit fits anything.
        E2140 The rate of 'recovery' is in day, and has to be in 1/day
          in transition("recovery: I -> R")
            gamma
            ^^^^^
          Correct the formula, or the unit of a name in it; a name without a unit fits anything.""");
  }

  @Test
  void aSourceIsInPeoplePerTime() {
    assertMessage(
        () ->
            sir().parameter("beta", "gamma").parameter("b", unit("1/day")).births("S", "b").build(),
        """
        E2140 The flow 'births' is in 1/day, and has to be in person/day
          in births("S")
            b
            ^
          Correct the formula, or the unit of a name in it; a name without a unit fits anything.""");
  }

  @Test
  void aDerivativeIsInItsStatePerTime() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .state("V", unit("person"))
                .parameter("c", unit("1/day^2"))
                .equation("V", "-c * V")
                .build(),
        """
        E2140 The derivative of 'V' is in person/day^2, and has to be in person/day
          in equation("V")
            -c * V
            ^^^^^^
          Correct the formula, or the unit of a name in it; a name without a unit fits anything.""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gamma",
        "0.1",
        "1 / D",
        "1 / 7 + gamma",
        "gamma * (1 - 0.5 * I / N)",
        "gamma * (1 + 0.1 * sin(2 * pi * t / 365))",
        "gamma * exp(-t / D)",
        "unknown * 3",
        "gamma if I > 10 else unknown",
        "max(gamma, 0)",
        "sqrt(gamma / D)",
        "gamma ^ 2 * D",
        "gamma * 2 ^ (t / 10)",
        "where(t < 3, gamma, 1 / D)",
        "gamma * S / (S + I)",
        "gamma * unknown ^ 0.5",
        "exp(unknown)",
      })
  void whatFitsIsNotRefused(String rate) {
    assertThatCode(
            () ->
                sir()
                    .parameter("beta", "unknown")
                    .parameter("gamma", unit("1/day"))
                    .parameter("D", unit("day"))
                    .transition("x: I -> R", rate)
                    .build())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "D",
        "gamma * D",
        "gamma * I",
        "gamma / D",
        "gamma if I > D else gamma",
        "gamma if I > 1 else D",
        "max(gamma, D)",
        "gamma ^ 2",
        "gamma ^ D",
        "gamma * log(D)",
        "sum(gamma * I)",
        "gamma + I",
      })
  void whatDoesNotFitIsRefused(String rate) {
    assertThatThrownBy(
            () ->
                sir()
                    .parameter("beta", "gamma2")
                    .parameter("gamma", unit("1/day"))
                    .parameter("D", unit("day"))
                    .transition("x: I -> R", rate)
                    .build())
        .isInstanceOf(EpisodeException.class)
        .hasMessageContaining("E2140");
  }

  @Test
  void traitsThatCannotBeAreRefused() {
    assertMessage(
        () ->
            sir()
                .parameter("beta", bounds(2, 1))
                .parameter("gamma", unit("1/fortnite"), defaultValue(7), bounds(0, 5))
                .state("X", defaultValue(1))
                .equation("X", "1")
                .build(),
        """
        E2138 The bounds of 'beta' are 2 to 1
          in parameter("beta")
            beta
            ^^^^
          The lower one comes first: bounds(0, 5).
        E2138 The default of 'gamma' is 7
          in parameter("gamma")
            gamma
            ^^^^^
          Its bounds are 0 to 5.
        E2139 '1/fortnite' is not a unit
          in parameter("gamma")
            gamma
            ^^^^^
          Units are made of: hour, day, week, year, person, 1.
          As in 1/day, person/week, 1/(person*day), day^2.
        E2138 State 'X' has a default
          in state("X")
            X
            ^
          A state has a unit only; where it starts says .initial("X", "1").""");
  }

  private static void assertMessage(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message.indent(0).stripTrailing());
  }
}
