package episode.notebook;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;

/** The classes of packages that users get: neither this module's tests nor those of another. */
public final class MainClasses {
  private MainClasses() {}

  /** Returns the classes of some packages and of those below them. */
  public static JavaClasses of(Collection<String> packages) {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(location -> !location.contains("-tests.jar"))
        .importPackages(packages.toArray(String[]::new));
  }
}
