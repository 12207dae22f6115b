package episode.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;

/**
 * Lets a sealed type and the types that it permits be declared one after the other.
 *
 * <p>JShell waits with a sealed interface until all of them are there, and refuses each of them
 * because the interface is not. So the interface stands open, without its list, until they are.
 */
final class SealedTypes {

  private static final Pattern SEALED =
      Pattern.compile("(?s)([^{]*)\\bsealed\\b([^{]*?)\\bpermits\\b([^{]*)(\\{.*)");
  private static final Pattern TYPE =
      Pattern.compile("(?s)[^{(]*?\\b(?:class|interface|record|enum)\\s+(\\w+).*");

  private final JShell shell;
  private final Origins origins;
  private final Map<String, DeclarationSnippet> open = new LinkedHashMap<>();

  SealedTypes(JShell shell, Origins origins) {
    this.shell = shell;
    this.origins = origins;
  }

  /**
   * Opens the sealed type that waits for the one that a statement declares.
   *
   * @return what became of it; empty where none waits
   */
  Optional<List<SnippetEvent>> openedFor(String code) {
    Matcher type = TYPE.matcher(code);
    return type.matches()
        ? shell
            .types()
            .filter(one -> shell.status(one) == Status.RECOVERABLE_NOT_DEFINED)
            .filter(one -> heirs(one.source()).contains(type.group(1)))
            .map(DeclarationSnippet.class::cast)
            .findFirst()
            .map(this::open)
        : Optional.empty();
  }

  private List<SnippetEvent> open(DeclarationSnippet waiting) {
    open.put(waiting.name(), waiting);
    Matcher parts = SEALED.matcher(waiting.source());
    String list = parts.matches() ? parts.group(3).replaceAll("[^\n]", "") : ""; // lines stay
    return declare(waiting, parts.group(1) + parts.group(2) + list + parts.group(4));
  }

  /** Closes the types whose heirs are all there; returns what became of them. */
  List<SnippetEvent> closed() {
    Set<String> types =
        shell
            .types()
            .filter(one -> shell.status(one) == Status.VALID)
            .map(DeclarationSnippet::name)
            .collect(Collectors.toSet());
    List<SnippetEvent> events = new ArrayList<>();
    for (DeclarationSnippet one : List.copyOf(open.values())) {
      if (types.containsAll(heirs(one.source()))) {
        open.remove(one.name());
        events.addAll(declare(one, one.source()));
      }
    }
    return events;
  }

  private List<SnippetEvent> declare(DeclarationSnippet origin, String code) {
    List<SnippetEvent> events = shell.eval(code);
    origins.move(origin, events.get(0).snippet());
    return events;
  }

  /** Returns the types that a declaration permits; none where it is not sealed. */
  private static List<String> heirs(String declaration) {
    Matcher parts = SEALED.matcher(declaration);
    return parts.matches()
        ? Arrays.stream(parts.group(3).split(",")).map(String::strip).toList()
        : List.of();
  }
}
