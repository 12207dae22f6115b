package episode.sample;

/**
 * A stretch of a trajectory: momentum and velocity at its two ends, the sum of its momenta, its
 * total weight and one point drawn from it with probability proportional to weight. "First" is the
 * end from which the stretch was built, whatever its direction in time.
 *
 * <p>Buffers are reused: a node belongs to one {@link Tree}, and merging exchanges references.
 */
final class Subtree {

  double[] firstMomentum;
  double[] firstVelocity;
  double[] lastMomentum;
  double[] lastVelocity;
  double[] momentumSum;
  double logWeight;
  double[] position;
  double[] gradient;
  double logDensity;
  double energy;

  Subtree(int dimension) {
    firstMomentum = new double[dimension];
    firstVelocity = new double[dimension];
    lastMomentum = new double[dimension];
    lastVelocity = new double[dimension];
    momentumSum = new double[dimension];
    position = new double[dimension];
    gradient = new double[dimension];
  }

  /** Becomes the stretch that consists of one point. */
  void fill(PhasePoint z, double energy, double logWeight) {
    for (int i = 0; i < position.length; i++) {
      double momentum = z.momentum[i];
      double velocity = z.velocity[i];
      firstMomentum[i] = momentum;
      lastMomentum[i] = momentum;
      momentumSum[i] = momentum;
      firstVelocity[i] = velocity;
      lastVelocity[i] = velocity;
      position[i] = z.position[i];
      gradient[i] = z.gradient[i];
    }
    this.logDensity = z.logDensity;
    this.energy = energy;
    this.logWeight = logWeight;
  }

  /** Takes the first end of another stretch and leaves it this one's buffers. */
  void swapFirst(Subtree other) {
    double[] momentum = firstMomentum;
    firstMomentum = other.firstMomentum;
    other.firstMomentum = momentum;
    double[] velocity = firstVelocity;
    firstVelocity = other.firstVelocity;
    other.firstVelocity = velocity;
  }

  /** Takes the last end of another stretch and leaves it this one's buffers. */
  void swapLast(Subtree other) {
    double[] momentum = lastMomentum;
    lastMomentum = other.lastMomentum;
    other.lastMomentum = momentum;
    double[] velocity = lastVelocity;
    lastVelocity = other.lastVelocity;
    other.lastVelocity = velocity;
  }

  /** Exchanges first and last end: the same stretch, built the other way round. */
  void reverse() {
    double[] momentum = firstMomentum;
    firstMomentum = lastMomentum;
    lastMomentum = momentum;
    double[] velocity = firstVelocity;
    firstVelocity = lastVelocity;
    lastVelocity = velocity;
  }

  /** Takes the drawn point of another stretch and leaves it this one's buffers. */
  void swapDrawn(Subtree other) {
    double[] swap = position;
    position = other.position;
    other.position = swap;
    swap = gradient;
    gradient = other.gradient;
    other.gradient = swap;
    logDensity = other.logDensity;
    energy = other.energy;
  }
}
