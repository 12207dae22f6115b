package episode.sample;

/**
 * A point in phase space with what belongs to it: position q, momentum p, velocity M⁻¹p, gradient g
 * of the log density and M⁻¹g. One thread owns it; the sampler overwrites it in place.
 */
final class PhasePoint {

  final double[] position;
  final double[] momentum;
  final double[] velocity;
  final double[] gradient;
  final double[] acceleration;
  double logDensity;

  PhasePoint(int dimension) {
    position = new double[dimension];
    momentum = new double[dimension];
    velocity = new double[dimension];
    gradient = new double[dimension];
    acceleration = new double[dimension];
  }

  void copyFrom(PhasePoint other) {
    int n = position.length;
    System.arraycopy(other.position, 0, position, 0, n);
    System.arraycopy(other.momentum, 0, momentum, 0, n);
    System.arraycopy(other.velocity, 0, velocity, 0, n);
    System.arraycopy(other.gradient, 0, gradient, 0, n);
    System.arraycopy(other.acceleration, 0, acceleration, 0, n);
    logDensity = other.logDensity;
  }

  /** Returns the energy H = -log density + p'M⁻¹p/2. */
  double energy() {
    double twiceKinetic = 0;
    for (int i = 0; i < momentum.length; i++) {
      twiceKinetic += momentum[i] * velocity[i];
    }
    return 0.5 * twiceKinetic - logDensity;
  }
}
