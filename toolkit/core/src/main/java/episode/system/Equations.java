package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a system as equations in LaTeX: one line for a state, however many cells it has. */
final class Equations {
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
      lines.add(quantity + " &= " + written(alias.formula(), indices));
    }
    for (Definition initial : system.initialValues()) {
      Cells target = initial.target();
      Map<String, String> indices = indices(target);
      String name =
          names.indexed(target.template().name(), names.places(target.template().name(), indices));
      lines.add(name + "(0) &= " + written(initial.formula(), indices));
    }
    for (Definition output : system.outputs()) {
      lines.add(
          quantity(output.target().template())
              + " &= "
              + written(output.formula(), indices(output.target())));
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

  private String written(Formula formula, Map<String, String> indices) {
    return DeepStack.call(
        formula.levels(), () -> new LatexFormula(names, indices).of(formula.expr()));
  }

  private String ranges() {
    List<String> used = new ArrayList<>();
    for (NamedAxis axis : system.axes()) {
      List<String> elements = new ArrayList<>();
      int shown = Math.min(axis.size(), 6);
      axis.elements().subList(0, shown).forEach(element -> elements.add(LatexNames.text(element)));
      if (shown < axis.size()) {
        elements.set(shown - 1, "\\dots");
        elements.add(LatexNames.text(axis.elements().get(axis.size() - 1)));
      }
      String letter = names.letter(axis.name());
      String set = "\\{" + String.join(", ", elements) + "\\}";
      String name = LatexNames.name(axis.name());
      used.add(letter.equals(name) ? name + " = " + set : letter + " \\in " + name + " = " + set);
    }
    return used.isEmpty() ? "" : "&" + String.join(",\\quad ", used);
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
    StringBuilder text = new StringBuilder();
    for (Transition transition : system.transitions()) {
      boolean from = transition.from().filter(c -> c.template().equals(state)).isPresent();
      boolean to = transition.to().filter(c -> c.template().equals(state)).isPresent();
      if (from) {
        String where = bracket(transition.from().orElseThrow(), transition.shifted(), 1);
        append(text, "-", where + flow(transition, Map.of()));
      }
      if (to) {
        String where = bracket(transition.to().orElseThrow(), transition.shifted(), -1);
        append(text, "+", where + gain(transition));
      }
    }
    for (Definition equation : system.equations()) {
      if (equation.target().template().equals(state)) {
        String value = written(equation.formula(), indices(equation.target()));
        append(text, "+", bracket(equation.target(), Map.of(), 0) + value);
      }
    }
    for (Definition added : system.contributions()) {
      if (added.target().template().equals(state)) {
        String value = written(added.formula(), indices(added.target()));
        boolean minus = value.startsWith("-");
        append(text, minus ? "-" : "+", minus ? value.substring(1) : value);
      }
    }
    String sum = text.length() == 0 ? "0" : text.toString();
    return "\\frac{d" + quantity(state) + "}{dt} &= " + sum;
  }

  private static void append(StringBuilder text, String sign, String term) {
    boolean first = text.length() == 0;
    text.append(first ? "" : " ").append(first && sign.equals("+") ? "" : sign);
    text.append(first ? "" : " ").append(term);
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

  /** Returns what a flow brings to its destination: summed over what only the source has. */
  private String gain(Transition transition) {
    List<String> over = new ArrayList<>();
    if (transition.from().isPresent()) {
      List<NamedAxis> kept = transition.to().orElseThrow().running();
      for (NamedAxis axis : transition.from().get().running()) {
        if (!kept.contains(axis)) {
          over.add(names.letter(axis.name()));
        }
      }
    }
    String flow = flow(transition, transition.shifted());
    return over.isEmpty() ? flow : "\\sum_{" + String.join(", ", over) + "} " + flow;
  }
}
