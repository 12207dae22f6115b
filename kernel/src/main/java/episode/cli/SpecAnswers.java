package episode.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import episode.expr.EpisodeException;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.Solution;
import episode.system.Template;
import episode.system.TimeSpan;
import episode.system.Values;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The answers of the commands about specs, as maps that become JSON. */
final class SpecAnswers {
  private static final Gson GSON =
      new GsonBuilder().serializeSpecialFloatingPointValues().disableHtmlEscaping().create();

  private SpecAnswers() {}

  /** Returns an answer on one line; every number reads back as the same double. */
  static String line(Map<String, Object> answer) {
    return GSON.toJson(answer);
  }

  /** Returns any value as JSON, a text without quotes. */
  static String text(Object value) {
    return value instanceof String text ? text : GSON.toJson(value);
  }

  /**
   * Returns the text of a file.
   *
   * @throws EpisodeException E6301 where it cannot be read
   */
  static String file(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Returns the refusal of a file that is not there or is no text. */
  static EpisodeException unreadable(Path file, IOException why) {
    String cause = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    String what = why instanceof NoSuchFileException ? "there is none" : cause;
    return SpecPoint.refuse(
        "The file " + file + " cannot be read: " + what,
        "Check the path and that the file is text in UTF-8.");
  }

  /**
   * Returns what a text of JSON says.
   *
   * @throws EpisodeException E6301 where it is none, or has a key twice
   */
  static JsonElement json(String text) {
    try {
      JsonElement read = JsonParser.parseString(text);
      requireDifferentKeys(new JsonReader(new StringReader(text)));
      return read;
    } catch (JsonParseException e) {
      throw SpecPoint.refuse("The text is not JSON", "Objects, lists, texts, numbers; one value.");
    }
  }

  /** Refuses an object that has a key twice: which of the values counts would be a guess. */
  private static void requireDifferentKeys(JsonReader reader) {
    reader.setStrictness(Strictness.LENIENT);
    Deque<Set<String>> open = new ArrayDeque<>();
    try {
      for (JsonToken next = reader.peek(); next != JsonToken.END_DOCUMENT; next = reader.peek()) {
        switch (next) {
          case BEGIN_OBJECT -> {
            reader.beginObject();
            open.push(new HashSet<>());
          }
          case END_OBJECT -> {
            reader.endObject();
            open.pop();
          }
          case BEGIN_ARRAY -> reader.beginArray();
          case END_ARRAY -> reader.endArray();
          case NAME -> requireNew(open.element(), reader.nextName());
          default -> reader.skipValue();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireNew(Set<String> keys, String key) {
    if (!keys.add(key)) {
      throw SpecPoint.refuse("The key '" + key + "' is there twice", "Keep one of them.");
    }
  }

  /** Returns the names of a system's cells and the shapes of its parameters. */
  static Map<String, Object> shapes(OpSystem system) {
    Map<String, Object> shapes = new LinkedHashMap<>();
    for (Template parameter : system.parameters()) {
      shapes.put(parameter.name(), parameter.shape().extents());
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("state", system.stateNames());
    answer.put("parameters", shapes);
    return answer;
  }

  /** Returns the right-hand side at a point, and its derivatives if they are asked for. */
  static Map<String, Object> rhs(CompiledSystem compiled, SpecPoint point, boolean jacobian) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("state", compiled.stateNames());
    answer.put("rhs", compiled.rhs(point.t(), point.y(), point.values()));
    if (jacobian) {
      answer.put("dfdy", compiled.jacobian(point.t(), point.y(), point.values()).matrix());
      Map<String, Object> byParameter = new LinkedHashMap<>();
      compiled
          .parameterJacobians(point.t(), point.y(), point.values())
          .forEach((name, tensor) -> byParameter.put(name, nested(tensor)));
      answer.put("dfdparams", byParameter);
    }
    return answer;
  }

  /** Returns an array as lists of lists. */
  private static Object nested(Tensor tensor) {
    return nested(tensor.doubles(), 0, tensor.shape(), 0);
  }

  private static Object nested(double[] values, int start, Shape shape, int axis) {
    if (axis == shape.rank()) {
      return values[start];
    }
    int step = 1;
    for (int inner = axis + 1; inner < shape.rank(); inner++) {
      step *= shape.extent(inner);
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < shape.extent(axis); i++) {
      list.add(nested(values, start + i * step, shape, axis + 1));
    }
    return list;
  }

  /** Returns the states at times, from the point's state at the first of them. */
  static Map<String, Object> solution(
      CompiledSystem compiled, SpecPoint point, double[] times, boolean sensitivities) {
    OpSystem system = compiled.system();
    system.requireSolvable();
    compiled.rhs(point.t(), point.y(), point.values());
    Values values = point.values();
    int start = 0;
    for (Template state : system.states()) {
      double[] cells = Arrays.copyOfRange(point.y(), start, start + state.size());
      values = values.with(state.name(), Tensor.of(state.shape(), cells));
      start += state.size();
    }
    Solution solution = compiled.solve(values, TimeSpan.times(times));
    if (!solution.succeeded()) {
      throw new EpisodeException(
          episode.expr.Problem.of("E6302", "The solve failed: " + solution.report())
              .remedy("Try other values, other tolerances or a shorter span."));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("state", compiled.stateNames());
    answer.put("t", times);
    answer.put("y", rows(solution, system, times.length));
    if (sensitivities) {
      double[] span = {times[0], times[times.length - 1]};
      new Sensitivities(compiled, values, TimeSpan.times(span)).addTo(answer);
    }
    return answer;
  }

  private static double[][] rows(Solution solution, OpSystem system, int count) {
    double[][] rows = new double[count][system.size()];
    int start = 0;
    for (Template state : system.states()) {
      double[][] cells = solution.stateArray(state.name());
      for (int k = 0; k < count; k++) {
        System.arraycopy(cells[k], 0, rows[k], start, state.size());
      }
      start += state.size();
    }
    return rows;
  }

  /**
   * Derivatives of the states at the end of a span by parameters and by the states at its start.
   */
  private record Sensitivities(CompiledSystem compiled, Values values, TimeSpan span) {

    void addTo(Map<String, Object> answer) {
      OpSystem system = compiled.system();
      Map<String, Object> byParameter = new LinkedHashMap<>();
      for (Template parameter : system.parameters()) {
        double[] all = new double[system.size() * parameter.size()];
        fill(parameter, all, 0, parameter.size());
        Shape shape = parameter.shape().inserted(0, system.size());
        byParameter.put(parameter.name(), nested(all, 0, shape, 0));
      }
      double[] byState = new double[system.size() * system.size()];
      int column = 0;
      for (Template state : system.states()) {
        fill(state, byState, column, system.size());
        column += state.size();
      }
      answer.put("dy_dparams", byParameter);
      answer.put("dy_dy0", nested(byState, 0, Shape.of(system.size(), system.size()), 0));
    }

    private void fill(Template by, double[] all, int column, int width) {
      int row = 0;
      for (Template of : compiled.system().states()) {
        double[][] matrix = compiled.jacobian(of.name(), values, span, by.name()).matrix();
        for (int i = 0; i < of.size(); i++) {
          double[] last = matrix[matrix.length - of.size() + i];
          System.arraycopy(last, 0, all, (row + i) * width + column, by.size());
        }
        row += of.size();
      }
    }
  }
}
