package episode.system;

import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the initial states that a spec describes for engines. For one spec and one thread. */
final class SpecInitial {
  private final SpecNames names;
  private final List<Problem> problems;
  private final List<Cells> read = new ArrayList<>();

  SpecInitial(SpecNames names, List<Problem> problems) {
    this.names = names;
    this.problems = problems;
  }

  void check(SpecNode node) {
    for (Map.Entry<String, SpecNode> entry : node.map().entrySet()) {
      String key = entry.getKey();
      Problem.Where where = new Problem.Where(node.path(), key, 0, key.length());
      Optional<SpecNames.Target> target = names.target(where, key, problems);
      if (target.isPresent()) {
        once(target.get().cells(), where);
      }
      if (entry.getValue().isMap()) {
        shaped(entry.getValue(), target);
      } else {
        entry.getValue().formula();
      }
    }
  }

  private void once(Cells cells, Problem.Where where) {
    for (Cells other : read) {
      if (!other.isApartFrom(cells)) {
        String what = "'" + cells + "' has an initial value already";
        problems.add(Problem.of("E2113", what).at(where).remedy("Keep one of them."));
        return;
      }
    }
    read.add(cells);
  }

  /** Checks an array that values are taken from: {@code {shaped: s0, axes: [vax, age]}}. */
  private void shaped(SpecNode node, Optional<SpecNames.Target> target) {
    Map<String, SpecNode> parts = node.map(List.of("shaped", "axes"));
    for (String key : List.of("shaped", "axes")) {
      if (!parts.containsKey(key)) {
        node.missing(key, "Write {shaped: s0, axes: [age]}.");
      }
    }
    if (parts.size() < 2) {
      return;
    }
    Optional<String> name = parts.get("shaped").text();
    if (name.isPresent() && !Selector.isName(name.get().strip())) {
      String what = "'" + name.get() + "' is not a name of a parameter";
      parts.get("shaped").problem("E2510", what, "Write a name, as in s0.");
    }
    Set<String> own = new HashSet<>();
    target.ifPresent(
        found -> {
          own.addAll(found.pins().keySet());
          found.cells().running().stream().map(NamedAxis::name).forEach(own::add);
        });
    for (String axis : names.axesOf(parts.get("axes"))) {
      if (target.isPresent() && !own.contains(axis)) {
        String what = "Axis '" + axis + "' of the array is not one of the state";
        parts.get("axes").problem("E2510", what, "Name axes of the state that the values are for.");
      }
    }
  }
}
