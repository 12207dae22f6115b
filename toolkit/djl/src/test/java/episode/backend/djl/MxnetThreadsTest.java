package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MXNet takes no two threads at once; whoever shares a model of it takes turns. */
class MxnetThreadsTest {
  private static final int THREADS = 5;
  private static final int POINTS = 16;
  private static final Values GUESS = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);

  private static CompiledSystem system() {
    return OpSystem.named("SIR")
        .state("S", "I", "R")
        .parameter("beta", "gamma")
        .alias("N", "S + I + R")
        .transition("S -> I", "beta * I / N")
        .transition("I -> R", "gamma")
        .build()
        .compile("mxnet");
  }

  private static double slope(CompiledSystem system, int point) {
    Values at = GUESS.with("beta", 1.2 + 0.05 * point);
    return system.gradient("max(I)", at, TimeSpan.days(0, 14), "beta").of("beta");
  }

  /** Returns how many of the slopes of some rounds, by several threads, are not the given ones. */
  private static int wrong(CompiledSystem system, double[] known, int rounds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Double>> slopes = new ArrayList<>();
      for (int i = 0; i < rounds * POINTS; i++) {
        int point = i % POINTS;
        slopes.add(threads.submit(() -> slope(system, point)));
      }
      int wrong = 0;
      for (int i = 0; i < slopes.size(); i++) {
        double slope = slopes.get(i).get();
        if (slope != known[i % POINTS]) {
          wrong++;
        }
      }
      return wrong;
    } finally {
      threads.shutdownNow();
    }
  }

  private static double[] known(CompiledSystem system) {
    double[] known = new double[POINTS];
    for (int point = 0; point < POINTS; point++) {
      known[point] = slope(system, point);
    }
    return known;
  }

  @Test
  @Tag("slow")
  void threadsThatShareAModelHaveTheSlopesOfOneThreadToTheLastBit() throws Exception {
    Engines.start(Engines.PYTORCH);
    CompiledSystem system = system();
    assertThat(wrong(system, known(system), 2)).isZero();
  }

  /** Looks for wrong slopes for as many rounds as the first argument says. */
  public static void main(String[] arguments) throws Exception {
    Engines.start(Engines.PYTORCH);
    CompiledSystem system = system();
    double[] known = known(system);
    int wrong = 0;
    for (int round = 1; round <= Integer.parseInt(arguments[0]); round++) {
      wrong += wrong(system, known, 1);
      System.out.println(java.time.LocalTime.now() + " round " + round + ", wrong: " + wrong);
    }
  }
}
