package episode.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A notebook imports whole packages, so that no two types may have the same simple name. */
class ImportedNamesTest {

  private static final List<String> OF_EVERY_NOTEBOOK =
      List.of(
          "java.lang",
          "java.io",
          "java.math",
          "java.net",
          "java.nio.file",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.function",
          "java.util.regex",
          "java.util.stream");

  @Test
  void noTwoImportedTypesShareAName() {
    Map<String, String> packages = new HashMap<>();
    TreeSet<String> shared = new TreeSet<>();
    for (JavaClass type : types()) {
      String earlier = packages.putIfAbsent(type.getSimpleName(), type.getPackageName());
      if (earlier != null) {
        shared.add(type.getName() + " and " + earlier + "." + type.getSimpleName());
      }
      OF_EVERY_NOTEBOOK.stream()
          .filter(name -> exists(name + "." + type.getSimpleName()))
          .forEach(name -> shared.add(type.getName() + " and " + name));
    }
    assertThat(packages).containsKeys("Plot", "Table", "Draws", "OpSystem");
    assertThat(shared).isEmpty();
  }

  private static List<JavaClass> types() {
    return MainClasses.of(EpisodeExtension.PACKAGES).stream()
        .filter(type -> EpisodeExtension.PACKAGES.contains(type.getPackageName()))
        .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
        .toList();
  }

  private static boolean exists(String name) {
    try {
      Class<?> type = Class.forName(name, false, ClassLoader.getSystemClassLoader());
      return Modifier.isPublic(type.getModifiers());
    } catch (ClassNotFoundException | LinkageError none) {
      return false;
    }
  }
}
