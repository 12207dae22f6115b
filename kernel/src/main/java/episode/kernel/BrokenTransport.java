package episode.kernel;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Ends a process that nobody can talk to any more; needs no memory. */
final class BrokenTransport implements Thread.UncaughtExceptionHandler {

  private static final byte[] LAST_WORDS =
      ("The heap was full, and the thread that talks to Jupyter has ended by that. The kernel ends,"
              + " so that Jupyter starts another one.\n")
          .getBytes(StandardCharsets.UTF_8);
  private static final FileOutputStream ERROR = new FileOutputStream(FileDescriptor.err);

  /** Ends the process if an error has ended a thread of JeroMQ, as a full heap does. */
  @Override
  public void uncaughtException(Thread thread, Throwable why) {
    if (why instanceof VirtualMachineError) {
      try {
        ERROR.write(LAST_WORDS);
      } catch (IOException unheard) {
        Thread.onSpinWait(); // nobody listens
      }
      Runtime.getRuntime().halt(1);
    }
    Thread.UncaughtExceptionHandler others = Thread.getDefaultUncaughtExceptionHandler();
    if (others != null) {
      others.uncaughtException(thread, why);
    }
  }
}
