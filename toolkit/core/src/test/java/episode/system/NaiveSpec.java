package episode.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A spec in op_system's format, evaluated cell by cell over doubles: what its documentation says,
 * word for word and without any cleverness, so that it can judge the library.
 */
final class NaiveSpec {
  final Map<String, NaiveAxis> axes = new LinkedHashMap<>();
  final Map<String, List<String>> templates = new LinkedHashMap<>();
  final Map<String, List<String>> aliasAxes = new LinkedHashMap<>();
  final Map<String, NaiveTree> aliases = new LinkedHashMap<>();
  final Map<String, Map<String, String>> aliasPins = new LinkedHashMap<>();
  final List<String> cells = new ArrayList<>();
  final String timeAxis;
  private final Map<String, Object> spec;
  private final List<Map<String, Object>> transitions = new ArrayList<>();
  private final Map<String, String> equations = new LinkedHashMap<>();

  NaiveSpec(Map<String, Object> spec) {
    this.spec = spec;
    timeAxis = spec.getOrDefault("time_axis", "time").toString();
    for (Object axis : list("axes")) {
      NaiveAxis read = NaiveAxis.of(Vector.map(axis));
      axes.put(read.name(), read);
    }
    list("state").forEach(state -> state(state.toString()));
    map("aliases").forEach(this::alias);
    map("equations").forEach((key, value) -> equations.put(key.replaceAll("\\s", ""), text(value)));
    list("transitions").forEach(one -> transition(Vector.map(one)));
    for (Object chain : list("chain")) {
      chain(Vector.map(chain));
    }
  }

  private List<Object> list(String key) {
    return spec.get(key) == null ? List.of() : Vector.list(spec.get(key));
  }

  private Map<String, Object> map(String key) {
    return spec.get(key) == null ? Map.of() : Vector.map(spec.get(key));
  }

  private static String text(Object formula) {
    return formula.toString();
  }

  private void state(String declared) {
    String name = declared.replaceAll("\\[.*", "").strip();
    List<String> places = places(declared);
    List<String> names = new ArrayList<>();
    places.forEach(place -> names.add(place.replaceAll("=.*", "")));
    templates.putIfAbsent(name, names);
    for (Map<String, String> at : combinations(wild(places), pins(places))) {
      String cell = cell(name, names, at);
      if (!cells.contains(cell)) {
        cells.add(cell);
      }
    }
  }

  private void alias(String key, Object formula) {
    String name = key.replaceAll("\\[.*", "").strip();
    Map<String, String> pins = pins(places(key));
    List<String> axesOf = places(key).stream().map(place -> place.replaceAll("=.*", "")).toList();
    name = pins.isEmpty() ? name : cell(name, axesOf, pins);
    aliasPins.put(name, pins);
    aliasAxes.put(name, pins.isEmpty() ? axesOf : List.of());
    aliases.put(name, NaiveTree.of(text(formula)));
  }

  private void transition(Map<String, Object> transition) {
    if (!transition.containsKey("coord_shift")) {
      transitions.add(transition);
      return;
    }
    Map.Entry<String, Object> shift =
        Vector.map(transition.get("coord_shift")).entrySet().iterator().next();
    String[] ends = shift.getValue().toString().split("->");
    for (Object state : Vector.list(transition.get("apply_to"))) {
      String name = state.toString().replaceAll("\\[.*", "");
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("from", shifted(name, shift.getKey(), ends[0].strip()));
      one.put("to", shifted(name, shift.getKey(), ends[1].strip()));
      one.put("rate", transition.get("rate"));
      transitions.add(one);
    }
  }

  private String shifted(String name, String axis, String element) {
    List<String> places = new ArrayList<>();
    for (String one : templates.get(name)) {
      places.add(one.equals(axis) ? axis + "=" + element : one);
    }
    return name + "[" + String.join(",", places) + "]";
  }

  private void chain(Map<String, Object> chain) {
    String name = chain.get("name").toString();
    String base = name.replaceAll("\\[.*", "").strip();
    String rest = name.substring(name.indexOf('[') < 0 ? name.length() : name.indexOf('['));
    int length = ((Double) chain.get("length")).intValue();
    List<String> stages = new ArrayList<>();
    List<String> rates = new ArrayList<>();
    for (int i = 1; i <= length; i++) {
      stages.add((base + i + rest).replaceAll("\\s", ""));
      state(base + i + rest);
      Object forward = chain.get("forward");
      Object rate =
          forward instanceof List<?> each ? each.get(Math.min(i, length - 1) - 1) : forward;
      rates.add(text(rate));
    }
    Map<String, Object> exit =
        chain.get("exit") == null ? new LinkedHashMap<>() : Vector.map(chain.get("exit"));
    Object to = chain.get("exit") == null ? chain.get("to") : exit.get("to");
    if (exit.get("rate") != null) {
      rates.set(length - 1, text(exit.get("rate")));
    }
    if (isTransitions()) {
      if (chain.get("entry") != null) {
        Map<String, Object> entry = Vector.map(chain.get("entry"));
        flow(entry.get("from"), stages.get(0), text(entry.get("rate")));
      }
      for (int i = 1; i < length; i++) {
        flow(stages.get(i - 1), stages.get(i), rates.get(i - 1));
      }
      if (to != null || exit.containsKey("to")) {
        flow(stages.get(length - 1), to, rates.get(length - 1));
      }
      return;
    }
    for (int i = 0; i < length; i++) {
      String loss = "-(" + rates.get(i) + ")*" + stages.get(i);
      String gain = i == 0 ? "" : "(" + rates.get(i - 1) + ")*" + stages.get(i - 1);
      equations.putIfAbsent(stages.get(i), gain + loss);
    }
    if (to != null) {
      equations.putIfAbsent(
          to.toString().replaceAll("\\s", ""),
          "(" + rates.get(length - 1) + ")*" + stages.get(length - 1));
    }
  }

