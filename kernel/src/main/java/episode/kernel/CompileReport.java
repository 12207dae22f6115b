package episode.kernel;

import episode.kernel.magic.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/** Turns what the compiler refuses into a short error: what, the marked line, the remedy. */
final class CompileReport {

  private static final int ERRORS = 5;
  private static final Pattern OWNER =
      Pattern.compile(
          "location:\\s+(?:.* of type|class|interface) (?:[\\w$]+\\.)*(\\w+)(?:<.*>)?((?:\\[\\])*)");
  private static final Pattern SYNTAX =
      Pattern.compile("compiler\\.err\\.(expected\\d?|illegal\\.start\\.of\\..*|premature\\.eof)");
  private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(\\w+) (\\w+)");

  private final JShell shell;
  private final Dropped dropped;
  private final Unset unset;
  private final ToolkitHelp toolkit;
  private final NearNames names;

  CompileReport(JShell shell, Dropped dropped, Unset unset, ToolkitHelp toolkit) {
    this.shell = shell;
    this.dropped = dropped;
    this.unset = unset;
    this.toolkit = toolkit;
    this.names = new NearNames(shell.sourceCodeAnalysis(), unset::has);
  }

  /** Returns the error for text that cannot be cut into statements. */
  EvaluationFailure unreadable(SourceText source, Splitter.Cut cut) {
    String text = source.text();
    if (cut.unmatched() >= 0) {
      char bracket = text.charAt(cut.unmatched());
      String problem = "([{/".indexOf(bracket) >= 0 ? "' is never closed" : "' closes nothing";
      return one(
          "'" + (bracket == '/' ? "/*" : bracket) + problem,
          Optional.empty(),
          source,
          cut.unmatched(),
          cut.unmatched() + 1);
    }
    int from = cut.broken();
    Snippet snippet = shell.eval(text.substring(from)).get(0).snippet();
    Optional<Diag> first = shell.diagnostics(snippet).filter(Diag::isError).findFirst();
    int start = from + first.map(diag -> (int) diag.getStartPosition()).orElse(0);
    int end = from + first.map(diag -> (int) diag.getEndPosition()).orElse(1);
    String message = first.map(CompileReport::words).orElse("this is not a complete statement");
    Optional<String> habit = habit(source, start).or(() -> habit(source, from));
    return one(foreign(message, habit), habit, source, start, end);
  }

  /** Returns the error for a statement that the compiler refused. */
  EvaluationFailure rejected(Snippet snippet, Statement statement) {
    List<Diag> errors =
        shell
            .diagnostics(snippet)
            .filter(Diag::isError)
            .filter(error -> !error.getMessage(Locale.ENGLISH).contains("<any>")) // a consequence
            .sorted(Comparator.comparingLong(Diag::getStartPosition))
            .collect(Collectors.toList());
    if (errors.isEmpty()) {
      return one(
          "this statement is not accepted",
          Optional.empty(),
          statement.source(),
          statement.offset(),
          statement.end());
    }
    List<String> lines = new ArrayList<>();
    Set<String> messages = new LinkedHashSet<>();
    Set<String> remedies = new HashSet<>();
    long indexed = -1;
    for (Diag error : decisive(errors)) {
      if (error.getEndPosition() <= indexed) {
        continue;
      }
      indexed = error.getCode().endsWith("array.req.but.found") ? error.getEndPosition() : indexed;
      Optional<String> remedy = remedy(error, statement);
      String message = foreign(tidy(error), remedy);
      boolean said = remedy.isPresent() && !remedies.add(remedy.get());
      if (!said && messages.size() < ERRORS && messages.add(message)) {
        int start = statement.offset() + start(error, statement.code());
        int end = statement.offset() + (int) error.getEndPosition();
        lines.addAll(marked(message, remedy, statement.source(), start, end));
      }
    }
    return failure(String.join("\n", messages), lines);
  }

  /** Returns whether the compiler found no fault but that no class file can hold it. */
  boolean tooLarge(Snippet snippet) {
    return shell
        .diagnostics(snippet)
        .anyMatch(diag -> diag.getCode().startsWith("compiler.err.limit"));
  }

  /** Returns the error for a statement on which the compiler ran out of stack. */
  EvaluationFailure tooDeep(Statement statement) {
    return one(
        "this is nested too deeply for the compiler",
        Optional.of("Cut it into several statements; long data belong in a file."),
        statement.source(),
        statement.offset(),
        statement.offset() + 1);
  }

  /** Returns the missing semicolon alone where that is the first thing that is no Java. */
  private static List<Diag> decisive(List<Diag> errors) {
    return errors.stream()
        .filter(error -> SYNTAX.matcher(error.getCode()).matches())
        .findFirst()
        .filter(error -> error.getMessage(Locale.ENGLISH).startsWith("';' expected"))
        .map(List::of)
        .orElse(errors);
  }

  /** Returns the message, in other words where a whole line belongs to another language. */
  private static String foreign(String message, Optional<String> habit) {
    boolean odd = habit.isPresent() && message.equals(Wording.NO_VALUE);
    return odd ? "this is not Java" : message;
  }

  private static EvaluationFailure one(
      String message, Optional<String> remedy, SourceText source, int start, int end) {
    return failure(message, marked(message, remedy, source, start, end));
  }

  private static EvaluationFailure failure(String message, List<String> lines) {
    return new EvaluationFailure(new Failure("CompileError", message, lines), null);
  }

