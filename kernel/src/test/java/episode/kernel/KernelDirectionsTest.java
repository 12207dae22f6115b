package episode.kernel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the kernel may know of the toolkit, and the packages of its module of each other. */
class KernelDirectionsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("episode.kernel", "episode.runner", "episode.cli");

  private static void knowsNothingElse(String name, String... known) {
    noClasses()
        .that()
        .resideInAPackage(name)
        .should()
        .dependOnClassesThat(resideInAPackage("episode..").and(resideOutsideOfPackages(known)))
        .check(CLASSES);
  }

  @Test
  void theKernelAsksTheToolkitForHelpAndKnowsNothingElseOfIt() {
    knowsNothingElse(
        "episode.kernel", "episode.kernel", "episode.kernel.magic", "episode.notebook.assist");
  }

  @Test
  void magicsKnowTheSessionAsTheirHostAndSayHowFarTheyAre() {
    knowsNothingElse("episode.kernel.magic", "episode.kernel.magic", "episode.progress");
  }

  @Test
  void mavensResolverKnowsWhatTheMagicAsksFor() {
    knowsNothingElse("episode.kernel.maven", "episode.kernel.magic", "episode.kernel.maven");
  }

  @Test
  void theRunnerKnowsTheKernelAndNothingOfTheToolkit() {
    knowsNothingElse("episode.runner", "episode.runner", "episode.kernel", "episode.kernel.magic");
  }

  @Test
  void nothingKnowsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("episode.cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("episode.cli")
        .check(CLASSES);
  }
}
