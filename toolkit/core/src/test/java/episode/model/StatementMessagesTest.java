package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The exact messages of what is wrong with statements. */
class StatementMessagesTest {

  private static Posterior mu() {
    return Posterior.named("m").prior("mu ~ normal(0, 1)");
  }

  private static Posterior flu(Object... values) {
    return Posterior.of(
        BoardingSchoolTest.sir(),
        Values.of("S", 762, "I", 1).with(Values.of(values)),
        TimeSpan.days(0, 14));
  }

  private static Map<String, double[]> y(double... y) {
    return Map.of("y", y);
  }

  private static void refuses(ThrowingCallable wrong, String message) {
    assertThatThrownBy(wrong).isInstanceOf(EpisodeException.class).hasMessage(message);
  }

  @Test
  void statementNeedsATilde() {
    refuses(
        () -> Posterior.named("m").prior("mu normal(0, 1)"),
        """
        E5101 There is no ~ in the statement
          in prior("mu normal(0, 1)")
            mu normal(0, 1)
            ^^^^^^^^^^^^^^^
          Write prior("name ~ distribution(…)").\
        """);
  }

  @Test
  void leftSideIsAName() {
    refuses(
        () -> Posterior.named("m").prior("2 * mu ~ normal(0, 1)"),
        """
        E5101 The left side is not a name
          in prior("2 * mu ~ normal(0, 1)")
            2 * mu ~ normal(0, 1)
            ^^^^^^
          Write a name, or a name with its axes: theta[school].\
        """);
  }

  @Test
  void aColumnWithBlanksIsQuoted() {
    refuses(
        () -> mu().observe("in bed ~ normal(mu, 1)", Map.of("in bed", new double[] {1, 2})),
        """
        E5101 The left side is not a name
          in observe("in bed ~ normal(mu, 1)")
            in bed ~ normal(mu, 1)
            ^^^^^^
          Quote a column that has blanks in its name: 'in bed' ~ …\
        """);
  }

  @Test
  void aQuotedColumnIsObservedLikeAnyOther() {
    double[] data = {1, 2};
    Posterior quoted = mu().observe("'in bed' ~ normal(mu, 1)", Map.of("in bed", data));
    Posterior plain = mu().observe("bed ~ normal(mu, 1)", Map.of("bed", data));
    double[] gradient = new double[1];
    assertThat(quoted.newLogDensity().logDensityAndGradient(new double[] {0.3}, gradient))
        .isEqualTo(plain.newLogDensity().logDensityAndGradient(new double[] {0.3}, new double[1]));
    assertThat(quoted.priorPredictive(3, 1).values("in bed")).hasDimensions(3, 2);
  }

  @Test
  void placesInTheFormulaAreThoseOfTheWholeStatement() {
    refuses(
        () -> Posterior.named("m").prior("mu ~ normal(0, 1"),
        """
        E1105 Missing ')'
          in prior("mu ~ normal(0, 1")
            mu ~ normal(0, 1
                            ^
          The '(' at character 12 is not closed.\
        """);
  }

  @Test
  void rightSideIsADistribution() {
    refuses(
        () -> Posterior.named("m").prior("mu ~ 3").check(),
        """
        E5101 The right side is not a distribution
          in prior("mu ~ 3")
            mu ~ 3
                 ^
          Write one: normal(0, 1), or another of normal, logNormal, halfNormal, studentT, \
        cauchy, halfCauchy, exponential, gamma, beta, uniform, poisson, binomial, \
        negativeBinomial, truncated.\
        """);
  }

  @Test
  void unknownDistributionIsSuggested() {
    refuses(
        () -> Posterior.named("m").prior("mu ~ nromal(0, 1)").check(),
        """
        E5102 Unknown distribution 'nromal'
          in prior("mu ~ nromal(0, 1)")
            mu ~ nromal(0, 1)
                 ^^^^^^
          Did you mean 'normal'? Distributions: normal, logNormal, halfNormal, studentT, \
        cauchy, halfCauchy, exponential, gamma, beta, uniform, poisson, binomial, \
        negativeBinomial, truncated.\
        """);
  }

  @Test
  void argumentsAreCounted() {
    refuses(
        () -> Posterior.named("m").prior("mu ~ normal(0)").check(),
        """
        E5103 'normal' takes 2 arguments, here 1
          in prior("mu ~ normal(0)")
            mu ~ normal(0)
                 ^^^^^^^^^
          Write normal(mean, sd).\
        """);
  }

  @Test
  void truncatedTakesThreeArguments() {
    refuses(
        () -> Posterior.named("m").prior("mu ~ truncated(normal(0, 1), 0)").check(),
        """
        E5103 'truncated' takes 3 arguments, here 2
          in prior("mu ~ truncated(normal(0, 1), 0)")
            mu ~ truncated(normal(0, 1), 0)
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^
          Write truncated(distribution, low, high).\
        """);
  }

  @Test
  void priorMustFitWhereItsParameterIsUsed() {
    refuses(
        () -> mu().prior("sigma ~ normal(0, 1)").observe("y ~ normal(mu, sigma)", y(1, 2)).check(),
        """
        E5104 The prior of 'sigma' is wider than 'sd' may be
          in observe("y ~ normal(mu, sigma)")
            y ~ normal(mu, sigma)
                           ^^^^^
          It takes numbers above 0: give 'sigma' the prior truncated(…, 0, inf).\
        """);
  }

  @Test
  void sampledParameterIsNotFixed() {
    refuses(
        () -> mu().fixed(Values.of("mu", 1)).check(),
        """
        E5105 'mu' has a prior and a fixed value
          in prior("mu ~ normal(0, 1)")
            mu ~ normal(0, 1)
            ^^
          Leave one of them out; a point to start from goes into .start(values("mu", …)).\
        """);
  }

  @Test
  void nameMeansOneThing() {
    refuses(
        () -> mu().prior("mu ~ normal(0, 2)").check(),
        """
        E5106 'mu' is defined twice
          in prior("mu ~ normal(0, 2)")
            mu ~ normal(0, 2)
            ^^
          Every name means one thing: give one of them another name.\
        """);
  }

  @Test
  void whatTheSystemComputesHasNoPrior() {
    refuses(
        () -> flu("beta", 1, "gamma", 0.5).prior("N ~ normal(0, 2)").check(),
        """
        E5106 'N' is computed by the system
          in prior("N ~ normal(0, 2)")
            N ~ normal(0, 2)
            ^
          Every name means one thing: give one of them another name.\
        """);
  }

  @Test
  void countsCannotBeSampled() {
    refuses(
        () -> Posterior.named("m").prior("k ~ poisson(3)").check(),
        """
        E5107 'k' would be a whole number
          in prior("k ~ poisson(3)")
            k ~ poisson(3)
                ^^^^^^^^^^
          Only real numbers can be sampled here: sum over it, or make it continuous.\
        """);
  }
}
