package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.plot.Columns;
import episode.plot.Part;
import episode.sample.Draws;
import episode.sample.Nuts;
import episode.system.At;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The exact messages of what is wrong with a model as a whole. */
class ModelMessagesTest {
  private static final Columns DATA =
      Columns.of("day", new double[] {1, 2}, "in_bed", new double[] {3, 4});

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
  void numbersOutsideTheirSupportAreRefused() {
    refuses(
        () -> Posterior.named("m").prior("mu ~ normal(0, -1)").check(),
        """
        E5108 'sd' is -1
          in prior("mu ~ normal(0, -1)")
            mu ~ normal(0, -1)
                           ^^
          It must be one of the numbers above 0.\
        """);
  }

  @Test
  void emptyIntervalIsRefused() {
    refuses(
        () -> Posterior.named("m").prior("mu ~ uniform(2, 1)").check(),
        """
        E5108 The interval is empty: 2 is not below 1
          in prior("mu ~ uniform(2, 1)")
            mu ~ uniform(2, 1)
                         ^
          The lower end comes first.\
        """);
  }

  @Test
  void somethingMustBeSampled() {
    refuses(
        () -> Posterior.named("m").observe("y ~ normal(0, 1)", y(1)).check(),
        """
        E5109 Nothing is sampled: there is no prior
          Add .prior("name ~ distribution(…)").\
        """);
  }

  @Test
  void parameterWithoutValueOrPriorIsNamed() {
    refuses(
        () -> flu("beta", 1).prior("phi ~ exponential(1)").check(),
        """
        E2203 Parameter 'gamma' has no value
          Give it one: .with("gamma", 1.0), or a prior: .prior("gamma ~ …").\
        """);
  }

  @Test
  void axesAreThoseOfTheSystem() {
    refuses(
        () -> flu("beta", 1, "gamma", 1).axis("g", 2).prior("beta[g] ~ exponential(1)").check(),
        """
        E5112 'beta' has other axes in the system
          in prior("beta[g] ~ exponential(1)")
            beta[g] ~ exponential(1)
            ^^^^^^^
          Write beta.\
        """);
  }

  @Test
  void aliasesDoNotGoInCircles() {
    refuses(
        () -> mu().alias("a", "b + mu").alias("b", "2 * a").check(),
        """
        E5113 'a' is defined by itself: a, b
          in alias("a")
            b + mu
            ^^^^^^
          Break the cycle: one of them must not use the next.\
        """);
  }

  @Test
  void incidenceTakesAFlow() {
    refuses(
        () ->
            flu("gamma", 1)
                .prior("beta ~ exponential(1)")
                .observe("in_bed ~ poisson(incidence(infectoin))", DATA, At.at("day"))
                .check(),
        """
        E5114 incidence(…) takes the name of a flow
          in observe("in_bed ~ poisson(incidence(infectoin))")
            in_bed ~ poisson(incidence(infectoin))
                             ^^^^^^^^^^^^^^^^^^^^
          Did you mean 'infection'? Flows: infection, recovery.\
        """);
  }

  @Test
  void startLiesInsideThePrior() {
    refuses(
        () -> flu("beta", -1, "gamma", 1).prior("beta ~ exponential(1)").check(),
        """
        E5115 'beta' starts at -1.0, which its prior rules out
          in prior("beta ~ exponential(1)")
            beta ~ exponential(1)
                   ^^^^^^^^^^^^^^
          Start inside the support of the prior, or widen the prior.\
        """);
  }

  @Test
  void startHasTheShapeOfItsParameter() {
    refuses(
        () -> mu().start(Values.of("mu", new double[] {1, 2})).check(),
        """
        E5115 The start of 'mu' has the wrong shape
          It has the shape [2], expected [].\
        """);
  }

  @Test
  void unknownPredictionIsNamed() {
    refuses(
        () -> mu().observe("y ~ normal(mu, 1)", y(1)).priorPredictive(2, 1).values("z"),
        """
        E5116 There is no prediction of 'z'
          Columns: y.\
        """);
  }

  @Test
  void fixedValuesAreNumbers() {
    refuses(
        () -> mu().alias("two", "2 * x").fixed(Values.of("x", new double[] {1, 2})).check(),
        """
        E5117 The fixed value of 'x' is an array
          Arrays come in as columns of data, or as parameters of the system.\
        """);
  }

  @Test
  void startIsOfAParameter() {
    refuses(
        () -> mu().start(Values.of("nu", 1)).check(),
        """
        E2103 Unknown name 'nu'
          in start(values(…))
            nu
            ^^
          Did you mean 'mu'? Known names: mu.\
        """);
  }

