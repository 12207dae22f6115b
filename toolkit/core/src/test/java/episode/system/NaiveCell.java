package episode.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The formulas of a naive spec at a time, a state and some parameters: a number for each cell. */
final class NaiveCell {
  private final NaiveSpec spec;
  private final double t;
  private final double[] y;
  private final Map<String, Object> params;

  /**
   * An index that a reduction binds, at one of the elements.
   *
   * @param apart whether the body names it beside the bare axis, or alone
   */
  private record Bound(String axis, String index, String label, boolean apart) {}

  /**
   * Where a formula is evaluated: the elements of the cell, then what reductions bind, inmost
   * first.
   */
  private record Place(Map<String, String> cell, Deque<Bound> bound) {}

  NaiveCell(NaiveSpec spec, double t, double[] y, Map<String, Object> params) {
    this.spec = spec;
    this.t = t;
    this.y = y;
    this.params = params;
  }

  double y(int row) {
    return y[row];
  }

  double value(NaiveTree formula, Map<String, String> cell) {
    return value(formula, new Place(cell, new ArrayDeque<>()));
  }

  private double value(NaiveTree tree, Place at) {
    return switch (tree.kind()) {
      case "number" -> number(tree.text());
      case "name" -> name(tree.text(), at);
      case "index" -> index(tree, at);
      case "call" -> call(tree, at);
      case "neg" -> -part(tree, 0, at);
      case "not" -> part(tree, 0, at) == 0 ? 1 : 0;
      case "and" -> part(tree, 0, at) == 0 ? 0 : part(tree, 1, at);
      case "or" -> part(tree, 0, at) != 0 ? part(tree, 0, at) : part(tree, 1, at);
      case "if" -> part(tree, 0, at) != 0 ? part(tree, 1, at) : part(tree, 2, at);
      default -> operator(tree.kind(), part(tree, 0, at), part(tree, 1, at));
    };
  }

  private double part(NaiveTree tree, int i, Place at) {
    return value(tree.parts().get(i), at);
  }

  private static double number(String text) {
    if (text.matches("0[xXoObB].*")) {
      int radix =
          "xX".indexOf(text.charAt(1)) >= 0 ? 16 : "oO".indexOf(text.charAt(1)) >= 0 ? 8 : 2;
      return Long.parseLong(text.substring(2), radix);
    }
    return Double.parseDouble(text.replace("_", ""));
  }

