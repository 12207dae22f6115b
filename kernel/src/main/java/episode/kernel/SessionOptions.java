package episode.kernel;

import java.time.Duration;

/**
 * What a session is opened with.
 *
 * @param extensions whether the JJava extensions on the class path are installed, which brings the
 *     toolkit's imports, displays and magics
 * @param patience how long an interrupted cell may go on inside library code that ignores the
 *     interrupt, before its thread is given up
 */
public record SessionOptions(boolean extensions, Duration patience) {

  /** Returns the options of a notebook: all extensions, 2.2 s of patience and a last call. */
  public static SessionOptions standard() {
    return new SessionOptions(true, Duration.ofMillis(2200));
  }

  /** Returns these options with or without extensions. */
  public SessionOptions withExtensions(boolean wanted) {
    return new SessionOptions(wanted, patience);
  }
}
