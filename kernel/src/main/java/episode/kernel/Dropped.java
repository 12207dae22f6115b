package episode.kernel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Decides what becomes of variables when something they depend on is declared again, and names the
 * ones that are lost: at once, and when a later cell misses them.
 *
 * <p>JShell gives such a variable a new, empty field. Its value is carried over where it still
 * fits; a value whose class was replaced does not. An import takes nothing: for it, JShell compiles
 * everything again, initial values included, which may name what has changed since they ran.
 */
final class Dropped {

  private final JShell shell;
  private final Fields fields;
  private final Map<String, String> causes = new HashMap<>();

  Dropped(JShell shell, Fields fields) {
    this.shell = shell;
    this.fields = fields;
  }

  /**
   * Returns what to tell the user after a declaration that took variables with it.
   *
   * @param events what the declaration caused
   * @param control tells where a variable is kept now
   */
  Optional<String> after(List<SnippetEvent> events, InProcessControl control) {
    Set<Snippet> lost = new HashSet<>();
    String declared = "";
    boolean imported = false;
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        if (event.snippet() instanceof DeclarationSnippet declaration) {
          declared = declaration.name();
          causes.remove(declared);
        } else if (event.snippet() instanceof ImportSnippet line) {
          declared = line.fullname();
          imported = true;
        }
      } else if (event.snippet() instanceof VarSnippet variable
          && loses(event, control)
          && !(imported && keeps(variable, control))) {
        drop(variable, declared, lost, control);
      }
    }
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        declared
            + (imported
                ? " was imported, and what it made ambiguous had to go: "
                : " was declared again, and what depends on its old declaration had to go: ")
            + shell
                .snippets()
                .filter(lost::contains)
                .map(snippet -> ((VarSnippet) snippet).name())
                .collect(Collectors.joining(", "))
            + ". Run the cells that made them again.\n");
  }

  private boolean loses(SnippetEvent event, InProcessControl control) {
    if (event.status() == Status.OVERWRITTEN || event.previousStatus() != Status.VALID) {
      return false;
    }
    VarSnippet variable = (VarSnippet) event.snippet();
    if (causes.containsKey(variable.name()) && !shell.status(variable).isActive()) {
      return false;
    }
    return event.status() != Status.VALID
        || shell.status(variable) != Status.VALID
        || !fields.carryOver(variable.name(), control.holder(shell, variable));
  }

  /** Declares a variable again, without its initial value, and gives it the value that it has. */
  private boolean keeps(VarSnippet variable, InProcessControl control) {
    String name = variable.name();
    Object value = fields.value(name).orElse(null);
    List<String> types =
        Stream.concat(Stream.of(variable.typeName()), fields.type(name).stream()).toList();
    for (String type : types) {
      List<SnippetEvent> events = shell.eval(type + " " + name + ";");
      if (events.get(0).snippet() instanceof VarSnippet again
          && shell.status(again) == Status.VALID) {
        fields.declare(name, control.holder(shell, again));
        after(events, control);
        return fields.set(name, value);
      }
    }
    return false;
  }

  /** Drops a variable, and with it the ones whose declarations name it. */
  private void drop(
      VarSnippet variable, String cause, Set<Snippet> lost, InProcessControl control) {
    lost.add(variable);
    causes.put(variable.name(), cause);
    fields.drop(variable.name());
    control.drop(variable);
    if (shell.status(variable).isActive()) {
      for (SnippetEvent event : shell.drop(variable)) {
        if (event.snippet() instanceof VarSnippet other
            && other != variable
            && shell.status(other).isActive()
            && shell.status(other) != Status.VALID) {
          drop(other, cause, lost, control);
        }
      }
    }
  }

  /** Returns why a name is missing, if it is missing for this reason. */
  Optional<String> hint(String name) {
    return Optional.ofNullable(causes.get(name))
        .map(cause -> "it went when " + cause + " was declared again: run its cell again");
  }
}
