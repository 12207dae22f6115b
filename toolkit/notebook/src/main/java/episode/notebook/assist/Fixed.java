package episode.notebook.assist;

import episode.backend.Backends;
import episode.solve.FixedStep;
import episode.system.TimeScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Offers from lists that do not depend on what a cell declares. */
final class Fixed {
  private static final int MOST_FILES = 200;

  static final List<Offer> TIMES =
      Arrays.stream(TimeScale.values())
          .map(scale -> new Offer(scale.name().toLowerCase(Locale.ROOT), "unit", "unit of time"))
          .toList();

  static final List<Offer> METHODS =
      Arrays.stream(FixedStep.Method.values())
          .map(one -> new Offer(one.toString().toLowerCase(Locale.ROOT), "method", "solver"))
          .toList();

  private Fixed() {}

  /** Returns the backends that are installed, and after them those that can be added. */
  static List<Offer> backends() {
    List<String> installed = Backends.names();
    Stream<Offer> there = installed.stream().map(name -> new Offer(name, "backend", "installed"));
    Stream<Offer> others =
        Backends.ADDABLE.stream()
            .filter(name -> !installed.contains(name))
            .map(name -> new Offer(name, "backend", "./episode backend add " + name));
    return Stream.concat(there, others).toList();
  }

  /** Returns the files and folders whose path starts with what is written. */
  static List<Offer> files(String written) {
    int slash = written.lastIndexOf('/') + 1;
    String folder = written.substring(0, slash);
    String start = written.substring(slash);
    try {
      Path directory = Path.of(folder.isEmpty() ? "." : folder);
      if (!Files.isDirectory(directory)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(directory)) {
        return files
            .filter(file -> !file.getFileName().toString().startsWith(".") || start.startsWith("."))
            .limit(10_000)
            .map(Fixed::file)
            .sorted((one, other) -> one.text().compareTo(other.text()))
            .filter(offer -> offer.text().startsWith(start))
            .limit(MOST_FILES)
            .map(offer -> new Offer(folder + offer.text(), offer.kind(), offer.detail()))
            .toList();
      }
    } catch (IOException
        | UncheckedIOException
        | InvalidPathException
        | SecurityException unreadable) {
      return List.of();
    }
  }

  private static Offer file(Path file) {
    boolean folder = Files.isDirectory(file);
    return new Offer(file.getFileName() + (folder ? "/" : ""), folder ? "folder" : "file", "");
  }
}
