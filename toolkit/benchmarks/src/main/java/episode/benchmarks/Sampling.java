package episode.benchmarks;

import episode.model.Posterior;
import episode.sample.Diagnostics;
import episode.sample.Draws;
import episode.sample.Nuts;

/**
 * Samples the boarding school's posterior twice and prints what the second time took: seconds of
 * the sampling thread, and the smallest bulk effective sample size of the three parameters. 4
 * chains of 1000 + 1000 transitions run one after another, each run with a model made anew.
 */
final class Sampling {
  private Sampling() {}

  /** Runs with the seed that is the first argument. */
  public static void main(String[] args) {
    long seed = Long.parseLong(args[0]);
    sample(Models.school(), seed + 1000);
    double from = Timing.threadSeconds();
    Draws draws = sample(Models.school(), seed);
    System.out.println(Timing.threadSeconds() - from + " " + essBulk(draws));
  }

  /** Returns draws from chains that ran on the calling thread. */
  static Draws sample(Posterior posterior, long seed) {
    return Nuts.nuts().chains(4).warmup(1000).draws(1000).threads(1).seed(seed).sample(posterior);
  }

  private static double essBulk(Draws draws) {
    double least = Double.POSITIVE_INFINITY;
    for (String name : new String[] {"beta", "gamma", "phi_inv"}) {
      least = Math.min(least, Diagnostics.essBulk(draws.draws(name)));
    }
    return least;
  }
}
