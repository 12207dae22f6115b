package episode.cli;

import picocli.CommandLine.Command;

/** {@code episode lab}: the launcher does it without a JVM; this one is here to be listed. */
@Command(
    name = "lab",
    description = {
      "Open JupyterLab on notebooks/index.ipynb with the kernel installed.",
      "Makes a virtual environment .venv on first use; needs Python 3.9 or newer."
    })
final class LabCommand implements Runnable {
  @Override
  public void run() {
    throw new IllegalStateException("lab is started by the script: ./episode lab");
  }
}
