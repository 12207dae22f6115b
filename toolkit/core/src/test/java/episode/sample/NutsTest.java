package episode.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Moments of posteriors that are known exactly or from an independent computation. */
class NutsTest {

  /** Means within four Monte Carlo standard errors: fails by chance once in 16,000. */
  private static final double ERRORS = 4;

  private static final Nuts NUTS = Nuts.nuts().seed(2024);

  @Test
  void independentNormalHasItsMoments() {
    Summary summary = NUTS.sample(Densities.normal(0.01, 1, 30)).summary();
    assertMoments(summary.row("x[1]"), 1, 0.01);
    assertMoments(summary.row("x[2]"), 2, 1);
    assertMoments(summary.row("x[3]"), 3, 30);
    assertConverged(summary);
  }

  @Test
  void correlatedNormalHasItsMomentsWithEitherMassMatrix() {
    Target target = Densities.correlated(0.95);
    Draws diagonal = NUTS.sample(target);
    Draws dense = NUTS.denseMass().sample(target);
    for (Draws draws : List.of(diagonal, dense)) {
      Summary summary = draws.summary();
      assertMoments(summary.row("x[1]"), 0, 1);
      assertMoments(summary.row("x[2]"), 0, 1);
      assertConverged(summary);
    }
    assertThat(dense.statistics().get(0).inverseMass()[1][0]).isCloseTo(0.95, within(0.2));
    assertThat(gradients(dense)).isLessThan(gradients(diagonal) / 2);
  }

  @Test
  void heavyTailsHaveTheirMoments() {
    Summary summary = NUTS.sample(Densities.student(5, 3)).summary();
    for (int i = 1; i <= 3; i++) {
      assertMoments(summary.row("x[" + i + "]"), 0, Math.sqrt(5.0 / 3));
    }
    assertConverged(summary);
  }

  @Test
  void drawsAreOnTheUsersScale() {
    LogDensity logNormal =
        new LogDensity() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double logDensityAndGradient(double[] position, double[] gradient) {
            gradient[0] = -4 * (position[0] - 1);
            return -2 * (position[0] - 1) * (position[0] - 1);
          }

          @Override
          public void constrain(double[] position, double[] values) {
            values[0] = Math.exp(position[0]);
            values[1] = 1 / values[0];
          }
        };
    Draws draws =
        NUTS.sample(Densities.of(logNormal, Variable.scalar("rate"), Variable.scalar("duration")));
    Summary summary = draws.summary();
    double spread = Math.sqrt(Math.expm1(0.25));
    assertMoments(summary.row("rate"), Math.exp(1.125), Math.exp(1.125) * spread);
    assertMoments(summary.row("duration"), Math.exp(-0.875), Math.exp(-0.875) * spread);
    assertThat(Math.exp(draws.position(2, 17)[0])).isEqualTo(draws.draw(2, 17)[0]);
  }

  /** The reference moments are quadrature of the same density on a grid of 100³ points. */
  @Test
  void boardingSchoolAgreesWithQuadrature() {
    Draws draws = NUTS.sample(new BoardingSchool());
    Summary summary = draws.summary();
    assertMoments(summary.row("beta"), 1.734936, 0.052852);
    assertMoments(summary.row("gamma"), 0.541969, 0.045369);
    assertMoments(summary.row("phi_inv"), 0.137489, 0.074827);
    assertMoments(summary.row("R0"), 3.222421, 0.275945);
    assertConverged(summary);
    // 3.2 to 4.8 gradients a transition in warm-up over 40 seeds; Stan needs about 7.
    assertThat(draws.statistics()).allMatch(chain -> chain.warmup().gradients() < 6000);
  }

  /** The reference means and their errors are those of posteriordb. */
  @Test
  void eightSchoolsAgreeWithTheReferencePosterior() {
    Summary summary = NUTS.sample(new EightSchools()).summary();
    double[] theta = {6.1505, 4.9396, 3.9059, 4.7960, 3.6144, 4.0511, 6.3172, 4.8840};
    assertMean(summary.row("mu"), 4.4105, 0.033);
    assertMean(summary.row("tau"), 3.6021, 0.032);
    for (int i = 0; i < theta.length; i++) {
      assertMean(summary.row("theta[" + (i + 1) + "]"), theta[i], 0.056);
    }
    assertConverged(summary);
  }

  private static void assertConverged(Summary summary) {
    assertThat(summary.rows()).allMatch(row -> row.rHat() < 1.01);
    assertThat(summary.rows()).allMatch(row -> Math.min(row.essBulk(), row.essTail()) > 400);
  }

  private static void assertMoments(Summary.Row row, double mean, double sd) {
    assertMean(row, mean, 0);
    assertThat(row.sd()).as(row.name()).isCloseTo(sd, within(ERRORS * row.mcseSd()));
  }

  private static void assertMean(Summary.Row row, double mean, double referenceError) {
    double error = Math.hypot(row.mcseMean(), referenceError);
    assertThat(row.mean()).as(row.name()).isCloseTo(mean, within(ERRORS * error));
  }

  private static long gradients(Draws draws) {
    return draws.statistics().stream().mapToLong(ChainStatistics::gradients).sum();
  }
}
