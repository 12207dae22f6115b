package episode.sample;

/**
 * The leapfrog step size and its dual averaging (Hoffman and Gelman 2014, section 3.2, equation 6).
 *
 * <pre>
 * H̄ ← (1 − 1/(m + t0)) H̄ + (target − acceptance)/(m + t0)
 * log ε = µ − H̄ √m/γ        log ε̄ ← m^−κ log ε + (1 − m^−κ) log ε̄
 * </pre>
 */
final class StepSize {

  /** Stan's γ. It settles on a step size on the safe side of the target. */
  private static final double SETTLING = 0.05;

  /**
   * The γ of the windows: with Stan's, step sizes swing so widely that the small ones cost a fifth
   * of the gradients of warm-up.
   */
  private static final double EXPLORING = 0.1;

  private static final double T0 = 10;
  private static final double KAPPA = 0.75;

  private final double target;
  private double step = 1;
  private double centre;
  private double gamma;
  private double errorMean;
  private double logAverage;
  private int count;

  StepSize(double target) {
    this.target = target;
  }

  double current() {
    return step;
  }

  /** Starts averaging for a window, around ten times a step size, which favours large steps. */
  void explore(double step) {
    restart(step, EXPLORING);
  }

  /** Starts averaging for the final interval, whose average is the step size of the draws. */
  void tune(double step) {
    restart(step, SETTLING);
  }

  private void restart(double step, double gamma) {
    this.step = step;
    this.gamma = gamma;
    centre = Math.log(10 * step);
    errorMean = 0;
    logAverage = 0;
    count = 0;
  }

  /** Learns from the acceptance of a transition. */
  void learn(double acceptance) {
    count++;
    double weight = 1 / (count + T0);
    errorMean += weight * (target - Math.min(acceptance, 1) - errorMean);
    double logStep = centre - errorMean * Math.sqrt(count) / gamma;
    double forget = Math.pow(count, -KAPPA);
    logAverage += forget * (logStep - logAverage);
    step = Math.exp(logStep);
  }

  /** Settles on the average step size, if any transition was learnt from. */
  void settle() {
    if (count > 0) {
      step = Math.exp(logAverage);
    }
  }

  /**
   * Returns a step size whose acceptance is about 0.8, found by doubling or halving from the
   * current one (Hoffman and Gelman 2014, algorithm 4, with Stan's threshold).
   *
   * @param z where to try; left as it is but for its momentum
   * @param stop ends the search where it is
   */
  double search(Hamiltonian hamiltonian, RandomStream random, PhasePoint z, StopSignal stop) {
    PhasePoint trial = new PhasePoint(z.position.length);
    double h = step;
    int direction = 0;
    while (h > 1e-300 && h < 1e7 && !stop.requested()) {
      hamiltonian.refresh(z, random);
      trial.copyFrom(z);
      hamiltonian.leapfrog(trial, h);
      int wanted = z.energy() - trial.energy() > Math.log(0.8) ? 1 : -1;
      if (direction != 0 && wanted != direction) {
        break;
      }
      direction = wanted;
      h = direction > 0 ? 2 * h : 0.5 * h;
    }
    return h;
  }
}
