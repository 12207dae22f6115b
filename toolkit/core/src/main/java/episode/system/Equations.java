package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a system as equations in LaTeX: one line for a state, however many cells it has. */
final class Equations {
  private static final int SHOWN = 6;

  private final OpSystem system;
  private final LatexNames names;
  private final Map<String, String> letters;

  private Equations(OpSystem system) {
    this.system = system;
    names = new LatexNames(system);
    letters = names.letters();
  }

  /** Returns the equations, the aliases and the ranges of the indices, aligned at the sign. */
  static String latex(OpSystem system) {
    return new Equations(system).all();
  }

  private String all() {
    List<String> lines = new ArrayList<>();
    for (Template state : system.states()) {
      lines.add(derivative(state));
    }
    for (Input input : system.inputs()) {
      String name = quantity(new Template(input.name(), List.of()));
      lines.add(name + "(t) &= " + LatexNames.text(input.summary()));
    }
    for (Definition alias : system.aliases()) {
      Map<String, String> indices = indices(alias);
      String name = alias.target().template().name();
      String quantity = names.indexed(name, names.places(name, indices));
      lines.add(quantity + " &= " + folded(alias.formula(), indices));
    }
    for (Definition initial : system.initialValues()) {
      Cells target = initial.target();
      Map<String, String> indices = indices(target);
      String name =
          names.indexed(target.template().name(), names.places(target.template().name(), indices));
      lines.add(name + "(0) &= " + folded(initial.formula(), indices));
    }
    for (Definition output : system.outputs()) {
      lines.add(
          quantity(output.target().template())
              + " &= "
              + folded(output.formula(), indices(output.target())));
    }
    String ranges = ranges();
    if (!ranges.isEmpty()) {
      lines.add(ranges);
    }
    return "\\begin{aligned}\n" + String.join(" \\\\[0.4em]\n", lines) + "\n\\end{aligned}";
  }

  private String quantity(Template template) {
    return names.indexed(template.name(), names.places(template.name(), letters));
  }

  private String folded(Formula formula, Map<String, String> indices) {
    return LatexLines.folded(written(formula, indices));
  }

  private String written(Formula formula, Map<String, String> indices) {
    return DeepStack.call(
        formula.levels(), () -> new LatexFormula(names, indices).of(formula.expr()));
  }

  private String ranges() {
    List<String> used = new ArrayList<>();
    for (NamedAxis axis : system.axes()) {
      List<String> all = axis.kind().hasCoordinates() ? points(axis) : labels(axis);
      List<String> elements = new ArrayList<>(all.subList(0, Math.min(axis.size(), SHOWN)));
      if (SHOWN < axis.size()) {
        elements.set(SHOWN - 1, "\\dots");
        elements.add(all.get(all.size() - 1));
      }
      String letter = names.letter(axis.name());
      String set = "\\{" + String.join(", ", elements) + "\\}";
      String name = LatexNames.name(axis.name());
      used.add(letter + " \\in " + (letter.equals(name) ? "" : name + " = ") + set);
    }
    return used.isEmpty() ? "" : "&" + LatexLines.broken(used, ",\\quad ");
  }

  private static List<String> labels(NamedAxis axis) {
    return axis.elements().stream().map(LatexNames::text).toList();
  }

  /** Returns points as short numbers. */
  private static List<String> points(NamedAxis axis) {
    MathContext digits = new MathContext(4);
    return axis.coordinates().stream()
        .map(point -> Expr.number(new BigDecimal(point).round(digits).doubleValue()).toString())
        .toList();
  }

  /** Returns what stands for each axis of some cells: its letter, or the pinned element. */
  private Map<String, String> indices(Cells cells) {
    Map<String, String> indices = new HashMap<>();
    cells.running().forEach(axis -> indices.put(axis.name(), names.letter(axis.name())));
    cells.pinned().forEach((axis, element) -> indices.put(axis, LatexNames.text(element)));
    return indices;
  }

  /** Returns what stands for each axis and index of an alias. */
  private Map<String, String> indices(Definition alias) {
    Map<String, String> indices = indices(alias.target());
    List<NamedAxis> axes = alias.target().template().axes();
    List<String> usual = Lowering.indexNames(axes);
    for (int i = 0; i < axes.size(); i++) {
      String index = alias.indices().get(i);
      String primes = usual.get(i).substring(axes.get(i).name().length());
      boolean own = !index.equals(usual.get(i));
      String letter = own ? LatexNames.name(index) : names.letter(axes.get(i).name()) + primes;
      indices.put(usual.get(i), letter);
      indices.put(index, letter);
    }
    return indices;
  }

