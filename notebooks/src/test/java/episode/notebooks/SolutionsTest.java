package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import episode.runner.Cell;
import episode.runner.Notebook;
import episode.runner.NotebookRunner;
import episode.runner.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The code in solutions of exercises runs behind the notebook's own cells. */
class SolutionsTest {
  private static final Pattern CODE = Pattern.compile("(?s)```java\n(.*?)\n```");

  @Tag("slow")
  @TestFactory
  Stream<DynamicTest> solutionsRun() throws IOException {
    return Surroundings.stored().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
  }

  private static void run(Path file) throws IOException {
    Notebook notebook = Notebook.read(file);
    List<Cell> cells = new ArrayList<>(notebook.cells());
    StoredOutputs.prose(notebook)
        .flatMap(text -> CODE.matcher(text).results().map(found -> found.group(1)))
        .forEach(source -> cells.add(cell("solution-" + cells.size(), source)));
    Path solved = Path.of("target/solutions").toAbsolutePath().resolve(file.getFileName());
    new Notebook(notebook.metadata(), cells).write(solved);
    assertThat(NotebookRunner.run(solved, solved.resolveSibling("run"), Terminal.ofProcess(0)))
        .isEmpty();
  }

  private static Cell cell(String id, String source) {
    JsonObject json = new JsonObject();
    json.addProperty("cell_type", "code");
    json.addProperty("id", id);
    json.addProperty("source", source);
    json.add("metadata", new JsonObject());
    json.add("outputs", new JsonArray());
    return new Cell(json);
  }
}
