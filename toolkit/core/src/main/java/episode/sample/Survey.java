package episode.sample;

import java.util.Arrays;
import java.util.Optional;

/**
 * Places drawn from the priors before a chain warms up. The one where the data are most likely is a
 * start where none is given, and the draws of all chains are measured by it: see {@link Modes}. For
 * one chain and its thread.
 *
 * <p>They are compared by likelihood and not by density, because a draw from the prior weighs as
 * much as its likelihood (Rubin 1988, the SIR algorithm), while the density itself is without bound
 * where the spread of a hierarchy goes to 0.
 */
final class Survey {

  private static final int FEWEST = 16;
  private static final int MOST = 256;

  private final Target target;
  private final LogDensity density;
  private final Hamiltonian hamiltonian;
  private final StopSignal stop;
  private final RandomStream random;
  private Optional<Place> best = Optional.empty();
  private int drawn;

  /**
   * A place with a finite density and gradient.
   *
   * @param position where, on the unconstrained scale
   * @param logLikelihood of the data there; of a density that does not tell it apart, the density
   * @param told whether it is the likelihood
   */
  record Place(double[] position, double logLikelihood, boolean told) {}

  Survey(
      Target target,
      LogDensity density,
      Hamiltonian hamiltonian,
      StopSignal stop,
      RandomStream random) {
    this.target = target;
    this.density = density;
    this.hamiltonian = hamiltonian;
    this.stop = stop;
    this.random = random;
  }

  /** Returns how many places cost little beside a warm-up, whose transitions take several each. */
  static int places(int warmup) {
    return Math.max(FEWEST, Math.min(MOST, warmup / 2));
  }

  /**
   * Returns the best of some places; empty where none can be drawn, or none has a density.
   *
   * @param given coordinates that stay as they are, and NaN for those to be drawn
   * @param places how many at most
   */
  Optional<Place> among(double[] given, int places) {
    PhasePoint z = new PhasePoint(given.length);
    Optional<Place> found = Optional.empty();
    for (int i = 0; i < places && !stop.requested(); i++) {
      double[] place = target.drawn(given.clone(), random.numbers());
      if (Arrays.stream(place).anyMatch(Double::isNaN)) {
        continue;
      }
      drawn++;
      System.arraycopy(place, 0, z.position, 0, place.length);
      found = better(found, at(z));
    }
    best = better(best, found);
    return found;
  }

  private Optional<Place> at(PhasePoint z) {
    if (!Arrays.stream(z.position).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    hamiltonian.evaluate(z);
    boolean usable = Double.isFinite(z.logDensity);
    if (!usable || !Arrays.stream(z.gradient).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    double logPrior = density.logPrior(z.position);
    boolean told = !Double.isNaN(logPrior);
    return Optional.of(new Place(z.position.clone(), z.logDensity - (told ? logPrior : 0), told));
  }

  private static Optional<Place> better(Optional<Place> one, Optional<Place> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().logLikelihood >= other.get().logLikelihood ? one : other;
  }

  /** Returns the best of all places so far. */
  Optional<Place> best() {
    return best;
  }

  /** Returns how many places were drawn. */
  int drawn() {
    return drawn;
  }
}
