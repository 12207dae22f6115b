package episode.runner;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One cell of a notebook: the JSON object of the file, so that fields unknown to us survive.
 *
 * @param json the cell as nbformat 4 describes it; not to be changed
 */
public record Cell(JsonObject json) {

  /**
   * Returns {@code "code"}, {@code "markdown"} or {@code "raw"}.
   *
   * @return the kind of cell
   */
  public String kind() {
    return json.get("cell_type").getAsString();
  }

  /**
   * Returns the text of the cell, lines joined.
   *
   * @return the source
   */
  public String source() {
    return text(json.get("source"));
  }

  /**
   * Returns whether this is code with something to run in it.
   *
   * @return true for a code cell that is not blank
   */
  public boolean runs() {
    return kind().equals("code") && !source().isBlank();
  }

  /**
   * Returns whether an error in this cell is part of the lesson: nbconvert's tag {@code
   * raises-exception}.
   *
   * @return true when the notebook goes on after an error here
   */
  public boolean mayFail() {
    JsonElement tags = json.getAsJsonObject("metadata").get("tags");
    return tags != null
        && StreamSupport.stream(tags.getAsJsonArray().spliterator(), false)
            .anyMatch(tag -> tag.getAsString().equals("raises-exception"));
  }

  /**
   * Returns the outputs stored in the file.
   *
   * @return an array of nbformat output objects, empty for text
   */
  public JsonArray outputs() {
    return json.has("outputs") ? json.getAsJsonArray("outputs") : new JsonArray();
  }

  /**
   * Returns the number of the execution that made the outputs.
   *
   * @return empty when the cell has not run
   */
  public Optional<Integer> executionCount() {
    JsonElement count = json.get("execution_count");
    return count == null || count.isJsonNull() ? Optional.empty() : Optional.of(count.getAsInt());
  }

  /**
   * Returns this cell as it looks after a run.
   *
   * @param count the execution number
   * @param outputs nbformat output objects
   * @return a new cell
   */
  Cell executed(int count, JsonArray outputs) {
    JsonObject copy = json.deepCopy();
    copy.addProperty("execution_count", count);
    copy.add("outputs", outputs);
    return new Cell(copy);
  }

  /**
   * Returns this cell before any run: no outputs, no number.
   *
   * @return a new cell, or this one when it holds no code
   */
  Cell cleared() {
    if (!kind().equals("code")) {
      return this;
    }
    JsonObject copy = json.deepCopy();
    copy.add("execution_count", JsonNull.INSTANCE);
    copy.add("outputs", new JsonArray());
    return new Cell(copy);
  }

  /** Returns nbformat's multi-line string, a string or an array of lines, as one string. */
  static String text(JsonElement value) {
    if (!value.isJsonArray()) {
      return value.getAsString();
    }
    return StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsString)
        .collect(Collectors.joining());
  }
}
