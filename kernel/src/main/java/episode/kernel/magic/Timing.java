package episode.kernel.magic;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures how long code of a cell takes. */
final class Timing {

  private static final int REPEATS = 7;
  private static final long ENOUGH_NANOS = 100_000_000;
  private static final Pattern OPTION =
      Pattern.compile("\\s*-([nr])\\s*(\\d{1,9})\\s(.*)", Pattern.DOTALL);

  /** What stands where code should, and is no Java: a sign before a name alone would be. */
  private static final Pattern NO_CODE =
      Pattern.compile("(-[nr]\\b|--?[a-zA-Z]+(?=\\s+[\\w.\"(]|=))(.*)", Pattern.DOTALL);

  private final Host host;
  private final MagicBook book;

  /** Where results go, so that they have to be computed. */
  private volatile Object result;

  Timing(Host host, MagicBook book) {
    this.host = host;
    this.book = book;
  }

  /** Returns the value of the code and prints how long it took, compilation included. */
  Object once(String code) {
    long start = System.nanoTime();
    boolean ran = true;
    try {
      return host.evaluate(code);
    } catch (RuntimeException failed) {
      ran = failed.getCause() != null;
      throw failed;
    } finally {
      if (ran) {
        System.out.println("Took " + text(System.nanoTime() - start) + ", compilation included");
      }
    }
  }

  /**
   * Prints how long one run takes, from many runs of the compiled code.
   *
   * @param line options, then code
   * @param more code below the line
   */
  Object often(String line, String more) throws Exception {
    long loops = 0;
    int repeats = REPEATS;
    String code = line;
    for (Matcher option = OPTION.matcher(code); option.matches(); option = OPTION.matcher(code)) {
      long number = Math.max(1, Long.parseLong(option.group(2)));
      loops = option.group(1).equals("n") ? number : loops;
      repeats = option.group(1).equals("r") ? (int) Math.min(number, 1000) : repeats;
      code = option.group(3);
    }
    String all = (code + more).strip();
    Matcher odd = NO_CODE.matcher(all);
    if (odd.matches()) {
      throw book.required("timeit").misuse(oddity(odd.group(1), odd.group(2).strip()));
    }
    if (all.isEmpty()) {
      throw book.required("timeit").misuse("%timeit needs code, after -n LOOPS and -r REPEATS");
    }
    Callable<?> body = compiled(all);
    System.out.println(measured(body, loops == 0 ? enough(body) : loops, repeats));
    return null;
  }

  /** Returns what is wrong with an option and what follows it. */
  private static String oddity(String option, String rest) {
    if (!option.equals("-n") && !option.equals("-r")) {
      return "%timeit has no option '" + option + "'";
    }
    if (rest.startsWith("=")) {
      return "%timeit takes '" + option + " 5', with a blank, not '" + option + "='";
    }
    String number = rest.replaceFirst("(?s)\\s.*", "");
    return number.matches("\\d{1,9}")
        ? "%timeit needs code, after -n LOOPS and -r REPEATS"
        : "%timeit takes a whole number after " + option + ", not '" + number + "'";
  }

  /** Returns a round number of runs that take about a tenth of a second. */
  private long enough(Callable<?> body) throws Exception {
    for (long loops = 1; ; loops *= 10) {
      if (run(body, loops) >= ENOUGH_NANOS) {
        return loops;
      }
    }
  }

  private String measured(Callable<?> body, long loops, int repeats) throws Exception {
    double[] each = new double[repeats];
    for (int i = 0; i < repeats; i++) {
      each[i] = (double) run(body, loops) / loops;
    }
    double mean = Arrays.stream(each).average().orElse(0);
    double best = Arrays.stream(each).min().orElse(0);
    double variance =
        Arrays.stream(each).map(x -> (x - mean) * (x - mean)).sum() / Math.max(1, repeats - 1);
    return String.format(
        Locale.ROOT,
        "%s ± %s per run (mean ± sd of %d repeats, %,d runs each), best %s",
        text(mean),
        text(Math.sqrt(variance)),
        repeats,
        loops,
        text(best));
  }

  private Callable<?> compiled(String code) {
    String bare = code.endsWith(";") ? code.substring(0, code.length() - 1) : code;
    String cast = "(java.util.concurrent.Callable<Object>) () -> ";
    try {
      return (Callable<?>) host.evaluate(cast, bare, "");
    } catch (RuntimeException noExpression) {
      try {
        return (Callable<?>) host.evaluate(cast + "{ ", bare, "\n;\nreturn null; }");
      } catch (RuntimeException noStatements) {
        throw bare.contains(";") ? noStatements : noExpression;
      }
    }
  }

  private long run(Callable<?> body, long loops) throws Exception {
    long start = System.nanoTime();
    for (long i = 0; i < loops; i++) {
      result = body.call();
    }
    long nanos = System.nanoTime() - start;
    result = null;
    return nanos;
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
