package episode.sample;

/**
 * One transition of the No-U-Turn sampler (Hoffman and Gelman 2014, JMLR 15:1593) with multinomial
 * sampling along the trajectory and the generalised criterion p♯·ρ > 0 at both ends (Betancourt
 * 2017, arXiv:1701.02434, appendix A), checked also across the two halves of each tree, as Stan has
 * done since 2.21.
 *
 * <p>Threads: one per chain. All buffers are made once; a transition allocates nothing.
 */
final class Tree {

  /** An energy error above this is a divergence (Stan's limit). */
  private static final double DIVERGENCE = 1000;

  private final Hamiltonian hamiltonian;
  private final RandomStream random;
  private final StopSignal stop;
  private final PhasePoint forward;
  private final PhasePoint backward;
  private final Subtree whole;
  private final Subtree next;
  private final Subtree[] spare;

  private double startEnergy;
  private double acceptanceSum;
  private int depth;
  private int leapfrogs;
  private boolean divergent;

  Tree(Hamiltonian hamiltonian, RandomStream random, StopSignal stop, int dimension, int maxDepth) {
    this.hamiltonian = hamiltonian;
    this.random = random;
    this.stop = stop;
    this.forward = new PhasePoint(dimension);
    this.backward = new PhasePoint(dimension);
    this.whole = new Subtree(dimension);
    this.next = new Subtree(dimension);
    this.spare = new Subtree[maxDepth];
    for (int i = 0; i < maxDepth; i++) {
      spare[i] = new Subtree(dimension);
    }
  }

  /**
   * Moves a point, whose density and gradient are filled, by one transition. A stop signal during
   * the transition ends it early, and its point must then not be used.
   *
   * @param maxDepth the deepest tree, at most the depth given to the constructor
   */
  void transition(PhasePoint z, double stepSize, int maxDepth) {
    begin(z);
    boolean growing = true;
    while (growing && depth < maxDepth) {
      boolean ahead = random.coin();
      if (!ahead) {
        whole.reverse();
      }
      growing = build(depth, ahead ? forward : backward, ahead ? stepSize : -stepSize, next);
      if (growing) {
        depth++;
        growing = merge(whole, next, true);
      }
      if (!ahead) {
        whole.reverse();
      }
    }
    System.arraycopy(whole.position, 0, z.position, 0, z.position.length);
    System.arraycopy(whole.gradient, 0, z.gradient, 0, z.gradient.length);
    z.logDensity = whole.logDensity;
  }

  private void begin(PhasePoint z) {
    hamiltonian.refresh(z, random);
    startEnergy = z.energy();
    whole.fill(z, startEnergy, 0);
    forward.copyFrom(z);
    backward.copyFrom(z);
    acceptanceSum = 0;
    depth = 0;
    leapfrogs = 0;
    divergent = false;
  }

  /** Builds 2^height points from an end onwards; returns whether the stretch may be used. */
  private boolean build(int height, PhasePoint end, double h, Subtree out) {
    if (height == 0) {
      return leaf(end, h, out);
    }
    Subtree second = spare[height - 1];
    return build(height - 1, end, h, out)
        && build(height - 1, end, h, second)
        && merge(out, second, false);
  }

  private boolean leaf(PhasePoint end, double h, Subtree out) {
    if (stop.requested()) {
      return false;
    }
    hamiltonian.leapfrog(end, h);
    leapfrogs++;
    double energy = end.energy();
    if (!Double.isFinite(energy) || !Double.isFinite(end.logDensity)) {
      energy = Double.POSITIVE_INFINITY;
    }
    double logWeight = startEnergy - energy;
    acceptanceSum += logWeight > 0 ? 1 : Math.exp(logWeight);
    divergent = -logWeight > DIVERGENCE;
    if (!divergent) {
      out.fill(end, energy, logWeight);
    }
    return !divergent;
  }

  /**
   * Joins {@code b}, which continues {@code a} beyond its last end, to {@code a}, and draws between
   * their points: by weight within a subtree, in favour of the new half for the whole trajectory.
   * Returns whether the joined stretch makes no U-turn.
   */
  private boolean merge(Subtree a, Subtree b, boolean favourNew) {
    boolean straight = straight(a, b);
    double total = logSum(a.logWeight, b.logWeight);
    double excess = b.logWeight - (favourNew ? a.logWeight : total);
    if (excess >= 0 || random.uniform() < Math.exp(excess)) {
      a.swapDrawn(b);
    }
    for (int i = 0; i < a.momentumSum.length; i++) {
      a.momentumSum[i] += b.momentumSum[i];
    }
    a.swapLast(b);
    a.logWeight = total;
    return straight;
  }

  /** Returns whether neither both together, nor either with the next point of the other, turn. */
  private static boolean straight(Subtree a, Subtree b) {
    double firstOfBoth = 0;
    double lastOfBoth = 0;
    double firstOfA = 0;
    double lastOfA = 0;
    double firstOfB = 0;
    double lastOfB = 0;
    for (int i = 0; i < a.momentumSum.length; i++) {
      double both = a.momentumSum[i] + b.momentumSum[i];
      double aAndNext = a.momentumSum[i] + b.firstMomentum[i];
      double bAndPrevious = b.momentumSum[i] + a.lastMomentum[i];
      firstOfBoth += a.firstVelocity[i] * both;
      lastOfBoth += b.lastVelocity[i] * both;
      firstOfA += a.firstVelocity[i] * aAndNext;
      lastOfA += b.firstVelocity[i] * aAndNext;
      firstOfB += a.lastVelocity[i] * bAndPrevious;
      lastOfB += b.lastVelocity[i] * bAndPrevious;
    }
    return firstOfBoth > 0
        && lastOfBoth > 0
        && firstOfA > 0
        && lastOfA > 0
        && firstOfB > 0
        && lastOfB > 0;
  }

  private static double logSum(double a, double b) {
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  }

  /** Returns the number of doublings of the last transition. */
  int depth() {
    return depth;
  }

  int leapfrogs() {
    return leapfrogs;
  }

  boolean divergent() {
    return divergent;
  }

  /** Returns the mean Metropolis acceptance probability along the last trajectory. */
  double acceptance() {
    return leapfrogs == 0 ? 0 : acceptanceSum / leapfrogs;
  }

  /** Returns the energy of the point that the last transition drew. */
  double energy() {
    return whole.energy;
  }
}
