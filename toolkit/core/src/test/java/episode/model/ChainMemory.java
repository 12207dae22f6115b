package episode.model;

import episode.solve.SolveSettings;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that works with a system on a backend over and over, and tells of its memory. */
public final class ChainMemory {
  private static final Values GUESS = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
  private static final TimeSpan SPAN = TimeSpan.days(0, 7);
  private static final int CALLS = 100;

  private ChainMemory() {}

  /**
   * Works so many rounds, each 100 right-hand sides, a solve and a gradient through it.
   *
   * @param arguments the backend's name, rounds before the first reading of memory, and before the
   *     second
   */
  public static void main(String[] arguments) throws IOException {
    CompiledSystem system =
        OpSystem.named("SIR")
            .state("S", "I", "R")
            .parameter("beta", "gamma")
            .alias("N", "S + I + R")
            .transition("S -> I", "beta * I / N")
            .transition("I -> R", "gamma")
            .build()
            .compile(arguments[0])
            .with(SolveSettings.defaults().withDerivative(SolveSettings.Direction.REVERSE));
    CompiledSystem fixed = system.withFixedStep("rk4", 0.5);
    double[] y = {700, 40, 23};
    for (String rounds : List.of(arguments).subList(1, arguments.length)) {
      for (int round = 0; round < Integer.parseInt(rounds); round++) {
        for (int call = 0; call < CALLS; call++) {
          system.rhs(0, y, GUESS);
        }
        system.solve(GUESS, SPAN);
        system.gradient("max(I)", GUESS, SPAN, "beta", "gamma");
        fixed.gradient("max(I)", GUESS, SPAN, "beta", "gamma");
      }
      System.gc();
      System.out.println(resident());
    }
  }

  /**
   * Returns by how many kB the resident memory of such a process grows between the readings.
   *
   * @param arguments as {@link #main} takes them
   */
  public static long grown(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms100m", "-Xmx100m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ChainMemory.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the process failed: " + text);
    }
    String[] kilobytes = text.strip().split("\\s+");
    return Long.parseLong(kilobytes[1]) - Long.parseLong(kilobytes[0]);
  }

  private static long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }
}
