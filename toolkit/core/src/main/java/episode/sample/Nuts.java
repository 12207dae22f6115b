package episode.sample;

import java.util.function.Consumer;

/**
 * The No-U-Turn sampler with its settings: multinomial NUTS (Hoffman and Gelman 2014, JMLR 15:1593;
 * Betancourt 2017, arXiv:1701.02434) with Stan's windowed warm-up.
 *
 * <pre>
 * Draws fit = nuts().chains(4).warmup(1000).draws(1000).seed(2024).sample(target);
 * </pre>
 *
 * <p>Each method returns new settings; an instance never changes and is safe to share. The same
 * seed gives the same draws for any number of threads, with or without progress. Wrong settings are
 * {@link SamplingException} E5002.
 */
public final class Nuts {

  private static final int DEEPEST = 30;

  int chains = 4;
  int warmup = 1000;
  int draws = 1000;
  long seed = 1;
  double targetAccept = 0.8;
  int maxDepth = 10;
  boolean dense;

  int threads = Runtime.getRuntime().availableProcessors();

  Progress progress = states -> {};

  private Nuts() {}

  /**
   * Returns the default settings: 4 chains of 1000 + 1000 transitions, seed 1, target acceptance
   * 0.8, at most 2^10 - 1 leapfrog steps per draw, a diagonal mass matrix, a thread per processor.
   */
  public static Nuts nuts() {
    return new Nuts();
  }

  /** Returns settings with a number of chains, at least 1; four are enough for the diagnostics. */
  public Nuts chains(int chains) {
    atLeast("chains", chains, 1);
    return with(nuts -> nuts.chains = chains);
  }

  /** Returns settings with a number of warm-up transitions per chain, at least 0. */
  public Nuts warmup(int warmup) {
    atLeast("warmup", warmup, 0);
    return with(nuts -> nuts.warmup = warmup);
  }

  /** Returns settings with a number of draws per chain, at least 1. */
  public Nuts draws(int draws) {
    atLeast("draws", draws, 1);
    return with(nuts -> nuts.draws = draws);
  }

  /** Returns settings with a seed. */
  public Nuts seed(long seed) {
    return with(nuts -> nuts.seed = seed);
  }

  /**
   * Returns settings with the mean acceptance that the step size aims at, between 0 and 1; raise it
   * towards 1 against divergences.
   */
  public Nuts targetAccept(double targetAccept) {
    if (!(targetAccept > 0 && targetAccept < 1)) {
      throw wrong("targetAccept", targetAccept, "between 0 and 1, both excluded");
    }
    return with(nuts -> nuts.targetAccept = targetAccept);
  }

  /** Returns settings with the deepest tree, 1 to 30: at most 2^maxDepth - 1 steps per draw. */
  public Nuts maxDepth(int maxDepth) {
    if (maxDepth < 1 || maxDepth > DEEPEST) {
      throw wrong("maxDepth", maxDepth, "from 1 to " + DEEPEST);
    }
    return with(nuts -> nuts.maxDepth = maxDepth);
  }

  /** Returns settings that adapt a full mass matrix, for strongly correlated posteriors. */
  public Nuts denseMass() {
    return with(nuts -> nuts.dense = true);
  }

  /** Returns settings that adapt a diagonal mass matrix. */
  public Nuts diagonalMass() {
    return with(nuts -> nuts.dense = false);
  }

  /** Returns settings with a number of threads; with 1, chains run one after the other. */
  public Nuts threads(int threads) {
    atLeast("threads", threads, 1);
    return with(nuts -> nuts.threads = threads);
  }

  /** Returns settings that show their progress. */
  public Nuts progress(Progress progress) {
    if (progress == null) {
      throw wrong("progress", null, "a function of the chains' states");
    }
    return with(nuts -> nuts.progress = progress);
  }

  /**
   * Returns the draws from a target.
   *
   * <p>If the calling thread is interrupted, all chains stop at once, the draws so far are
   * returned, {@link Draws#interrupted} is true, and the thread's interrupt flag is cleared,
   * because the result says what the flag would.
   *
   * <pre>{@code
   * nuts().chains(2).warmup(50).draws(50).seed(7).sample(fitted)
   * }</pre>
   *
   * @throws SamplingException E5001 if a chain finds no start, E5002 if there is no target, E5004
   *     if lengths do not fit
   */
  public Draws sample(Target target) {
    if (target == null) {
      throw wrong("sample", null, "a posterior: posterior(flu, guess, days(0, 14)).prior(…)");
    }
    return new Run(this, target).draws();
  }

  private Nuts with(Consumer<Nuts> change) {
    Nuts copy = new Nuts();
    copy.chains = chains;
    copy.warmup = warmup;
    copy.draws = draws;
    copy.seed = seed;
    copy.targetAccept = targetAccept;
    copy.maxDepth = maxDepth;
    copy.dense = dense;
    copy.threads = threads;
    copy.progress = progress;
    change.accept(copy);
    return copy;
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw wrong(name, value, "at least " + least);
    }
  }

  private static SamplingException wrong(String name, Number value, String limit) {
    return new SamplingException(
        Message.of("E5002", "A setting of the sampler is out of range")
            .line(name + "(" + value + ")")
            .remedy("It has to be " + limit + "."));
  }
}
