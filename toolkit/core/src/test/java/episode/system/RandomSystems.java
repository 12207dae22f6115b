package episode.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Random systems over everything that the fluent language has: axes of every kind, states and
 * parameters over some of them, aliases, transitions from, to and within cells, equations, initial
 * values and outputs, and formulas of every kind. All of them build.
 */
final class RandomSystems {
  private static final List<String> CATEGORICAL = List.of("a", "0-17", "b c", "65+");
  private final Random random;
  private final Map<String, List<String>> elements = new TreeMap<>();
  private final Map<String, String> kinds = new TreeMap<>();

  /** The axes of everything that formulas may use. */
  private final Map<String, List<String>> quantities = new TreeMap<>();

  private final SystemBuilder builder;
  private int indices;

  private RandomSystems(long seed) {
    random = new Random(seed);
    builder = OpSystem.named("random " + seed);
  }

  /** Returns a builder of a random system; the same seed gives the same system. */
  static SystemBuilder builder(long seed) {
    RandomSystems systems = new RandomSystems(seed);
    systems.build();
    return systems.builder;
  }

  private boolean chance(double p) {
    return random.nextDouble() < p;
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void build() {
    axes();
    builder.time(one(List.of("hour", "day", "week", "year", "none")));
    List<String> states = new ArrayList<>();
    for (String name : List.of("S", "I", "R")) {
      states.add(declare(name, some()));
    }
    declare("V", List.of());
    builder.state(states.toArray(new String[0])).state("V");
    parameters();
    if (chance(0.3)) {
      builder.input("q", Curve.LINEAR, new double[] {0, 30}, new double[] {0.1, 2.5});
      quantities.put("q", List.of());
    }
    for (String alias : List.of("N", "lam")) {
      List<String> along = some();
      String formula = formula(3, along, Map.of());
      builder.alias(declare(alias, along), formula);
    }
    if (chance(0.3)) {
      builder.alias("M[age, age:b]", "k * C[age, b] + C[b, age] / w[b]");
    }
    transitions();
    if (chance(0.3)) {
      builder.deaths("k").importation("I", "0.5");
    }
    equations();
    if (quantities.get("R").contains("x") && chance(0.5)) {
      builder.operator("diffusion(R, x, k)").operator("advection(R, x, beta, 'periodic')");
    }
    if (chance(0.5)) {
      List<String> along = quantities.get("S");
      builder.initial(target("S", along), constant(along));
    }
    List<String> along = some();
    builder.output(declared("out", along), formula(2, along, Map.of()));
    boolean inside =
        builder.demography.isEmpty()
            && builder.transitions.stream().noneMatch(one -> one.target().matches(".*\\b0\\b.*"))
            && !builder.transitions.isEmpty();
    if (inside && chance(0.3)) {
      builder.closed();
    }
  }

  private void axes() {
    int count = 2 + random.nextInt(3);
    List<String> names = new ArrayList<>(CATEGORICAL.subList(0, count));
    builder.axis("age", names.toArray(new String[0]));
    axis("age", "categorical", names);
    if (chance(0.5)) {
      builder.axis("dose", AxisPoints.ordinal("none", "one", "two"));
      axis("dose", "ordinal", List.of("none", "one", "two"));
    }
    if (chance(0.5)) {
      builder.axis("x", AxisPoints.points(-1, 0.25, 2));
      axis("x", "continuous", List.of("-1.0", "0.25", "2.0"));
    }
    if (chance(0.4)) {
      builder.axis("time", AxisPoints.grid(0, 10, 3));
    }
  }

  private void axis(String name, String kind, List<String> of) {
    kinds.put(name, kind);
    elements.put(name, of);
  }

  private List<String> some() {
    List<String> some = new ArrayList<>(elements.keySet());
    java.util.Collections.shuffle(some, random);
    return some.subList(0, random.nextInt(some.size() + 1));
  }

  private static String declared(String name, List<String> along) {
    return along.isEmpty() ? name : name + "[" + String.join(", ", along) + "]";
  }

  private String declare(String name, List<String> along) {
    quantities.put(name, List.copyOf(along));
    return declared(name, along);
  }

  private void parameters() {
    builder.parameter(declare("k", List.of()), declare("beta", List.of()), "unused");
    builder.parameter(declare("w", List.of("age")), declare("nu", some()), "C[age, age]");
    if (builder.axes.stream().anyMatch(axis -> axis.name().equals("time"))) {
      builder.parameter("season[time]");
      quantities.put("season", List.of());
    }
    if (chance(0.5)) {
      builder.traits.put("k", new Traits("", 0.3, 0, 5));
      builder.traits.put("unused", new Traits("1/day", Double.NaN, -1, 5));
      builder.traits.put("w", new Traits("", Double.NaN, 0, Double.POSITIVE_INFINITY));
    }
  }

  private void transitions() {
    List<String> states = new ArrayList<>(List.of("S", "I", "R"));
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String name = chance(0.5) ? "" : "flow" + i + ": ";
      String from = one(states);
      List<String> along = quantities.get(from);
      if (chance(0.2)) {
        builder.transition(name + from + " -> 0", formula(2, along, Map.of()));
      } else if (chance(0.2)) {
        builder.transition(name + "0 -> " + cells(from), constant(List.of()));
      } else if (chance(0.3) && !along.isEmpty()) {
        String axis = one(along);
        String next = from + "[" + axis + (chance(0.5) ? "+1]" : "-1]");
        builder.transition(name + from + " -> " + next, formula(2, along, Map.of()));
      } else if (chance(0.5) && !along.isEmpty()) {
        String axis = one(along);
        List<String> of = elements.get(axis);
        String arrow = pinned(from, axis, of.get(0)) + " -> " + pinned(from, axis, of.get(1));
        builder.transition(name + arrow, formula(2, along, Map.of()));
      } else {
        String to = states.stream().filter(s -> !s.equals(from)).findFirst().orElseThrow();
        if (along.containsAll(quantities.get(to))) {
          builder.transition(name + from + " -> " + to, formula(2, along, Map.of()));
        }
      }
    }
  }

