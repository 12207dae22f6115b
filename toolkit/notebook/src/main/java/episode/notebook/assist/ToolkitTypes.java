package episode.notebook.assist;

import java.util.List;
import java.util.Optional;

/** Finds the types that cells name without an import. */
final class ToolkitTypes {
  private static final List<String> PACKAGES =
      List.of(
          "episode.system.",
          "episode.model.",
          "episode.sample.",
          "episode.backend.function.",
          "episode.epi.",
          "episode.plot.",
          "episode.expr.",
          "episode.backend.",
          "episode.data.",
          "tech.tablesaw.api.",
          "java.nio.file.");

  /** Returns the type of a simple name; empty where there is none, without loading others. */
  Optional<Class<?>> named(String name) {
    if (name.isEmpty() || !Character.isUpperCase(name.charAt(0))) {
      return Optional.empty();
    }
    for (String place : PACKAGES) {
      try {
        return Optional.of(Class.forName(place + name, false, ToolkitTypes.class.getClassLoader()));
      } catch (ClassNotFoundException | LinkageError elsewhere) {
        continue;
      }
    }
    return Optional.empty();
  }
}
