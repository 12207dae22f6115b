package episode;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Imports go in one direction: a row per package, what it may use beside itself. */
class PackageDirectionsTest {
  private static final Directions DIRECTIONS =
      new Directions(
          Map.ofEntries(
              Map.entry("expr", Set.of()),
              Map.entry("progress", Set.of()),
              Map.entry("plot", Set.of()),
              Map.entry("draw", Set.of("expr")),
              Map.entry("op", Set.of("expr")),
              Map.entry("transform", Set.of("expr")),
              Map.entry("prob", Set.of("expr")),
              Map.entry("sample", Set.of("plot", "progress")),
              // Backends lists the two that are always there.
              Map.entry(
                  "backend",
                  Set.of(
                      "expr",
                      "transform",
                      "plot",
                      "progress",
                      "backend.interpreter",
                      "backend.jvm")),
              Map.entry("backend.array", Set.of("expr", "backend")),
              Map.entry("backend.interpreter", Set.of("expr", "backend", "backend.array")),
              Map.entry("backend.jvm", Set.of("expr", "transform", "backend")),
              Map.entry(
                  "backend.function",
                  Set.of("expr", "transform", "backend", "draw", "plot", "progress")),
              Map.entry("solve", Set.of("expr", "transform", "backend", "progress")),
              Map.entry(
                  "system",
                  Set.of(
                      "expr",
                      "transform",
                      "backend",
                      "backend.array",
                      "backend.function",
                      "solve",
                      "progress",
                      "draw",
                      "plot")),
              Map.entry(
                  "model",
                  Set.of(
                      "expr",
                      "transform",
                      "backend",
                      "backend.function",
                      "solve",
                      "system",
                      "prob",
                      "sample",
                      "progress",
                      "plot")),
              Map.entry("explore", Set.of("expr", "solve", "system", "plot", "progress")),
              Map.entry("epi", Set.of("expr", "transform", "system", "plot"))));

  private static final JavaClasses CLASSES = Directions.code("episode");

  @Test
  void everyPackageHasItsRow() {
    assertThat(DIRECTIONS.withoutRow(CLASSES)).isEmpty();
  }

  @Test
  void importsGoInOneDirection() {
    assertThat(DIRECTIONS.wrong(CLASSES)).isEmpty();
  }

  /** What every backend inherits knows no engine. */
  @Test
  void testsOfAllOpsKnowNoEngine() {
    Directions tests =
        new Directions(
            Map.of(
                "backend.matrix", Set.of("expr", "op", "transform", "backend", "backend.array")));
    assertThat(tests.wrong(Directions.tests("episode.backend.matrix"))).isEmpty();
  }
}
