package episode.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import episode.system.Solution;
import episode.system.TimeSpan;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Measures how long a user waits for code. {@code FirstSolve cold} solves SIR, says so, and prints
 * the process's seconds of processor time. {@code FirstSolve changed} solves systems whose formula
 * is another one each time, and prints for the median and the slowest of those after the first few
 * the seconds from the text to the solution.
 */
final class FirstSolve {
  private static final int BEFORE = 10;
  private static final int FORMULAS = 40;

  private FirstSolve() {}

  /** Measures what the first argument names. */
  public static void main(String[] args) {
    if (args[0].equals("cold")) {
      System.out.println("solved: " + solve("beta * I / N"));
      OperatingSystemMXBean system =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      System.out.println(1e-9 * system.getProcessCpuTime());
    } else {
      changed();
    }
  }

  private static void changed() {
    double[] seconds = new double[FORMULAS];
    double slowest = 0;
    for (int i = -BEFORE; i < FORMULAS; i++) {
      double from = Timing.threadSeconds();
      solve(formula(i));
      double spent = Timing.threadSeconds() - from;
      if (i >= 0) {
        seconds[i] = spent;
        slowest = Math.max(slowest, spent);
      }
    }
    System.out.println(Timing.median(seconds) + " " + slowest);
  }

  /** Returns the number of recovered at the end. */
  static double solve(String infection) {
    Solution solution =
        Models.sir(infection).compile().solve(Models.sirPoint(), TimeSpan.times(days()));
    double[] recovered = solution.state("R");
    return recovered[recovered.length - 1];
  }

  private static double[] days() {
    double[] days = new double[161];
    for (int day = 0; day < days.length; day++) {
      days[day] = day;
    }
    return days;
  }

  /** Returns a rate of infection; no two numbers give the same. */
  static String formula(int number) {
    double x = 1 + 0.01 * number;
    String[] shapes = {
      "beta * I / (N + %s)",
      "beta * (1 + 0.1 * sin(%s * t / 58)) * I / N",
      "beta * I ^ %s / N",
      "beta * I / N / (1 + %s * I / N)",
      "beta * exp(-%s * I / N) * I / N"
    };
    return String.format(Locale.ROOT, shapes[Math.floorMod(number, shapes.length)], x);
  }
}
