package episode.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The variables that have no value because the cell that declares them failed. */
final class Unset {

  private final Set<String> failed = new HashSet<>();
  private final Fields fields;

  Unset(Fields fields) {
    this.fields = fields;
  }

  void add(String name) {
    failed.add(name);
  }

  /** Notes what statements would have declared that failed or were not reached. */
  void addDeclared(List<Statement> statements) {
    statements.forEach(one -> Earlier.declared(one.code()).ifPresent(failed::add));
  }

  /** Notes that a variable is declared. */
  void remove(String name) {
    failed.remove(name);
  }

  void clear() {
    failed.clear();
  }

  /** Returns the names of those that still have none. */
  Set<String> names() {
    return failed.stream().filter(this::has).collect(Collectors.toSet());
  }

  boolean has(String name) {
    return failed.contains(name) && fields.value(name).isEmpty();
  }

  /** Returns why a name is missing, if it is missing for this reason. */
  Optional<String> hint(String name) {
    return Optional.of("the cell that declares it failed; run it again").filter(it -> has(name));
  }
}
