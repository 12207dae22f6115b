package episode.runner;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells on a terminal how a run goes: each cell, its text outputs, its progress lines, its time.
 */
final class Console implements RunListener {
  private static final int SOURCE_LINES = 3;
  private static final String INDENT = "    ";

  private final Terminal terminal;
  private final ProgressLines progress;
  private Cell cell;
  private String held = "";
  private boolean lineOpen;

  Console(Terminal terminal) {
    this.terminal = terminal;
    progress = new ProgressLines(terminal);
  }

  @Override
  public void begins(int number, int total, Cell next) {
    cell = next;
    if (next.kind().equals("markdown")) {
      next.source()
          .lines()
          .filter(line -> line.startsWith("#"))
          .findFirst()
          .ifPresent(line -> println("\n" + terminal.bold(line.replaceFirst("^#+\\s*", ""))));
    } else if (next.runs()) {
      println(terminal.bold("[%d/%d]".formatted(number, total)) + " " + head(next.source()));
    }
  }

  private String head(String source) {
    List<String> lines = source.strip().lines().toList();
    String first = lines.stream().limit(SOURCE_LINES).collect(Collectors.joining("\n" + INDENT));
    return terminal.faint(lines.size() > SOURCE_LINES ? first + " …" : first);
  }

  @Override
  public void ends(Duration elapsed) {
    endLine();
    progress.finish();
    double seconds = elapsed.toMillis() / 1000.0;
    println(INDENT + terminal.faint(String.format(Locale.ROOT, "%.2f s", seconds)));
  }

  /** A piece of a line waits for its end while lines that change stand below it. */
  @Override
  public void stream(String name, String text) {
    String ready = held + text;
    int end = progress.standing() ? ready.lastIndexOf('\n') + 1 : ready.length();
    held = ready.substring(end);
    ready = ready.substring(0, end);
    if (!ready.isEmpty()) {
      String starts = lineOpen ? "(?<=\n)(?=.)" : "(?m)^(?=.)";
      progress.printAbove(ready.replaceAll(starts, INDENT));
      lineOpen = !ready.endsWith("\n");
    }
  }

  @Override
  public void display(JsonObject content, boolean update) {
    String id = OutputLog.displayId(content);
    String text = indented(plainText(content));
    endLine();
    if (id.isEmpty()) {
      progress.printAbove(text + "\n");
    } else {
      progress.show(id, text);
    }
  }

  @Override
  public void result(JsonObject content) {
    endLine();
    progress.settle();
    progress.printAbove(indented(plainText(content)) + "\n");
  }

  /** An error that ends the run is reported at its end; one that belongs to the lesson here. */
  @Override
  public void error(JsonObject content) {
    endLine();
    if (cell.mayFail()) {
      progress.printAbove(indented(content.get("evalue").getAsString()) + "\n");
    }
  }

  private void endLine() {
    if (!held.isEmpty()) {
      progress.printAbove(INDENT + held + "\n");
      held = "";
    }
    if (lineOpen) {
      progress.printAbove("\n");
      lineOpen = false;
    }
  }

  private void println(String text) {
    terminal.out().println(text);
  }

  private static String plainText(JsonObject content) {
    JsonObject data = content.getAsJsonObject("data");
    return data.has("text/plain")
        ? Cell.text(data.get("text/plain"))
        : "(" + String.join(", ", data.keySet()) + ")";
  }

  private static String indented(String text) {
    Stream<String> lines = text.stripTrailing().lines();
    return lines.map(line -> INDENT + line).collect(Collectors.joining("\n"));
  }
}
