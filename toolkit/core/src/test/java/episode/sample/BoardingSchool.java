package episode.sample;

import java.util.List;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The posterior of the 1978 boarding-school outbreak (Grinsztajn et al. 2021,
 * doi:10.1002/sim.9164), written by hand: SIR by classical Runge-Kutta with forward sensitivities,
 * negative binomial counts in bed. Coordinates are the logarithms of beta, gamma and phi_inv.
 */
final class BoardingSchool implements Target {

  private static final int[] IN_BED = {3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4};
  private static final double PUPILS = 763;
  private static final int STEPS_PER_DAY = 8;

  @Override
  public LogDensity newLogDensity() {
    return new Density();
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        Variable.scalar("beta"),
        Variable.scalar("gamma"),
        Variable.scalar("phi_inv"),
        Variable.scalar("R0"));
  }

  private static final class Density implements LogDensity {

    /** S, I, then their derivatives by beta, then by gamma. */
    private final double[] y = new double[6];

    private final double[] trial = new double[6];
    private final double[][] k = new double[4][6];

    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public void constrain(double[] position, double[] values) {
      for (int i = 0; i < 3; i++) {
        values[i] = Math.exp(position[i]);
      }
      values[3] = values[0] / values[1];
    }

    @Override
    public double logDensityAndGradient(double[] position, double[] gradient) {
      double beta = Math.exp(position[0]);
      double gamma = Math.exp(position[1]);
      double phiInv = Math.exp(position[2]);
      double log = -0.5 * (beta - 2) * (beta - 2) - 2 * (gamma - 0.4) * (gamma - 0.4) - 5 * phiInv;
      gradient[0] = 2 - beta;
      gradient[1] = -4 * (gamma - 0.4);
      gradient[2] = -5;
      java.util.Arrays.fill(y, 0);
      y[0] = PUPILS - 1;
      y[1] = 1;
      for (int count : IN_BED) {
        for (int i = 0; i < STEPS_PER_DAY; i++) {
          step(beta, gamma, 1.0 / STEPS_PER_DAY);
        }
        log += observe(count, 1 / phiInv, gradient);
      }
      for (int i = 0; i < 3; i++) {
        log += position[i];
        gradient[i] = gradient[i] * Math.exp(position[i]) + 1;
      }
      return log;
    }

    private double observe(int count, double phi, double[] gradient) {
      double mean = y[1];
      double both = mean + phi;
      double byMean = count / mean - (count + phi) / both;
      gradient[0] += byMean * y[3];
      gradient[1] += byMean * y[5];
      double byPhi =
          Digamma.value(count + phi)
              - Digamma.value(phi)
              + Math.log(phi / both)
              + 1
              - (count + phi) / both;
      gradient[2] -= byPhi * phi * phi;
      return LogGamma.value(count + phi)
          - LogGamma.value(phi)
          - LogGamma.value(count + 1)
          + phi * Math.log(phi / both)
          + count * Math.log(mean / both);
    }

    private void step(double beta, double gamma, double h) {
      rate(beta, gamma, y, k[0]);
      rate(beta, gamma, moved(k[0], h / 2), k[1]);
      rate(beta, gamma, moved(k[1], h / 2), k[2]);
      rate(beta, gamma, moved(k[2], h), k[3]);
      for (int i = 0; i < y.length; i++) {
        y[i] += h / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
      }
    }

    private double[] moved(double[] slope, double h) {
      for (int i = 0; i < y.length; i++) {
        trial[i] = y[i] + h * slope[i];
      }
      return trial;
    }

    private static void rate(double beta, double gamma, double[] y, double[] out) {
      double perPair = beta / PUPILS;
      double infection = perPair * y[0] * y[1];
      out[0] = -infection;
      out[1] = infection - gamma * y[1];
      for (int p = 2; p < 6; p += 2) {
        double change = perPair * (y[p] * y[1] + y[0] * y[p + 1]) + (p == 2 ? infection / beta : 0);
        out[p] = -change;
        out[p + 1] = change - gamma * y[p + 1] - (p == 4 ? y[1] : 0);
      }
    }
  }
}
