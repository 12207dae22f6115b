package episode.sample;

import java.util.List;

/**
 * Eight schools, non-centred: mu ~ normal(0, 5), tau ~ halfCauchy(0, 5), theta = mu + tau z with z
 * standard normal, y ~ normal(theta, sigma) (Rubin 1981, doi:10.3102/10769986006004377).
 * Coordinates are mu, log tau and z.
 */
final class EightSchools implements Target {

  private static final double[] Y = {28, 8, -3, 7, -1, 1, 18, 12};
  private static final double[] SIGMA = {15, 10, 16, 11, 9, 11, 10, 18};

  @Override
  public LogDensity newLogDensity() {
    return new Density();
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        Variable.scalar("mu"), Variable.scalar("tau"), Variable.array("theta", Y.length));
  }

  private static final class Density implements LogDensity {

    @Override
    public int dimension() {
      return 2 + Y.length;
    }

    @Override
    public void constrain(double[] position, double[] values) {
      values[0] = position[0];
      values[1] = Math.exp(position[1]);
      for (int i = 0; i < Y.length; i++) {
        values[2 + i] = values[0] + values[1] * position[2 + i];
      }
    }

    @Override
    public double logDensityAndGradient(double[] position, double[] gradient) {
      double mu = position[0];
      double tau = Math.exp(position[1]);
      double log = -mu * mu / 50 - Math.log(25 + tau * tau) + position[1];
      double byMu = -mu / 25;
      double byTau = -2 * tau / (25 + tau * tau);
      for (int i = 0; i < Y.length; i++) {
        double z = position[2 + i];
        double residual = (Y[i] - mu - tau * z) / SIGMA[i];
        log -= 0.5 * (z * z + residual * residual);
        double byTheta = residual / SIGMA[i];
        byMu += byTheta;
        byTau += byTheta * z;
        gradient[2 + i] = byTheta * tau - z;
      }
      gradient[0] = byMu;
      gradient[1] = byTau * tau + 1;
      return log;
    }
  }
}