  private void flow(Object from, Object to, String rate) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("from", from);
    one.put("to", to);
    one.put("rate", rate);
    transitions.add(one);
  }

  boolean isTransitions() {
    return spec.getOrDefault("kind", "expr").toString().strip().equalsIgnoreCase("transitions");
  }

  /** Returns what stands between brackets, part by part, without spaces. */
  private static List<String> places(String text) {
    int open = text.indexOf('[');
    return open < 0
        ? List.of()
        : List.of(text.substring(open + 1, text.lastIndexOf(']')).replaceAll("\\s", "").split(","));
  }

  private static List<String> wild(List<String> places) {
    return places.stream().filter(place -> !place.contains("=")).toList();
  }

  private static Map<String, String> pins(List<String> places) {
    Map<String, String> pins = new LinkedHashMap<>();
    for (String place : places) {
      if (place.contains("=")) {
        pins.put(place.split("=")[0], place.split("=")[1]);
      }
    }
    return pins;
  }

  /** Returns every assignment of elements to some axes, the first axis slowest. */
  List<Map<String, String>> combinations(List<String> names, Map<String, String> pins) {
    List<Map<String, String>> all = new ArrayList<>(List.of(pins));
    for (String axis : names) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> start : all) {
        for (String label : axes.get(axis).labels()) {
          Map<String, String> one = new LinkedHashMap<>(start);
          one.put(axis, label);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }

  static String cell(String name, List<String> axes, Map<String, String> at) {
    StringBuilder cell = new StringBuilder(name);
    for (String axis : axes) {
      cell.append("__").append(axis).append('_');
      cell.append(at.get(axis).replaceAll("[^A-Za-z0-9_]", "_"));
    }
    return cell.toString();
  }

  /** Returns the derivative of every cell. */
  double[] rhs(double t, double[] y, Map<String, Object> params) {
    NaiveCell cell = new NaiveCell(this, t, y, params);
    double[] rhs = new double[cells.size()];
    if (isTransitions()) {
      transitions.forEach(transition -> flow(transition, cell, rhs));
      return rhs;
    }
    boolean[] own = new boolean[rhs.length];
    for (boolean single : new boolean[] {true, false}) {
      equations.forEach(
          (key, formula) -> {
            boolean one = wild(places(key)).isEmpty();
            if (one == single) {
              equation(key, NaiveTree.of(formula), cell, rhs, own);
            }
          });
    }
    return rhs;
  }

  private void equation(
      String key, NaiveTree formula, NaiveCell cell, double[] rhs, boolean[] own) {
    String name = key.replaceAll("\\[.*", "");
    List<String> places = places(key);
    List<String> names = places.stream().map(place -> place.replaceAll("=.*", "")).toList();
    for (Map<String, String> at : combinations(wild(places), pins(places))) {
      int row = cells.indexOf(cell(name, names, at));
      if (!own[row]) {
        own[row] = true;
        rhs[row] = cell.value(formula, at);
      }
    }
  }

  private void flow(Map<String, Object> transition, NaiveCell cell, double[] rhs) {
    String from = transition.get("from") == null ? "" : transition.get("from").toString();
    String to = transition.get("to") == null ? "" : transition.get("to").toString();
    NaiveTree rate = NaiveTree.of(text(transition.get("rate")));
    Map<String, String> pins = pins(places(to));
    wild(places(from)).forEach(pins::remove);
    pins.putAll(pins(places(from)));
    List<String> running = new ArrayList<>(wild(places(from)));
    wild(places(to)).stream().filter(axis -> !running.contains(axis)).forEach(running::add);
    running.forEach(pins::remove);
    for (String axis : cell.free(rate)) {
      if (!running.contains(axis) && !pins.containsKey(axis)) {
        running.add(axis);
      }
    }
    for (Map<String, String> at : combinations(running, pins)) {
      double flow = cell.value(rate, at);
      if (!from.isEmpty()) {
        int row = end(from, at);
        flow *= cell.y(row);
        rhs[row] -= flow;
      }
      if (!to.isEmpty()) {
        rhs[end(to, at)] += flow;
      }
    }
  }

  private int end(String side, Map<String, String> at) {
    List<String> places = places(side);
    Map<String, String> own = new LinkedHashMap<>(at);
    own.putAll(pins(places));
    List<String> names = places.stream().map(place -> place.replaceAll("=.*", "")).toList();
    return cells.indexOf(cell(side.replaceAll("\\[.*", "").strip(), names, own));
  }
}
