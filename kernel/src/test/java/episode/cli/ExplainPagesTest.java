package episode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every page of every module, as it lies in the sources. */
class ExplainPagesTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```[a-z]*$.+?^```$");

  @TestFactory
  Stream<DynamicTest> everyPageHasAFailingAndARepairedExample() throws IOException {
    return pages().stream()
        .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> check(page)));
  }

  private static List<Path> pages() throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.walk(Path.of(".."), 9)) {
      found =
          files
              .filter(file -> file.toString().replace('\\', '/').contains("/src/main/resources/"))
              .filter(file -> file.getParent().endsWith("episode/explain"))
              .sorted()
              .toList();
    }
    return found;
  }

  private static void check(Path page) throws IOException {
    String code = page.getFileName().toString().replace(".md", "");
    String text = Files.readString(page);
    assertThat(code).as("a letter, the field's digit, three more").matches("E[1-7][0-9]{3}");
    assertThat(text.lines().findFirst().orElse("")).as("the heading").startsWith("# " + code);
    assertThat(EXAMPLE.matcher(text).results().count())
        .as("examples in %s: one that fails, one repaired", code)
        .isGreaterThanOrEqualTo(2);
  }
}
