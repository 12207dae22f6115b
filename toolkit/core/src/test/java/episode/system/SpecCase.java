package episode.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A line of a file of cases: a spec, where to evaluate it, and what is expected. */
record SpecCase(Map<String, Object> json) {

  static List<SpecCase> read(String file) {
    try (InputStream in = SpecCase.class.getResourceAsStream("/op_system/" + file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<SpecCase> cases = new ArrayList<>();
      text.lines().forEach(line -> cases.add(new SpecCase(Vector.map(Json.parse(line)))));
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OpSystem system() {
    return OpSystem.parse(Json.write(json.get("spec")));
  }

  boolean hasPoint() {
    return json.get("at") != null;
  }

  double t() {
    return (Double) at().getOrDefault("t", 0.0);
  }

  double[] y() {
    return Vector.doubles(at().get("y"));
  }

  Map<String, Object> params() {
    return Vector.map(at().getOrDefault("params", Map.of()));
  }

  Map<String, Object> at() {
    return Vector.map(json.get("at"));
  }

  @Override
  public String toString() {
    return json.get("says").toString();
  }
}
