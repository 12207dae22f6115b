package episode.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HamiltonianTest {

  private static final double[][] COVARIANCE = {{2, 0.3}, {0.3, 0.5}};

  @Test
  void leapfrogIsReversible() {
    for (MassMatrix mass : masses()) {
      Hamiltonian hamiltonian = hamiltonian(mass);
      PhasePoint z = start(hamiltonian);
      PhasePoint before = new PhasePoint(2);
      before.copyFrom(z);
      for (int i = 0; i < 50; i++) {
        hamiltonian.leapfrog(z, 0.1);
      }
      for (int i = 0; i < 50; i++) {
        hamiltonian.leapfrog(z, -0.1);
      }
      // Rounding of 100 steps of size about one.
      assertThat(z.position).containsExactly(before.position, within(1e-13));
      assertThat(z.momentum).containsExactly(before.momentum, within(1e-13));
      assertThat(z.velocity).containsExactly(before.velocity, within(1e-13));
    }
  }

  @Test
  void energyErrorIsOfSecondOrder() {
    for (MassMatrix mass : masses()) {
      double coarse = energyError(mass, 0.1, 10);
      double fine = energyError(mass, 0.05, 20);
      // Four for an exact second order; higher orders are left at this step size.
      assertThat(coarse / fine).isCloseTo(4, within(0.2));
    }
  }

  @Test
  void momentaHaveTheInverseCovariance() {
    RandomStream random = RandomStream.of(1, 0);
    MassMatrix mass = DenseMass.of(COVARIANCE).orElseThrow();
    double determinant = 2 * 0.5 - 0.3 * 0.3;
    double[] p = new double[2];
    double[] products = new double[3];
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      mass.drawMomentum(random, p);
      products[0] += p[0] * p[0] / n;
      products[1] += p[0] * p[1] / n;
      products[2] += p[1] * p[1] / n;
    }
    // Four standard errors: those of a variance v are v √(2/n), and v is at most 2.2.
    double error = 4 * 2.2 * Math.sqrt(2.0 / n);
    assertThat(products[0]).isCloseTo(0.5 / determinant, within(error));
    assertThat(products[1]).isCloseTo(-0.3 / determinant, within(error));
    assertThat(products[2]).isCloseTo(2 / determinant, within(error));
  }

  @Test
  void denseMassOfADiagonalIsTheDiagonalMass() {
    double[] variance = {0.25, 9};
    double[] p = {3, -2};
    double[] diagonal = new double[2];
    double[] dense = new double[2];
    new DiagonalMass(variance).timesInverse(p, diagonal);
    DenseMass.diagonal(variance).timesInverse(p, dense);
    assertThat(dense).containsExactly(diagonal);
    new DiagonalMass(variance).drawMomentum(RandomStream.of(7, 0), diagonal);
    DenseMass.diagonal(variance).drawMomentum(RandomStream.of(7, 0), dense);
    assertThat(dense).containsExactly(diagonal, within(1e-15));
  }

  @Test
  void singularCovarianceIsNoMassMatrix() {
    assertThat(DenseMass.of(new double[][] {{1, 1}, {1, 1}})).isEmpty();
    assertThat(DenseMass.of(new double[][] {{1, 2}, {2, 1}})).isEmpty();
  }

  private static MassMatrix[] masses() {
    return new MassMatrix[] {
      new DiagonalMass(new double[] {1, 0.5}), DenseMass.of(COVARIANCE).orElseThrow()
    };
  }

  private static double energyError(MassMatrix mass, double h, int steps) {
    Hamiltonian hamiltonian = hamiltonian(mass);
    PhasePoint z = start(hamiltonian);
    double before = z.energy();
    for (int i = 0; i < steps; i++) {
      hamiltonian.leapfrog(z, h);
    }
    return z.energy() - before;
  }

  private static Hamiltonian hamiltonian(MassMatrix mass) {
    return new Hamiltonian(Densities.correlated(0.5).newLogDensity(), mass);
  }

  private static PhasePoint start(Hamiltonian hamiltonian) {
    PhasePoint z = new PhasePoint(2);
    z.position[0] = 0.7;
    z.position[1] = -1.1;
    hamiltonian.evaluate(z);
    hamiltonian.refresh(z, RandomStream.of(3, 0));
    return z;
  }
}
