package episode.data;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says that a file is not there, and which one may be meant. */
final class NearbyFiles {

  private static final Pattern ADDRESS = Pattern.compile("(?i)(https?|ftp)://.*");

  private NearbyFiles() {}

  /** Refuses what is an address: nothing is fetched by the way. */
  static void checkNoAddress(String path) {
    if (ADDRESS.matcher(path).matches()) {
      String name = path.replaceAll("[?#].*|/+$", "").replaceAll(".*/", "");
      String file = name.contains(".") ? name : "data.csv";
      throw new EpisodeException(
          Problem.of("E6101", "'" + path + "' is an address, and no file")
              .remedy(
                  "Download it first, into the notebook's folder, and read table(\""
                      + file
                      + "\"). In a cell: try (var in = new java.net.URL(\""
                      + path
                      + "\").openStream()) { Files.copy(in, Path.of(\""
                      + file
                      + "\")); }"));
    }
  }

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