  private static String quoted(String element) {
    return "\"" + element + "\"";
  }

  private static String pinned(String state, String axis, String element) {
    return state + "[" + axis + "=" + quoted(element) + "]";
  }

  private String cells(String state) {
    List<String> along = quantities.get(state);
    if (along.isEmpty() || chance(0.5)) {
      return state;
    }
    String axis = one(along);
    return pinned(state, axis, one(elements.get(axis)));
  }

  private String target(String state, List<String> along) {
    return chance(0.5) ? state : declared(state, along);
  }

  private void equations() {
    builder.equation("V", formula(3, List.of(), Map.of()));
    if (builder.transitions.isEmpty() && builder.demography.isEmpty()) {
      for (String state : List.of("S", "I", "R")) {
        if (chance(0.8)) {
          List<String> along = quantities.get(state);
          builder.equation(target(state, along), formula(3, along, Map.of()));
        }
      }
    }
  }

  /** A formula of parameters only. */
  private String constant(List<String> along) {
    String pinned = "w[age=" + quoted(one(elements.get("age"))) + "]";
    return one(List.of("k * " + pinned, "2.5", "beta - k / 3", "sum(w) * 1e-3", "-(k + 1) - 2"))
        + (along.contains("age") && chance(0.5) ? " + w" : "");
  }

  /**
   * Returns a formula.
   *
   * @param along the axes that it may vary over
   * @param bound the axes of the indices of the sums around it
   */
  private String formula(int depth, List<String> along, Map<String, String> bound) {
    if (depth == 0) {
      return atom(along, bound);
    }
    String a = formula(depth - 1, along, bound);
    String b = formula(random.nextInt(depth), along, bound);
    switch (random.nextInt(14)) {
      case 0:
        return a + " + " + b;
      case 1:
        return "(" + a + ") * (" + b + ")";
      case 2:
        return "(" + a + ") / (1 + (" + b + ") ^ 2)";
      case 3:
        return "-(" + a + ") - (" + b + ")";
      case 4:
        return one(List.of("exp", "abs", "sin", "tanh", "erf", "floor")) + "(" + a + ")";
      case 5:
        return one(List.of("max", "min", "hypot", "pow")) + "(" + a + ", " + b + ")";
      case 6:
        return "clip(" + a + ", 0, " + b + ")";
      case 7:
        return "(" + a + " if " + condition(along, bound) + " else " + b + ")";
      case 8:
        return "where(" + condition(along, bound) + ", " + a + ", " + b + ")";
      case 9, 10, 11:
        return reduction(depth, along, bound);
      case 12:
        return one(
            List.of(
                "(" + a + ") % 3 ^ 2",
                "piecewise(t, [20, 40], [" + a + ", k, 2])",
                "linear(t, [0, k, 60], [1, " + b + ", beta])",
                "smooth_step(t, 3, 9, " + a + ", k)"));
      default:
        return one(List.of("sum", "max", "prod")) + "(" + one(List.of("S", "I", "w", "nu")) + ")";
    }
  }

