package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.sample.Draws;
import episode.sample.LogDensity;
import episode.sample.Nuts;
import episode.sample.Summary;
import episode.system.Values;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models whose posteriors have closed forms. */
class ConjugateTest {
  private static final Nuts NUTS = Nuts.nuts().chains(4).warmup(500).draws(2000).seed(11);

  private static void meanAndSd(Draws fit, String name, double mean, double sd) {
    Summary.Row row = fit.summary(name).row(name);
    assertThat(row.mean()).as(name).isCloseTo(mean, within(4 * row.mcseMean()));
    assertThat(row.sd()).as(name + ", sd").isCloseTo(sd, within(4 * row.mcseSd()));
  }

  @Test
  void normalMeanWithKnownSd() {
    Posterior model =
        Posterior.named("normal")
            .prior("mu ~ normal(1, 2)")
            .observe("y ~ normal(mu, 3)", Map.of("y", new double[] {2, 4, -1, 6, 3}));
    // Precision 1/4 + 5/9, mean (1/4 · 1 + 5/9 · 2.8) / precision.
    double precision = 0.25 + 5 / 9.0;
    double mean = (0.25 + 5 / 9.0 * 2.8) / precision;
    meanAndSd(NUTS.sample(model), "mu", mean, Math.sqrt(1 / precision));
  }

  @Test
  void gammaRateOfPoissonCounts() {
    Posterior model =
        Posterior.named("poisson")
            .prior("rate ~ gamma(2, 0.5)")
            .derive("twice", "2 * rate")
            .observe("n ~ poisson(rate)", Map.of("n", new int[] {3, 0, 5, 2}));
    Draws fit = NUTS.sample(model);
    // Gamma(2 + 10, 0.5 + 4).
    meanAndSd(fit, "rate", 12 / 4.5, Math.sqrt(12) / 4.5);
    meanAndSd(fit, "twice", 24 / 4.5, 2 * Math.sqrt(12) / 4.5);
  }

  @Test
  void betaProbabilityOfBinomialCounts() {
    Posterior model =
        Posterior.named("binomial")
            .prior("p ~ beta(2, 2)")
            .observe(
                "hits ~ binomial(tries, p)",
                Map.of("hits", new int[] {7, 3}, "tries", new int[] {10, 12}));
    // Beta(2 + 10, 2 + 12).
    meanAndSd(NUTS.sample(model), "p", 12 / 26.0, Math.sqrt(12 * 14 / (26.0 * 26 * 27)));
  }

  @Test
  void regressionOnAColumnOfTheData() {
    double[] x = {-2, -1, 0, 1, 2, 3};
    double[] y = {-3.1, -1.4, 1.2, 2.7, 5.9, 6.8};
    Posterior model =
        Posterior.named("line")
            .prior("a ~ normal(0, 10)")
            .prior("b ~ normal(0, 10)")
            .observe("y ~ normal(a + b * x, 2)", Map.of("x", x, "y", y));
    // Precision matrix [[n, Σx], [Σx, Σx²]] / 4 + I / 100, right side [Σy, Σxy] / 4.
    double aa = 6 / 4.0 + 0.01;
    double ab = 3 / 4.0;
    double bb = 19 / 4.0 + 0.01;
    double determinant = aa * bb - ab * ab;
    double right = 12.1 / 4;
    double slope = (6.2 + 1.4 + 2.7 + 11.8 + 20.4) / 4;
    Draws fit = NUTS.sample(model);
    meanAndSd(fit, "a", (bb * right - ab * slope) / determinant, Math.sqrt(bb / determinant));
    meanAndSd(fit, "b", (aa * slope - ab * right) / determinant, Math.sqrt(aa / determinant));
  }

  @Test
  void logDensityHasAllConstantsAndTheJacobian() {
    Posterior model =
        Posterior.named("exponential")
            .prior("rate ~ exponential(2)")
            .observe("y ~ exponential(rate)", Map.of("y", new double[] {0.5, 1.5}));
    LogDensity density = model.newLogDensity();
    double[] gradient = new double[1];
    double u = model.unconstrained(Values.of("rate", 0.8))[0];
    double value = density.logDensityAndGradient(new double[] {u}, gradient);
    double prior = Math.log(2) - 2 * 0.8;
    double likelihood = 2 * Math.log(0.8) - 0.8 * 2;
    assertThat(u).isCloseTo(Math.log(0.8), within(1e-15));
    assertThat(value).isCloseTo(prior + likelihood + u, within(1e-14));
    assertThat(gradient[0]).isCloseTo(-2 * 0.8 + 2 - 0.8 * 2 + 1, within(1e-14));
  }

  @Test
  void boundsMayBeSampled() {
    Posterior model =
        Posterior.named("interval")
            .prior("top ~ truncated(normal(3, 1), 1, inf)")
            .prior("x ~ uniform(0, top)")
            .observe("y ~ normal(x, 1)", Map.of("y", new double[] {2}));
    Draws fit = NUTS.sample(model);
    double[] x = fit.pooled("x");
    double[] top = fit.pooled("top");
    for (int i = 0; i < x.length; i++) {
      assertThat(x[i]).isBetween(0.0, top[i]);
    }
    // By scipy.integrate.dblquad over (top, x).
    meanAndSd(fit, "x", 1.696352, 0.786431);
  }

  @Test
  void predictionsFollowTheModel() {
    Posterior model =
        Posterior.named("predict")
            .prior("mu ~ normal(1, 2)")
            .observe("y ~ normal(mu, 3)", Map.of("y", new double[] {2, 4, -1, 6, 3}));
    double[][] prior = model.priorPredictive(4000, 5).values("y");
    double sum = 0;
    double squares = 0;
    for (double[] draw : prior) {
      sum += draw[2];
      squares += (draw[2] - 1) * (draw[2] - 1);
    }
    // Marginally normal(1, √13): standard errors √(13 / 4000) and 13 √(2 / 4000).
    assertThat(sum / 4000).isCloseTo(1, within(4 * Math.sqrt(13 / 4000.0)));
    assertThat(squares / 4000).isCloseTo(13, within(4 * 13 * Math.sqrt(2 / 4000.0)));
    Draws fit = NUTS.sample(model);
    Prediction posterior = model.posteriorPredictive(fit, 4000, 5);
    double mean = 0;
    for (double[] draw : posterior.values("y")) {
      mean += draw[0] / 4000;
    }
    double precision = 0.25 + 5 / 9.0;
    double sd = Math.sqrt(9 + 1 / precision);
    // Draws are spread evenly over chains of little autocorrelation.
    assertThat(mean)
        .isCloseTo((0.25 + 5 / 9.0 * 2.8) / precision, within(5 * sd / Math.sqrt(4000)));
    assertThat(posterior.logLikelihood("y")[0]).hasSize(5);
  }
}
