package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.backend.Backends;
import episode.backend.Recording;
import episode.expr.Special;
import episode.plot.Columns;
import episode.sample.Draws;
import episode.sample.LogDensity;
import episode.sample.Nuts;
import episode.sample.Summary;
import episode.system.At;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Values;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Influenza in an English boarding school (BMJ 1978;1:587), with the priors of Grinsztajn et al.
 * 2021 (doi:10.1002/sim.9164).
 */
class BoardingSchoolTest {
  private static final int[] IN_BED = {3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4};

  static CompiledSystem sir() {
    return sirSystem().compile();
  }

  private static OpSystem sirSystem() {
    return OpSystem.named("SIR")
        .state("S", "I", "R")
        .parameter("beta", "gamma")
        .alias("N", "S + I + R")
        .transition("infection: S -> I", "beta * I / N")
        .transition("recovery: I -> R", "gamma")
        .build();
  }

  static Columns cases() {
    LocalDate[] dates =
        IntStream.range(0, IN_BED.length)
            .mapToObj(i -> LocalDate.of(1978, 1, 22).plusDays(i))
            .toArray(LocalDate[]::new);
    return Columns.of("date", dates, "in_bed", IN_BED);
  }

  static Posterior posterior() {
    return posterior(sir());
  }

  private static Posterior posterior(CompiledSystem sir) {
    Values guess = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
    return Posterior.of(sir, guess, TimeSpan.days(0, 14))
        .prior("beta ~ truncated(normal(2, 1), 0, inf)")
        .prior("gamma ~ truncated(normal(0.4, 0.5), 0, inf)")
        .prior("phi_inv ~ exponential(5)")
        .derive("R0", "beta / gamma")
        .derive("recovery_time", "1 / gamma")
        .observe(
            "in_bed ~ negativeBinomial(I, 1 / phi_inv)",
            cases(),
            At.at("date", At.from("1978-01-21")));
  }

  @Test
  void logDensityAndGradientMatchTheReference() {
    Posterior posterior = posterior();
    LogDensity density = posterior.newLogDensity();
    double[] u = posterior.unconstrained(Values.of("beta", 1.7, "gamma", 0.5, "phi_inv", 0.1));
    assertThat(u).containsExactly(Math.log(1.7), Math.log(0.5), Math.log(0.1));
    double[] gradient = new double[3];
    double value = density.logDensityAndGradient(u, gradient);
    // The reference leaves out the constants of the priors: of both normals, log 2 for the sd of
    // 1/2, log 5, and log Φ(2) and log Φ(0.8) of the truncations (SciPy's norm.logcdf).
    double constants = -Math.log(2 * Math.PI) + Math.log(2) + Math.log(5) + 0.0230129 + 0.2380736;
    // It is rounded to these digits, and solved at the same tolerances, 1e-6.
    assertThat(value).isCloseTo(-64.6557 + constants, within(2e-4));
    assertThat(gradient[0]).isCloseTo(16.667, within(2e-3));
    assertThat(gradient[1]).isCloseTo(14.955, within(2e-3));
    assertThat(gradient[2]).isCloseTo(0.0589, within(2e-4));
  }

  @Test
  void meansAgreeWithQuadrature() {
    Draws fit = Nuts.nuts().chains(4).warmup(1000).draws(1000).seed(2024).sample(posterior());
    // By quadrature: 141 x 136 values of beta in [1.2, 2.6] and gamma in [0.2, 1.1], 300 of log
    // phi_inv in [log 0.005, log 3], Runge-Kutta steps of 0.01 days; good to the digits given.
    mean(fit, "beta", 1.734933);
    mean(fit, "gamma", 0.541969);
    mean(fit, "phi_inv", 0.137489);
    mean(fit, "R0", 3.222417);
    mean(fit, "recovery_time", 1.858107);
  }

  private static void mean(Draws fit, String name, double reference) {
    Summary.Row row = fit.summary(name).row(name);
    assertThat(row.mean()).as(name).isCloseTo(reference, within(4 * row.mcseMean()));
    assertThat(row.rHat()).as(name).isLessThan(1.01);
  }

  @Test
  void everyBackendGivesTheSameLogDensity() {
    double[] gradient = new double[3];
    double[] other = new double[3];
    double[] u = {0.5, -0.6, -2};
    double value = posterior().newLogDensity().logDensityAndGradient(u, gradient);
    Posterior interpreted = posterior(sirSystem().compile("interpreter"));
    double reference = interpreted.newLogDensity().logDensityAndGradient(u, other);
    // Fused products change the last bits of every step.
    assertThat(value).isCloseTo(reference, within(1e-9));
    assertThat(gradient).usingComparatorWithPrecision(1e-7).containsExactly(other);
  }

  /**
   * One run for each piece of the graph and each step of the solve, all on the system's backend.
   */
  @Test
  void logDensityRunsOnTheBackendOfItsSystem() {
    Recording recording = new Recording(Backends.jvm());
    LogDensity density = posterior(sirSystem().compile(recording)).newLogDensity();
    recording.reset();
    density.logDensityAndGradient(new double[] {0.5, -0.6, -2}, new double[3]);
    long adaptive = recording.count("run");
    assertThat(adaptive).isGreaterThan(40);
    CompiledSystem fixed = sirSystem().compile(recording).withFixedStep("rk4", 0.1);
    LogDensity one = posterior(fixed).newLogDensity();
    recording.reset();
    one.logDensityAndGradient(new double[] {0.5, -0.6, -2}, new double[3]);
    assertThat(recording.count("run")).isEqualTo(1);
  }

