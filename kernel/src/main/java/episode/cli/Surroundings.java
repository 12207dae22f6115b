package episode.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the launcher told this process about the place it was called from. */
final class Surroundings {
  private Surroundings() {}

  /** Returns the folder the user is in; the process itself may run in the notebook's. */
  static Path callersFolder() {
    return Path.of(System.getProperty("episode.caller", "")).toAbsolutePath();
  }

  /** Returns the width of the screen that standard output is; 0 when it is none. */
  static int columns() {
    return Integer.getInteger("episode.columns", 0);
  }

  /** Returns the {@code java} command of this process. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Returns the class path of this process with absolute entries. */
  static String classPath() {
    String separator = System.getProperty("path.separator");
    return Arrays.stream(System.getProperty("java.class.path").split(separator))
        .map(entry -> Path.of(entry).toAbsolutePath().normalize().toString())
        .collect(Collectors.joining(separator));
  }

  /** Returns the JVM flags of this process that a process of the same kind needs. */
  static List<String> flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Depisode."))
        .filter(flag -> !flag.startsWith("-javaagent:") && !flag.startsWith("-agentlib:"))
        .toList();
  }
}
