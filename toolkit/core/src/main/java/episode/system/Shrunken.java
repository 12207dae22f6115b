package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A system whose long axes are cut to a few of their elements: the two ends, one within, and all
 * that formulas or cells name. What its formulas say of every element they still say of these.
 */
final class Shrunken {
  private static final int FEW = 3;

  private final Definitions base;
  private final Set<String> named = new HashSet<>();
  private final Map<String, NamedAxis> axes = new LinkedHashMap<>();

  private Shrunken(Definitions base) {
    this.base = base;
    base.transitions().forEach(this::names);
    for (List<Definition> definitions :
        List.of(base.aliases(), base.equations(), base.contributions())) {
      definitions.forEach(one -> names(one.target(), one.formula()));
    }
    base.axes().forEach(axis -> axes.put(axis.name(), cut(axis)));
  }

  /** Returns the small system; it says nothing of initial values and outputs. */
  static Definitions of(Definitions system) {
    return new Shrunken(system).small();
  }

  private void names(Transition flow) {
    flow.from().ifPresent(cells -> names(cells, flow.rate()));
    flow.to().ifPresent(cells -> names(cells, flow.rate()));
  }

  private void names(Cells cells, Formula formula) {
    named.addAll(cells.pinned().values());
    DeepStack.call(
        formula.levels(),
        () -> {
          names(formula.expr());
          return formula;
        });
  }

  private void names(Expr expr) {
    if (expr instanceof Expr.Text text) {
      named.add(text.value());
    } else if (expr instanceof Expr.Element element) {
      element.subscripts().forEach(place -> named.add(place.value()));
    } else if (expr instanceof Expr.Reduction reduction) {
      for (Expr.Binder binder : reduction.binders()) {
        binder.filter().forEach(word -> named.add(word instanceof Expr.Name n ? n.name() : ""));
        binder.filter().forEach(this::names);
      }
    }
    expr.children().forEach(this::names);
  }

  private NamedAxis cut(NamedAxis axis) {
    Set<Integer> kept = new TreeSet<>();
    for (int i = 0; i < FEW; i++) {
      kept.add((axis.size() - 1) * i / (FEW - 1));
    }
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < axis.size(); i++) {
      places.put(axis.elements().get(i), i);
    }
    named.forEach(name -> kept.add(places.getOrDefault(name, 0)));
    List<String> elements = new ArrayList<>();
    List<Double> coordinates = new ArrayList<>();
    for (int place : kept) {
      elements.add(axis.elements().get(place));
      if (axis.kind().hasCoordinates()) {
        coordinates.add(axis.coordinates().get(place));
      }
    }
    return new NamedAxis(axis.name(), elements, axis.kind(), coordinates);
  }

  private Definitions small() {
    return new Definitions(
        base.name(),
        base.time(),
        List.copyOf(axes.values()),
        base.states().stream().map(this::template).toList(),
        base.parameters().stream().map(this::template).toList(),
        base.inputs(),
        definitions(base.aliases()),
        base.transitions().stream().map(this::flow).toList(),
        definitions(base.equations()),
        List.of(),
        definitions(base.contributions()),
        List.of(),
        base.traits(),
        base.closed());
  }

  private Template template(Template template) {
    return new Template(
        template.name(), template.axes().stream().map(axis -> axes.get(axis.name())).toList());
  }

  private Cells cells(Cells cells) {
    return new Cells(template(cells.template()), cells.pinned(), cells.shifted());
  }

  private Transition flow(Transition flow) {
    return new Transition(
        flow.name(), flow.from().map(this::cells), flow.to().map(this::cells), flow.rate());
  }

  private List<Definition> definitions(List<Definition> definitions) {
    return definitions.stream()
        .map(one -> new Definition(cells(one.target()), one.formula(), one.indices()))
        .toList();
  }
}
