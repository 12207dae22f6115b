package episode.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures all workloads in turn with the yardstick and prints them as a Markdown table: {@code
 * Compare YARDSTICK ROUNDS}. Each figure comes from a fresh process; a ratio is the median of the
 * rounds' ratios, so that what slows the machine for a while slows both sides.
 */
final class Compare {
  private static final int SEEDS = 5;
  private static final int COLD_STARTS = 5;

  private final Yardstick yardstick;
  private final int rounds;
  private final Map<Figure, double[]> ours = new EnumMap<>(Figure.class);
  private final Map<Figure, double[]> theirs = new EnumMap<>(Figure.class);

  private Compare(Yardstick yardstick, int rounds) {
    this.yardstick = yardstick;
    this.rounds = rounds;
    for (Figure figure : Figure.values()) {
      ours.put(figure, new double[rounds]);
      theirs.put(figure, new double[rounds]);
    }
  }

  /** Prints the tables. */
  public static void main(String[] args) {
    Yardstick yardstick = new Yardstick(Path.of(args[0]));
    Compare compare = new Compare(yardstick, Integer.parseInt(args[1]));
    System.out.println(machine() + "\n");
    for (int round = 0; round < compare.rounds; round++) {
      compare.measure(round);
    }
    compare.printRatios();
    compare.printSampling();
    compare.printFirstSolves();
    compare.printCompiling();
  }

  private static String machine() {
    return Runtime.getRuntime().availableProcessors()
        + " processors, "
        + System.getProperty("os.arch")
        + ", "
        + System.getProperty("java.vm.name")
        + " "
        + Runtime.version();
  }

  private void measure(int round) {
    for (String workload : List.of("W1", "W2", "W3")) {
      Map<String, Double> limits = yardstick.run(workload);
      for (Figure figure : Figure.values()) {
        if (figure.key().startsWith(workload)) {
          System.err.println("round " + (round + 1) + " of " + rounds + ": " + figure.key());
          String line = Child.java(Timing.class, figure.key()).lines().get(0);
          ours.get(figure)[round] = Double.parseDouble(line.substring(line.indexOf(' ')));
          theirs.get(figure)[round] = Yardstick.of(limits, figure);
        }
      }
    }
  }

  private void printRatios() {
    System.out.println("| workload | ours | C | ratio | rounds | goal |");
    System.out.println("|---|--:|--:|--:|--:|--:|");
    for (Figure figure : Figure.values()) {
      double[] ratios = new double[rounds];
      Arrays.setAll(ratios, i -> ours.get(figure)[i] / theirs.get(figure)[i]);
      double[] sorted = ratios.clone();
      Arrays.sort(sorted);
      row(
          figure.key().substring(0, 2) + " " + figure.title(),
          time(figure, Timing.median(ours.get(figure))),
          time(figure, Timing.median(theirs.get(figure))),
          number("%.2f", Timing.median(ratios)),
          number("%.2f", sorted[0]) + "–" + number("%.2f", sorted[rounds - 1]),
          figure.goal() > 0 ? "≤ " + figure.goal() : "–");
    }
  }

  private static String time(Figure figure, double nanoseconds) {
    return figure.perRun() > 1
        ? number("%.1f ns", nanoseconds)
        : number("%.2f µs", nanoseconds / 1e3);
  }

  private void printSampling() {
    double[] seconds = new double[SEEDS];
    double[] perSecond = new double[SEEDS];
    for (int i = 0; i < SEEDS; i++) {
      System.err.println("W4: seed " + (i + 1) + " of " + SEEDS);
      double[] numbers = Child.java(Sampling.class, Integer.toString(i + 1)).numbers();
      seconds[i] = numbers[0];
      perSecond[i] = numbers[1] / numbers[0];
    }
    head();
    result("W4 NUTS, boarding school, second run", "%.2f s", seconds, "≤ 0.5 s");
    result("W4 bulk ESS per second", "%.0f", perSecond, "≥ 4000");
  }

  private void printFirstSolves() {
    double[] wall = new double[COLD_STARTS];
    double[] processor = new double[COLD_STARTS];
    double[] changed = new double[rounds];
    double[] slowest = new double[rounds];
    for (int i = 0; i < COLD_STARTS; i++) {
      System.err.println("W6: cold start " + (i + 1) + " of " + COLD_STARTS);
      Child child = Child.java(FirstSolve.class, "cold");
      wall[i] = child.first();
      processor[i] = child.numbers()[0];
    }
    for (int i = 0; i < rounds; i++) {
      double[] numbers = Child.java(FirstSolve.class, "changed").numbers();
      changed[i] = numbers[0] * 1e3;
      slowest[i] = numbers[1] * 1e3;
    }
    result("W6 cold process to the first solution, elapsed", "%.2f s", wall, "≤ 0.4 s");
    result("W6 the same, processor time of all threads", "%.2f s", processor, "–");
    result("W6 first solve of a changed formula, median", "%.1f ms", changed, "≤ 50 ms");
    result("W6 the same, slowest", "%.1f ms", slowest, "–");
  }

  private void printCompiling() {
    double[][] few = new double[4][rounds];
    double[][] many = new double[4][rounds];
    double[][] texts = new double[Compiling.TEXTS.size()][rounds];
    double[][] limits = new double[Compiling.LIMITS.size()][rounds];
    for (int i = 0; i < rounds; i++) {
      System.err.println("compiling: round " + (i + 1) + " of " + rounds);
      put(Child.java(Compiling.class, "places", "50").numbers(), few, i);
      put(Child.java(Compiling.class, "places", "200").numbers(), many, i);
      put(Child.java(Compiling.class, "texts").numbers(), texts, i);
      put(Child.java(Compiling.class, "limits").numbers(), limits, i);
    }
    head();
    result(
        "build and compile SEIR, 17 ages × 50 places, warm", "%.1f ms", scaled(few[1]), "≤ 250 ms");
    result("the same, first in a process", "%.0f ms", scaled(few[0]), "–");
    result("17 × 200 against 17 × 50, warm", "%.2f", ratios(many[1], few[1]), "≤ 1.3");
    result("right-hand side 17 × 50 against loops by hand", "%.2f", ratios(few[2], few[3]), "≤ 2");
    result(
        "right-hand side 17 × 200 against loops by hand", "%.2f", ratios(many[2], many[3]), "≤ 2");
    for (int i = 0; i < texts.length; i++) {
      result("build and compile " + Compiling.TEXTS.get(i), "%.0f ms", scaled(texts[i]), "–");
    }
    for (int i = 0; i < limits.length; i++) {
      result("refuse " + Compiling.LIMITS.get(i), "%.0f ms", scaled(limits[i]), "≤ 1000 ms");
    }
  }

  private static void put(double[] numbers, double[][] columns, int round) {
    for (int i = 0; i < columns.length; i++) {
      columns[i][round] = numbers[i];
    }
  }

  private static double[] scaled(double[] seconds) {
    return Arrays.stream(seconds).map(value -> 1e3 * value).toArray();
  }

  private static double[] ratios(double[] a, double[] b) {
    double[] ratios = new double[a.length];
    Arrays.setAll(ratios, i -> a[i] / b[i]);
    return ratios;
  }

  private static void head() {
    System.out.println("\n| workload | median | range | goal |");
    System.out.println("|---|--:|--:|--:|");
  }

  private static void result(String title, String format, double[] values, String goal) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    String range = number(format, sorted[0]) + "–" + number(format, sorted[sorted.length - 1]);
    row(title, number(format, Timing.median(values)), range, goal);
  }

  private static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
  }
}
