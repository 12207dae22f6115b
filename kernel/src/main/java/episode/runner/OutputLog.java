package episode.runner;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import episode.kernel.CellListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The outputs of a run as nbformat objects, one array per cell. Text of one stream is joined, and
 * an update reaches every display of its id, in earlier cells as well.
 *
 * <p>The calls of a listener never overlap, but the array of a cell may be read meanwhile, hence
 * the locks.
 */
final class OutputLog implements CellListener {
  private final Map<String, List<JsonObject>> displays = new HashMap<>();
  private JsonArray current = new JsonArray();
  private boolean clearBeforeNext;

  /** Starts the outputs of the next cell and returns their array, which grows as they come. */
  synchronized JsonArray begin() {
    current = new JsonArray();
    clearBeforeNext = false;
    return current;
  }

  @Override
  public synchronized void stream(String name, String text) {
    clearIfAsked();
    JsonObject last =
        current.isEmpty() ? new JsonObject() : current.get(current.size() - 1).getAsJsonObject();
    if (last.has("name") && last.get("name").getAsString().equals(name)) {
      last.addProperty("text", last.get("text").getAsString() + text);
      return;
    }
    JsonObject content = new JsonObject();
    content.addProperty("name", name);
    content.addProperty("text", text);
    add("stream", content);
  }

  @Override
  public synchronized void display(JsonObject content, boolean update) {
    String id = displayId(content);
    if (update) {
      displays.getOrDefault(id, List.of()).forEach(shown -> replace(shown, content));
      return;
    }
    clearIfAsked();
    JsonObject output = add("display_data", content);
    if (!id.isEmpty()) {
      displays.computeIfAbsent(id, key -> new ArrayList<>()).add(output);
    }
  }

  @Override
  public synchronized void result(JsonObject content) {
    clearIfAsked();
    add("execute_result", content);
  }

  @Override
  public synchronized void error(JsonObject content) {
    add("error", content);
  }

  @Override
  public synchronized void clear(boolean wait) {
    clearBeforeNext = true;
    if (!wait) {
      clearIfAsked();
    }
  }

  /** Returns the id of a display, or an empty text. */
  static String displayId(JsonObject content) {
    JsonObject fleeting = content.getAsJsonObject("transient");
    JsonElement id = fleeting == null ? null : fleeting.get("display_id");
    return id == null ? "" : id.getAsString();
  }

  private JsonObject add(String type, JsonObject content) {
    JsonObject output = content.deepCopy();
    output.remove("transient");
    output.addProperty("output_type", type);
    current.add(output);
    return output;
  }

  private static void replace(JsonObject shown, JsonObject content) {
    for (String key : List.of("data", "metadata")) {
      shown.add(key, content.get(key).deepCopy());
    }
  }

  private void clearIfAsked() {
    if (clearBeforeNext) {
      List<JsonElement> gone = current.asList();
      displays.values().forEach(shown -> shown.removeIf(output -> contains(gone, output)));
      gone.clear();
      clearBeforeNext = false;
    }
  }

  /** Identity, not equality: an equal output of another cell stays. */
  private static boolean contains(List<JsonElement> outputs, JsonObject output) {
    return outputs.stream().anyMatch(each -> each == output);
  }
}
