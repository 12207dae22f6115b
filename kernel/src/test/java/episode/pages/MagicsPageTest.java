package episode.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page {@code docs/magics.md}: the pages of all magics, as a session shows them. */
class MagicsPageTest {
  private static final String INTRODUCTION =
      """
      # Magics

      A magic is a line of a cell that starts with a percent sign, or a cell whose first line starts
      with two. `%lsmagic` lists them, a question mark after a name shows what follows here
      (`%time?`), and completion knows names and arguments. Words in capitals stand for something
      else, brackets for what may be left out, dots for what may be repeated. CODE is Java and taken
      as written; it may go on over lines until its brackets close. Other arguments are split at
      blanks, and what holds a blank stands in quotes. The value of a magic can be assigned, as in
      `var solution = %time flu.solve(guess, days(0, 14))`, and a semicolon at the end keeps it from
      being shown.

      This page is written from the pages of all magics, and a test fails where it is stale.
      """;

  @Test
  void pageHoldsEveryMagic() throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Path magic : magics()) {
      page.append("\n#").append(Files.readString(magic).strip()).append("\n");
    }
    Page.check("magics.md", page.toString());
  }

  @Test
  void everyMagicHasASentenceAUsageAndAnExample() throws IOException {
    for (Path magic : magics()) {
      List<String> lines = Files.readAllLines(magic);
      String name = magic.getFileName().toString().replace(".md", "");
      assertThat(lines.get(0)).matches("# %{1,2}" + name);
      assertThat(lines.get(2)).as("the sentence of " + name).matches("[A-Z].*\\.");
      assertThat(lines.get(4)).as("the usage of " + name).matches("    %{1,2}" + name + ".*");
      assertThat(lines.get(lines.size() - 1)).as("the example of " + name).startsWith("    ");
    }
  }

  private static List<Path> magics() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String module : List.of("kernel", "toolkit/notebook")) {
      Path folder = Page.ROOT.resolve(module).resolve("src/main/resources/episode/magic");
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(found::add);
      }
    }
    found.sort(Comparator.comparing(Path::getFileName));
    return found;
  }
}
