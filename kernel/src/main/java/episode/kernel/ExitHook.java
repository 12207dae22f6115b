package episode.kernel;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Keeps the process alive when a library, or a cell by reflection, ends it with {@code
 * System.exit}, whose calls in cells themselves never get so far (see {@link Guard}).
 *
 * <p>A process ends when its shutdown hooks have come back: this one does not, and the thread that
 * asked waits for ever. Signals and the end of {@code main} find no such thread. From then on the
 * process can only be halted.
 */
final class ExitHook extends Thread {

  private final BiConsumer<Thread, SystemExit> refused;
  private volatile boolean holds;

  /**
   * Makes the hook; the caller adds it.
   *
   * @param refused is told which thread will wait for ever, and why
   */
  ExitHook(BiConsumer<Thread, SystemExit> refused) {
    super("exit");
    setDaemon(true);
    this.refused = refused;
  }

  /** Returns whether an exit was refused, so that nothing but a halt ends the process. */
  boolean holds() {
    return holds;
  }

  @Override
  public void run() {
    Optional<Thread> asking = asking();
    if (asking.isEmpty()) {
      return;
    }
    holds = true;
    refused.accept(asking.get(), new SystemExit());
    while (true) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException again) {
        holds = true;
      }
    }
  }

  /** Returns the thread whose code ends the process, if it is not a signal or {@code main}. */
  static Optional<Thread> asking() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(ExitHook::asks)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean asks(Map.Entry<Thread, StackTraceElement[]> thread) {
    return Arrays.stream(thread.getValue())
            .anyMatch(
                frame ->
                    frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"))
        && Arrays.stream(thread.getValue())
            .noneMatch(frame -> frame.getClassName().equals(KernelMain.class.getName()));
  }
}
