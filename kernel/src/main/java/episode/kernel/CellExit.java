package episode.kernel;

/** Takes the place of ending the process from a cell. */
final class CellExit extends RuntimeException {

  CellExit(int status) {
    super("the cell asked the process to exit with status " + status + "; the kernel lives on");
  }
}
