package episode.kernel;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Standard input of cells: asks the user for a line whenever the last one is used up.
 *
 * <p>Where there is nobody to ask, reading is an error with words of its own: the end of a file
 * would come out of a {@code Scanner} as "No line found".
 */
final class CellInput extends InputStream {

  private final CellOutput output;
  private byte[] line = {};
  private int next;

  CellInput(CellOutput output) {
    this.output = output;
  }

  @Override
  public synchronized int read() {
    if (next == line.length) {
      line = ask();
      next = 0;
    }
    return line[next++] & 0xff;
  }

  /** Reads the rest of one line at most, so that nobody is asked for more than is needed. */
  @Override
  public synchronized int read(byte[] into, int start, int length) {
    Objects.checkFromIndexSize(start, length, into.length);
    if (length == 0) {
      return 0;
    }
    into[start] = (byte) read();
    int more = Math.min(length - 1, available());
    System.arraycopy(line, next, into, start + 1, more);
    next += more;
    return 1 + more;
  }

  @Override
  public synchronized int available() {
    return line.length - next;
  }

  private byte[] ask() {
    return (line(output, "", false) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Returns what the user types after a prompt, without line end. */
  static String line(CellOutput output, String prompt, boolean password) {
    try {
      Optional<String> typed = output.input(prompt, password);
      if (typed.isEmpty()) {
        throw new IllegalStateException(
            "no input here: this cell runs without anybody who could type it");
      }
      return typed.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CellInterrupt();
    }
  }
}
