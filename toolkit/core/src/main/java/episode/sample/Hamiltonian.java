package episode.sample;

/**
 * Hamiltonian dynamics on a log density: momenta and leapfrog steps (Neal 2011, arXiv:1206.1901,
 * section 2.3), with counts of the evaluations made and of those without a finite density.
 *
 * <p>The velocity is carried along with the momentum, so that a step costs one multiplication with
 * M⁻¹, which matters for a dense mass matrix.
 */
final class Hamiltonian {

  private final LogDensity density;
  private MassMatrix mass;
  private long evaluations;
  private long failures;
  private String firstFailure = "";

  Hamiltonian(LogDensity density, MassMatrix mass) {
    this.density = density;
    this.mass = mass;
  }

  MassMatrix mass() {
    return mass;
  }

  void changeMass(MassMatrix mass) {
    this.mass = mass;
  }

  long evaluations() {
    return evaluations;
  }

  /** Returns how many evaluations had no finite density. */
  long failures() {
    return failures;
  }

  /** Returns the density's own words about the first failure, empty if there are none. */
  String firstFailure() {
    return firstFailure;
  }

  void forgetFailures() {
    failures = 0;
    firstFailure = "";
  }

  /** Fills density and gradient at the point's position. */
  void evaluate(PhasePoint z) {
    evaluations++;
    z.logDensity = density.logDensityAndGradient(z.position, z.gradient);
    if (!Double.isFinite(z.logDensity)) {
      failures++;
      if (firstFailure.isEmpty()) {
        firstFailure = density.failure();
      }
    }
  }

  /** Draws a new momentum for a point whose density and gradient are filled. */
  void refresh(PhasePoint z, RandomStream random) {
    mass.drawMomentum(random, z.momentum);
    mass.timesInverse(z.momentum, z.velocity);
    mass.timesInverse(z.gradient, z.acceleration);
  }

  /** Moves a point by one leapfrog step of size {@code h}, backwards in time if negative. */
  void leapfrog(PhasePoint z, double h) {
    int n = z.position.length;
    double half = 0.5 * h;
    for (int i = 0; i < n; i++) {
      z.momentum[i] += half * z.gradient[i];
      z.velocity[i] += half * z.acceleration[i];
      z.position[i] += h * z.velocity[i];
    }
    evaluate(z);
    mass.timesInverse(z.gradient, z.acceleration);
    for (int i = 0; i < n; i++) {
      z.momentum[i] += half * z.gradient[i];
      z.velocity[i] += half * z.acceleration[i];
    }
  }
}
