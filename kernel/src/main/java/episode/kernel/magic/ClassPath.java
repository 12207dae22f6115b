package episode.kernel.magic;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code %classpath}: what cells can use from outside. */
final class ClassPath {

  private static final int SHOWN = 5;

  private final Host host;

  ClassPath(Host host) {
    this.host = host;
  }

  /** Returns what there is, or what was added. */
  Object run(List<String> names) {
    if (names.isEmpty()) {
      return list();
    }
    List<Path> found = new ArrayList<>();
    names.forEach(name -> found.addAll(matching(name)));
    List<Path> fresh =
        found.stream().distinct().filter(path -> !host.classpath().contains(path)).toList();
    host.addToClasspath(fresh);
    if (fresh.isEmpty()) {
      return "Nothing to add: all of it is there.";
    }
    return fresh.stream()
        .map(path -> String.valueOf(path.getFileName()))
        .collect(Collectors.joining(", ", "Added ", "."));
  }

  private Object list() {
    String[] own = System.getProperty("java.class.path").split(File.pathSeparator);
    Listing listing = Listing.of("from", "name");
    Stream.of(own).limit(SHOWN).forEach(entry -> listing.row("the kernel", entry));
    if (own.length > SHOWN) {
      listing.row("the kernel", (own.length - SHOWN) + " more");
    }
    host.classpath().forEach(path -> listing.row("added", path.toString()));
    return listing.shown();
  }

  private static List<Path> matching(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    List<Path> found = new ArrayList<>();
    try {
      if (last.contains("*")) {
        Path folder = Path.of(name.substring(0, name.length() - last.length()) + ".");
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, last)) {
          paths.forEach(found::add);
        }
      } else if (Files.exists(Path.of(name))) {
        found.add(Path.of(name));
      }
    } catch (IOException | InvalidPathException missing) {
      found.clear();
    }
    if (found.isEmpty()) {
      throw new MagicProblem(
          "E7005",
          "There is no '" + name + "' to add",
          "Nothing was added. Paths start at " + Path.of("").toAbsolutePath() + ".");
    }
    return found.stream().map(path -> path.toAbsolutePath().normalize()).sorted().toList();
  }
}
