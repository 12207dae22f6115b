package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.plot.Columns;
import episode.system.At;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Values;
import org.junit.jupiter.api.Test;

/** Posteriors of systems that jump at a time that a parameter moves. */
class MovedJumpTest {
  private static final Columns DATA =
      Columns.of("day", new double[] {1, 2, 3}, "cases", new double[] {3, 5, 9});

  private static Posterior growth(String... priors) {
    Posterior posterior =
        Posterior.of(
            OpSystem.named("growth")
                .state("x")
                .parameter("tau", "a", "b")
                .equation("x", "x * (a if t < tau else b)")
                .build()
                .compile(),
            Values.of("x", 2, "tau", 1.5, "a", 0.6, "b", 0.3),
            TimeSpan.days(0, 3));
    for (String prior : priors) {
      posterior = posterior.prior(prior);
    }
    return posterior.observe("cases ~ poisson(x)", DATA, At.at("day"));
  }

  @Test
  void priorOfTheJumpsTimeIsRefused() {
    assertThatThrownBy(() -> growth("tau ~ uniform(0, 3)", "a ~ normal(0, 1)").check())
        .hasMessageStartingWith("E4014 There is no derivative of a solution by 'tau'")
        .hasMessageContaining("t < tau");
  }

  @Test
  void priorsOfOthersAreNot() {
    Posterior posterior = growth("a ~ normal(0, 1)", "b ~ normal(0, 1)").check();
    assertThat(posterior.toString()).contains("a ~ normal(0, 1)");
  }
}
