package episode.sample;

import java.util.Locale;

/**
 * How far one chain is.
 *
 * @param chain the chain, counted from 0
 * @param phase what it is doing
 * @param iteration transitions made, warm-up included
 * @param total transitions to make, warm-up included
 * @param divergences divergences among the draws kept so far
 * @param stepSize the present step size; NaN before the first transition
 */
public record ChainProgress(
    int chain, Phase phase, int iteration, int total, int divergences, double stepSize) {

  /** The part of its work that a chain is in. */
  public enum Phase {
    /** Not started. */
    WAITING,
    /** Adapting step size and mass matrix. */
    WARMUP,
    /** Making draws. */
    SAMPLING,
    /** All draws made, or stopped. */
    DONE
  }

  /** Returns what there is to say beside how far it is: {@code sampling, step size 0.91}. */
  String detail() {
    String now =
        switch (phase) {
          case WARMUP -> "warm-up, ";
          case SAMPLING -> "sampling, ";
          case WAITING, DONE -> "";
        };
    String step = iteration > 0 ? "step size " + Round.significant(stepSize, 2) : "finding a start";
    return now + step + (divergences == 0 ? "" : ", " + divergences + " divergences");
  }

  /**
   * Returns one line, for instance {@code chain 1: sampling 1250 of 2000, step size 0.91}; of a
   * chain that was stopped, {@code chain 1: interrupted after 1250 of 2000, step size 0.91}.
   */
  public String line() {
    boolean stopped = phase == Phase.DONE && iteration < total;
    String line =
        "chain "
            + (chain + 1)
            + ": "
            + (stopped ? "interrupted after" : phase.name().toLowerCase(Locale.ROOT))
            + " "
            + iteration
            + " of "
            + total;
    if (iteration > 0) {
      line += ", step size " + Round.significant(stepSize, 2);
    }
    return divergences == 0 ? line : line + ", " + divergences + " divergences";
  }
}
