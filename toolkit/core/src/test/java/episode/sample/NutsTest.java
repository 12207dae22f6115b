package episode.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NutsTest {

  /** Means within four Monte Carlo standard errors: fails by chance once in 16,000. */
  private static final double ERRORS = 4;

  /** The reference means are quadrature of the same density on a 100 x 100 x 100 grid. */
  @Test
  void boardingSchoolAgreesWithTheReferencePosterior() {
    Draws fit = Nuts.nuts().seed(2024).sample(new BoardingSchool());
    Summary summary = fit.summary();
    assertMean(summary.row("beta"), 1.734936);
    assertMean(summary.row("gamma"), 0.541969);
    assertMean(summary.row("phi_inv"), 0.137489);
    assertThat(summary.rows()).allMatch(row -> row.rHat() < 1.01);
  }

  private static void assertMean(Summary.Row row, double mean) {
    assertThat(row.mean())
        .isCloseTo(mean, within(ERRORS * row.mcseMean() + 0.001 * Math.abs(mean)));
  }
}
