package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the names of a system are taken by, and which are free. For one thread. */
final class StrataNames {
  private final Map<String, String> kinds = new LinkedHashMap<>();
  private final Map<String, List<NamedAxis>> axes = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final String index;

  StrataNames(Definitions system) {
    put("t", "the time", List.of());
    system.axes().forEach(axis -> put(axis.name(), "an axis", List.of()));
    system.states().forEach(state -> put(state.name(), "a state", state.axes()));
    system.parameters().forEach(name -> put(name.name(), "a parameter", name.axes()));
    system.inputs().forEach(input -> put(input.name(), "an input", List.of()));
    for (Definition alias : system.aliases()) {
      put(alias.target().template().name(), "an alias", alias.target().template().axes());
    }
    for (Definition output : system.outputs()) {
      put(output.target().template().name(), "an output", output.target().template().axes());
    }
    system.transitions().forEach(flow -> put(flow.label(), "a transition", flow.axes()));
    formulas(system).forEach(this::indices);
    index = free();
  }

  /** Returns what each name of a system is, such as "a state". */
  static Map<String, String> kinds(Definitions system) {
    return new StrataNames(system).kinds;
  }

  private void put(String name, String kind, List<NamedAxis> along) {
    if (kinds.putIfAbsent(name, kind) == null) {
      axes.put(name, along);
    }
    taken.add(name);
  }

  /** Returns all formulas of a system. */
  static List<Formula> formulas(Definitions system) {
    List<Formula> formulas = new ArrayList<>();
    system.transitions().forEach(flow -> formulas.add(flow.rate()));
    for (List<Definition> some :
        List.of(
            system.aliases(),
            system.equations(),
            system.initialValues(),
            system.contributions(),
            system.outputs())) {
      some.forEach(one -> formulas.add(one.formula()));
    }
    return formulas;
  }

  /** Takes the names of a formula's indices. */
  void indices(Formula formula) {
    taken.addAll(formula.names());
    for (Expr expr : nodes(formula.expr())) {
      if (expr instanceof Expr.Element element) {
        element.subscripts().forEach(subscript -> taken.add(subscript.value()));
      } else if (expr instanceof Expr.Reduction reduction) {
        reduction.binders().forEach(binder -> taken.add(binder.index()));
      }
    }
  }

  private static List<Expr> nodes(Expr tree) {
    List<Expr> nodes = new ArrayList<>();
    Deque<Expr> open = new ArrayDeque<>(List.of(tree));
    while (!open.isEmpty()) {
      Expr next = open.pop();
      nodes.add(next);
      next.children().forEach(open::push);
    }
    return nodes;
  }

  private String free() {
    for (String letter : List.of("j", "k", "l", "m", "n", "p", "q", "r")) {
      if (taken.add(letter)) {
        return letter;
      }
    }
    return fresh("j_");
  }

  /** Returns whether formulas use the name for an index or a constant. */
  boolean isIndex(String name) {
    return taken.contains(name) && !kinds.containsKey(name) && !name.equals(index);
  }

  /** Returns an index that nothing else is called. */
  String index() {
    return index;
  }

  /** Returns what is called so already, such as "a state"; the empty string for nothing. */
  String kind(String name) {
    return kinds.getOrDefault(name, "");
  }

  /** Returns the name, longer where it is taken, and takes it. */
  String fresh(String wanted) {
    String name = wanted;
    while (!taken.add(name)) {
      name += "_";
    }
    return name;
  }

  /** Returns whether an index of the name stands somewhere in a formula's tree. */
  static boolean mentions(Expr tree, String name) {
    for (Expr expr : nodes(tree)) {
      if (expr instanceof Expr.Name one && one.name().equals(name)) {
        return true;
      } else if (expr instanceof Expr.Element element) {
        for (Expr.Subscript subscript : element.subscripts()) {
          if (!subscript.pinned() && subscript.value().equals(name)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Returns the names of the axes over which a formula's tree varies. */
  Set<String> varying(Expr tree) {
    Set<String> varying = new LinkedHashSet<>();
    for (Expr expr : nodes(tree)) {
      if (expr instanceof Expr.Name name && kind(name.name()).equals("an axis")) {
        varying.add(name.name());
      } else if (expr instanceof Expr.Name name) {
        axes.getOrDefault(name.name(), List.of()).forEach(axis -> varying.add(axis.name()));
      } else if (expr instanceof Expr.Element element) {
        for (Expr.Subscript subscript : element.subscripts()) {
          if (!subscript.pinned() && kind(subscript.value()).equals("an axis")) {
            varying.add(subscript.value());
          }
        }
      }
    }
    return varying;
  }
}
