package episode.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TreeTest {

  /** The 0.001 quantile of χ² with 19 degrees of freedom: these seeds fail by chance that often. */
  private static final double CHI_SQUARED_19 = 43.82;

  private static final StopSignal NEVER = new StopSignal();

  /** A transition must leave its target as it is: from an exact draw it makes an exact draw. */
  @Test
  void transitionLeavesTheTargetInvariantWhateverTheStepSize() {
    for (double stepSize : new double[] {0.1, 0.4, 1.1}) {
      assertThat(chiSquaredAfterOneTransition(0.6, stepSize))
          .as("step size " + stepSize)
          .isLessThan(CHI_SQUARED_19);
    }
  }

  @Test
  void energyIsThatOfTheDrawnPoint() {
    RandomStream random = RandomStream.of(5, 0);
    Hamiltonian hamiltonian =
        new Hamiltonian(
            Densities.correlated(0.3).newLogDensity(), new DiagonalMass(new double[] {1, 1}));
    Tree tree = new Tree(hamiltonian, random, NEVER, 2, 10);
    PhasePoint z = new PhasePoint(2);
    hamiltonian.evaluate(z);
    for (int i = 0; i < 200; i++) {
      tree.transition(z, 0.01, 10);
      // With so small a step all points of a trajectory have nearly its energy, and kinetic
      // energy is not negative.
      assertThat(tree.energy()).isGreaterThanOrEqualTo(-z.logDensity);
      assertThat(tree.acceptance()).isCloseTo(1, within(0.01));
      double kept = z.logDensity;
      hamiltonian.evaluate(z);
      assertThat(z.logDensity).isEqualTo(kept);
    }
  }

  @Test
  void depthLimitsTheSteps() {
    RandomStream random = RandomStream.of(5, 0);
    Hamiltonian hamiltonian =
        new Hamiltonian(
            Densities.correlated(0).newLogDensity(), new DiagonalMass(new double[] {1, 1}));
    Tree tree = new Tree(hamiltonian, random, NEVER, 2, 10);
    PhasePoint z = new PhasePoint(2);
    hamiltonian.evaluate(z);
    tree.transition(z, 1e-6, 4);
    assertThat(tree.depth()).isEqualTo(4);
    assertThat(tree.leapfrogs()).isEqualTo(15);
    assertThat(tree.divergent()).isFalse();
  }

  @Test
  void pointWithoutDensityIsADivergenceAndIsNotVisited() {
    Target half =
        Densities.of(
            1,
            (q, g) -> {
              g[0] = -1;
              return q[0] < 0 ? Double.NaN : -q[0];
            });
    RandomStream random = RandomStream.of(5, 0);
    Hamiltonian hamiltonian =
        new Hamiltonian(half.newLogDensity(), new DiagonalMass(new double[] {1}));
    Tree tree = new Tree(hamiltonian, random, NEVER, 1, 10);
    PhasePoint z = new PhasePoint(1);
    z.position[0] = 0.5;
    hamiltonian.evaluate(z);
    int divergent = 0;
    for (int i = 0; i < 300; i++) {
      tree.transition(z, 0.5, 10);
      divergent += tree.divergent() ? 1 : 0;
      assertThat(z.position[0]).isNotNegative();
    }
    assertThat(divergent).isPositive();
    assertThat(hamiltonian.failures()).isEqualTo(divergent);
  }

  private static double chiSquaredAfterOneTransition(double correlation, double stepSize) {
    RandomStream random = RandomStream.of(11, 0);
    Hamiltonian hamiltonian =
        new Hamiltonian(
            Densities.correlated(correlation).newLogDensity(),
            new DiagonalMass(new double[] {1, 1}));
    Tree tree = new Tree(hamiltonian, random, NEVER, 2, 10);
    PhasePoint z = new PhasePoint(2);
    double[] normal = new double[2];
    int[] bins = new int[20];
    int n = 20_000;
    for (int i = 0; i < n; i++) {
      random.fillGaussian(normal);
      z.position[0] = normal[0];
      z.position[1] =
          correlation * normal[0] + Math.sqrt(1 - correlation * correlation) * normal[1];
      hamiltonian.evaluate(z);
      tree.transition(z, stepSize, 10);
      // x² + y² − 2ρxy over 1 − ρ² is χ² with two degrees of freedom: uniform after 1 − exp(−·/2).
      bins[(int) (bins.length * -Math.expm1(z.logDensity))]++;
    }
    double chiSquared = 0;
    double expected = n / (double) bins.length;
    for (int count : bins) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    return chiSquared;
  }
}
