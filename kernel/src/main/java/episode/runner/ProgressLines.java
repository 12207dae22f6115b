package episode.runner;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The displays of a cell that are updated in place. On a screen they stay the last lines and are
 * drawn over; elsewhere an update is printed now and then, and the last one always.
 */
final class ProgressLines {
  private static final long PAUSE_NANOS = 5_000_000_000L;

  private final PrintStream out;
  private final int columns;
  private final Map<String, String> shown = new LinkedHashMap<>();
  private final Map<String, Long> printedAt = new LinkedHashMap<>();
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private int height;

  ProgressLines(Terminal terminal) {
    out = terminal.out();
    columns = terminal.columns();
  }

  /** Shows the newest text of a display. */
  void show(String id, String text) {
    if (columns > 0) {
      erase();
      shown.put(id, text);
      draw();
    } else {
      showNowAndThen(id, text);
    }
  }

  private void showNowAndThen(String id, String text) {
    long now = System.nanoTime();
    Long last = printedAt.get(id);
    if (last == null || now - last >= PAUSE_NANOS) {
      out.println(text);
      printedAt.put(id, now);
      waiting.remove(id);
    } else {
      waiting.put(id, text);
    }
  }

  /** Prints lines that stay, above the ones that change. */
  void printAbove(String text) {
    erase();
    out.print(text);
    draw();
  }

  /** Prints what was left out so far: what comes next is the result of that work. */
  void settle() {
    waiting.values().forEach(out::println);
    waiting.clear();
  }

  /** Leaves the last state of every display on the terminal. */
  void finish() {
    settle();
    printedAt.clear();
    shown.clear();
    height = 0;
  }

  /** Returns whether lines that change stand at the end of the screen. */
  boolean standing() {
    return height > 0;
  }

  /** A line that wraps would count twice. */
  private String fitting(String line) {
    return line.length() < columns ? line : line.substring(0, columns - 1);
  }

  private void erase() {
    if (height > 0) {
      out.print("\u001B[" + height + "A\r\u001B[J");
      height = 0;
    }
  }

  private void draw() {
    for (String text : shown.values()) {
      List<String> lines = text.lines().map(this::fitting).toList();
      lines.forEach(out::println);
      height += lines.size();
    }
    out.flush();
  }
}
