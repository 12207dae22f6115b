package episode.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The parts of warm-up: schedule, mass matrix, step size. */
class WarmupTest {

  @Test
  void windowsAreStansAfterThreeEarlyOnes() {
    assertThat(ends(1000)).containsExactly(10, 20, 40, 75, 100, 150, 250, 450, 950);
    assertThat(ends(150)).containsExactly(10, 20, 40, 75, 100);
    assertThat(ends(149)).containsExactly(10, 20, 22, 135);
    assertThat(ends(20)).containsExactly(3, 18);
    assertThat(ends(19)).isEmpty();
    assertThat(ends(0)).isEmpty();
  }

  @Test
  void gradientsGiveTheScalesOfANormalAfterTwoPositions() {
    LogDensity density = Densities.normal(1e-3, 40).newLogDensity();
    MassEstimate estimate = new MassEstimate(2, false);
    double[] gradient = new double[2];
    for (double[] position : new double[][] {{-2, 3}, {5, 60}}) {
      density.logDensityAndGradient(position, gradient);
      estimate.add(position, gradient);
    }
    double[] scales = estimate.diagonal(new double[] {1, 1});
    assertThat(scales[0]).isCloseTo(1e-6, within(1e-18));
    assertThat(scales[1]).isCloseTo(1600, within(1e-9));
  }

  @Test
  void aCoordinateThatDidNotMoveKeepsItsScale() {
    MassEstimate estimate = new MassEstimate(1, false);
    estimate.add(new double[] {1}, new double[] {2});
    estimate.add(new double[] {1}, new double[] {2});
    assertThat(estimate.diagonal(new double[] {7})).containsExactly(7);
  }

  @Test
  void denseEstimateIsTheShrunkenCovariance() {
    MassEstimate estimate = new MassEstimate(2, true);
    double[][] positions = {{0, 0}, {1, 2}, {2, 1}, {3, 5}, {4, 4}};
    for (double[] position : positions) {
      estimate.add(position, new double[2]);
    }
    // Sample covariances 2.5, 2.75 and 4.3; half their weight goes to the diagonal (1, 3).
    double[][] dense = estimate.dense(new double[] {1, 3});
    assertThat(dense[0]).containsExactly(new double[] {1.75, 1.375}, within(1e-12));
    assertThat(dense[1]).containsExactly(new double[] {1.375, 3.65}, within(1e-12));
  }

  @Test
  void stepSizeMeetsTheTarget() {
    StepSize stepSize = new StepSize(0.8);
    stepSize.tune(1);
    for (int i = 0; i < 2000; i++) {
      stepSize.learn(Math.exp(-stepSize.current()));
    }
    stepSize.settle();
    // The average forgets its beginning only as 1/m^0.75.
    assertThat(Math.exp(-stepSize.current())).isCloseTo(0.8, within(0.01));
  }

  @Test
  void searchFindsTheScaleOfTheTarget() {
    for (double sd : new double[] {1e-6, 1, 1e5}) {
      Hamiltonian hamiltonian =
          new Hamiltonian(Densities.normal(sd).newLogDensity(), new DiagonalMass(new double[] {1}));
      PhasePoint z = new PhasePoint(1);
      z.position[0] = 1 + sd;
      hamiltonian.evaluate(z);
      double found =
          new StepSize(0.8).search(hamiltonian, RandomStream.of(1, 0), z, new StopSignal());
      // Leapfrog is stable up to 2 sd; the search goes by factors of two with random momenta.
      assertThat(found / sd).isBetween(0.1, 10.0);
      assertThat(z.position[0]).isEqualTo(1 + sd);
    }
  }

  @Test
  void searchEndsWithAStop() {
    Hamiltonian hamiltonian =
        new Hamiltonian(Densities.normal(1).newLogDensity(), new DiagonalMass(new double[] {1}));
    StopSignal stop = new StopSignal();
    stop.request();
    PhasePoint z = new PhasePoint(1);
    new StepSize(0.8).search(hamiltonian, RandomStream.of(1, 0), z, stop);
    assertThat(hamiltonian.evaluations()).isZero();
  }

  private static int[] ends(int transitions) {
    WarmupSchedule schedule = new WarmupSchedule(transitions);
    return IntStream.range(0, transitions)
        .filter(schedule::endsWindow)
        .map(last -> last + 1)
        .toArray();
  }
}
