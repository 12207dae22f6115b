package episode.kernel.magic;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Measures how long code of a cell takes. */
final class Timing {

  private static final int REPEATS = 7;
  private static final long ENOUGH_NANOS = 100_000_000;

  private final Host host;

  Timing(Host host) {
    this.host = host;
  }

  /** Returns the value of the code and prints how long it took, compilation included. */
  Object once(String code) {
    long start = System.nanoTime();
    try {
      return host.evaluate(code);
    } finally {
      System.out.println("Took " + text(System.nanoTime() - start) + ", compilation included");
    }
  }

  /** Prints the mean time of one run over many runs of the compiled code. */
  Object often(String code) throws Exception {
    Callable<?> body = compiled(code.strip());
    long loops = 1;
    long nanos = run(body, loops);
    while (nanos < ENOUGH_NANOS) {
      loops =
          Math.max(loops + 1, Math.min(loops * 10, loops * ENOUGH_NANOS / Math.max(1, nanos) + 1));
      nanos = run(body, loops);
    }
    double[] each = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      each[i] = (double) run(body, loops) / loops;
    }
    double mean = Arrays.stream(each).average().orElse(0);
    double variance = Arrays.stream(each).map(x -> (x - mean) * (x - mean)).sum() / (REPEATS - 1);
    System.out.println(
        text(mean)
            + " ± "
            + text(Math.sqrt(variance))
            + " per run (mean ± sd of "
            + REPEATS
            + " repeats, "
            + loops
            + " runs each)");
    return null;
  }

  private Callable<?> compiled(String code) {
    String bare = code.endsWith(";") ? code.substring(0, code.length() - 1) : code;
    String cast = "(java.util.concurrent.Callable<Object>) () -> ";
    try {
      return (Callable<?>) host.evaluate(cast + bare);
    } catch (RuntimeException noExpression) {
      return (Callable<?>) host.evaluate(cast + "{ " + bare + ";\nreturn null; }");
    }
  }

  private static long run(Callable<?> body, long loops) throws Exception {
    long start = System.nanoTime();
    for (long i = 0; i < loops; i++) {
      body.call();
    }
    return System.nanoTime() - start;
  }

  private static String text(double nanos) {
    if (nanos < 1e3) {
      return String.format(Locale.ROOT, "%.1f ns", nanos);
    }
    if (nanos < 1e6) {
      return String.format(Locale.ROOT, "%.2f µs", nanos / 1e3);
    }
    if (nanos < 1e9) {
      return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
    }
    return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
  }
}
