package episode.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process of its own printed.
 *
 * @param lines its standard output
 * @param first seconds from its start to its first line
 */
record Child(List<String> lines, double first) {

  /** Runs a class of this package in a fresh virtual machine with this one's class path. */
  static Child java(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** Runs a command to its end. */
  static Child run(List<String> command) {
    try {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      List<String> lines = new ArrayList<>();
      double first = Double.NaN;
      try (BufferedReader reader = process.inputReader()) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          first = lines.isEmpty() ? 1e-9 * (System.nanoTime() - start) : first;
          lines.add(line);
        }
      }
      int status = process.waitFor();
      if (status != 0 || lines.isEmpty()) {
        throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
      }
      return new Child(lines, first);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  /** Returns the numbers of the last line, which are separated by blanks. */
  double[] numbers() {
    String[] words = lines.get(lines.size() - 1).trim().split(" +");
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    return numbers;
  }
}
