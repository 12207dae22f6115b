package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a system with what is read from the spec that was written of it. */
final class SpecCheck {
  private static final int LONGEST = 300;

  private final OpSystem system;
  private final List<String> said;

  SpecCheck(OpSystem system) {
    this.system = system;
    said = said(system);
  }

  private static List<String> said(OpSystem system) {
    List<String> said = new ArrayList<>(Meaning.of(system.definitions()));
    system.metadata().forEach((key, value) -> said.add(key + " " + value));
    return said;
  }

  /** Returns the first thing that a spec says differently; empty where it says the same. */
  Optional<String> difference(String spec) {
    List<String> read;
    try {
      OpSystem again = OpSystem.parse(spec);
      if (again.metadata().equals(system.metadata())
          && Meaning.of(again.definitions()).equals(Meaning.of(system.definitions()))) {
        return Optional.empty();
      }
      read = said(again);
    } catch (EpisodeException e) {
      return Optional.of("a text that cannot be read: " + e.problems().get(0).toString());
    }
    int first = 0;
    while (first < said.size() && first < read.size() && said.get(first).equals(read.get(first))) {
      first++;
    }
    return Optional.of(line(read, first) + ", and not: " + line(said, first));
  }

  private static String line(List<String> lines, int i) {
    String line = i < lines.size() ? lines.get(i).replace('\u0001', '#') : "nothing more";
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  static EpisodeException refusal(String name, String difference) {
    return new EpisodeException(
        Problem.of("E2523", "System '" + name + "' cannot be written as a spec")
            .remedy(
                "The spec would say "
                    + difference
                    + "\nThis is a limit of toYaml(): keep the text or the code that makes the system,"
                    + " or write that part in another way."));
  }
}
