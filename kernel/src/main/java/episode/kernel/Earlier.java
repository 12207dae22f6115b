package episode.kernel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.VarSnippet;

/**
 * What a variable was before it is declared again, so that it can be so again when that fails.
 *
 * @param name its name
 * @param type its type, as Java writes it
 * @param value its value
 */
record Earlier(String name, String type, Object value) {

  private static final Pattern DECLARATION =
      Pattern.compile("(?:final\\s+)?[\\w.$<>?,\\[\\]\\s&]+?[\\s\\]>](\\w+)\\s*=[^=][\\s\\S]*");

  /**
   * Returns what a statement declares again, if it does.
   *
   * @param code the statement
   * @param variables those that can be used now
   * @param fields their values
   */
  static Optional<Earlier> of(String code, Stream<VarSnippet> variables, Fields fields) {
    Optional<String> declared = declared(code);
    if (declared.isEmpty()) {
      return Optional.empty();
    }
    String name = declared.get();
    return variables
        .filter(variable -> variable.name().equals(name))
        .map(variable -> new Earlier(name, variable.typeName(), fields.value(name).orElse(null)))
        .findFirst();
  }

  /** Returns the name of the variable that a statement declares with a value, if it does. */
  static Optional<String> declared(String code) {
    Matcher declaration =
        DECLARATION.matcher(code.length() < 1000 ? code : code.substring(0, 1000));
    return declaration.matches() ? Optional.of(declaration.group(1)) : Optional.empty();
  }

  String declaration() {
    return type + " " + name + ";";
  }
}
