package episode.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Measures one figure in this process: {@code Timing W2.sir} prints {@code W2.sir 6012.3}, in
 * nanoseconds. It counts the processor time of the thread that does the work: on a shared machine,
 * what other processes and the virtual machine's compiler take is not part of it.
 */
final class Timing {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double WARM_UP_SECONDS = 3;
  private static final double BATCH_SECONDS = 0.05;
  private static final int BATCHES = 21;

  private Timing() {}

  /** Runs the figure whose key is the first argument. */
  public static void main(String[] args) {
    Figure figure = Figure.of(args[0]);
    System.out.println(figure.key() + " " + nanoseconds(figure));
  }

  private static double nanoseconds(Figure figure) {
    Repeatable work = figure.ready();
    int runs = 0;
    double sum = 0;
    double start = threadSeconds();
    double spent = 0;
    for (; spent < WARM_UP_SECONDS; runs++) {
      sum += work.run();
      spent = threadSeconds() - start;
    }
    // Runs of the warm-up were slower at first, so a batch is rather shorter than wanted.
    int perBatch = (int) Math.max(1, runs * BATCH_SECONDS / WARM_UP_SECONDS);
    double[] batches = new double[BATCHES];
    for (int batch = 0; batch < BATCHES; batch++) {
      double from = threadSeconds();
      for (int i = 0; i < perBatch; i++) {
        sum += work.run();
      }
      batches[batch] = (threadSeconds() - from) / perBatch;
    }
    if (Double.isNaN(sum)) {
      throw new IllegalStateException(figure.key() + " is NaN");
    }
    return median(batches) * 1e9 / figure.perRun();
  }

  /** Returns the processor time of the calling thread. */
  static double threadSeconds() {
    return 1e-9 * THREADS.getCurrentThreadCpuTime();
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
