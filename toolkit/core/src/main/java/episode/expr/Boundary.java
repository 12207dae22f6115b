package episode.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happens at the two ends of a continuous axis. */
enum Boundary {
  /** Nothing passes the ends. */
  NO_FLUX("no-flux", "neumann", "reflecting", "zero-flux", "closed"),
  /** The first and the last point are one and the same place. */
  PERIODIC("periodic", "cyclic"),
  /** The quantity is 0 at the ends and beyond them: what gets there is gone. */
  ABSORBING("absorbing", "dirichlet"),
  /** The quantity goes on beyond the ends as it is there. */
  OPEN("open", "outflow", "free");

  private final List<String> words;

  Boundary(String... words) {
    this.words = List.of(words);
  }

  /** Returns the boundary of a word, whatever its case and with _ or a space for the hyphen. */
  static Optional<Boundary> named(String word) {
    String plain = word.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    for (Boundary boundary : values()) {
      if (boundary.words.contains(plain)) {
        return Optional.of(boundary);
      }
    }
    return Optional.empty();
  }

  /** Returns every word that names a boundary. */
  static List<String> allWords() {
    List<String> all = new ArrayList<>();
    for (Boundary boundary : values()) {
      all.addAll(boundary.words);
    }
    return all;
  }
}