  private String condition(List<String> along, Map<String, String> bound) {
    String a = atom(along, bound);
    String b = atom(along, bound);
    return one(
        List.of(
            a + " < " + b,
            "0 <= " + a + " < 10 and not (" + b + " == 1)",
            a + " != 2 or " + b + " >= t"));
  }

  private String reduction(int depth, List<String> along, Map<String, String> bound) {
    String axis = one(List.copyOf(elements.keySet()));
    String index = "i" + ++indices;
    Map<String, String> inner = new TreeMap<>(bound);
    inner.put(index, axis);
    boolean continuous = kinds.get(axis).equals("continuous");
    String part = "";
    if (kinds.get(axis).equals("categorical") && chance(0.2)) {
      part = "[" + quoted(elements.get(axis).get(1)) + ", " + elements.get(axis).get(0) + "]";
    } else if (!kinds.get(axis).equals("categorical") && chance(0.2)) {
      part = continuous ? "[-1, 0.5]" : "[1, 2]";
    }
    String function = continuous ? "integrate" : one(List.of("sum", "sum", "prod", "max", "min"));
    String body = formula(random.nextInt(depth), along, inner);
    String always = axis.equals("age") ? element(List.of("age"), "w", along, inner, index) : "";
    for (Map.Entry<String, List<String>> one : quantities.entrySet()) {
      if (always.isEmpty() && one.getValue().contains(axis) && fits(one.getValue(), along, inner)) {
        always = element(one.getValue(), one.getKey(), along, inner, index);
      }
    }
    if (always.isEmpty()) {
      return body(depth, along, bound);
    }
    return function + "(" + index + " in " + axis + part + ", " + always + " * (" + body + "))";
  }

  private String body(int depth, List<String> along, Map<String, String> bound) {
    return formula(depth - 1, along, bound);
  }

  private static boolean fits(List<String> of, List<String> along, Map<String, String> bound) {
    return of.stream().allMatch(axis -> along.contains(axis) || bound.containsValue(axis));
  }

  /** A quantity with every index named; the given index is among them. */
  private String element(
      List<String> of, String name, List<String> along, Map<String, String> bound, String index) {
    List<String> places = new ArrayList<>();
    for (String axis : of) {
      List<String> choices = new ArrayList<>();
      bound.forEach((i, over) -> choices.addAll(over.equals(axis) ? List.of(i) : List.of()));
      if (along.contains(axis)) {
        choices.add(axis);
      }
      boolean wanted = axis.equals(bound.get(index));
      String chosen = wanted ? index : one(choices);
      places.add(chance(0.3) && !chosen.equals(axis) ? axis + ":" + chosen : chosen);
    }
    return name + "[" + String.join(", ", places) + "]";
  }

  private String atom(List<String> along, Map<String, String> bound) {
    List<String> names = new ArrayList<>();
    quantities.forEach(
        (name, of) -> names.addAll(along.containsAll(of) ? List.of(name) : List.of()));
    for (Map.Entry<String, List<String>> one : quantities.entrySet()) {
      boolean named = !one.getValue().isEmpty() && chance(0.5);
      if (named && fits(one.getValue(), along, bound)) {
        names.add(element(one.getValue(), one.getKey(), along, bound, ""));
      } else if (named) {
        names.add(pins(one.getKey(), one.getValue()));
      }
    }
    names.addAll(Arrays.asList("t", "0.5", "2", "1e-3", "pi"));
    if (along.contains("x")) {
      names.add("x");
    }
    return one(names);
  }

  private String pins(String name, List<String> of) {
    List<String> places = new ArrayList<>();
    of.forEach(axis -> places.add(axis + "=" + quoted(one(elements.get(axis)))));
    return name + "[" + String.join(", ", places) + "]";
  }
}
