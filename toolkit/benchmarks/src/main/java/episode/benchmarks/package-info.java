/**
 * The workloads by which the toolkit's speed is judged, and what measures them.
 *
 * <p>{@code Models} holds the systems as a user writes them, {@code Workloads} and {@code Figure}
 * make them ready to run, {@code Timing}, {@code Sampling} and {@code FirstSolve} measure one
 * figure in a process of its own, and {@code Compare} starts those in turn with the yardstick in C.
 * {@code Measured} offers the same to JMH. Nothing imports this package; start reading at {@code
 * Compare}.
 */
package episode.benchmarks;
