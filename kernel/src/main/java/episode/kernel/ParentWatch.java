package episode.kernel;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Ends a kernel whose client process is gone, so that it does not stay behind as an orphan.
 *
 * <p>A process that has ended counts as alive until its own parent has asked for its status, which
 * may take for ever; but a kernel that it started has another parent at once.
 */
final class ParentWatch {

  private static final String VARIABLE = "JPY_PARENT_PID";
  private static final long PAUSE_MS = 500;

  private ParentWatch() {}

  /**
   * Watches the process that Jupyter names, if it names one; on Windows it names something else.
   *
   * @param gone what to do when it has ended
   */
  static void start(Runnable gone) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Optional.ofNullable(System.getenv(VARIABLE))
        .filter(text -> !windows && text.matches("[1-9]\\d{0,9}"))
        .map(Long::valueOf)
        .filter(pid -> pid > 1)
        .ifPresent(pid -> watch(pid, gone));
  }

  private static void watch(long pid, Runnable gone) {
    boolean started = startedBy(pid);
    Thread thread =
        new Thread(
            () -> {
              try {
                while (lives(pid, started)) {
                  TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                }
                gone.run();
              } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
              }
            },
            "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean lives(long pid, boolean started) {
    try {
      return alive(pid) && started == startedBy(pid);
    } catch (OutOfMemoryError full) {
      return true; // as far as can be told until a cell has made room
    }
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static boolean startedBy(long pid) {
    return ProcessHandle.current().parent().filter(parent -> parent.pid() == pid).isPresent();
  }
}
