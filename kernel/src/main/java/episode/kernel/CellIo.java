package episode.kernel;

import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;

/** The library's streams, attached to one environment for the whole session. */
final class CellIo extends JupyterIO {

  CellIo(ShellReplyEnvironment environment) {
    super(StandardCharsets.UTF_8);
    setEnv(environment);
    setJupyterInEnabled(true);
  }
}
