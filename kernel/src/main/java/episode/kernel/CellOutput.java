package episode.kernel;

import com.google.gson.JsonObject;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * Where all outputs meet: they go, one at a time and in order, to the listener of the last cell.
 *
 * <p>Text is held back for a moment by the {@link Console}; everything else first lets it out.
 */
final class CellOutput {

  private final Console console = new Console(this::stream);
  private CellListener listener = CellListener.NONE;
  private volatile String lastId;

  Console console() {
    return console;
  }

  /** Sends everything from now on to another listener. */
  void direct(CellListener next) {
    console.flush();
    synchronized (this) {
      listener = next;
    }
  }

  private synchronized void stream(String name, String text) {
    listener.stream(name, text);
  }

  /** Returns whether a value is the id of the last display, which is no result to show. */
  boolean isDisplayId(Object value) {
    return value instanceof String && value.equals(lastId);
  }

  void display(DisplayData data, boolean update) {
    lastId = data.getDisplayId();
    JsonObject content = Bundles.json(data);
    console.flush();
    synchronized (this) {
      listener.display(content, update);
    }
  }

  void result(DisplayData data, int executionCount) {
    JsonObject content = Bundles.json(data);
    content.remove("transient");
    content.addProperty("execution_count", executionCount);
    console.flush();
    synchronized (this) {
      listener.result(content);
    }
  }

  /** Sends what is known of a name; without colours, since it may stay in a notebook. */
  void page(DisplayData data) {
    JsonObject content = Bundles.json(data);
    content.remove("transient");
    JsonObject bundle = content.getAsJsonObject("data");
    bundle.addProperty("text/plain", Ansi.plain(bundle.get("text/plain").getAsString()));
    console.flush();
    synchronized (this) {
      listener.page(content);
    }
  }

  void error(Failure failure) {
    console.flush();
    synchronized (this) {
      listener.error(Bundles.json(failure));
    }
  }

  void clear(boolean wait) {
    console.flush();
    synchronized (this) {
      listener.clear(wait);
    }
  }

  /** Returns a line from the user; not under the lock, since it may take for ever. */
  Optional<String> input(String prompt, boolean password) throws InterruptedException {
    console.flush();
    CellListener asked;
    synchronized (this) {
      asked = listener;
    }
    return asked.input(prompt, password);
  }
}
