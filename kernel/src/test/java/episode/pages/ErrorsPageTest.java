package episode.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page {@code docs/errors.md}: every code with the heading of its page, by category. */
class ErrorsPageTest {
  private static final Map<String, String> CATEGORIES =
      new TreeMap<>(
          Map.of(
              "E1", "formulas",
              "E2", "systems",
              "E3", "functions, graphs and backends",
              "E4", "solves",
              "E5", "inference",
              "E6", "data, files and the command line",
              "E7", "notebooks and the kernel"));

  private static final String INTRODUCTION =
      """
      # Error codes

      An error says what is wrong, where, and what to do about it. Its code names a page with the
      cause, an example that fails and the same example repaired: `explain("E2103")` or
      `%explain E2103` in a notebook, `./episode explain E2103` on the command line, or a link of
      these tables. A code never changes its meaning.

      This page is written from the pages of all codes, and a test fails where it is stale.
      """;

  @Test
  void pageListsEveryCodeOfEveryModule() throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    Map<String, Path> pages = pages();
    CATEGORIES.forEach(
        (category, subject) -> {
          List<String> codes = pages.keySet().stream().filter(c -> c.startsWith(category)).toList();
          if (!codes.isEmpty()) {
            page.append("\n## ").append(category).append(": ").append(subject);
            page.append("\n\n| code | what is wrong |\n|---|---|\n");
            codes.forEach(code -> page.append(row(code, pages.get(code))));
          }
        });
    Page.check("errors.md", page.toString());
  }

  /** Returns the page of every code, in the order of codes. */
  private static Map<String, Path> pages() throws IOException {
    Map<String, Path> pages = new TreeMap<>();
    for (String module :
        List.of("kernel", "toolkit/core", "toolkit/notebook", "toolkit/djl", "toolkit/nd4j")) {
      Path folder = Page.ROOT.resolve(module + "/src/main/resources/episode/explain");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.forEach(file -> pages.put(file.getFileName().toString().replace(".md", ""), file));
        }
      }
    }
    return pages;
  }

  private static String row(String code, Path page) {
    try {
      String heading = Files.readString(page).lines().findFirst().orElseThrow();
      String title = heading.substring(("# " + code + " ").length()).replace("|", "\\|");
      String link = "../" + Page.ROOT.relativize(page).toString().replace('\\', '/');
      return "| [" + code + "](" + link + ") | " + title + " |\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
