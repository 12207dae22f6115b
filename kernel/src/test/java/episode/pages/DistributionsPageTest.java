package episode.pages;

import episode.prob.Distributions;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The page {@code docs/distributions.md}: every distribution that formulas may name. */
class DistributionsPageTest {
  private static final String INTRODUCTION =
      """
      # Distributions

      The right-hand sides of `x ~ f(…)`: in priors, `.prior("beta ~ truncated(normal(2, 1), 0, inf)")`,
      and in observations, `.observe("cases ~ poisson(incidence(infection))", table, at("day"))`.
      Arguments are formulas.

      This page is written from the table of the code, and a test fails where it is stale.

      """;

  @Test
  void pageListsEveryDistribution() throws IOException {
    Page.check("distributions.md", INTRODUCTION + Distributions.table());
  }
}
