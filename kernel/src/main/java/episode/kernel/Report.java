package episode.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;

/** Turns what goes wrong while a cell runs into a short error: the cause, the lines on the way. */
final class Report {

  private static final int LIBRARY_FRAMES = 4;
  private static final int CELL_FRAMES = 5;

  private final JShell shell;
  private final Origins origins;
  private final CompileReport compile;
  private final CellNames names;

  Report(JShell shell, Origins origins, CompileReport compile, CellNames names) {
    this.shell = shell;
    this.origins = origins;
    this.compile = compile;
    this.names = names;
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
    if (cause instanceof EvaluationFailure nested) {
      return nested;
    }
    StackTraceElement[] frames = (translated == null ? cause : translated).getStackTrace();
    if (cause instanceof CellInterrupt || cause instanceof InterruptedException) {
      return interrupted(cause, place(frames, statement));
    }
    if (translated instanceof UnresolvedReferenceException open) {
      String message = waiting(open.getSnippet()).strip();
      return failure(
          "UnresolvedReference", message, where(message, place(frames, statement)), cause);
    }
    if (UserErrors.known(cause)) {
      return UserErrors.failure(cause);
    }
    String name = cause.getClass().getSimpleName();
    String message = names.message(cause);
    List<String> lines = new ArrayList<>();
    lines.add(Ansi.error(name) + (message.isEmpty() ? "" : ": " + message));
    lines.addAll(trace(frames, statement));
    for (Throwable below = cause.getCause(); below != null; below = below.getCause()) {
      lines.add("  caused by " + CellNames.plain(below.toString()));
    }
    return failure(name, message, lines, cause);
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

  private List<String> where(String message, Origins.Place place) {
    return named("UnresolvedReference", message, place);
  }

  private static List<String> named(String name, String message, Origins.Place place) {
    return List.of(Ansi.error(name) + ": " + message, "  in " + place, "    " + place.text());
  }

  private Origins.Place place(StackTraceElement[] frames, Statement statement) {
    for (StackTraceElement frame : frames) {
      Optional<Origins.Place> place = origins.place(frame);
      if (place.isPresent()) {
        return place.get();
      }
    }
    return new Origins.Place(statement.source(), statement.line());
  }

  /** Returns the innermost library calls, then the lines of cells on the way to them. */
  private List<String> trace(StackTraceElement[] frames, Statement statement) {
    List<String> lines = new ArrayList<>();
    int places = 0;
    for (StackTraceElement frame : frames) {
      Optional<Origins.Place> place = origins.place(frame);
      if (place.isPresent() && places++ < CELL_FRAMES) {
        String text = place.get().text();
        lines.add("  in " + place.get());
        lines.add("    " + (places == 1 ? Ansi.strong(text) : text));
      } else if (places == 0 && lines.size() < LIBRARY_FRAMES && speaks(frame)) {
        lines.add("  at " + frame);
      }
    }
    if (places > CELL_FRAMES) {
      lines.add("  and " + (places - CELL_FRAMES) + " more; %trace prints all");
    }
    if (places == 0) {
      lines.add("  in " + new Origins.Place(statement.source(), statement.line()));
    }
    return lines;
  }

  private static boolean speaks(StackTraceElement frame) {
    return !frame.getClassName().isEmpty()
        && !frame.getClassName().startsWith("episode.kernel.")
        && !frame.getClassName().startsWith("org.dflib.jjava.");
  }

  /** Returns what a declaration still waits for. */
  String waiting(DeclarationSnippet declaration) {
    List<String> missing = new ArrayList<>();
    shell.unresolvedDependencies(declaration).forEach(missing::add);
    shell.diagnostics(declaration).filter(Diag::isError).map(compile::tidy).forEach(missing::add);
    String reasons = missing.stream().distinct().collect(Collectors.joining("; "));
    return declaration.name() + " cannot be used yet: " + reasons + "\n";
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
