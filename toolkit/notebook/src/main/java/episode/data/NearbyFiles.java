package episode.data;

import episode.expr.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Says that a file is not there, and which one may be meant. */
final class NearbyFiles {

  private NearbyFiles() {}

  static Problem missing(Path path) {
    Path directory = path.toAbsolutePath().normalize().getParent();
    String remedy;
    if (directory == null || !Files.isDirectory(directory)) {
      remedy = "There is no directory '" + path.getParent() + "' either. ";
    } else {
      List<String> near = near(directory, path.getFileName().toString());
      remedy = near.isEmpty() ? "" : "Did you mean " + quoted(path, near) + "? ";
    }
    return Problem.of("E6101", "No file '" + path + "'")
        .remedy(remedy + "Paths are relative to " + Path.of("").toAbsolutePath() + ".");
  }

  private static String quoted(Path path, List<String> names) {
    return String.join(
        " or ", names.stream().map(n -> "'" + path.resolveSibling(n) + "'").toList());
  }

  private static List<String> near(Path directory, String name) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> f.getFileName().toString())
          .filter(f -> !f.startsWith("."))
          .filter(f -> distance(name, f) <= Math.max(2, name.length() / 3))
          .sorted(Comparator.<String>comparingInt(f -> distance(name, f)).thenComparing(f -> f))
          .limit(3)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Returns the least number of letters to insert, remove or replace (Levenshtein 1966). */
  static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
