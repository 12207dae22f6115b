package episode.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.JShell;

import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** Names the variables that are lost when their class is declared anew, then and when missed. */
final class Dropped {

  private final Map<String, String> causes = new HashMap<>();

  /** Returns what to tell the user after a declaration that took variables with it. */
  Optional<String> after(List<SnippetEvent> events, JShell shell) {
    List<String> lost = new ArrayList<>();
    String type = "";
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        if (event.snippet() instanceof TypeDeclSnippet declared) {
          type = declared.name();
        } else if (event.snippet() instanceof VarSnippet variable) {
          causes.remove(variable.name());
        }
      } else if (event.snippet() instanceof VarSnippet variable && loses(event)) {
        lost.add(variable.name());
        causes.put(variable.name(), type);
        if (shell.status(variable) == Status.VALID) {
          shell.drop(variable);
        }
      }
    }
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        type + " was declared anew: " + String.join(", ", lost)
            + " held the old " + type + " and had to go. Run the cells that made them again.\n");
  }

  private static boolean loses(SnippetEvent event) {
    return event.status() != Status.OVERWRITTEN && event.previousStatus() == Status.VALID;
  }

  /** Returns why a name is missing, if it is missing for this reason. */
  Optional<String> hint(String name) {
    return Optional.ofNullable(causes.get(name))
        .map(type -> "'" + name + "' went when " + type + " was declared anew: run its cell again.");
  }

}
