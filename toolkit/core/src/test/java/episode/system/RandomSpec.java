package episode.system;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A spec in op_system's format made at random, and a point to evaluate it at. */
final class RandomSpec {
  private final Random random;
  private final Map<String, Object> axes = new LinkedHashMap<>();
  private final Map<String, List<String>> states = new LinkedHashMap<>();
  private final Map<String, List<String>> aliases = new LinkedHashMap<>();
  private final Map<String, List<String>> parameters = new TreeMap<>();
  private int indices;

  RandomSpec(long seed) {
    random = new Random(seed);
    axis("age", "categorical", List.of("0-4", "18+", "old"));
    axis("dose", "ordinal", List.of("none", "one", "two"));
    axis("x", "continuous", List.of(-1.0, 0.5, 2.0, 4.0));
    axis("time", "continuous", List.of(0.0, 1.0, 3.0));
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      states.put("S" + i, some(List.of("age", "dose", "x")));
    }
  }

  private void axis(String name, String type, List<?> coords) {
    int fewest = type.equals("continuous") ? 2 : 1;
    int size = fewest + random.nextInt(coords.size() - fewest + 1);
    Map<String, Object> axis = new LinkedHashMap<>();
    axis.put("name", name);
    axis.put("type", type);
    axis.put("coords", List.copyOf(coords.subList(0, size)));
    axes.put(name, axis);
  }

  private List<String> some(List<String> of) {
    List<String> some = new ArrayList<>(of);
    Collections.shuffle(some, random);
    return List.copyOf(some.subList(0, random.nextInt(Math.min(some.size(), 2) + 1)));
  }

  /** Returns a spec of equations. */
  Map<String, Object> equations() {
    Map<String, Object> spec = start("expr");
    Map<String, Object> equations = new LinkedHashMap<>();
    states.forEach((name, own) -> equations.put(declared(name, own), formula(4, own, List.of())));
    spec.put("equations", equations);
    return spec;
  }

  /** Returns a spec of transitions. */
  Map<String, Object> transitions() {
    Map<String, Object> spec = start("transitions");
    List<Object> transitions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<String> running = new ArrayList<>();
      Object from = random.nextInt(5) == 0 ? null : end(running);
      Object to = from != null && random.nextInt(5) == 0 ? null : end(running);
      if (random.nextInt(4) == 0) {
        some(List.of("age", "dose")).stream()
            .filter(a -> !running.contains(a))
            .forEach(running::add);
      }
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("from", from);
      one.put("to", to);
      one.put("rate", formula(3, running, List.of()));
      transitions.add(one);
    }
    spec.put("transitions", transitions);
    return spec;
  }

  private String end(List<String> running) {
    List<String> names = new ArrayList<>(states.keySet());
    String name = names.get(random.nextInt(names.size()));
    List<String> places = new ArrayList<>();
    for (String axis : states.get(name)) {
      boolean pinned = random.nextInt(3) == 0;
      places.add(pinned ? axis + "=" + element(axis) : axis);
      if (!running.contains(axis)) {
        running.add(axis);
      }
    }
    return declared(name, places);
  }

  private Object element(String axis) {
    List<Object> coords = Vector.list(Vector.map(axes.get(axis)).get("coords"));
    return coords.get(random.nextInt(coords.size()));
  }

  private Map<String, Object> start(String kind) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("kind", kind);
    spec.put("axes", List.copyOf(axes.values()));
    List<Object> declared = new ArrayList<>();
    states.forEach((name, own) -> declared.add(declared(name, own)));
    spec.put("state", declared);
    Map<String, Object> written = new LinkedHashMap<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      List<String> own = some(List.of("age", "dose", "x"));
      written.put(declared("A" + i, own), formula(3, own, List.of()));
      aliases.put("A" + i, own);
    }
    spec.put("aliases", written);
    return spec;
  }

  private static String declared(String name, List<String> places) {
    return places.isEmpty() ? name : name + "[" + String.join(",", places) + "]";
  }

  /** An index of a reduction: its axis and its name. */
  private record Bound(String axis, String name) {}

  private String formula(int depth, List<String> free, List<Bound> bound) {
    String a = depth == 0 ? "" : "(" + value(depth, free, bound) + ")";
    String b = depth == 0 ? "" : "(" + value(depth, free, bound) + ")";
    return switch (depth == 0 ? 0 : random.nextInt(9)) {
      case 0, 1 -> leaf(free, bound);
      case 2 -> a + " + " + b;
      case 3 -> a + " - " + b;
      case 4 -> a + "*" + b;
      case 5 -> a + "/(2 + np.abs" + b + ")";
      case 6 -> "(" + a + " if " + b + " > 1.3 else " + leaf(free, bound) + ")";
      case 7 -> "np.exp(-np.abs" + a + ")";
      default -> "-" + a + "**2";
    };
  }

  private String value(int depth, List<String> free, List<Bound> bound) {
    return random.nextInt(3) > 0 ? formula(depth - 1, free, bound) : reduction(depth, free, bound);
  }

  private String reduction(int depth, List<String> free, List<Bound> bound) {
    List<String> over = List.of(List.of("age", "dose", "x").get(random.nextInt(3)));
    if (!over.contains("x") && random.nextInt(3) == 0) {
      over = List.of("dose", "age");
    }
    List<Bound> inner = new ArrayList<>(bound);
    StringBuilder bindings = new StringBuilder();
    for (String axis : over) {
      Bound index = new Bound(axis, "i" + indices++);
      inner.add(index);
      bindings.append(", ").append(axis).append('=').append(index.name()).append(filter(axis));
    }
    return "apply_along(" + formula(depth - 1, free, inner) + bindings + ")";
  }

  private String filter(String axis) {
    if (random.nextInt(3) > 0) {
      return "";
    }
    List<Object> coords = Vector.list(Vector.map(axes.get(axis)).get("coords"));
    Object last = coords.get(coords.size() - 1);
    boolean quoted = last instanceof String;
    String first = quoted ? "'" + coords.get(0) + "'" : coords.get(0).toString();
    return " in [" + first + ", " + (quoted ? "'" + last + "'" : last.toString()) + "]";
  }

  private String leaf(List<String> free, List<Bound> bound) {
    switch (random.nextInt(6)) {
      case 0 -> {
        return random.nextBoolean() ? "0.75" : "t";
      }
      case 1 -> {
        return random.nextInt(3) == 0 ? "sum_prefix('S0')" : "sum_state()";
      }
      case 2, 3 -> {
        return element(random.nextInt(4) == 0 ? aliases : states, free, bound);
      }
      default -> {
        return parameter(free, bound);
      }
    }
  }

  /** Returns a state or alias that varies over nothing that has no meaning here. */
  private String element(Map<String, List<String>> of, List<String> free, List<Bound> bound) {
    for (Map.Entry<String, List<String>> one : of.entrySet()) {
      List<String> places = new ArrayList<>();
      one.getValue().forEach(axis -> places.addAll(place(axis, free, bound)));
      if (places.size() == one.getValue().size() && random.nextBoolean()) {
        return declared(one.getKey(), places);
      }
    }
    return "k";
  }

  private List<String> place(String axis, List<String> free, List<Bound> bound) {
    List<String> ways = new ArrayList<>();
    bound.stream().filter(b -> b.axis().equals(axis)).forEach(b -> ways.add(axis + ":" + b.name()));
    if (!ways.isEmpty() || free.contains(axis)) {
      ways.add(axis);
    }
    return ways.isEmpty() ? List.of() : List.of(ways.get(random.nextInt(ways.size())));
  }

  private String parameter(List<String> free, List<Bound> bound) {
    List<String> axesOf = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (String axis : some(List.of("age", "dose", "x", "age", "time"))) {
      List<String> place = axis.equals("time") ? List.of(axis) : place(axis, free, bound);
      boolean twice = axesOf.contains(axis) && !(free.contains(axis) && places.contains(axis));
      if (!place.isEmpty() && !twice) {
        axesOf.add(axis);
        places.addAll(place);
      }
    }
    String name = "p" + String.join("", axesOf).replace("time", "t");
    parameters.put(name, axesOf);
    return declared(name, places);
  }

  /** Returns a value for each parameter of a system. */
  Map<String, Object> params(OpSystem system) {
    Map<String, Object> params = new LinkedHashMap<>();
    for (Template parameter : system.parameters()) {
      params.put(parameter.name(), array(parameter, 0));
    }
    return params;
  }

  private Object array(Template parameter, int axis) {
    if (axis == parameter.axes().size()) {
      return 0.5 + random.nextDouble();
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < parameter.axes().get(axis).size(); i++) {
      list.add(array(parameter, axis + 1));
    }
    return list;
  }

  double[] y(OpSystem system) {
    double[] y = new double[system.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = 0.5 + random.nextDouble();
    }
    return y;
  }
}
