package episode.notebook.assist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The names that a formula may use in one place of a cell, in the order of their declaration. */
final class Names {

  /**
   * A name.
   *
   * @param kind state, parameter, alias, input, flow or output
   * @param axes the names of its axes
   * @param detail where it comes from and what is known of it
   */
  record Name(String name, String kind, List<String> axes, String detail) {}

  private final Map<String, Name> names = new LinkedHashMap<>();
  private final Map<String, List<String>> axes = new LinkedHashMap<>();
  private final Set<String> columns = new LinkedHashSet<>();
  private final Set<String> draws = new LinkedHashSet<>();
  private final Set<String> inputs = new LinkedHashSet<>();

  /** Adds a declaration such as {@code contact[age, age:b]}; the first one of a name stays. */
  void declare(String declaration, String kind, String detail) {
    int bracket = declaration.indexOf('[');
    String name = (bracket < 0 ? declaration : declaration.substring(0, bracket)).strip();
    if (!name.matches("[\\p{L}_][\\p{L}\\p{N}_]*")) {
      return;
    }
    List<String> over = new ArrayList<>();
    if (bracket >= 0) {
      for (String part : declaration.substring(bracket + 1).replace("]", "").split(",")) {
        over.add(part.replaceAll("[=:].*", "").strip());
      }
    }
    names.putIfAbsent(name, new Name(name, kind, over, detail));
  }

  void axis(String name, List<String> elements) {
    axes.putIfAbsent(name, elements);
  }

  void column(String name) {
    columns.add(name);
  }

  void draw(String name) {
    draws.add(name);
  }

  void input(String name) {
    inputs.add(name);
  }

  Optional<Name> named(String name) {
    return Optional.ofNullable(names.get(name));
  }

  List<Name> all(Predicate<Name> which) {
    return names.values().stream().filter(which).toList();
  }

  List<Name> ofKind(String... kinds) {
    return all(name -> List.of(kinds).contains(name.kind()));
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  Map<String, List<String>> axes() {
    return axes;
  }

  Set<String> columns() {
    return columns;
  }

  Set<String> draws() {
    return draws;
  }

  Set<String> inputs() {
    return inputs;
  }
}
