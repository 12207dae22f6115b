package episode.runner;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A notebook file of nbformat 4 as a value. Older minor versions are read and written as 4.5.
 *
 * @param metadata the notebook's metadata; not to be changed
 * @param cells the cells from top to bottom
 * @see <a href="https://nbformat.readthedocs.io/en/latest/format_description.html">The notebook
 *     file format</a>
 */
public record Notebook(JsonObject metadata, List<Cell> cells) {
  private static final Gson GSON =
      new GsonBuilder()
          .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
          .serializeNulls()
          .disableHtmlEscaping()
          .create();

  /** Copies the list of cells. */
  public Notebook {
    cells = List.copyOf(cells);
  }

  /**
   * Returns the notebook in a file.
   *
   * @param file an {@code .ipynb} file in UTF-8
   * @return the notebook, every cell with an id
   * @throws IOException when the file cannot be read or is not a notebook of nbformat 4
   */
  public static Notebook read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder; name a notebook (.ipynb) in it");
    }
    try {
      return of(root(Files.readString(file)));
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not a notebook: it is not text in UTF-8", e);
    } catch (NotANotebook e) {
      throw new IOException(file + " is not a notebook: " + e.getMessage(), e);
    }
  }

  private static JsonObject root(String json) {
    if (json.isBlank()) {
      throw new NotANotebook("it is empty");
    }
    try {
      JsonElement root = JsonParser.parseString(json);
      if (root.isJsonObject()) {
        return root.getAsJsonObject();
      }
    } catch (JsonParseException e) {
      throw new NotANotebook("its text is not JSON");
    }
    throw new NotANotebook("its text is not a JSON object");
  }

  private static Notebook of(JsonObject root) throws IOException {
    JsonElement version = root.get("nbformat");
    if (version == null || version.getAsInt() != 4) {
      throw new IOException(
          "the notebook has nbformat "
              + (version == null ? "(none)" : version)
              + "; 4 is needed: open it in Jupyter and save it");
    }
    List<Cell> cells = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    if (!root.has("cells") || !root.get("cells").isJsonArray()) {
      throw new NotANotebook("it has no cells");
    }
    for (JsonElement cell : root.getAsJsonArray("cells")) {
      cells.add(complete(cell, cells.size(), ids));
    }
    return new Notebook(member(root, "metadata"), cells);
  }

  private static JsonObject member(JsonObject owner, String name) {
    JsonElement value = owner.get(name);
    return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
  }

  /** Adds what 4.5 asks for and older files lack; a made-up id depends on the position only. */
  private static Cell complete(JsonElement element, int position, Set<String> ids) {
    JsonObject cell = element.isJsonObject() ? element.getAsJsonObject() : new JsonObject();
    for (String field : List.of("cell_type", "source")) {
      if (!cell.has(field)) {
        throw new NotANotebook("its cell " + (position + 1) + " has no " + field);
      }
    }
    if (!cell.has("id") || !ids.add(cell.get("id").getAsString())) {
      String id = "cell-" + (position + 1);
      cell.addProperty("id", ids.add(id) ? id : id + "-" + ids.size());
    }
    if (!cell.has("metadata")) {
      cell.add("metadata", new JsonObject());
    }
    return new Cell(cell);
  }

  /**
   * Returns the language that the notebook's cells are written in.
   *
   * @return what the metadata say, as "java"; empty when they say nothing
   */
  Optional<String> language() {
    return Stream.of(
            member(metadata, "kernelspec").get("language"),
            member(metadata, "language_info").get("name"))
        .filter(name -> name != null && name.isJsonPrimitive())
        .map(JsonElement::getAsString)
        .findFirst();
  }

  /**
   * Returns a copy with one cell replaced.
   *
   * @param index the cell's position, from 0
   * @param cell the new cell
   * @return a new notebook
   */
  Notebook with(int index, Cell cell) {
    List<Cell> copy = new ArrayList<>(cells);
    copy.set(index, cell);
    return new Notebook(metadata, copy);
  }

  /** Returns a notebook whose cells share nothing with this one's. */
  Notebook copy() {
    return new Notebook(
        metadata, cells.stream().map(cell -> new Cell(cell.json().deepCopy())).toList());
  }

  /**
   * Returns the notebook without outputs and numbers.
   *
   * @return a new notebook
   */
  Notebook cleared() {
    return new Notebook(metadata, cells.stream().map(Cell::cleared).toList());
  }

  /**
   * Writes the notebook as nbformat 4.5; long texts as arrays of lines, as Jupyter does.
   *
   * @param file where to write; its folder is made when missing
   * @throws IOException when the file cannot be written
   */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, json());
  }

  /**
   * Returns the text of the notebook's file.
   *
   * @return JSON, indented by one space, with a line end
   */
  public String json() {
    JsonObject root = new JsonObject();
    JsonArray array = new JsonArray();
    cells.forEach(cell -> array.add(split(cell)));
    root.add("cells", array);
    root.add("metadata", metadata);
    root.addProperty("nbformat", 4);
    root.addProperty("nbformat_minor", 5);
    return GSON.toJson(root) + "\n";
  }

  private static JsonObject split(Cell cell) {
    JsonObject copy = cell.json().deepCopy();
    splitLines(copy, "source");
    if (copy.has("outputs")) {
      for (JsonElement output : copy.getAsJsonArray("outputs")) {
        splitOutput(output.getAsJsonObject());
      }
    }
    return copy;
  }

  private static void splitOutput(JsonObject output) {
    if (output.has("text")) {
      splitLines(output, "text");
    }
    if (output.has("data")) {
      JsonObject data = output.getAsJsonObject("data");
      for (String type : List.copyOf(data.keySet())) {
        if (type.startsWith("text/") || type.equals("image/svg+xml")) {
          splitLines(data, type);
        }
      }
    }
  }

  /** What a file lacks to be a notebook, in words that follow "it is not one:". */
  private static final class NotANotebook extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotANotebook(String reason) {
      super(reason);
    }
  }

  private static void splitLines(JsonObject owner, String key) {
    JsonArray lines = new JsonArray();
    String text = Cell.text(owner.get(key));
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    owner.add(key, lines);
  }
}