  @Test
  void fixedValueIsUsedSomewhere() {
    refuses(
        () -> mu().fixed(Values.of("nu", 1)).check(),
        """
        E2103 Unknown name 'nu'
          in fixed(values(…))
            nu
            ^^
          Did you mean 'mu'? Known names: mu.\
        """);
  }

  @Test
  void drawsAreThoseOfTheModel() {
    refuses(
        () ->
            mu().posteriorPredictive(
                    Nuts.nuts()
                        .chains(1)
                        .warmup(5)
                        .draws(5)
                        .sample(Posterior.named("n").prior("nu ~ normal(0, 1)")),
                    2,
                    1),
        """
        E5118 These are draws of another model
          They begin with nu; this model has the parameters mu.\
        """);
  }

  @Test
  void misspeltNamesAreSuggested() {
    refuses(
        () -> mu().observe("y ~ normal(m, sigma)", y(1)).check(),
        """
        E2103 Unknown name 'm'
          in observe("y ~ normal(m, sigma)")
            y ~ normal(m, sigma)
                       ^
          Known names: mu.
        E2103 Unknown name 'sigma'
          in observe("y ~ normal(m, sigma)")
            y ~ normal(m, sigma)
                          ^^^^^
          Known names: mu.\
        """);
  }

  @Test
  void formulaMayNotVaryOverMoreAxes() {
    refuses(
        () ->
            mu().axis("school", 2)
                .prior("th[school] ~ normal(mu, 1)")
                .observe("y ~ normal(th, 1)", y(1, 2))
                .check(),
        """
        E2110 The formula varies over school
          in observe("y ~ normal(th, 1)")
            y ~ normal(th, 1)
                       ^^
          What it belongs to has no axis school: add [school] there, or sum: sum(j in school, \
        …).\
        """);
  }

  @Test
  void allProblemsAreReportedTogether() {
    refuses(
        () ->
            flu("beta", 1, "gama", 1)
                .prior("beta ~ exponential(rate)")
                .prior("phi ~ normal(0, 1)")
                .observe("in_bed ~ negativeBinomial(I, phi)", DATA, At.at("day"))
                .check(),
        """
        E2103 Unknown name 'gama'
          in values
            gama
            ^^^^
          Did you mean 'gamma'? Known names: beta, gamma, S, I, R.
        E2203 Parameter 'gamma' has no value
          Give it one: .with("gamma", 1.0), or a prior: .prior("gamma ~ …").
        E2103 Unknown name 'rate'
          in prior("beta ~ exponential(rate)")
            beta ~ exponential(rate)
                               ^^^^
          Known names: beta, gamma, phi.
        E5104 The prior of 'phi' is wider than 'size' may be
          in observe("in_bed ~ negativeBinomial(I, phi)")
            in_bed ~ negativeBinomial(I, phi)
                                         ^^^
          It takes numbers above 0: give 'phi' the prior truncated(…, 0, inf).\
        """);
  }

  /** As soon as they are said, and alone: what is missing meanwhile may still come. */
  @Test
  void statementsThatNothingLaterCanMendAreRefusedAtOnce() {
    Posterior begun = flu("gamma", 1);
    assertThatThrownBy(() -> begun.prior("beta ~ exponentail(rate)"))
        .hasMessageStartingWith("E5102 Unknown distribution 'exponentail'")
        .hasMessageNotContaining("E2");
    assertThatThrownBy(() -> begun.prior("beta ~ normal(0)"))
        .hasMessageStartingWith("E5103 'normal' takes 2 arguments, here 1")
        .hasMessageNotContaining("E2");
    assertThatThrownBy(() -> begun.prior("beta ~ uniform(2, 1)"))
        .hasMessageStartingWith("E5108 The interval is empty: 2 is not below 1");
    assertThatThrownBy(() -> begun.observe("in_bad ~ poisson(I)", DATA, At.at("day")))
        .hasMessageStartingWith("E6201 The data have no column 'in_bad'")
        .hasMessageNotContaining("E5109");
    assertThatThrownBy(() -> begun.observe("in_bed ~ poisson(I)", DATA, At.at("days")))
        .hasMessageStartingWith("E6201 The data have no column 'days'");
    assertThatThrownBy(
            () -> begun.observe("in_bed ~ poisson(incidence(infektion))", DATA, At.at("day")))
        .hasMessageStartingWith("E5114 incidence(…) takes the name of a flow");
    Posterior observed = begun.observe("in_bed ~ poisson(I)", DATA, At.at("day"));
    assertThatThrownBy(() -> observed.derive("R0", "beta / gama"))
        .hasMessageStartingWith("E2103 Unknown name 'gama'")
        .hasMessageContaining("Did you mean 'gamma'?");
  }

