package episode.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {
  @TempDir private Path folder;

  private Notebook read(String json) throws IOException {
    return Notebook.read(Files.writeString(folder.resolve("n.ipynb"), json));
  }

  @Test
  void sourceMayBeOneTextOrLines() throws IOException {
    Notebook notebook =
        read(
            """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
              {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [],
               "execution_count": null, "source": "int a;\\nint b;"},
              {"cell_type": "markdown", "id": "b", "metadata": {}, "source": ["one\\n", "two"]}]}
            """);
    assertThat(notebook.cells())
        .extracting(Cell::source)
        .containsExactly("int a;\nint b;", "one\ntwo");
  }

  @Test
  void olderFilesGetIdsThatDependOnThePositionOnly() throws IOException {
    String old =
        """
        {"nbformat": 4, "nbformat_minor": 2, "metadata": {}, "cells": [
          {"cell_type": "markdown", "metadata": {}, "source": "x"},
          {"cell_type": "markdown", "metadata": {}, "source": "y"}]}
        """;
    JsonObject written = JsonParser.parseString(read(old).json()).getAsJsonObject();
    assertThat(written.get("nbformat_minor").getAsInt()).isEqualTo(5);
    assertThat(read(old).cells())
        .extracting(cell -> cell.json().get("id").getAsString())
        .containsExactly("cell-1", "cell-2");
  }

  @Test
  void textsAreWrittenAsLinesThatKeepTheirEnds() throws IOException {
    Notebook notebook =
        read(
            """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
              {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "one\\ntwo\\n"}]}
            """);
    assertThat(notebook.json()).contains("\"one\\n\",").contains("\"two\\n\"");
  }

  @Test
  void fieldsUnknownToUsSurvive() throws IOException {
    Notebook notebook =
        read(
            """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "k"}}, "cells": [
              {"cell_type": "raw", "id": "b", "metadata": {"own": 1}, "source": "", "attachments": {}}]}
            """);
    assertThat(notebook.json()).contains("\"own\": 1", "\"attachments\"", "\"kernelspec\"");
  }

  @Test
  void anotherFormatIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> read("{\"nbformat\": 3, \"metadata\": {}, \"worksheets\": []}"))
        .isInstanceOf(IOException.class)
        .hasMessage("the notebook has nbformat 3; 4 is needed: open it in Jupyter and save it");
  }

  @Test
  void textThatIsNoNotebookIsRefusedInOurWords() {
    assertThat(refusal("")).endsWith("n.ipynb is not a notebook: it is empty");
    assertThat(refusal("a,b\n1,2\n")).endsWith("n.ipynb is not a notebook: its text is not JSON");
    assertThat(refusal("words")).endsWith(" is not a notebook: its text is not a JSON object");
    assertThat(refusal("{\"nbformat\": 4}")).endsWith(" is not a notebook: it has no cells");
    assertThat(refusal("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\"}]}"))
        .endsWith(" is not a notebook: its cell 1 has no source");
  }

  @Test
  void bytesThatAreNoTextAreRefused(@TempDir Path bytes) throws IOException {
    Path file = Files.write(bytes.resolve("n.ipynb"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> Notebook.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is not a notebook: it is not text in UTF-8");
  }

  @Test
  void folderIsRefusedByName(@TempDir Path directory) {
    assertThatThrownBy(() -> Notebook.read(directory))
        .isInstanceOf(IOException.class)
        .hasMessage(directory + " is a folder; name a notebook (.ipynb) in it");
  }

  private String refusal(String text) {
    return catchThrowableOfType(IOException.class, () -> read(text)).getMessage();
  }
}
