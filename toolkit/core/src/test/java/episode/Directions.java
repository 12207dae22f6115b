package episode;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which packages of Episode use which.
 *
 * @param mayUse a row per package, without "episode.": what it may use beside itself
 */
public record Directions(Map<String, Set<String>> mayUse) {
  private static final String ROOT = "episode.";

  /** Returns the classes of a package and of those below it, without tests. */
  public static JavaClasses code(String name) {
    return imported(name, ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);
  }

  /** Returns the tests of a package and of those below it. */
  public static JavaClasses tests(String name) {
    return imported(name, ImportOption.Predefined.ONLY_INCLUDE_TESTS);
  }

  private static JavaClasses imported(String name, ImportOption option) {
    return new ClassFileImporter().withImportOption(option).importPackages(name);
  }

  /** Returns the packages of the classes that have no row. */
  public Set<String> withoutRow(JavaClasses classes) {
    Set<String> names = new TreeSet<>();
    classes.forEach(each -> names.add(name(each)));
    names.removeAll(mayUse.keySet());
    return names;
  }

  /** Returns each use of what a package's row does not name. */
  public Set<String> wrong(JavaClasses classes) {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass each : classes) {
      Set<String> allowed = mayUse.getOrDefault(name(each), Set.of());
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass used = dependency.getTargetClass().getBaseComponentType();
        boolean same = used.getPackageName().equals(each.getPackageName());
        if (used.getPackageName().startsWith(ROOT) && !same && !allowed.contains(name(used))) {
          wrong.add(each.getName() + " uses " + used.getName());
        }
      }
    }
    return wrong;
  }

  private static String name(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }
}
