package episode.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/** Turns everything that can go wrong in a cell into a short error: the cause, the marked line. */
final class Report {

  private static final int LIBRARY_FRAMES = 4;
  private static final int CELL_FRAMES = 5;
  private static final Pattern OWNER =
      Pattern.compile("location:\\s+(?:.* of type|class|interface) (?:[\\w$]+\\.)*(\\w+)");
  private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(\\w+) (\\w+)");

  private final JShell shell;
  private final Origins origins;
  private final Dropped dropped;
  private final CellNames names;

  Report(JShell shell, Origins origins, Dropped dropped, CellNames names) {
    this.shell = shell;
    this.origins = origins;
    this.dropped = dropped;
    this.names = names;
  }

  /** Returns the error for text that cannot be cut into statements. */
  EvaluationFailure unreadable(SourceText source, Splitter.Cut cut) {
    String text = source.text();
    if (cut.unmatched() >= 0) {
      char bracket = text.charAt(cut.unmatched());
      String problem = "([{".indexOf(bracket) >= 0 ? "' is never closed" : "' closes nothing";
      return compile("'" + bracket + problem, source, cut.unmatched(), cut.unmatched() + 1);
    }
    Snippet snippet = shell.eval(text.substring(cut.broken())).get(0).snippet();
    Optional<Diag> first = shell.diagnostics(snippet).filter(Diag::isError).findFirst();
    if (first.isEmpty()) {
      return compile("this is not a complete statement", source, cut.broken(), cut.broken() + 1);
    }
    int start = cut.broken() + (int) first.get().getStartPosition();
    int end = cut.broken() + (int) first.get().getEndPosition();
    return compile(tidy(first.get()), source, start, end);
  }

  /** Returns the error for a statement that the compiler refused. */
  EvaluationFailure rejected(Snippet snippet, Statement statement) {
    List<Diag> errors =
        shell
            .diagnostics(snippet)
            .filter(Diag::isError)
            .sorted(Comparator.comparingLong(Diag::getStartPosition))
            .collect(Collectors.toList());
    if (errors.isEmpty()) {
      return compile(
          "this statement is not accepted",
          statement.source(),
          statement.offset(),
          statement.end());
    }
    List<String> lines = new ArrayList<>();
    Set<String> messages = new LinkedHashSet<>();
    for (Diag error : errors) {
      String message = tidy(error);
      if (messages.add(message)) {
        lines.addAll(
            marked(
                message,
                statement.source(),
                statement.offset() + (int) error.getStartPosition(),
                statement.offset() + (int) error.getEndPosition()));
      }
    }
    return failure("CompileError", String.join("\n", messages), lines, null);
  }

  private EvaluationFailure compile(String message, SourceText source, int start, int end) {
    return failure("CompileError", message, marked(message, source, start, end), null);
  }

  private static List<String> marked(String message, SourceText source, int start, int end) {
    int line = source.line(start);
    String text = source.lineText(line);
    int column = source.column(start);
    int width = Math.max(1, Math.min(end - start, text.length() - column));
    return List.of(
        Ansi.error("Compile error") + " in " + source.place(line) + ": " + Ansi.strong(message),
        "    " + text,
        "    " + " ".repeat(column) + Ansi.mark("^".repeat(width)));
  }

  private String tidy(Diag diag) {
    String message = diag.getMessage(Locale.ENGLISH);
    Matcher symbol = SYMBOL.matcher(message);
    if (diag.getCode().contains("cant.resolve") && symbol.find()) {
      String name = symbol.group(2);
      Matcher owner = OWNER.matcher(message);
      String place = owner.find() ? " in " + owner.group(1) : "";
      String known = "cannot find " + symbol.group(1) + " '" + name + "'" + place;
      return dropped.hint(name).map(hint -> known + ": " + hint).orElse(known);
    }
    return message.lines().map(String::strip).collect(Collectors.joining("; "));
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
    shell.diagnostics(declaration).filter(Diag::isError).map(this::tidy).forEach(missing::add);
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
