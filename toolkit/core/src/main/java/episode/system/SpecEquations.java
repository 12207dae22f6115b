package episode.system;

import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the equations of a spec. For one spec and one thread. */
final class SpecEquations {
  private final SpecNames names;
  private final List<Problem> problems;
  private final List<Definition> whole = new ArrayList<>();
  private final List<Definition> parts = new ArrayList<>();
  private final Map<String, List<Cells>> wholeOf = new HashMap<>();
  private final Map<String, List<Cells>> partsOf = new HashMap<>();

  SpecEquations(SpecNames names, List<Problem> problems) {
    this.names = names;
    this.problems = problems;
  }

  /**
   * Returns the equations, those of whole states first: one of a cell takes the place of its
   * state's in that cell.
   *
   * @param node the equations, or null
   * @param chains what they say of their states, which counts where there is no other
   */
  List<Definition> read(SpecNode root, SpecNode node, SpecChains chains) {
    Map<String, SpecNode> entries = new LinkedHashMap<>();
    if (node != null && !(node.isNull() && chains.areThere())) {
      entries.putAll(node.map());
    } else if (!chains.areThere()) {
      root.missing("equations", "Write equations: {S: -beta*S*I, …}.");
      return List.of();
    }
    for (Map.Entry<String, SpecNode> entry : entries.entrySet()) {
      equation(entry.getKey(), entry.getValue());
    }
    for (Map.Entry<String, String> entry : chains.equations().entrySet()) {
      if (!isCovered(Selector.of(entry.getKey()).orElseThrow().name())) {
        String path = "chain." + entry.getKey();
        equation(entry.getKey(), new SpecNode(entry.getValue(), path, problems));
      }
    }
    if (problems.isEmpty()) {
      complete(node == null ? root : node);
    }
    List<Definition> all = new ArrayList<>(whole);
    all.addAll(parts);
    return List.copyOf(all);
  }

  /** Returns equations of some states or cells; others may have none. */
  List<Definition> beside(List<SpecBlock.Entry> entries) {
    for (SpecBlock.Entry entry : entries) {
      equation(entry.target(), entry.where(), entry.formula());
    }
    List<Definition> all = new ArrayList<>(whole);
    all.addAll(parts);
    return List.copyOf(all);
  }

  private void equation(String key, SpecNode node) {
    equation(key, new Problem.Where("equations", key, 0, key.length()), node);
  }

  private void equation(String key, Problem.Where where, SpecNode node) {
    int before = problems.size();
    for (String cells : new SpecCells(names).of(key)) {
      if (problems.size() == before) {
        one(cells, where, node);
      }
    }
  }

  private void one(String key, Problem.Where where, SpecNode node) {
    Optional<SpecNames.Target> target = names.target(where, key, problems);
    if (target.isEmpty()) {
      return;
    }
    Cells cells = target.get().cells();
    boolean isWhole = cells.pinned().isEmpty();
    List<Cells> others =
        (isWhole ? wholeOf : partsOf)
            .computeIfAbsent(cells.template().name(), name -> new ArrayList<>());
    for (Cells other : others) {
      if (!other.isApartFrom(cells)) {
        String what = "'" + cells + "' has an equation already";
        problems.add(Problem.of("E2113", what).at(where).remedy("Keep one of them."));
        return;
      }
    }
    Optional<Formula> formula =
        new SpecStatement(cells, node).formula(names, target.get().pins(), problems);
    if (formula.isPresent()) {
      others.add(cells);
      (isWhole ? whole : parts).add(new Definition(cells, formula.get()));
    }
  }

  private boolean isCovered(String state) {
    return !wholeOf.getOrDefault(state, List.of()).isEmpty();
  }

  private void complete(SpecNode node) {
    List<String> missing = new ArrayList<>();
    for (Template state : names.states().values()) {
      if (!isCovered(state.name())) {
        long cells = 0;
        for (Cells part : partsOf.getOrDefault(state.name(), List.of())) {
          long size = 1;
          for (NamedAxis axis : part.running()) {
            size *= axis.size();
          }
          cells += size;
        }
        if (cells < state.size()) {
          missing.add(state.toString());
        }
      }
    }
    if (!missing.isEmpty()) {
      String first = missing.get(0);
      String what = "There is no equation for " + Suggestion.list(missing);
      node.problem("E2506", what, "Write one: " + first + ": 0, if it does not change.");
    }
  }
}
