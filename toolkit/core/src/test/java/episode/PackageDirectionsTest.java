package episode;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Imports go in one direction: a row per package, what it may use beside itself. */
class PackageDirectionsTest {
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("expr", Set.of()),
          Map.entry("plot", Set.of()),
          Map.entry("op", Set.of("expr")),
          Map.entry("transform", Set.of("expr")),
          Map.entry("prob", Set.of("expr", "transform")),
          Map.entry("backend", Set.of("expr", "transform", "plot")),
          Map.entry("sample", Set.of("plot")),
          Map.entry("solve", Set.of("expr", "transform", "backend", "plot")),
          Map.entry("system", Set.of("expr", "transform", "backend", "solve", "plot")),
          Map.entry(
              "model",
              Set.of("expr", "transform", "backend", "solve", "system", "prob", "sample", "plot")),
          Map.entry(
              "epi",
              Set.of(
                  "expr",
                  "transform",
                  "backend",
                  "solve",
                  "system",
                  "model",
                  "prob",
                  "sample",
                  "plot")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("episode");

  @Test
  void everyPackageHasItsRow() {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(each -> packages.add(concept(each)));
    assertThat(MAY_USE.keySet()).containsAll(packages);
  }

  @Test
  void importsGoInOneDirection() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass used = dependency.getTargetClass().getBaseComponentType();
        if (used.getPackageName().startsWith("episode.") && !allowed(each, used)) {
          wrong.add(each.getName() + " uses " + used.getName());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean allowed(JavaClass from, JavaClass to) {
    String concept = concept(from);
    return concept.equals(concept(to))
        || MAY_USE.getOrDefault(concept, Set.of()).contains(concept(to));
  }

  /** The package below {@code episode}; {@code backend.jvm} belongs to {@code backend}. */
  private static String concept(JavaClass type) {
    return type.getPackageName().split("\\.")[1];
  }
}
