package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.plot.Columns;
import episode.sample.Draws;
import episode.sample.Nuts;
import episode.sample.SamplingException;
import episode.system.At;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chains whose posterior has a second mode, in which the epidemic burns out at once and the data
 * are noise: its log density is 164 below that of the first, and it is wide.
 */
class MinorModeTest {
  /**
   * Simulated once from q = 0.04, gamma = 0.2, rho = 0.6 and phi_inv = 0.125: reports of days 1 to
   * 100.
   */
  private static final double[] CASES = {
    1, 0, 2, 3, 3, 1, 2, 5, 5, 2, 10, 3, 16, 15, 21, 10, 17, 33, 50, 40, 42, 56, 55, 138, 59, 59,
    99, 110, 49, 125, 172, 111, 121, 117, 86, 217, 117, 45, 93, 89, 68, 42, 73, 71, 45, 39, 28, 48,
    43, 35, 24, 34, 24, 6, 18, 3, 13, 23, 13, 5, 5, 9, 6, 5, 0, 5, 2, 7, 2, 6, 0, 1, 1, 4, 2, 2, 3,
    2, 5, 1, 2, 0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0
  };

  private static final CompiledSystem SIRS =
      OpSystem.named("sirs")
          .state("S", "I", "R")
          .parameter("q", "contacts", "gamma", "omega")
          .transition("infection: S -> I", "q * contacts * I / (S + I + R)")
          .transition("recovery: I -> R", "gamma")
          .transition("waning: R -> S", "omega")
          .build()
          .compile();

  private static Posterior posterior(String prior, Object... more) {
    Values values =
        Values.of("S", 5995, "I", 5, "contacts", 10, "omega", 1 / 365.0).with(Values.of(more));
    double[] days = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
    return Posterior.of(SIRS, values, TimeSpan.days(0, 100))
        .prior(prior)
        .prior("gamma ~ logNormal(-1.5, 0.5)")
        .prior("rho ~ beta(2, 2)")
        .prior("phi_inv ~ exponential(5)")
        .observe(
            "cases ~ negativeBinomial(rho * incidence(infection), 1 / phi_inv)",
            Columns.of("day", days, "cases", CASES),
            At.at("day"));
  }

  private static Draws fit(Posterior posterior, int chains) {
    return Nuts.nuts().chains(chains).warmup(500).draws(50).seed(1).sample(posterior);
  }

  /** 0.040 ± 0.003 by two chains of 5000 draws that were started at the truth. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "beta(1, 9)",
        "beta(2, 38)",
        "uniform(0, 1)",
        "exponential(20)",
        "logNormal(-3, 0.7)"
      })
  void chainsStartWhereThePriorAndTheDataAgree(String prior) {
    Draws fit = fit(posterior("q ~ " + prior), 4);
    for (double[] chain : fit.draws("q")) {
      assertThat(Arrays.stream(chain).average().orElseThrow()).isBetween(0.03, 0.05);
    }
    assertThat(fit.warnings()).noneMatch(warning -> warning.contains("minor mode"));
  }

  @Test
  void allChainsInAMinorModeAreToldWhatIsBetter() {
    Posterior misled =
        posterior("q ~ beta(1, 9)")
            .start(Values.of("q", 0.5, "gamma", 0.09, "rho", 0.9, "phi_inv", 3));
    assertThat(fit(misled, 2).warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .matches(
                        "All chains are in a minor mode, where the data are far less likely: do not"
                            + " use these draws\\. The log likelihood there is at most -42\\d\\.\\d"
                            + "\\. Of 250 draws from the priors one has -[23]\\d\\d\\.\\d, at q ="
                            + " 0\\.0\\d+, gamma = .*, rho = .*, phi_inv = .*\\. Start there,"
                            + " \\.start\\(values\\(\"q\", 0\\.0\\d+, \"gamma\", .*, \"phi_inv\","
                            + " .*\\)\\), or narrow the priors\\."));
  }

  @Test
  void drawsFromThePriorsAreDispersedAndKeepWhatIsGiven() {
    Posterior posterior = posterior("q ~ beta(1, 9)");
    SplitMix64 random = new SplitMix64(1);
    double[] q =
        DoubleStream.generate(
                () -> posterior.drawn(new double[] {Double.NaN, -1, Double.NaN, 2}, random)[0])
            .limit(2000)
            .toArray();
    double mean = Arrays.stream(q).map(u -> 1 / (1 + Math.exp(-u))).average().orElseThrow();
    // A beta(1, 9) has mean 0.1 and sd 0.09, so that a mean of 2000 has an error of 0.002.
    assertThat(mean).isBetween(0.092, 0.108);
    double[] place = posterior.drawn(new double[] {Double.NaN, -1, Double.NaN, 2}, random);
    assertThat(place[1]).isEqualTo(-1);
    assertThat(place[3]).isEqualTo(2);
  }

  @Test
  void parametersAreDrawnGivenThoseThatAreKnown() {
    Posterior hierarchy =
        Posterior.named("h")
            .axis("g", 50)
            .prior("theta[g] ~ normal(mu, tau)")
            .prior("tau ~ exponential(1)")
            .prior("mu ~ normal(0, 1000)");
    double[] given = new double[52];
    Arrays.fill(given, Double.NaN);
    given[50] = Math.log(0.1);
    given[51] = 7;
    double[] place = hierarchy.drawn(given, new SplitMix64(3));
    assertThat(place[51]).isEqualTo(7);
    for (int i = 0; i < 50; i++) {
      assertThat(place[i]).isBetween(6.5, 7.5); // five sd
    }
  }

  @Test
  void startsThatHaveNoDensityAreCounted() {
    Columns impossible = Columns.of("day", new double[] {1}, "cases", new double[] {3});
    Posterior nobody =
        Posterior.of(SIRS, Values.of("contacts", 10, "omega", 0, "gamma", 1), TimeSpan.days(0, 2))
            .prior("q ~ beta(1, 9)")
            .prior("S ~ exponential(1)")
            .observe("cases ~ poisson(I)", impossible, At.at("day"));
    assertThatThrownBy(() -> Nuts.nuts().chains(1).threads(1).warmup(40).sample(nobody))
        .isInstanceOf(SamplingException.class)
        .hasMessageContaining("chain 1, 100 tries\n    log density not finite: 100 of 100\n")
        .hasMessageContaining("    20 draws from the priors before: none has both\n")
        .hasMessageEndingWith(
            "drawn from the priors, then from uniform(-2, 2) on the unconstrained scale.");
  }
}
