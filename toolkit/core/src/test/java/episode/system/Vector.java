package episode.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A recorded case of op_system 0.2.0 and what it says in the words of {@link SystemBuilder}: {@code
 * apply_along(body, age=a)} is {@code sum(a in age, body)}, {@code sum_state()} is the sum of the
 * states' names.
 */
record Vector(Map<String, Object> json) {

  static Vector read(String name) {
    try (InputStream in = Vector.class.getResourceAsStream("/op_system/" + name + ".json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Vector(map(Json.parse(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OpSystem system() {
    Map<String, Object> spec = map(json.get("spec"));
    SystemBuilder builder = OpSystem.named((String) json.get("name")).time("none");
    for (Object entry : list(spec.getOrDefault("axes", List.of()))) {
      List<?> elements = list(map(entry).get("coords"));
      builder.axis((String) map(entry).get("name"), elements.toArray(new String[0]));
    }
    for (Object state : list(spec.get("state"))) {
      builder.state((String) state);
    }
    parameters(builder);
    map(spec.getOrDefault("aliases", Map.of()))
        .forEach((target, formula) -> builder.alias(target, formula(formula)));
    map(spec.getOrDefault("equations", Map.of()))
        .forEach((target, formula) -> builder.equation(target, formula(formula)));
    for (Object entry : list(spec.getOrDefault("transitions", List.of()))) {
      Map<String, Object> transition = map(entry);
      builder.transition(
          side(transition.get("from")) + " -> " + side(transition.get("to")),
          formula(transition.get("rate")));
    }
    return builder.build();
  }

  private static String side(Object state) {
    return state == null ? "0" : (String) state;
  }

  void parameters(SystemBuilder builder) {
    List<Object> shaped = list(json.getOrDefault("shaped_params", List.of()));
    for (String name : map(json.get("params")).keySet()) {
      String axes = "";
      for (Object entry : shaped) {
        if (list(entry).get(0).equals(name)) {
          axes = list(list(entry).get(1)).toString();
        }
      }
      builder.parameter(name + axes);
    }
  }

  private String formula(Object written) {
    String text = (String) written;
    List<String> bases = new ArrayList<>();
    for (Object state : list(map(json.get("spec")).get("state"))) {
      bases.add(((String) state).replaceAll("\\[.*", ""));
    }
    text = text.replace("sum_state()", "(" + String.join(" + ", bases) + ")");
    int call = text.lastIndexOf("apply_along(");
    while (call >= 0) {
      text = text.substring(0, call) + reduction(text, call);
      call = text.lastIndexOf("apply_along(");
    }
    return text;
  }

  private static String reduction(String text, int call) {
    int start = call + "apply_along(".length();
    int depth = 0;
    int bodyEnd = -1;
    int at = start;
    for (; depth > 0 || text.charAt(at) != ')'; at++) {
      char c = text.charAt(at);
      depth += "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth == 0 && bodyEnd < 0) {
        bodyEnd = at;
      }
    }
    String binders = text.substring(bodyEnd + 1, at).replaceAll("(\\w+)=(\\w+)", "$2 in $1");
    String body = text.substring(start, bodyEnd);
    return "sum(" + binders.strip() + ", " + body + ")" + text.substring(at + 1);
  }

  /** Returns the recorded points: the main one and the further ones. */
  List<Map<String, Object>> points() {
    List<Map<String, Object>> points = new ArrayList<>();
    points.add(json);
    for (Object point : list(json.getOrDefault("more_points", List.of()))) {
      points.add(map(point));
    }
    return points;
  }

  static double[] doubles(Object array) {
    return list(array).stream().mapToDouble(x -> (Double) x).toArray();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}
