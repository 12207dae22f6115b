package episode.system;

import episode.expr.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Puts two systems together. What both declare they must declare alike. For one composition. */
final class Composition {
  private final Definitions a;
  private final Definitions b;
  private final List<Problem> problems;

  private Composition(Definitions a, Definitions b, List<Problem> problems) {
    this.a = a;
    this.b = b;
    this.problems = problems;
  }

  /** Returns the system of all that several say. */
  static OpSystem of(String name, OpSystem first, List<OpSystem> others) {
    List<Problem> problems = new ArrayList<>();
    Definitions all = first.definitions();
    List<Problem> dropped = new ArrayList<>(first.dropped());
    for (OpSystem other : others) {
      all = new Composition(all, other.definitions(), problems).joined(name);
      dropped.addAll(other.dropped());
    }
    Reading.refuse(problems);
    return OpSystem.of(all, Set.of(), problems, dropped);
  }

  /** Returns everything that both say; flows of both move the states that they share. */
  private Definitions joined(String name) {
    if (a.time() != b.time()) {
      different("time", a.time().word(), b.time().word(), "The time");
    }
    kinds();
    flows();
    Map<String, Traits> traits = new LinkedHashMap<>(a.traits());
    b.traits().forEach((key, trait) -> trait(traits, key, trait));
    return new Definitions(
        name,
        a.time(),
        union(a.axes(), b.axes(), axis -> axis.name()),
        union(a.states(), b.states(), Template::name),
        union(a.parameters(), b.parameters(), Template::name),
        union(a.inputs(), b.inputs(), Input::name),
        union(a.aliases(), b.aliases(), Composition::target),
        both(a.transitions(), b.transitions()),
        once(a.equations(), b.equations(), "an equation"),
        once(a.initialValues(), b.initialValues(), "an initial value"),
        both(a.contributions(), b.contributions()),
        union(a.outputs(), b.outputs(), Composition::target),
        traits,
        a.closed() && b.closed());
  }

  /** Returns the first system with what was said about it further. */
  static Definitions extended(Definitions base, Definitions more, List<Problem> problems) {
    Composition both = new Composition(base, more, problems);
    Map<String, Traits> traits = new LinkedHashMap<>(base.traits());
    traits.putAll(more.traits());
    return new Definitions(
        more.name(),
        more.time(),
        more.axes(),
        more.states(),
        both(base.parameters(), more.parameters()),
        both(base.inputs(), more.inputs()),
        both(base.aliases(), more.aliases()),
        both(base.transitions(), more.transitions()),
        both.once(base.equations(), more.equations(), "an equation"),
        both.once(base.initialValues(), more.initialValues(), "an initial value"),
        both(base.contributions(), more.contributions()),
        both(base.outputs(), more.outputs()),
        traits,
        more.closed());
  }

  private static String target(Definition definition) {
    return definition.target().template().name();
  }

  /** Adds a problem for every name that means a state in one, a parameter in the other. */
  private void kinds() {
    Map<String, String> first = StrataNames.kinds(a);
    StrataNames.kinds(b)
        .forEach(
            (name, kind) -> {
              String other = first.getOrDefault(name, kind);
              if (!other.equals(kind)) {
                different(name, other, kind, "'" + name + "'");
              }
            });
  }

  private <T> List<T> union(List<T> left, List<T> right, Function<T, String> name) {
    Map<String, T> all = new LinkedHashMap<>();
    left.forEach(one -> all.put(name.apply(one), one));
    for (T one : right) {
      T before = all.putIfAbsent(name.apply(one), one);
      if (before != null && !alike(before, one)) {
        String known = name.apply(one);
        different(known, before.toString(), one.toString(), "'" + known + "'");
      }
    }
    return List.copyOf(all.values());
  }

  private static boolean alike(Object one, Object other) {
    if (one instanceof Definition left && other instanceof Definition right) {
      return left.target().equals(right.target())
          && left.formula().text().equals(right.formula().text());
    }
    return one.equals(other);
  }

  private static <T> List<T> both(List<T> left, List<T> right) {
    List<T> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  private void trait(Map<String, Traits> all, String name, Traits trait) {
    Traits before = all.putIfAbsent(name, trait);
    if (before != null && !before.equals(trait)) {
      different(name, before.toString(), trait.toString(), "'" + name + "'");
    }
  }

  private void different(String name, String one, String other, String what) {
    problems.add(
        Problem.of("E2170", what + " is not the same in both systems")
            .remedy(
                "In '"
                    + a.name()
                    + "': "
                    + one
                    + "; in '"
                    + b.name()
                    + "': "
                    + other
                    + ".\nWhere they are two things, keep them apart: .renamed(\""
                    + name
                    + "\", \"other\"), .prefixed(\"v_\")."));
  }

  private List<Definition> once(List<Definition> left, List<Definition> right, String noun) {
    List<Definition> all = new ArrayList<>(left);
    for (Definition one : right) {
      boolean known = false;
      for (Definition before : left) {
        if (alike(before, one)) {
          known = true;
        } else if (!before.target().isApartFrom(one.target())) {
          twice("State '" + target(one) + "' has " + noun + " in both");
        }
      }
      if (!known) {
        all.add(one);
      }
    }
    return all;
  }

  private void flows() {
    Map<String, Transition> first = new HashMap<>();
    a.transitions().forEach(flow -> first.put(flow.label(), flow));
    Set<String> seen = new HashSet<>();
    for (Transition flow : b.transitions()) {
      Transition before = first.get(flow.label());
      boolean named = !flow.name().isEmpty();
      boolean same = before != null && before.rate().text().equals(flow.rate().text());
      if (before != null && (named || same) && seen.add(flow.label())) {
        twice("Flow '" + flow.label() + "' is in both");
      }
    }
  }

  private void twice(String what) {
    problems.add(
        Problem.of("E2171", what + " '" + a.name() + "' and '" + b.name() + "'")
            .remedy("Leave it out of one, or keep the two apart: .renamed(…), .prefixed(\"v_\")."));
  }
}