  @Test
  void modelThatIsNotFinishedSaysWhatIsMissing() {
    Posterior begun = flu("gamma", 1).observe("in_bed ~ poisson(rho * I)", DATA, At.at("day"));
    assertThat(begun.parts()).hasSize(2);
    assertThat(begun.parts().get(1).toString())
        .contains("Not ready to be sampled:", "E2103 Unknown name 'rho'", "E2203 Parameter 'beta'");
    Posterior whole = begun.prior("rho ~ beta(2, 2)").prior("beta ~ exponential(1)");
    assertThat(whole.parts()).hasSize(1);
  }

  @Test
  void priorOfAMisspeltNameIsRefused() {
    refuses(
        () ->
            flu("beta", 1.7, "gamma", 0.5)
                .prior("bta ~ logNormal(0, 1)")
                .observe("in_bed ~ poisson(I)", DATA, At.at("day"))
                .check(),
        """
        E5119 'bta' is used nowhere
          in prior("bta ~ logNormal(0, 1)")
            bta ~ logNormal(0, 1)
            ^^^
          Did you mean 'beta'? Without a prior: beta, gamma, S, I, R.\
        """);
    refuses(
        () -> mu().prior("nu ~ normal(0, 1)").observe("y ~ normal(mu, 1)", y(1)).check(),
        """
        E5119 'nu' is used nowhere
          in prior("nu ~ normal(0, 1)")
            nu ~ normal(0, 1)
            ^^
          Use it in a formula, or leave its prior out.\
        """);
  }

  @Test
  void populationsDoNotStartBelowZero() {
    refuses(
        () -> flu("beta", 1.7, "gamma", 0.5).prior("S ~ normal(0, 10)").check(),
        """
        E5104 The prior of 'S' allows a population below 0
          in prior("S ~ normal(0, 10)")
            S ~ normal(0, 10)
                ^^^^^^^^^^^^^
          Give 'S' the prior truncated(…, 0, inf).\
        """);
  }

  @Test
  void derivedQuantitiesAreNotKnownToFormulas() {
    refuses(
        () ->
            mu().axis("school", 2)
                .derive("theta[school]", "2 * mu")
                .observe("y[school] ~ normal(theta, 1)", y(1, 2))
                .check(),
        """
        E2103 Unknown name 'theta'
          in observe("y[school] ~ normal(theta, 1)")
            y[school] ~ normal(theta, 1)
                               ^^^^^
          'theta' is derived, after sampling; formulas can use it if it is declared with \
        .alias("theta[school]", …) instead.\
        """);
  }

  @Test
  void predictionsHaveDraws() {
    refuses(
        () -> mu().observe("y ~ normal(mu, 1)", y(1)).priorPredictive(0, 1),
        """
        E5120 A prediction of 0 draws
          Ask for at least 1; a hundred give an impression.\
        """);
    assertThat(mu().observe("y ~ normal(mu, 1)", y(1)).priorPredictive(3, 1))
        .hasToString("prediction of y: 3 draws");
  }

  @Test
  void aModelWithoutDataHasNothingToPredict() {
    String refusal =
        """
        E5122 There is nothing to predict: the model observes no data
          Say what its data are, .observe("y ~ normal(mu, 1)", columns). Draws of the parameters \
        from their priors are sampled: nuts().sample(posterior).\
        """;
    refuses(() -> mu().priorPredictive(5, 1), refusal);
    Draws fit = Nuts.nuts().chains(1).warmup(10).draws(10).seed(1).sample(mu());
    refuses(() -> mu().posteriorPredictive(fit, 5, 1), refusal);
  }

  @Test
  void aSystemWithoutDataHasTrajectories() {
    Prediction prediction = flu("beta", 1.7).prior("gamma ~ exponential(2)").priorPredictive(5, 1);
    assertThat(prediction).hasToString("prediction of S, I, R: 5 draws");
    assertThat(prediction.state("I")).hasDimensions(5, 15);
    assertThat(((Part.Text) prediction.parts().get(0)).text())
        .isEqualTo(
            "prediction of S, I, R: 5 draws.\nNothing is observed, so no data are plotted; "
                + "read trajectories with state(\"S\").");
  }

  @Test
  void tolerancesAreNotNegative() {
    refuses(
        () -> flu("beta", 1.7).tolerances(-1, 0),
        """
        E4012 Tolerances are rtol -1.0, atol 0.0
          The limit: at least 0, and not both 0. Usual are rtol 1e-6, atol 1e-9, 100,000 steps.\
        """);
  }

  @Test
  void newCodesHavePages() {
    for (String code : List.of("E5005", "E5119", "E5120", "E5122", "E6210")) {
      assertThat(getClass().getResource("/episode/explain/" + code + ".md")).isNotNull();
    }
  }
}
