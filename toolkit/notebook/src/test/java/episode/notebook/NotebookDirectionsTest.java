package episode.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import episode.Directions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Imports go in one direction: a row per package of the module, what it may use beside itself. */
class NotebookDirectionsTest {
  private static final Directions DIRECTIONS =
      new Directions(
          Map.of(
              "render", Set.of("expr", "plot"),
              "data", Set.of("expr", "plot", "progress", "sample", "system"),
              "notebook",
                  Set.of(
                      "expr",
                      "transform",
                      "backend",
                      "backend.function",
                      "system",
                      "sample",
                      "model",
                      "explore",
                      "epi",
                      "plot",
                      "progress",
                      "data",
                      "render"),
              // Help knows the words of formulas and, from the entry points, the types of a cell.
              "notebook.assist",
                  Set.of(
                      "expr",
                      "prob",
                      "backend",
                      "backend.function",
                      "solve",
                      "system",
                      "sample",
                      "model",
                      "plot",
                      "notebook")));

  private static final JavaClasses CLASSES =
      MainClasses.of(List.of("episode.render", "episode.data", "episode.notebook"));

  @Test
  void everyPackageHasItsRow() {
    assertThat(DIRECTIONS.withoutRow(CLASSES)).isEmpty();
  }

  @Test
  void importsGoInOneDirection() {
    assertThat(DIRECTIONS.wrong(CLASSES)).isEmpty();
  }
}