  private static double operator(String operator, double a, double b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "%" -> a - b * Math.floor(a / b);
      case "**" -> Math.pow(a, b);
      case "<" -> a < b ? 1 : 0;
      case "<=" -> a <= b ? 1 : 0;
      case ">" -> a > b ? 1 : 0;
      case ">=" -> a >= b ? 1 : 0;
      case "==" -> a == b ? 1 : 0;
      case "!=" -> a != b ? 1 : 0;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private double name(String name, Place at) {
    if (spec.aliases.containsKey(name)) {
      return value(spec.aliases.get(name), spec.aliasPins.get(name));
    }
    if (name.equals("t") || name.equals("True") || name.equals("False")) {
      return name.equals("t") ? t : name.equals("True") ? 1 : 0;
    }
    int row = spec.cells.indexOf(name);
    if (row >= 0) {
      return y[row];
    }
    for (Map.Entry<String, NaiveTree> alias : spec.aliases.entrySet()) {
      List<String> axes = spec.aliasAxes.get(alias.getKey());
      for (Map<String, String> cell : spec.combinations(axes, Map.of())) {
        if (NaiveSpec.cell(alias.getKey(), axes, cell).equals(name)) {
          return value(alias.getValue(), cell);
        }
      }
    }
    if (!params.containsKey(name) && (name.equals("pi") || name.equals("e"))) {
      return name.equals("e") ? Math.E : Math.PI;
    }
    return (Double) params.get(name);
  }

  private double index(NaiveTree tree, Place at) {
    List<String> axes = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<String> declared = declared(tree.text());
    for (int i = 0; i < tree.parts().size(); i++) {
      NaiveTree place = tree.parts().get(i);
      Bound bound = bound(place, at);
      String word = place.parts().get(0).text();
      if (place.text().startsWith("=")) {
        axes.add(spec.axes.containsKey(word) ? word : declared.get(i));
        labels.add(place.text().substring(1));
      } else if (bound != null) {
        axes.add(bound.axis());
        labels.add(bound.label());
      } else {
        axes.add(word);
        labels.add(bare(tree, word, at));
      }
    }
    return element(tree.text(), axes, labels);
  }

  private List<String> declared(String name) {
    return spec.aliasAxes.getOrDefault(name, spec.templates.getOrDefault(name, List.of()));
  }

  /** Returns the index that a subscript names; null for an axis or an element. */
  private Bound bound(NaiveTree place, Place at) {
    String word = place.parts().get(0).text();
    boolean explicit = place.text().startsWith(":");
    if (place.text().startsWith("=") || !explicit && spec.axes.containsKey(word)) {
      return null;
    }
    String index = explicit ? place.text().substring(1) : word;
    for (Bound one : at.bound()) {
      if (one.index().equals(index) && (!explicit || one.axis().equals(word))) {
        return one;
      }
    }
    throw new IllegalArgumentException("no index " + index);
  }

  /** Returns the element that the bare name of an axis means in a subscript. */
  private String bare(NaiveTree tree, String axis, Place at) {
    boolean twice = false;
    for (NaiveTree place : tree.parts()) {
      Bound other = bound(place, at);
      twice |= other != null && other.axis().equals(axis);
    }
    for (Bound one : at.bound()) {
      if (one.axis().equals(axis) && !(twice && one.apart())) {
        return one.label();
      }
    }
    return at.cell().getOrDefault(axis, "");
  }

  private double element(String name, List<String> axes, List<String> labels) {
    Map<String, String> cell = new LinkedHashMap<>();
    for (int i = 0; i < axes.size(); i++) {
      cell.put(axes.get(i), labels.get(i));
    }
    if (spec.aliases.containsKey(name)) {
      return value(spec.aliases.get(name), cell);
    }
    String alone = NaiveSpec.cell(name, axes, cell);
    if (spec.aliases.containsKey(alone)) {
      return value(spec.aliases.get(alone), cell);
    }
    if (spec.templates.containsKey(name)) {
      return y[spec.cells.indexOf(NaiveSpec.cell(name, spec.templates.get(name), cell))];
    }
    return array(params.get(name), axes, labels, 0);
  }

  /** Returns an element of an array, interpolated along the time axis and constant outside. */
  private double array(Object array, List<String> axes, List<String> labels, int i) {
    if (i == axes.size()) {
      return (Double) array;
    }
    NaiveAxis axis = spec.axes.get(axes.get(i));
    List<Object> parts = Vector.list(array);
    if (!axis.name().equals(spec.timeAxis) || !axis.isContinuous()) {
      return array(parts.get(axis.place(labels.get(i))), axes, labels, i + 1);
    }
    double[] times = axis.points();
    int next = 1;
    while (next < times.length - 1 && times[next] <= t) {
      next++;
    }
    double share = (t - times[next - 1]) / (times[next] - times[next - 1]);
    share = Math.max(0, Math.min(1, share));
    double before = array(parts.get(next - 1), axes, labels, i + 1);
    return before + share * (array(parts.get(next), axes, labels, i + 1) - before);
  }

  private double call(NaiveTree tree, Place at) {
    switch (tree.text()) {
      case "sum_state" -> {
        return prefix("");
      }
      case "sum_prefix" -> {
        return prefix(tree.parts().get(0).text());
      }
      case "apply_along", "sum_over", "integrate_over" -> {
        return along(tree, 1, at);
      }
      default -> {
        List<Double> x = tree.parts().stream().map(part -> value(part, at)).toList();
        return NaiveFunctions.of(tree.text().replace("np.", ""), x);
      }
    }
  }

  private double prefix(String prefix) {
    double sum = 0;
    for (int row = 0; row < y.length; row++) {
      sum += spec.cells.get(row).startsWith(prefix) ? y[row] : 0;
    }
    return sum;
  }

  private double along(NaiveTree tree, int from, Place at) {
    if (from == tree.parts().size()) {
      return part(tree, 0, at);
    }
    NaiveTree binding = tree.parts().get(from);
    if (binding.text().equals("kernel")) {
      return along(tree, from + 1, at);
    }
    NaiveAxis axis = spec.axes.get(binding.text());
    List<Integer> places = axis.places(binding.parts().size() < 2 ? null : binding.parts().get(1));
    double[] weights = axis.weights(places);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      Deque<Bound> bound = new ArrayDeque<>(at.bound());
      String index = binding.parts().get(0).text();
      boolean apart = apart(tree.parts().get(0), axis.name(), index);
      bound.push(new Bound(axis.name(), index, axis.labels().get(places.get(i)), apart));
      sum += weights[i] * along(tree, from + 1, new Place(at.cell(), bound));
    }
    return sum;
  }

  /** Returns the axes whose bare names a rate uses where no reduction binds them. */
  Set<String> free(NaiveTree rate) {
    Set<String> free = new LinkedHashSet<>();
    free(rate, List.of(), free);
    return free;
  }

  private static boolean apart(NaiveTree tree, String axis, String index) {
    if (tree.kind().equals("index")) {
      List<String> places = new ArrayList<>();
      tree.parts().forEach(place -> places.add(place.parts().get(0).text() + place.text()));
      return places.contains(index) || places.contains(axis) && places.contains(axis + ":" + index);
    }
    boolean rebinds =
        tree.parts().stream()
            .anyMatch(
                part -> part.kind().equals("keyword") && part.parts().get(0).text().equals(index));
    return !rebinds && tree.parts().stream().anyMatch(part -> apart(part, axis, index));
  }

  /** Collects the free axes; of what is bound only those that are not named apart matter twice. */
  private void free(NaiveTree tree, List<Bound> bound, Set<String> free) {
    List<Bound> inner = new ArrayList<>(bound);
    if (tree.kind().equals("call")) {
      for (NaiveTree part : tree.parts()) {
        if (part.kind().equals("keyword")) {
          String index = part.parts().get(0).text();
          boolean apart = apart(tree.parts().get(0), part.text(), index);
          inner.add(new Bound(part.text(), index, "", apart));
        }
      }
    }
    if (!tree.kind().equals("index")) {
      tree.parts().forEach(part -> free(part, inner, free));
      return;
    }
    List<String> places = new ArrayList<>();
    tree.parts().forEach(place -> places.add(place.parts().get(0).text() + place.text()));
    for (String word : places) {
      List<Bound> same = inner.stream().filter(one -> one.axis().equals(word)).toList();
      boolean twice =
          same.stream()
              .anyMatch(
                  one -> places.contains(word + ":" + one.index()) || places.contains(one.index()));
      boolean taken = same.stream().anyMatch(one -> !(twice && one.apart()));
      boolean axis = spec.axes.containsKey(word);
      boolean time = axis && word.equals(spec.timeAxis) && spec.axes.get(word).isContinuous();
      if (axis && !time && !taken) {
        free.add(word);
      }
    }
  }
}
