package episode.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;

/** Turns what goes wrong while a cell runs into a short error: the cause, the lines on the way. */
final class Report {

  private static final Pattern ABSENT = Pattern.compile("because \"(\\w+)\" is null$");

  private final Waiting waiting;
  private final Frames frames;
  private final CellNames names;
  private final FullHeap heap;
  private final Unset unset;

  Report(Waiting waiting, Origins origins, CellNames names, FullHeap heap, Unset unset) {
    this.waiting = waiting;
    this.frames = new Frames(origins);
    this.names = names;
    this.heap = heap;
    this.unset = unset;
  }

  /** Returns the error for something thrown by a magic or while a value was shown. */
  EvaluationFailure thrown(Throwable thrown, Statement statement) {
    if (thrown instanceof EvaluationFailure known) {
      return known;
    }
    return thrown(thrown, null, statement);
  }

  /**
   * Returns the error for something thrown by a cell.
   *
   * @param thrown the object itself
   * @param translated the same with places in cells, or null
   * @param statement what ran
   */
  EvaluationFailure thrown(Throwable thrown, JShellException translated, Statement statement) {
    Throwable cause = unwrap(thrown == null ? translated : thrown);
    heap.noticed(cause);
    if (cause instanceof EvaluationFailure nested) {
      return nested;
    }
    StackTraceElement[] frames = (translated == null ? cause : translated).getStackTrace();
    if (cause instanceof CancellationException || stopped(cause)) {
      return interrupted(cause, place(frames, statement));
    }
    if (translated instanceof UnresolvedReferenceException open) {
      String message = waiting.text(open.getSnippet());
      StackTraceElement[] calls =
          Arrays.copyOfRange(frames, Math.min(1, frames.length), frames.length);
      List<String> lines = named("UnresolvedReference", message, place(calls, statement));
      return failure("UnresolvedReference", message, lines, cause);
    }
    if (UserErrors.known(cause)) {
      return UserErrors.failure(cause, told(frames, statement));
    }
    return unexpected(cause, translated, statement);
  }

  /** Returns whether somebody has stopped it, whatever a library has put around that. */
  private static boolean stopped(Throwable cause) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable at = cause;
    while (at != null && seen.add(at)) {
      if (at instanceof CellInterrupt || at instanceof InterruptedException) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  /** Returns the error for what no library meant for the user: its name, the way, its causes. */
  private EvaluationFailure unexpected(
      Throwable cause, JShellException translated, Statement statement) {
    StackTraceElement[] frames = (translated == null ? cause : translated).getStackTrace();
    String name = cause.getClass().getSimpleName();
    String message = message(cause);
    List<String> lines = new ArrayList<>();
    lines.add(Ansi.error(name) + (message.isEmpty() ? "" : ": " + message));
    lines.addAll(this.frames.lines(frames, statement));
    causes(cause, translated, lines);
    lines.addAll(heap.advice(cause));
    return failure(name, message, lines, cause);
  }

  /** Returns the message of an exception; where a variable is null, why that is so if known. */
  private String message(Throwable cause) {
    String message = names.message(cause);
    Matcher absent = ABSENT.matcher(message);
    boolean known =
        cause instanceof NullPointerException && absent.find() && unset.has(absent.group(1));
    return known ? absent.group(1) + " has no value: the cell that declares it failed" : message;
  }

  /** Adds what caused an exception, each with the line of a cell that it came from. */
  private void causes(Throwable thrown, Throwable translated, List<String> lines) {
    Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable places = translated;
    for (Throwable below = thrown.getCause(); below != null && told.add(below); ) {
      places = places == null ? null : places.getCause();
      String message = names.message(below);
      String name = below.getClass().getSimpleName();
      lines.add("  caused by " + Ansi.error(name) + (message.isEmpty() ? "" : ": " + message));
      StackTraceElement[] from = (places == null ? below : places).getStackTrace();
      frames.place(from).ifPresent(place -> lines.addAll(List.of(Frames.text(place).split("\n"))));
      below = below.getCause();
    }
  }

  /** Returns what to print when a thread that a cell has started ends by an exception. */
  String ended(Thread thread, Throwable thrown) {
    Statement nowhere = Statement.whole(new SourceText("", 0, 0));
    List<String> lines = new ArrayList<>(thrown(thrown, nowhere).failure().traceback());
    lines.removeIf(line -> line.isBlank() || line.contains(nowhere.source().place(1)));
    return Ansi.plain("Thread \"" + thread.getName() + "\" ended. " + String.join("\n", lines))
        + "\n";
  }

  private EvaluationFailure interrupted(Throwable cause, Origins.Place place) {
    boolean abandoned = cause instanceof CellInterrupt interrupt && interrupt.abandoned();
    String message =
        abandoned
            ? "the library code did not react; its thread was left behind and goes on until it"
                + " comes back to the cell. Restart the kernel if it holds what you need."
            : "the cell was interrupted";
    return failure("KeyboardInterrupt", message, named("KeyboardInterrupt", message, place), cause);
  }

  private static List<String> named(String name, String message, Origins.Place place) {
    return List.of(Ansi.error(name) + ": " + message, "  in " + place, "    " + place.text());
  }

  private Origins.Place place(StackTraceElement[] frames, Statement statement) {
    return this.frames.place(frames).orElse(first(statement));
  }

  /** Returns a place that tells something: none where all that is known is the whole cell. */
  private Optional<Origins.Place> told(StackTraceElement[] frames, Statement statement) {
    return this.frames
        .place(frames)
        .or(() -> Optional.of(first(statement)).filter(line -> !statement.isWhole()));
  }

  private static Origins.Place first(Statement statement) {
    return new Origins.Place(statement.source(), statement.line());
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable inner = thrown;
    while (inner instanceof InvocationTargetException && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }

  private static EvaluationFailure failure(
      String name, String message, List<String> traceback, Throwable cause) {
    return new EvaluationFailure(new Failure(name, message, traceback), cause);
  }
}
