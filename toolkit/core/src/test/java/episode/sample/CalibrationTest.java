package episode.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Simulation-based calibration (Talts et al. 2018, arXiv:1804.06788): parameters from the prior,
 * data from the parameters, draws from the posterior; the rank of a parameter among its draws is
 * then uniform.
 */
class CalibrationTest {

  private static final int FITS = 480;
  private static final int DRAWS = 300;
  private static final int THINNED = DRAWS / 20;

  /**
   * The 0.001 quantile of χ² with 15 degrees of freedom: a fixed seed fails by chance that often.
   */
  private static final double CHI_SQUARED_15 = 37.70;

  /**
   * mu ~ normal(0, 2), log sigma ~ normal(0, 0.5), six data ~ normal(mu, sigma): conjugate in mu
   * for a given sigma, curved in both.
   */
  @Test
  void ranksOfPriorDrawsAreUniform() {
    int[][] ranks = new int[2][THINNED + 1];
    RandomStream random = RandomStream.of(99, 0);
    double[] prior = new double[2];
    double[] data = new double[6];
    for (int fit = 0; fit < FITS; fit++) {
      random.fillGaussian(prior);
      prior[0] *= 2;
      prior[1] *= 0.5;
      random.fillGaussian(data);
      for (int i = 0; i < data.length; i++) {
        data[i] = prior[0] + Math.exp(prior[1]) * data[i];
      }
      Draws draws =
          Nuts.nuts()
              .chains(1)
              .threads(1)
              .warmup(300)
              .draws(DRAWS)
              .seed(fit)
              .sample(posterior(data.clone()));
      for (int p = 0; p < 2; p++) {
        ranks[p][rank(prior[p], draws.draws("x[" + (p + 1) + "]")[0])]++;
      }
    }
    assertThat(chiSquared(ranks[0])).isLessThan(CHI_SQUARED_15);
    assertThat(chiSquared(ranks[1])).isLessThan(CHI_SQUARED_15);
  }

  private static Target posterior(double[] data) {
    return Densities.of(
        2,
        (q, g) -> {
          double precision = Math.exp(-2 * q[1]);
          double log = -q[0] * q[0] / 8 - 2 * q[1] * q[1] - data.length * q[1];
          g[0] = -q[0] / 4;
          g[1] = -4 * q[1] - data.length;
          for (double y : data) {
            double residual = y - q[0];
            log -= 0.5 * precision * residual * residual;
            g[0] += precision * residual;
            g[1] += precision * residual * residual;
          }
          return log;
        });
  }

  /** Thins by 20, so that the draws that are counted are nearly independent. */
  private static int rank(double value, double[] draws) {
    int rank = 0;
    for (int i = 0; i < THINNED; i++) {
      rank += draws[20 * i + 19] < value ? 1 : 0;
    }
    return rank;
  }

  private static double chiSquared(int[] counts) {
    double expected = FITS / (double) counts.length;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }
}
