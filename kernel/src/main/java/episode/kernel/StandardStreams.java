package episode.kernel;

import java.io.InputStream;
import java.io.PrintStream;

/** The streams of the process, which are those of the cell while a session is open. */
final class StandardStreams {

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final InputStream in = System.in;
  private final Console console;
  private final InputStream cellIn;

  StandardStreams(CellOutput output) {
    this.console = output.console();
    this.cellIn = new CellInput(output);
  }

  /** Takes the streams for cells, also from a cell that has set others. */
  void take() {
    System.setOut(console.out());
    System.setErr(console.err());
    System.setIn(cellIn);
  }

  /** Gives the streams back that there were before the session. */
  void giveBack() {
    System.setOut(out);
    System.setErr(err);
    System.setIn(in);
  }
}
