package episode.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Keeps the outputs of a cell, and does something when a text is printed. */
final class Recorder implements CellListener {

  /** One output: its kind, the stream's name where it is text, and its content. */
  record Output(String kind, String name, String text, JsonObject content) {}

  private final List<Output> outputs = new ArrayList<>();
  private final Consumer<String> onText;
  private final String answer;

  Recorder() {
    this(text -> {}, null);
  }

  Recorder(Consumer<String> onText, String answer) {
    this.onText = onText;
    this.answer = answer;
  }

  @Override
  public synchronized void stream(String name, String text) {
    outputs.add(new Output("stream", name, text, new JsonObject()));
    onText.accept(text);
  }

  @Override
  public synchronized void display(JsonObject content, boolean update) {
    outputs.add(new Output(update ? "update" : "display", "", "", content));
  }

  @Override
  public synchronized void result(JsonObject content) {
    outputs.add(new Output("result", "", "", content));
  }

  @Override
  public synchronized void page(JsonObject content) {
    outputs.add(new Output("page", "", "", content));
  }

  @Override
  public synchronized void error(JsonObject content) {
    outputs.add(new Output("error", "", "", content));
  }

  @Override
  public Optional<String> input(String prompt, boolean password) {
    return Optional.ofNullable(answer);
  }

  synchronized List<Output> outputs() {
    return List.copyOf(outputs);
  }

  List<JsonObject> contents(String kind) {
    return outputs().stream()
        .filter(output -> output.kind().equals(kind))
        .map(Output::content)
        .collect(Collectors.toList());
  }

  String text(String name) {
    return outputs().stream()
        .filter(output -> output.name().equals(name))
        .map(Output::text)
        .collect(Collectors.joining());
  }

  /** Returns the plain text of the cell's value; empty when none was shown. */
  String value() {
    return shown("result");
  }

  /** Returns the plain text of the answer to a question. */
  String page() {
    return shown("page");
  }

  private String shown(String kind) {
    return contents(kind).stream()
        .map(content -> content.getAsJsonObject("data").get("text/plain").getAsString())
        .collect(Collectors.joining());
  }
}
