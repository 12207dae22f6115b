package episode.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same problems in C, compiled; it prints lines such as {@code W2.sir 6012.3} or JSON. */
final class Yardstick {
  private static final Pattern JSON =
      Pattern.compile("\"metric\": \"(\\w+)\", \"value\": ([-+.\\de]+), \"unit\": \"(\\w+)\"");

  private final Path program;

  /** Makes the yardstick that is run as the given program. */
  Yardstick(Path program) {
    this.program = program.toAbsolutePath();
  }

  /** Returns nanoseconds by key or metric, of the workloads asked for; none without a program. */
  Map<String, Double> run(String workload) {
    Map<String, Double> nanoseconds = new LinkedHashMap<>();
    if (!Files.isExecutable(program)) {
      return nanoseconds;
    }
    for (String line : Child.run(List.of(program.toString(), workload)).lines()) {
      Matcher json = JSON.matcher(line);
      if (json.find()) {
        double unit = json.group(3).equals("us") ? 1e3 : 1;
        nanoseconds.put(json.group(1), Double.parseDouble(json.group(2)) * unit);
      } else {
        String[] words = line.split(" ");
        nanoseconds.put(words[0], Double.parseDouble(words[1]));
      }
    }
    return nanoseconds;
  }

  /** Returns one of its figures, NaN where it has none. */
  static double of(Map<String, Double> nanoseconds, Figure figure) {
    double byMetric = nanoseconds.getOrDefault(figure.metric(), Double.NaN);
    return nanoseconds.getOrDefault(figure.key(), byMetric);
  }
}
