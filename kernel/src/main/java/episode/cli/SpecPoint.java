package episode.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.system.OpSystem;
import episode.system.Template;
import episode.system.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a spec is evaluated, as JSON has it: {@code {"t": 0, "y": [...], "params": {"beta": 0.3}}}.
 *
 * @param t the time, 0 where it is left out
 * @param y the state, in the order of the system's cells
 * @param values the parameters
 */
record SpecPoint(double t, double[] y, Values values) {
  private static final List<String> KEYS = List.of("t", "y", "params");

  /**
   * Returns the point that JSON describes for a system.
   *
   * @throws EpisodeException E6301 where it describes none
   */
  static SpecPoint of(JsonElement json, OpSystem system) {
    JsonObject point = object("The point", json);
    for (String key : point.keySet()) {
      if (!KEYS.contains(key)) {
        throw refuse("The point has a key '" + key + "'", Suggestion.remedy(key, KEYS, "Keys"));
      }
    }
    if (!point.has("y")) {
      throw refuse(
          "The point has no key 'y'", "Write {\"t\": 0, \"y\": [...], \"params\": {...}}.");
    }
    Object t = point.has("t") ? value("t", point.get("t")) : (Object) 0.0;
    Object y = value("y", point.get("y"));
    if (!(t instanceof Double) || !(y instanceof List<?>)) {
      throw refuse("'t' is not a number, or 'y' is not a list", "Write \"t\": 0, \"y\": [10, 1].");
    }
    Map<String, Object> params = new LinkedHashMap<>();
    if (point.has("params")) {
      JsonObject given = object("'params'", point.get("params"));
      given.entrySet().forEach(e -> params.put(e.getKey(), value(e.getKey(), e.getValue())));
    }
    for (Template state : system.states()) {
      if (params.containsKey(state.name())) {
        throw refuse("'" + state.name() + "' is a state", "Its value stands in y.");
      }
    }
    List<?> cells = (List<?>) y;
    double[] flat = new double[cells.size()];
    for (int i = 0; i < flat.length; i++) {
      if (!(cells.get(i) instanceof Double cell)) {
        throw refuse("y[" + i + "] is not a number", "The state is a flat list of numbers.");
      }
      flat[i] = cell;
    }
    return new SpecPoint((Double) t, flat, Values.of(params));
  }

  /** Returns a JSON object; a problem names what is none. */
  static JsonObject object(String what, JsonElement json) {
    if (json == null || !json.isJsonObject()) {
      throw refuse(what + " is not a JSON object", "Write {…}.");
    }
    return json.getAsJsonObject();
  }

  private static Object value(String name, JsonElement json) {
    if (json.isJsonArray()) {
      List<Object> list = new ArrayList<>();
      json.getAsJsonArray().forEach(element -> list.add(value(name, element)));
      return list;
    }
    if (json.isJsonPrimitive() && json.getAsJsonPrimitive().isNumber()) {
      return json.getAsDouble();
    }
    throw refuse("'" + name + "' holds " + json, "A value is a number or an array of numbers.");
  }

  static EpisodeException refuse(String what, String remedy) {
    return new EpisodeException(Problem.of("E6301", what).remedy(remedy));
  }
}
