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
  private final Lambdas lambdas;
  private final Map<String, String> causes = new HashMap<>();

  /** What a declaration takes, and the names that mean something else since. */
  private record Loss(String cause, Set<Snippet> variables, Set<String> changed) {
    Loss(String cause) {
      this(cause, new HashSet<>(), new HashSet<>());
    }
  }

  Dropped(JShell shell, Fields fields) {
    this.shell = shell;
    this.fields = fields;
    this.lambdas = new Lambdas(shell, fields);
  }

  /**
   * Returns what to tell the user after a declaration that took variables with it.
   *
   * @param events what the declaration caused
   * @param control tells where a variable is kept now
   */
  Optional<String> after(List<SnippetEvent> events, InProcessControl control) {
    Loss loss = new Loss("");
    boolean imported = false;
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        if (event.snippet() instanceof DeclarationSnippet declaration) {
          loss = new Loss(declaration.name());
          causes.remove(declaration.name());
        } else if (event.snippet() instanceof ImportSnippet line) {
          loss = new Loss(line.fullname());
          imported = true;
        }
      } else if (event.snippet() instanceof VarSnippet variable
          && loses(event, control)
          && !(imported && keeps(variable, control))) {
        drop(variable, loss, control);
      }
    }
    if (!imported && !events.isEmpty() && events.get(0).status() != Status.REJECTED) {
      loss.changed.addAll(changed(events));
      renew(loss, control);
    }
    return loss.variables.isEmpty() ? Optional.empty() : Optional.of(told(loss, imported));
  }

  private String told(Loss loss, boolean imported) {
    return loss.cause
        + (imported
            ? " was imported, and what it made ambiguous had to go: "
            : " was declared again, and what depends on its old declaration had to go: ")
        + shell
            .snippets()
            .filter(loss.variables::contains)
            .map(snippet -> ((VarSnippet) snippet).name())
            .collect(Collectors.joining(", "))
        + ". Run the cells that made them again.\n";
  }

  /** Returns the names of types and methods that are others now, and of variables of new types. */
  private Set<String> changed(List<SnippetEvent> events) {
    return events.stream()
        .filter(event -> event.causeSnippet() != null && event.isSignatureChange() || over(event))
        .map(SnippetEvent::snippet)
        .filter(DeclarationSnippet.class::isInstance)
        .filter(snippet -> !(snippet instanceof VarSnippet variable && sameType(variable)))
        .map(snippet -> ((DeclarationSnippet) snippet).name())
        .collect(Collectors.toSet());
  }

  private static boolean over(SnippetEvent event) {
    return event.status() == Status.OVERWRITTEN;
  }

  /** Returns whether there is a variable of the same name and type: old fields follow it. */
  private boolean sameType(VarSnippet variable) {
    return shell
        .variables()
        .filter(one -> shell.status(one) == Status.VALID && one.name().equals(variable.name()))
        .anyMatch(one -> one.typeName().equals(variable.typeName()));
  }

  /** Makes lambdas again that name what has changed, and drops those that are no Java any more. */
  private void renew(Loss loss, InProcessControl control) {
    Set<String> seen = new HashSet<>();
    for (Optional<VarSnippet> next = lambdas.naming(loss.changed, seen);
        next.isPresent();
        next = lambdas.naming(loss.changed, seen)) {
      VarSnippet variable = next.get();
      seen.add(variable.name());
      List<SnippetEvent> events = lambdas.again(variable);
      if (events.get(0).snippet() instanceof VarSnippet again
          && shell.status(again) == Status.VALID) {
        fields.declare(variable.name(), control.holder(shell, again));
      } else {
        drop(variable, loss, control);
      }
      for (SnippetEvent event : events) {
        if (event.causeSnippet() != null
            && event.snippet() instanceof VarSnippet other
            && loses(event, control)) {
          drop(other, loss, control);
        }
      }
    }
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
  private void drop(VarSnippet variable, Loss loss, InProcessControl control) {
    loss.variables.add(variable);
    loss.changed.add(variable.name());
    causes.put(variable.name(), loss.cause);
    fields.drop(variable.name());
    control.drop(variable);
    if (shell.status(variable).isActive()) {
      List<SnippetEvent> events = shell.drop(variable);
      loss.changed.addAll(changed(events));
      for (SnippetEvent event : events) {
        if (event.snippet() instanceof VarSnippet other
            && other != variable
            && shell.status(other).isActive()
            && shell.status(other) != Status.VALID) {
          drop(other, loss, control);
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
