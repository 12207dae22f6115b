package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import episode.runner.Cell;
import episode.runner.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The notebooks as they lie here, to be read without running them. */
class StoredNotebookTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,3} (.+)$");
  private static final Pattern DATA = Pattern.compile("\"(data/[^\"]+)\"");

  /** A check on one notebook. */
  private interface Check {
    void on(Path file, Notebook notebook) throws IOException;
  }

  private static Stream<DynamicTest> each(Check check) throws IOException {
    return Surroundings.stored().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(), () -> check.on(file, Notebook.read(file))));
  }

  @TestFactory
  Stream<DynamicTest> everyNotebookIsForTheKernelAndItsCellsHaveIds() throws IOException {
    return each(
        (file, notebook) -> {
          JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
          assertThat(json.get("nbformat").getAsInt()).isEqualTo(4);
          assertThat(json.get("nbformat_minor").getAsInt()).isEqualTo(5);
          JsonObject kernel = json.getAsJsonObject("metadata").getAsJsonObject("kernelspec");
          assertThat(kernel.get("name").getAsString()).isEqualTo("episode");
          List<String> ids = new ArrayList<>();
          json.getAsJsonArray("cells")
              .forEach(cell -> ids.add(cell.getAsJsonObject().get("id").getAsString()));
          assertThat(ids).doesNotHaveDuplicates();
        });
  }

  @TestFactory
  Stream<DynamicTest> everyNotebookBeginsAndEndsAlike() throws IOException {
    return each(
        (file, notebook) -> {
          List<Cell> cells = notebook.cells();
          assertThat(cells.get(0).source()).startsWith("# ");
          String last = cells.get(cells.size() - 1).source();
          assertThat(cells.get(cells.size() - 1).kind()).isEqualTo("code");
          assertThat(last).contains("throw new AssertionError");
          if (!file.endsWith("index.ipynb")) {
            assertThat(cells.get(0).source()).contains("**You will learn**", "**Time**:");
            assertThat(headings(notebook)).endsWith("Exercises", "Where next", "Check");
            assertSolutionsFold(notebook);
          }
        });
  }

  private static List<String> headings(Notebook notebook) {
    return StoredOutputs.prose(notebook)
        .flatMap(text -> HEADING.matcher(text).results().map(found -> found.group(1)))
        .toList();
  }

  private static void assertSolutionsFold(Notebook notebook) {
    String text =
        StoredOutputs.prose(notebook)
            .filter(part -> part.contains("## Exercises"))
            .collect(Collectors.joining());
    int exercises = Pattern.compile("(?m)^\\d\\. ").matcher(text).results().toList().size();
    assertThat(exercises).isGreaterThanOrEqualTo(3);
    assertThat(text.split("<details><summary>Solution</summary>", -1)).hasSize(exercises + 1);
  }

  @TestFactory
  Stream<DynamicTest> everyOutputReadsWithoutScripts() throws IOException {
    return each(
        (file, notebook) -> {
          for (JsonObject data : StoredOutputs.bundles(notebook)) {
            assertThat(data.keySet()).contains("text/plain");
            if (data.has(StoredOutputs.VEGA_LITE) || data.has("image/svg+xml")) {
              assertThat(data.keySet()).contains("image/png");
            }
            if (data.has("text/html")) {
              assertThat(StoredOutputs.text(data.get("text/html")))
                  .doesNotContain("<script", "http://", "https://", "onclick");
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyCellRanOnceAndNoneFailed() throws IOException {
    return each(
        (file, notebook) -> {
          int count = 0;
          for (Cell cell : StoredOutputs.code(notebook)) {
            assertThat(cell.executionCount()).hasValue(++count);
            assertThat(StoredOutputs.of(cell))
                .noneMatch(output -> output.get("output_type").getAsString().equals("error"))
                .noneMatch(output -> output.toString().contains("\"name\":\"stderr\""));
          }
        });
  }

  /** Plots drawn in full would make a file that code-hosting sites refuse to show. */
  @TestFactory
  Stream<DynamicTest> nothingTellsWhereItWasMadeAndTheFileIsSmall() throws IOException {
    return each(
        (file, notebook) -> {
          assertThat(Files.size(file)).isLessThan(3_000_000);
          assertThat(Files.readString(file))
              .doesNotContain("/home/", "/root/", "/tmp/", "/Users/", "localhost")
              .doesNotContain(System.getProperty("user.dir"))
              .doesNotContain("\"execution\":", "\"iopub.");
        });
  }

  @TestFactory
  Stream<DynamicTest> everyLinkLeadsToAFile() throws IOException {
    return each(
        (file, notebook) -> {
          for (String target : links(notebook)) {
            String path = target.replaceFirst("#.*", "");
            assertThat(file.resolveSibling(path).normalize()).as(target).exists();
          }
          for (Cell cell : StoredOutputs.code(notebook)) {
            for (Matcher data = DATA.matcher(cell.source()); data.find(); ) {
              assertThat(file.resolveSibling(data.group(1))).exists();
            }
          }
        });
  }

  private static List<String> links(Notebook notebook) {
    return StoredOutputs.prose(notebook)
        .flatMap(text -> LINK.matcher(text).results().map(found -> found.group(1)))
        .filter(target -> !target.matches("[a-z]+:.*"))
        .toList();
  }

  @Test
  void indexLeadsToEveryNotebookAndEveryNotebookToTheIndex() throws IOException {
    for (Path file : Surroundings.stored()) {
      if (!file.endsWith("index.ipynb")) {
        assertThat(links(Notebook.read(file.resolveSibling("index.ipynb"))))
            .contains(file.getFileName().toString());
        assertThat(links(Notebook.read(file))).contains("index.ipynb");
      }
    }
  }

  @Test
  void everyDataFileHasASource() throws IOException {
    Path folder = Path.of("data").toAbsolutePath();
    String sources = Files.readString(folder.resolve("README.md"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.equals("README.md"))
          .allSatisfy(name -> assertThat(sources).contains("| `" + name + "` |"));
    }
  }
}
