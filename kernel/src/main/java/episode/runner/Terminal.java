package episode.runner;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a run tells the user how it goes.
 *
 * @param out progress and results
 * @param err what went wrong
 * @param columns the width of the screen that {@code out} is; 0 when it is none
 */
public record Terminal(PrintStream out, PrintStream err, int columns) {

  /**
   * Returns the terminal of this process, in UTF-8. It goes on working while cells have {@code
   * System.out} to themselves.
   *
   * @param columns the width of the screen that standard output is; 0 when it is none
   */
  public static Terminal ofProcess(int columns) {
    return new Terminal(stream(FileDescriptor.out), stream(FileDescriptor.err), columns);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Returns whether lines can be drawn over. */
  boolean live() {
    return columns > 0;
  }

  /**
   * Returns a text as this terminal can show it.
   *
   * @param text may hold colours
   */
  public String plainUnlessLive(String text) {
    return live() ? text : text.replaceAll("\u001B\\[[0-9;]*[A-Za-z]", "");
  }

  String bold(String text) {
    return live() ? "\u001B[1m" + text + "\u001B[0m" : text;
  }

  String faint(String text) {
    return live() ? "\u001B[2m" + text + "\u001B[0m" : text;
  }
}
