package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import episode.runner.NotebookRunner;
import episode.runner.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is left in a saved notebook of a cell that works for two seconds: one line. */
class ProgressLineTest {
  private static final Path LONG =
      Path.of("src/test/resources/episode/notebooks/long.ipynb").toAbsolutePath();

  private static void assertOneLine(Path executed) throws IOException {
    JsonObject cell =
        JsonParser.parseString(Files.readString(executed))
            .getAsJsonObject()
            .getAsJsonArray("cells")
            .get(0)
            .getAsJsonObject();
    JsonArray outputs = cell.getAsJsonArray("outputs");
    assertThat(outputs).as(outputs.toString()).hasSize(1);
    JsonObject output = outputs.get(0).getAsJsonObject();
    assertThat(output.get("output_type").getAsString()).isEqualTo("display_data");
    StringBuilder text = new StringBuilder();
    var lines = output.getAsJsonObject("data").get("text/plain");
    if (lines.isJsonArray()) {
      lines.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    } else {
      text.append(lines.getAsString());
    }
    assertThat(text.toString()).matches("Counting: 4 rounds, took [\\d.]+ s");
  }

  @Test
  void aJupyterClientSavesOneLine() throws IOException, InterruptedException {
    assertOneLine(JupyterClientTest.executed(LONG));
  }

  @Test
  void theEmbeddedRunnerSavesOneLine() throws IOException, InterruptedException {
    Path output = Path.of("target/written").toAbsolutePath();
    NotebookRunner.run(LONG, output, Terminal.ofProcess(0));
    assertOneLine(output.resolve("long.ipynb"));
  }
}
