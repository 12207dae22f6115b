package episode.backend.djl;

import episode.system.CompiledSystem;
import episode.system.Gradient;
import episode.system.OpSystem;
import episode.system.Solution;
import episode.system.TimeSpan;
import episode.system.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A process that uses a system as anybody does, and tells its numbers bit by bit. */
final class DefaultUse {
  static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("S -> I", "beta * I / N")
          .transition("I -> R", "gamma")
          .build();
  static final Values GUESS = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
  static final TimeSpan SPAN = TimeSpan.days(0, 14);

  private static final List<String> NATIVE = List.of("torch", "mxnet", "nd4j", "djl", "jna");

  private DefaultUse() {}

  /** Prints numbers, and every native library of an engine that the process has loaded. */
  public static void main(String[] arguments) throws IOException {
    CompiledSystem flu = SIR.compile();
    System.out.println(flu.backend().name());
    Solution solution = flu.solve(GUESS, SPAN);
    for (double value : solution.state("I")) {
      System.out.println(Double.toHexString(value));
    }
    Gradient gradient = flu.gradient("max(I)", GUESS, SPAN, "beta", "gamma");
    System.out.println(Double.toHexString(gradient.of("beta")));
    System.out.println(Double.toHexString(gradient.of("gamma")));
    for (double slope : flu.stepper().apply(0, new double[] {762, 1, 0}, new double[] {1.7, 0.5})) {
      System.out.println(Double.toHexString(slope));
    }
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      String file = line.substring(line.lastIndexOf(' ') + 1);
      String name = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
      if (name.contains(".so") && NATIVE.stream().anyMatch(name::contains)) {
        System.out.println("loaded " + file);
      }
    }
  }
}
