package episode.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;

/** The declarations that cannot be used: not yet, or no longer since another one has changed. */
final class Waiting {

  private final JShell shell;
  private final CompileReport compile;
  private final List<DeclarationSnippet> open = new ArrayList<>();
  private final Set<Snippet> worked = Collections.newSetFromMap(new WeakHashMap<>());
  private final Set<Snippet> broken = Collections.newSetFromMap(new WeakHashMap<>());

  Waiting(JShell shell, CompileReport compile) {
    this.shell = shell;
    this.compile = compile;
  }

  /** Notes what a cell has declared. */
  void declared(DeclarationSnippet declaration) {
    if (waits(declaration)) {
      open.add(declaration);
    } else {
      worked.add(declaration);
    }
  }

  /** Returns what to say of what this cell has declared or broken, and has not mended since. */
  List<String> notes() {
    List<DeclarationSnippet> found = new ArrayList<>(open.stream().filter(this::waits).toList());
    open.clear();
    Stream.concat(shell.methods(), shell.types()).filter(this::breaks).forEach(found::add);
    return found.stream().distinct().map(one -> text(one) + "\n").toList();
  }

  /** Returns whether something works no longer, the first time that it is asked since it did. */
  private boolean breaks(DeclarationSnippet declaration) {
    if (shell.status(declaration) == Status.VALID) {
      worked.add(declaration);
      broken.remove(declaration);
    }
    return worked.contains(declaration) && waits(declaration) && broken.add(declaration);
  }

  private boolean waits(Snippet declaration) {
    Status status = shell.status(declaration);
    return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
  }

  /** Returns what a declaration waits for. */
  String text(DeclarationSnippet declaration) {
    Stream<String> missing = shell.unresolvedDependencies(declaration).map(compile::missing);
    Stream<String> errors = shell.diagnostics(declaration).filter(Diag::isError).map(compile::tidy);
    return declaration.name()
        + (worked.contains(declaration) ? " cannot be used any more: " : " cannot be used yet: ")
        + Stream.concat(missing, errors).distinct().collect(Collectors.joining("; "));
  }
}
