package episode.kernel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Finds the variables that hold a lambda of their own declaration.
 *
 * <p>JShell knows what their type names, not what their body names. Declaring one again is free of
 * side effects: it makes the same lambda against what the names mean now.
 */
final class Lambdas {

  private static final Pattern DECLARED =
      Pattern.compile("[^=]*\\s\\w+\\s*=\\s*(?:\\w+|\\([^()]*\\))\\s*->[\\s\\S]*");

  private final JShell shell;
  private final Fields fields;

  Lambdas(JShell shell, Fields fields) {
    this.shell = shell;
    this.fields = fields;
  }

  /** Returns one whose declaration names one of these, other than those that were seen. */
  Optional<VarSnippet> naming(Set<String> names, Set<String> seen) {
    Pattern word =
        Pattern.compile(
            names.stream().map(Pattern::quote).collect(Collectors.joining("|", "\\b(?:", ")\\b")));
    return names.isEmpty()
        ? Optional.empty()
        : shell
            .variables()
            .filter(one -> shell.status(one) == Status.VALID && !names.contains(one.name()))
            .filter(one -> !seen.contains(one.name()) && word.matcher(one.source()).find())
            .filter(one -> DECLARED.matcher(one.source()).matches() && own(one))
            .findFirst();
  }

  /** Returns whether a variable still holds the lambda of its declaration. */
  private boolean own(VarSnippet variable) {
    String declared = "REPL\\.\\$JShell\\$" + variable.id() + "[A-Z]*\\$\\$Lambda.*";
    return fields
        .value(variable.name())
        .filter(value -> value.getClass().getName().matches(declared))
        .isPresent();
  }

  /** Makes the lambda of a variable again; returns what that caused. */
  List<SnippetEvent> again(VarSnippet variable) {
    return shell.eval(variable.source());
  }
}
