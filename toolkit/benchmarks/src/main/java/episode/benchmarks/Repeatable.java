package episode.benchmarks;

/** A piece of work that can be done again and again on one thread. */
interface Repeatable {
  /** Does the work and returns a number that follows from all of it. */
  double run();
}