  @Test
  void predictionsCoverTheData() {
    Posterior posterior = posterior();
    Draws fit = Nuts.nuts().chains(2).warmup(300).draws(300).seed(1).sample(posterior);
    Prediction prediction = posterior.posteriorPredictive(fit, 300, 3);
    double[][] simulated = prediction.values("in_bed");
    int inside = 0;
    for (int row = 0; row < IN_BED.length; row++) {
      int k = row;
      double[] column = Arrays.stream(simulated).mapToDouble(draw -> draw[k]).sorted().toArray();
      inside += column[7] <= IN_BED[row] && IN_BED[row] <= column[292] ? 1 : 0;
    }
    // Of 14 points a 95 % band misses 3 or more with probability 0.03.
    assertThat(inside).isGreaterThanOrEqualTo(12);
    assertThat(prediction.times()).hasSize(15);
    assertThat(prediction.state("S")[0][0]).isEqualTo(762);
    assertThat(prediction.failures()).isZero();
    assertThat(prediction.plot("in_bed").panels()).hasSize(1);
  }

  @Test
  void incidenceIsTheFlowBetweenRows() {
    Values values = Values.of("gamma", 0.5, "S", 762, "I", 1);
    Columns data = Columns.of("day", new double[] {2, 5, 6}, "new", new int[] {10, 90, 80});
    Posterior posterior =
        Posterior.of(sir(), values, TimeSpan.days(0, 7))
            .prior("beta ~ truncated(normal(2, 1), 0, inf)")
            .observe("new ~ poisson(incidence(infection))", data, At.at("day"))
            .tolerances(1e-9, 1e-9);
    double[] u = posterior.unconstrained(Values.of("beta", 1.7));
    double value = posterior.newLogDensity().logDensityAndGradient(u, new double[1]);
    double[] susceptible = susceptible(1.7);
    double expected = 0;
    double[] before = {762, susceptible[0], susceptible[1]};
    for (int i = 0; i < 3; i++) {
      double mean = before[i] - susceptible[i];
      double count = data.numbers("new")[i];
      expected += count * Math.log(mean) - mean - Special.lgamma(count + 1);
    }
    double prior = -0.5 * 0.09 - 0.5 * Math.log(2 * Math.PI) + 0.0230129 + Math.log(1.7);
    // Tolerances of 1e-9 times slopes of a few tens; the constant of the prior has seven digits.
    assertThat(value).isCloseTo(expected + prior, within(1e-6));
  }

  /** Returns S on days 2, 5 and 6 by small steps of the classical Runge-Kutta method. */
  private static double[] susceptible(double beta) {
    double[] y = {762, 1};
    double[] found = new double[3];
    int steps = 2000;
    for (int day = 1; day <= 6; day++) {
      for (int k = 0; k < steps; k++) {
        y = rungeKutta(y, beta, 1.0 / steps);
      }
      int place = day == 2 ? 0 : day - 4;
      if (place >= 0 && (day == 2 || day >= 5)) {
        found[place] = y[0];
      }
    }
    return found;
  }

  private static double[] rungeKutta(double[] y, double beta, double h) {
    double[] k1 = slope(y, beta);
    double[] k2 = slope(moved(y, k1, h / 2), beta);
    double[] k3 = slope(moved(y, k2, h / 2), beta);
    double[] k4 = slope(moved(y, k3, h), beta);
    double[] next = new double[2];
    for (int i = 0; i < 2; i++) {
      next[i] = y[i] + h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    return next;
  }

  private static double[] moved(double[] y, double[] k, double h) {
    return new double[] {y[0] + h * k[0], y[1] + h * k[1]};
  }

  private static double[] slope(double[] y, double beta) {
    double infections = beta * y[0] * y[1] / 763;
    return new double[] {-infections, infections - 0.5 * y[1]};
  }

  @Test
  void failedSolvesAreRejectedAndTold() {
    CompiledSystem explosion =
        OpSystem.named("explosion")
            .state("x")
            .parameter("a")
            .equation("x", "a * x * x")
            .build()
            .compile();
    Columns data = Columns.of("t", new double[] {1}, "x", new double[] {2});
    Posterior posterior =
        Posterior.of(explosion, Values.of("x", 1), TimeSpan.times(0, 1))
            .prior("a ~ normal(1, 1)")
            .observe("x ~ normal(x, 5)", data, At.at("t"));
    LogDensity density = posterior.newLogDensity();
    double[] gradient = new double[1];
    assertThat(density.logDensityAndGradient(new double[] {2}, gradient)).isNaN();
    // x = 1 / (1 − a t) has its pole at t = 1/2.
    assertThat(density.failure())
        .startsWith("At a = 2.000: the solve of explosion")
        .contains("at t = 0.5000, last step ");
    Draws fit = Nuts.nuts().chains(2).warmup(200).draws(200).seed(3).sample(posterior);
    assertThat(fit.warnings().toString())
        .contains("proposals had no finite density and were rejected. The first: At a = ");
  }
}
