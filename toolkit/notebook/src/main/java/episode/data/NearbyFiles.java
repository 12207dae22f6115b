package episode.data;

import episode.expr.Problem;
import episode.expr.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
      remedy =
          near(directory, path.getFileName().toString())
              .map(name -> "Did you mean '" + path.resolveSibling(name) + "'? ")
              .orElse("");
    }
    return Problem.of("E6101", "No file '" + path + "'")
        .remedy(remedy + "Paths are relative to " + Path.of("").toAbsolutePath() + ".");
  }

  private static Optional<String> near(Path directory, String name) {
    try (Stream<Path> files = Files.list(directory)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList();
      return Suggestion.closest(name, names);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
