package episode.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Decides what becomes of variables when something they depend on is declared again, and names the
 * ones that are lost: at once, and when a later cell misses them.
 *
 * <p>JShell gives such a variable a new, empty field. Its value is carried over where it still
 * fits; a value whose class was replaced does not.
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
    List<String> lost = new ArrayList<>();
    String declared = "";
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        if (event.snippet() instanceof DeclarationSnippet declaration) {
          declared = declaration.name();
          causes.remove(declared);
        }
      } else if (event.snippet() instanceof VarSnippet variable && loses(event, control)) {
        lost.add(variable.name());
        drop(variable, declared);
      }
    }
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        declared
            + " was declared again, and what depends on its old declaration had to go: "
            + String.join(", ", lost)
            + ". Run the cells that made them again.\n");
  }

  private boolean loses(SnippetEvent event, InProcessControl control) {
    if (event.status() == Status.OVERWRITTEN || event.previousStatus() != Status.VALID) {
      return false;
    }
    VarSnippet variable = (VarSnippet) event.snippet();
    return event.status() != Status.VALID
        || !fields.carryOver(variable.name(), control.holder(shell, variable));
  }

  private void drop(VarSnippet variable, String cause) {
    causes.put(variable.name(), cause);
    fields.drop(variable.name());
    if (shell.status(variable).isActive()) {
      shell.drop(variable);
    }
  }

  /** Returns why a name is missing, if it is missing for this reason. */
  Optional<String> hint(String name) {
    return Optional.ofNullable(causes.get(name))
        .map(cause -> "it went when " + cause + " was declared again: run its cell again");
  }
}