  private String derivative(Template state) {
    List<String> terms = new ArrayList<>();
    for (Transition flow : system.transitions()) {
      flow.from()
          .filter(cells -> cells.template().equals(state))
          .ifPresent(cells -> terms.add("- " + loss(flow, cells)));
      flow.to()
          .filter(cells -> cells.template().equals(state))
          .ifPresent(cells -> terms.add("+ " + gain(flow, cells)));
    }
    for (Definition equation : system.equations()) {
      if (equation.target().template().equals(state)) {
        String value = written(equation.formula(), indices(equation.target()));
        terms.add("+ " + bracket(equation.target(), Map.of(), 0) + value);
      }
    }
    for (Definition added : system.contributions()) {
      if (added.target().template().equals(state)) {
        String value = written(added.formula(), indices(added.target()));
        terms.add(value.startsWith("-") ? "- " + value.substring(1) : "+ " + value);
      }
    }
    String sum = terms.isEmpty() ? "0" : LatexLines.broken(terms, " ");
    String first = sum.startsWith("+ ") ? sum.substring(2) : sum.replaceFirst("^- ", "-");
    return "\\frac{d" + quantity(state) + "}{dt} &= " + first;
  }

  private String loss(Transition flow, Cells cells) {
    return bracket(cells, flow.shifted(), 1) + summed(flow, cells, Map.of());
  }

  private String gain(Transition flow, Cells cells) {
    return bracket(cells, flow.shifted(), -1) + summed(flow, cells, flow.shifted());
  }

  /**
   * Returns the condition under which a cell takes part, as an Iverson bracket.
   *
   * @param shifted the steps of the transition: a cell takes part that has another ahead of it
   * @param side 1 for the source, whose last cells do not, −1 for the destination
   */
  private String bracket(Cells cells, Map<String, Integer> shifted, int side) {
    List<String> conditions = new ArrayList<>();
    cells
        .pinned()
        .forEach(
            (axis, element) ->
                conditions.add(names.letter(axis) + " = " + LatexNames.text(element)));
    for (NamedAxis axis : cells.running()) {
      int step = side * shifted.getOrDefault(axis.name(), 0);
      if (step != 0) {
        String edge = axis.elements().get(step > 0 ? axis.size() - 1 : 0);
        conditions.add(names.letter(axis.name()) + " \\ne " + LatexNames.text(edge));
      }
    }
    return conditions.isEmpty() ? "" : "[" + String.join(", ", conditions) + "]\\, ";
  }

  /**
   * Returns a flow with the indices of its source.
   *
   * @param shifted by how much the cell at hand is ahead of the source
   */
  private String flow(Transition transition, Map<String, Integer> shifted) {
    Map<String, String> indices = indices(transition.from().or(transition::to).orElseThrow());
    transition.axes().forEach(axis -> indices.put(axis.name(), names.letter(axis.name())));
    transition.pinned().forEach((axis, element) -> indices.put(axis, LatexNames.text(element)));
    shifted.forEach(
        (axis, step) -> indices.put(axis, names.letter(axis) + (step > 0 ? "-" : "+") + "1"));
    if (transition.from().isEmpty()) {
      return written(transition.rate(), indices);
    }
    Expr rate = transition.rate().expr();
    Expr product = rate.times(Expr.name(transition.from().get().template().name()));
    Formula formula = new Formula("", "", product, transition.rate().levels() + 1);
    return written(formula, indices);
  }

  /** Returns what a flow is to one side: summed over what only the other side has. */
  private String summed(Transition transition, Cells side, Map<String, Integer> shifted) {
    List<String> over = new ArrayList<>();
    if (transition.from().isPresent()) {
      for (NamedAxis axis : transition.axes()) {
        if (!side.running().contains(axis)) {
          over.add(names.letter(axis.name()));
        }
      }
    }
    String flow = flow(transition, shifted);
    return over.isEmpty() ? flow : "\\sum_{" + String.join(", ", over) + "} " + flow;
  }
}
