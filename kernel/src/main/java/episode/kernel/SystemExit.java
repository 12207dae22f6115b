package episode.kernel;

/** Takes the place of ending the process from a cell; users see its name. */
final class SystemExit extends RuntimeException {

  SystemExit() {
    super("a library asked the process to exit; the kernel lives on, but save and restart it soon");
  }

  SystemExit(int status) {
    super("the cell asked the process to exit with status " + status + "; the kernel lives on");
  }
}
