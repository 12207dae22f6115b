package episode.kernel;

import com.google.gson.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Publishes the outputs of a cell as answers to the request that brought it. */
final class JupyterListener implements CellListener {

  private static final ExecutorService STDIN =
      Executors.newSingleThreadExecutor(
          body -> {
            Thread thread = new Thread(body, "stdin");
            thread.setDaemon(true);
            return thread;
          });

  private final Transport transport;
  private final Packet request;
  private final boolean silent;

  JupyterListener(Transport transport, Packet request, boolean silent) {
    this.transport = transport;
    this.request = request;
    this.silent = silent;
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
    publish("execute_result", content);
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
  public String input(String prompt, boolean password) throws InterruptedException {
    if (!request.flag("allow_stdin", true)) {
      return null;
    }
    JsonObject content = new JsonObject();
    content.addProperty("prompt", prompt);
    content.addProperty("password", password);
    CompletableFuture<String> answer = new CompletableFuture<>();
    STDIN.execute(
        () ->
            answer.complete(
                transport
                    .ask(request.answer("input_request", content), () -> !answer.isDone())
                    .map(packet -> packet.string("value"))
                    .orElse(null)));
    try {
      return answer.get();
    } catch (InterruptedException stopped) {
      answer.cancel(false);
      throw stopped;
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }

  private void publish(String type, JsonObject content) {
    transport.publish(request.answer(type, content));
  }
}
