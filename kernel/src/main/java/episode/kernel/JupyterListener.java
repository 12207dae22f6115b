package episode.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Publishes the outputs of a cell as answers to the request that brought it. */
final class JupyterListener implements CellListener {

  private final Transport transport;
  private final Packet request;
  private final boolean silent;
  private final JsonArray payload = new JsonArray();
  private JsonElement shown = JsonNull.INSTANCE;

  JupyterListener(Transport transport, Packet request, boolean silent) {
    this.transport = transport;
    this.request = request;
    this.silent = silent;
  }

  /** Returns the text of the result; JSON's null when there is none. */
  JsonElement shown() {
    return shown == null ? JsonNull.INSTANCE : shown;
  }

  /** Returns the pages that the reply carries; front ends show them below the cell. */
  JsonArray payload() {
    return payload;
  }

  @Override
  public void stream(String name, String text) {
    JsonObject content = new JsonObject();
    content.addProperty("name", name);
    content.addProperty("text", text);
    publish("stream", content);
  }

  @Override
  public void display(JsonObject content, boolean update) {
    publish(update ? "update_display_data" : "display_data", content);
  }

  @Override
  public void result(JsonObject content) {
    shown = content.getAsJsonObject("data").get("text/plain");
    publish("execute_result", content);
  }

  @Override
  public void page(JsonObject content) {
    JsonObject page = new JsonObject();
    page.addProperty("source", "page");
    page.add("data", content.get("data"));
    page.addProperty("start", 0);
    payload.add(page);
  }

  @Override
  public void error(JsonObject content) {
    if (!silent) {
      publish("error", content);
    }
  }

  @Override
  public void clear(boolean wait) {
    JsonObject content = new JsonObject();
    content.addProperty("wait", wait);
    publish("clear_output", content);
  }

  @Override
  public Optional<String> input(String prompt, boolean password) throws InterruptedException {
    if (!request.flag("allow_stdin", true)) {
      return Optional.empty();
    }
    JsonObject content = new JsonObject();
    content.addProperty("prompt", prompt);
    content.addProperty("password", password);
    CompletableFuture<Packet> answer = transport.ask(request.answer("input_request", content));
    try {
      return Optional.of(answer.get().string("value"));
    } catch (InterruptedException stopped) {
      answer.cancel(false);
      throw stopped;
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }

  private void publish(String type, JsonObject content) {
    transport.output(request.answer(type, content));
  }
}