  private static List<String> marked(
      String message, Optional<String> remedy, SourceText source, int start, int end) {
    int line = source.line(start);
    Excerpt shown = Excerpt.around(source.column(start), source.lineText(line));
    int column = shown.column();
    int width = Math.max(1, Math.min(end - start, shown.text().length() - column));
    List<String> lines =
        new ArrayList<>(
            List.of(
                Ansi.error("Compile error")
                    + (" in " + source.place(line) + ": ")
                    + Ansi.strong(message),
                "    " + shown.text(),
                "    " + " ".repeat(column) + Ansi.strong("^".repeat(width))));
    remedy.ifPresent(words -> lines.add("  " + words));
    return lines;
  }

  /** Returns what an error says, in words of the user. */
  String tidy(Diag diag) {
    Matcher symbol = SYMBOL.matcher(diag.getMessage(Locale.ENGLISH));
    if (!diag.getCode().contains("cant.resolve") || !symbol.find()) {
      return words(diag);
    }
    String name = symbol.group(2);
    Matcher owner = OWNER.matcher(diag.getMessage(Locale.ENGLISH));
    String place = owner.find() ? " in " + owner.group(1) + owner.group(2) : "";
    String known = "cannot find " + symbol.group(1) + " '" + name + "'" + place;
    boolean variable = place.isEmpty() && symbol.group(1).equals("variable");
    return hint(name)
        .or(() -> variable ? unset.hint(name) : Optional.empty())
        .map(hint -> known + ": " + hint)
        .orElse(known);
  }

  /** Returns why a name that was declared is not there. */
  private Optional<String> hint(String name) {
    return dropped.hint(name).or(() -> waiting(name));
  }

  /** Returns what a declaration of this name waits for. */
  private Optional<String> waiting(String name) {
    return shell
        .snippets()
        .filter(one -> shell.status(one) == Snippet.Status.RECOVERABLE_NOT_DEFINED)
        .filter(DeclarationSnippet.class::isInstance)
        .map(DeclarationSnippet.class::cast)
        .filter(one -> one.name().equals(name))
        .findFirst()
        .map(shell::unresolvedDependencies)
        .map(missing -> missing.collect(Collectors.joining("; ")))
        .filter(missing -> !missing.isEmpty())
        .map(missing -> "its declaration waits for " + missing);
  }

  /** Returns what a declaration waits for, with the import of a class that it may mean. */
  String missing(String dependency) {
    Optional<String> line =
        dependency.startsWith("class ")
            ? names.imported(dependency.substring("class ".length()))
            : Optional.empty();
    return dependency + line.map(words -> " (import it: " + words + ")").orElse("");
  }

  private static String words(Diag diag) {
    return Wording.of(diag.getCode(), diag.getMessage(Locale.ENGLISH));
  }

  private Optional<String> remedy(Diag diag, Statement statement) {
    return toolkit
        .remedy(tidy(diag), statement.code(), start(diag, statement.code()))
        .or(() -> javaRemedy(diag, statement));
  }

  private Optional<String> javaRemedy(Diag diag, Statement statement) {
    Matcher symbol = SYMBOL.matcher(diag.getMessage(Locale.ENGLISH));
    if (!diag.getCode().contains("cant.resolve") || !symbol.find()) {
      return Remedies.of(diag.getCode(), diag.getMessage(Locale.ENGLISH))
          .or(() -> habit(statement.source(), statement.offset() + (int) diag.getStartPosition()));
    }
    String name = symbol.group(2);
    if (hint(name).isPresent()) {
      return Optional.empty();
    }
    int at = start(diag, statement.code());
    return instead(statement.code(), at, symbol.group(1), name)
        .or(() -> habit(statement.source(), statement.offset() + at));
  }

  /** Returns what to write instead of a name that there is not. */
  private Optional<String> instead(String code, int at, String kind, String name) {
    char before = at > 0 ? code.charAt(at - 1) : ' ';
    if (Character.isDigit(before)) {
      return Optional.of("A name cannot start with a digit.");
    }
    String rest = code.substring(Math.min(code.length(), at + name.length()));
    Optional<String> habit =
        before == '.'
            ? Optional.empty()
            : Habits.ofName(
                name,
                kind.equals("method"),
                code.substring(0, at).matches("(?s)(?:.*[;{}\\n])?\\s*"),
                rest.lines().findFirst().orElse(""));
    Optional<String> missing =
        habit.isEmpty() && kind.equals("class") ? names.imported(name) : Optional.empty();
    Optional<String> found = habit.or(() -> missing.map(line -> "Import it: " + line));
    boolean variable = before != '.' && kind.equals("variable");
    return found.isPresent() || variable && unset.has(name)
        ? found
        : names
            .near(code, at, name)
            .filter(near -> !variable || !near.equals(name)) // a method of this name
            .or(() -> before == '.' ? Optional.empty() : variable(name))
            .map(near -> "Did you mean '" + near + "'?");
  }

  /** Returns the variable of the session that is not as near as other names have to be. */
  private Optional<String> variable(String name) {
    return shell
        .variables()
        .filter(one -> shell.status(one) == Snippet.Status.VALID)
        .map(VarSnippet::name)
        .filter(one -> !unset.has(one))
        .filter(one -> one.length() > 1 && name.length() > 3 && one.charAt(0) == name.charAt(0))
        .filter(one -> Spelling.distance(one, name) <= 2)
        .min(Comparator.comparingInt(one -> Spelling.distance(one, name)));
  }

  private static Optional<String> habit(SourceText source, int at) {
    return Habits.inLine(source.lineText(source.line(at)));
  }

  /** Returns where the mark starts: at the name of a member, at the end of a method. */
  private static int start(Diag diag, String code) {
    int at = (int) diag.getPosition();
    if (diag.getCode().endsWith("missing.ret.stmt")) {
      return at;
    }
    if (diag.getCode().contains("cant.resolve") && at < code.length() && code.charAt(at) == '.') {
      return Boundaries.significant(code, at + 1);
    }
    return (int) diag.getStartPosition();
  }
}
