package episode.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A recorded case of op_system 0.2.0. */
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
    return OpSystem.parse(Json.write(json.get("spec")));
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
