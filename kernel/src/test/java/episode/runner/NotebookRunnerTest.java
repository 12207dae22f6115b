package episode.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import episode.kernel.Session;
import episode.kernel.SessionOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class NotebookRunnerTest {
  /** What nbformat 4.5 asks of each kind of output, no more and no less. */
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "stream", Set.of("output_type", "name", "text"),
          "display_data", Set.of("output_type", "data", "metadata"),
          "execute_result", Set.of("output_type", "data", "metadata", "execution_count"),
          "error", Set.of("output_type", "ename", "evalue", "traceback"));

  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Optional<FailedCell> run(String... sources) throws IOException {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return NotebookRunner.run(notebook(sources), folder.resolve("out"), new Terminal(out, out, 0));
  }

  private Path notebook(String... sources) throws IOException {
    JsonArray cells = new JsonArray();
    for (String source : sources) {
      JsonObject cell = new JsonObject();
      cell.addProperty("cell_type", "code");
      cell.addProperty("source", source);
      cell.add("metadata", new JsonObject());
      if (source.contains("may fail")) {
        JsonArray tags = new JsonArray();
        tags.add("raises-exception");
        cell.getAsJsonObject("metadata").add("tags", tags);
      }
      cells.add(cell);
    }
    JsonObject root = new JsonObject();
    root.add("cells", cells);
    root.add("metadata", new JsonObject());
    root.addProperty("nbformat", 4);
    root.addProperty("nbformat_minor", 4);
    return Files.writeString(folder.resolve("n.ipynb"), root.toString());
  }

  private JsonObject written() throws IOException {
    return JsonParser.parseString(Files.readString(folder.resolve("out/n.ipynb")))
        .getAsJsonObject();
  }

  private static List<JsonElement> outputs(JsonObject notebook, int cell) {
    JsonElement json = notebook.getAsJsonArray("cells").get(cell);
    return json.getAsJsonObject().getAsJsonArray("outputs").asList();
  }

  @Test
  void whatIsWrittenHasTheStructureOfTheFormat() throws IOException {
    run("System.out.println(1);", "1 + 1", "/* may fail */ int z = 1 / 0;", "display(\"shown\");");
    JsonObject notebook = written();
    assertThat(notebook.keySet())
        .containsExactlyInAnyOrder("cells", "metadata", "nbformat", "nbformat_minor");
    for (JsonElement element : notebook.getAsJsonArray("cells")) {
      JsonObject cell = element.getAsJsonObject();
      assertThat(cell.get("id").getAsString()).matches("[a-zA-Z0-9_-]{1,64}");
      assertThat(cell.keySet()).contains("metadata", "source", "outputs", "execution_count");
      for (JsonElement output : cell.getAsJsonArray("outputs")) {
        String type = output.getAsJsonObject().get("output_type").getAsString();
        assertThat(output.getAsJsonObject().keySet())
            .containsExactlyInAnyOrderElementsOf(FIELDS.get(type));
      }
    }
  }

  @Test
  void failingCellEndsTheRunAndKeepsTheOutputsSoFar() throws IOException {
    FailedCell failed = run("1 + 1", "int z = 1 / 0;", "3").orElseThrow();
    assertThat(failed.number()).isEqualTo(2);
    assertThat(failed.cell().source()).isEqualTo("int z = 1 / 0;");
    assertThat(failed.failure().name()).isEqualTo("ArithmeticException");
    assertThat(outputs(written(), 0)).hasSize(1);
    assertThat(outputs(written(), 1)).hasSize(1);
    assertThat(outputs(written(), 2)).isEmpty();
    assertThat(folder.resolve("out/n.html")).content().contains("ArithmeticException");
  }

  @Test
  void errorThatBelongsToTheLessonDoesNotEndTheRun() throws IOException {
    assertThat(run("/* may fail */ int z = 1 / 0;", "40 + 2")).isEmpty();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("/ by zero").contains("42");
  }

  @Test
  void notebookOfAnotherLanguageIsRefused() throws IOException {
    Path notebook =
        Files.writeString(
            folder.resolve("p.ipynb"),
            """
            {"nbformat": 4, "nbformat_minor": 5, "cells": [],
             "metadata": {"kernelspec": {"name": "python3", "language": "python"}}}
            """);
    Terminal terminal = new Terminal(new PrintStream(printed), new PrintStream(printed), 0);
    assertThatThrownBy(() -> NotebookRunner.run(notebook, folder.resolve("out"), terminal))
        .isInstanceOf(IOException.class)
        .hasMessage(
            notebook
                + " says that its language is python, and Episode runs Java:"
                + " choose the kernel Java (Episode) in Jupyter and save it");
  }

  @Test
  void longTextIsWholeInTheNotebook() throws IOException {
    run("System.out.print(\"a line of some text\\n\".repeat(20_000));");
    JsonObject stream = outputs(written(), 0).get(0).getAsJsonObject();
    assertThat(stream.getAsJsonArray("text")).hasSize(20_000);
    assertThat(folder.resolve("out/n.html")).content().hasSizeLessThan(150_000);
  }

  @Test
  void theAnswerToAQuestionIsADisplayWithoutColours() throws IOException {
    run("Math.sqrt?");
    JsonObject answer = outputs(written(), 0).get(0).getAsJsonObject();
    assertThat(answer.get("output_type").getAsString()).isEqualTo("display_data");
    assertThat(answer.getAsJsonObject("data").get("text/plain").toString())
        .contains("double Math.sqrt(double")
        .doesNotContain("\\u001b");
  }

  @Test
  void blankCellsAreLeftOut() throws IOException {
    run("", "1");
    JsonObject first = written().getAsJsonArray("cells").get(0).getAsJsonObject();
    assertThat(first.get("execution_count").isJsonNull()).isTrue();
  }

  @Test
  void outputNeverReplacesTheNotebook() throws IOException {
    Path notebook = notebook("1");
    Terminal terminal = new Terminal(new PrintStream(printed), new PrintStream(printed), 0);
    assertThatThrownBy(() -> NotebookRunner.run(notebook, folder, terminal))
        .isInstanceOf(IOException.class)
        .hasMessage("the output would replace the notebook; name another folder");
  }

  @Test
  @Timeout(60)
  void stoppedRunKeepsTheOutputsSoFar() throws IOException {
    Path notebook = notebook("System.out.println(\"kept\");\nwhile (true) {}", "2");
    try (Session session = Session.open(SessionOptions.standard().withExtensions(false))) {
      StopAtText listener = new StopAtText();
      NotebookRun run = new NotebookRun(Notebook.read(notebook), session, listener);
      listener.run = run;
      FailedCell stopped = run.run().orElseThrow();
      assertThat(stopped.failure().name()).isEqualTo("KeyboardInterrupt");
      assertThat(run.notebook().json()).contains("\"kept\\n\"");
      assertThat(run.notebook().cells().get(1).executionCount()).isEmpty();
    }
  }

  /** Stops the run when the first text arrives, from a thread of its own as the user would. */
  private static final class StopAtText implements RunListener {
    private volatile NotebookRun run;

    @Override
    public void begins(int number, int total, Cell cell) {}

    @Override
    public void ends(Duration elapsed) {}

    @Override
    public void stream(String name, String text) {
      new Thread(run::stop).start();
    }
  }
}
