package episode.kernel;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * Makes the constructors of records public where a cell does not. JShell makes every type public,
 * and Java allows the constructor of a record no narrower access than the record has.
 */
final class OpenConstructors {

  private static final String REFUSED = "compiler.err.invalid.canonical.constructor.in.record";

  private final JShell shell;
  private final Map<String, String> opened = new HashMap<>();

  OpenConstructors(JShell shell) {
    this.shell = shell;
  }

  /** Returns the statement as it has been opened before, or as it is. */
  Statement known(Statement statement) {
    return Optional.ofNullable(opened.get(statement.code()))
        .map(statement::instead)
        .orElse(statement);
  }

  /** Returns the statement with public constructors, if that is what a refused one needs. */
  Optional<Statement> opened(Snippet refused, Statement statement) {
    List<Integer> places =
        shell
            .diagnostics(refused)
            .filter(diag -> diag.getCode().equals(REFUSED))
            .filter(diag -> diag.getMessage(Locale.ENGLISH).contains("was public"))
            .map(diag -> (int) diag.getStartPosition())
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
    if (places.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder code = new StringBuilder(statement.code());
    places.forEach(place -> code.insert(place, "public "));
    opened.put(statement.code(), code.toString());
    return Optional.of(statement.instead(code.toString()));
  }
}
