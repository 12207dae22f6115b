package episode.notebooks;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One page in a headless Chromium, driven by the DevTools protocol.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">The protocol</a>
 */
final class Browser implements AutoCloseable {
  /** The file in which a browser says on which port it listens. */
  private static final String PORT = "DevToolsActivePort";

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> replies = new ConcurrentHashMap<>();

  private Browser(Process process, URI page) {
    this.process = process;
    socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Replies()).join();
  }

  /** Opens an address in a new browser with a profile of its own. */
  static Browser open(String chromium, String address, int width, int height) throws Exception {
    Path profile = Files.createDirectories(Path.of("target/chromium").toAbsolutePath());
    Files.deleteIfExists(profile.resolve(PORT));
    List<String> command =
        List.of(
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--remote-debugging-port=0",
            "--window-size=" + width + "," + height,
            "--user-data-dir=" + profile,
            "about:blank");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("log").toFile())
            .start();
    String port = Waiting.forValue(30, () -> port(profile));
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?" + address))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    String page = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    JsonObject target = JsonParser.parseString(page).getAsJsonObject();
    return new Browser(process, URI.create(target.get("webSocketDebuggerUrl").getAsString()));
  }

  private static String port(Path profile) throws IOException {
    Path file = profile.resolve(PORT);
    return Files.exists(file) ? Files.readString(file).lines().findFirst().orElse("") : "";
  }

  /** Returns the value of a JavaScript expression as text; a promise is waited for. */
  String evaluate(String script) throws Exception {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("expression", script);
    parameters.addProperty("awaitPromise", true);
    parameters.addProperty("returnByValue", true);
    JsonObject result = call("Runtime.evaluate", parameters);
    var value = result.getAsJsonObject("result").get("value");
    return value == null ? "" : value.getAsString();
  }

  /** Gives the window another size, in CSS pixels. */
  void resize(int width, int height) throws Exception {
    JsonObject metrics = new JsonObject();
    metrics.addProperty("width", width);
    metrics.addProperty("height", height);
    metrics.addProperty("deviceScaleFactor", 1);
    metrics.addProperty("mobile", false);
    call("Emulation.setDeviceMetricsOverride", metrics);
  }

  /** Writes a picture of what the window shows. */
  void screenshot(Path png) throws Exception {
    String data = call("Page.captureScreenshot", new JsonObject()).get("data").getAsString();
    Files.write(png, Base64.getDecoder().decode(data));
  }

  private JsonObject call(String method, JsonObject parameters) throws Exception {
    int id = calls.incrementAndGet();
    JsonObject message = new JsonObject();
    message.addProperty("id", id);
    message.addProperty("method", method);
    message.add("params", parameters);
    CompletableFuture<JsonObject> reply = new CompletableFuture<>();
    replies.put(id, reply);
    socket.sendText(message.toString(), true).join();
    return reply.get(300, TimeUnit.SECONDS).getAsJsonObject("result");
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    process.onExit().join();
  }

  /** Puts the pieces of a message together and hands replies to their callers. */
  private final class Replies implements WebSocket.Listener {
    private final StringBuilder pieces = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      pieces.append(data);
      if (last) {
        JsonObject message = JsonParser.parseString(pieces.toString()).getAsJsonObject();
        pieces.setLength(0);
        if (message.has("id")) {
          replies.remove(message.get("id").getAsInt()).complete(message);
        }
      }
      from.request(1);
      return null;
    }
  }
}
