package episode.kernel;

import java.util.List;

/**
 * An error as notebooks keep it.
 *
 * @param name short name, such as {@code ArithmeticException}, {@code CompileError} or {@code
 *     KeyboardInterrupt}
 * @param message one line or more, without colours
 * @param traceback lines to show, with ANSI colours
 */
public record Failure(String name, String message, List<String> traceback) {

  /** Returns a failure whose traceback cannot change. */
  public Failure {
    traceback = List.copyOf(traceback);
  }
}
