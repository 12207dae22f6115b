package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.sample.Draws;
import episode.sample.Nuts;
import episode.sample.Summary;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Means of posteriordb's reference draws of eight_schools-eight_schools_noncentered
 * (stan-dev/posteriordb, BSD-3-Clause); data of Rubin (1981).
 */
class EightSchoolsTest {
  /** Means and their Monte Carlo standard errors. */
  private static final Map<String, double[]> REFERENCE =
      Map.ofEntries(
          Map.entry("theta[1]", new double[] {6.150502, 0.055738}),
          Map.entry("theta[2]", new double[] {4.939581, 0.046229}),
          Map.entry("theta[3]", new double[] {3.905906, 0.054231}),
          Map.entry("theta[4]", new double[] {4.796017, 0.047494}),
          Map.entry("theta[5]", new double[] {3.614436, 0.046145}),
          Map.entry("theta[6]", new double[] {4.051148, 0.048520}),
          Map.entry("theta[7]", new double[] {6.317170, 0.049877}),
          Map.entry("theta[8]", new double[] {4.883997, 0.054251}),
          Map.entry("mu", new double[] {4.410518, 0.033037}),
          Map.entry("tau", new double[] {3.602060, 0.031862}));

  static Posterior eightSchools() {
    return Posterior.named("eight schools")
        .axis("school", 8)
        .prior("mu ~ normal(0, 5)")
        .prior("tau ~ halfCauchy(0, 5)")
        .prior("theta_raw[school] ~ normal(0, 1)")
        .alias("theta[school]", "mu + tau * theta_raw")
        .observe(
            "y[school] ~ normal(theta[school], sigma[school])",
            Map.of(
                "y", new double[] {28, 8, -3, 7, -1, 1, 18, 12},
                "sigma", new double[] {15, 10, 16, 11, 9, 11, 10, 18}));
  }

  @Test
  void meansAgreeWithPosteriordb() {
    Draws fit = Nuts.nuts().chains(4).warmup(1000).draws(2500).seed(2024).sample(eightSchools());
    REFERENCE.forEach(
        (name, reference) -> {
          Summary.Row row = fit.summary(name).row(name);
          double mcse = Math.hypot(row.mcseMean(), reference[1]);
          assertThat(row.mean()).as(name).isCloseTo(reference[0], within(4 * mcse));
          assertThat(row.rHat()).as(name).isLessThan(1.01);
        });
  }

  @Test
  void sameSeedGivesTheSameDraws() {
    Nuts nuts = Nuts.nuts().chains(2).warmup(100).draws(50).seed(7);
    double[][] first = nuts.sample(eightSchools()).draws("theta[3]");
    double[][] second = nuts.threads(1).sample(eightSchools()).draws("theta[3]");
    assertThat(second).isDeepEqualTo(first);
  }
}
