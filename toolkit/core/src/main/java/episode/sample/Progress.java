package episode.sample;

import java.util.List;

/**
 * Something that shows how far the chains are; it never influences the draws.
 *
 * <p>Threads: called only from the thread that called {@link Nuts#sample}, about every 0.2 seconds
 * and once at the end. If it fails, sampling goes on without it and {@link Draws#warnings} says so.
 */
@FunctionalInterface
public interface Progress {

  /**
   * Shows where the chains are.
   *
   * @param chains one entry per chain, in their order
   */
  void show(List<ChainProgress> chains);
}
