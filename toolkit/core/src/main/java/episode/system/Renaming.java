package episode.system;

import episode.expr.DeepStack;
import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Given;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Rewrite;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Gives states, parameters, aliases, flows, outputs and axes of a system other names. */
final class Renaming {
  private final Definitions base;
  private final Map<String, String> names;
  private final Map<String, String> labels = new HashMap<>();

  private Renaming(Definitions base, Map<String, String> names) {
    this.base = base;
    this.names = names;
    for (Transition flow : base.transitions()) {
      if (flow.name().isEmpty()) {
        labels.put(flow.label(), flow(flow).label());
      }
    }
  }

  /**
   * Returns a system with new names for old ones.
   *
   * @throws EpisodeException with all names that are not there or cannot be taken
   */
  static Definitions of(Definitions base, Map<String, String> names) {
    List<Problem> problems = new ArrayList<>();
    Renaming renaming = new Renaming(base, names);
    renaming.check(problems);
    Reading.refuse(problems);
    return renaming.renamed();
  }

  /** Returns names with a prefix for all that a system names, but for axes and what is kept. */
  static Map<String, String> prefixed(Definitions system, String prefix, List<String> kept) {
    Map<String, String> names = new TreeMap<>();
    StrataNames.kinds(system)
        .forEach(
            (name, kind) -> {
              boolean unnamed = name.contains("->") || name.equals("t");
              if (!kind.equals("an axis") && !unnamed && !kept.contains(name)) {
                names.put(name, prefix + name);
              }
            });
    return names;
  }

  /** Adds a problem for every name that is not there, and every new one that cannot be taken. */
  private void check(List<Problem> problems) {
    Map<String, String> kinds = StrataNames.kinds(base);
    Set<String> known = new LinkedHashSet<>(kinds.keySet());
    Set<String> after = new LinkedHashSet<>(known);
    after.removeAll(Given.argument(names, "names", "renamed").keySet());
    StrataNames free = new StrataNames(base);
    Declarations declarations = new Declarations(Map.of(), Map.of(), problems);
    names.forEach(
        (old, name) -> {
          String context = "renamed(\"" + old + "\", \"" + name + "\")";
          if (!known.contains(old) || old.equals("t")) {
            problems.add(
                Problem.of("E2103", "Unknown name '" + old + "'")
                    .at(new Problem.Where(context, old, 0, old.length()))
                    .remedy(Suggestion.remedy(old, known, "Known names")));
          } else if (declarations.name(context, name).isPresent()
              && (!after.add(name) || free.isIndex(name))) {
            String kind = kinds.getOrDefault(name, "an index or a name");
            problems.add(
                Problem.of("E2101", "'" + name + "' is already " + kind)
                    .at(new Problem.Where(context, name, 0, name.length()))
                    .remedy("Choose another name."));
          }
        });
  }

  private Definitions renamed() {
    List<NamedAxis> axes = new ArrayList<>();
    base.axes().forEach(axis -> axes.add(axis(axis)));
    List<Transition> transitions = new ArrayList<>();
    base.transitions().forEach(flow -> transitions.add(flow(flow)));
    List<Input> inputs = new ArrayList<>();
    for (Input input : base.inputs()) {
      inputs.add(new Input(name(input.name()), input.curve(), input.times(), input.values()));
    }
    Map<String, Traits> traits = new LinkedHashMap<>();
    base.traits().forEach((name, trait) -> traits.put(name(name), trait));
    return new Definitions(
        base.name(),
        base.time(),
        axes,
        base.states().stream().map(this::template).toList(),
        base.parameters().stream().map(this::template).toList(),
        inputs,
        definitions(base.aliases()),
        transitions,
        definitions(base.equations()),
        definitions(base.initialValues()),
        definitions(base.contributions()),
        definitions(base.outputs()),
        traits,
        base.closed());
  }

  private Transition flow(Transition flow) {
    Optional<Cells> from = flow.from().map(this::cells);
    Optional<Cells> to = flow.to().map(this::cells);
    return new Transition(name(flow.name()), from, to, formula(flow.rate()));
  }

  private String name(String name) {
    return names.getOrDefault(name, labels.getOrDefault(name, name));
  }

  private NamedAxis axis(NamedAxis axis) {
    return new NamedAxis(name(axis.name()), axis.elements(), axis.kind(), axis.coordinates());
  }

  private Template template(Template template) {
    return new Template(name(template.name()), template.axes().stream().map(this::axis).toList());
  }

  private Cells cells(Cells cells) {
    Map<String, String> pinned = new LinkedHashMap<>();
    cells.pinned().forEach((axis, element) -> pinned.put(name(axis), element));
    Map<String, Integer> shifted = new LinkedHashMap<>();
    cells.shifted().forEach((axis, step) -> shifted.put(name(axis), step));
    return new Cells(template(cells.template()), pinned, shifted);
  }

  private List<Definition> definitions(List<Definition> definitions) {
    List<Definition> renamed = new ArrayList<>();
    for (Definition one : definitions) {
      List<String> indices = one.indices().stream().map(this::name).toList();
      renamed.add(new Definition(cells(one.target()), formula(one.formula()), indices));
    }
    return renamed;
  }

  private Formula formula(Formula formula) {
    Expr tree = DeepStack.call(formula.levels(), () -> tree(formula.expr()));
    return tree.equals(formula.expr()) ? formula : Formula.built(formula.context(), tree);
  }

  private Expr tree(Expr expr) {
    if (expr instanceof Expr.Name one) {
      return new Expr.Name(name(one.name()), one.span());
    } else if (expr instanceof Expr.Element element) {
      List<Expr.Subscript> subscripts = new ArrayList<>();
      for (Expr.Subscript one : element.subscripts()) {
        String value = one.pinned() ? one.value() : name(one.value());
        subscripts.add(new Expr.Subscript(name(one.axis()), value, one.pinned(), one.span()));
      }
      return new Expr.Element(name(element.name()), subscripts, element.span());
    } else if (expr instanceof Expr.Reduction reduction) {
      List<Expr.Binder> binders = new ArrayList<>();
      for (Expr.Binder one : reduction.binders()) {
        binders.add(new Expr.Binder(name(one.index()), name(one.axis()), one.filter(), one.span()));
      }
      Expr body = tree(reduction.body());
      return new Expr.Reduction(reduction.function(), binders, body, reduction.span());
    }
    return Rewrite.children(expr, this::tree);
  }
}
