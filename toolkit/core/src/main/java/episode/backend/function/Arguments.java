package episode.backend.function;

import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Node;
import episode.expr.Numbers;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Matches values with the inputs of a function. */
final class Arguments {
  private Arguments() {}

  /** Returns a value per input, in order; see {@link GraphFunction#apply}. */
  static List<Tensor> of(GraphFunction function, Object... given) {
    Given.argument(given, "values", "apply");
    // Java takes a double[][] for the list of values itself.
    boolean matrix = function.inlets().size() == 1 && given.getClass() != Object[].class;
    Object[] values = matrix ? new Object[] {given} : given;
    boolean byName = values.length == 0 || values[0] instanceof String;
    Map<String, Tensor> known = new LinkedHashMap<>(function.defaults());
    if (byName) {
      known.putAll(named(function, values));
    } else {
      putInOrder(known, function, values);
    }
    List<Tensor> ordered = new ArrayList<>();
    for (String name : function.inputs()) {
      if (!known.containsKey(name)) {
        throw misfit("'" + name + "' of '" + function.text() + "' has no value", order(function));
      }
      ordered.add(known.get(name));
    }
    return ordered;
  }

  /** Puts a value per input, or one per input that has none of its own. */
  private static void putInOrder(
      Map<String, Tensor> known, GraphFunction function, Object... values) {
    List<Inlet> open = new ArrayList<>(function.inlets());
    if (values.length != open.size()) {
      open.removeIf(inlet -> function.defaults().containsKey(inlet.name()));
    }
    if (values.length != open.size()) {
      String what = "'" + function.text() + "' takes " + count(function.inputs().size());
      throw misfit(what + ", here are " + values.length, order(function));
    }
    for (int i = 0; i < values.length; i++) {
      known.put(open.get(i).name(), value(open.get(i), values[i]));
    }
  }

  private static String count(int values) {
    return values + (values == 1 ? " value" : " values");
  }

  private static String order(GraphFunction function) {
    List<String> names = function.inputs();
    String pair = names.isEmpty() ? "" : " or by name: apply(\"" + names.get(0) + "\", …).";
    return "Give values in this order: " + String.join(", ", names) + ";" + pair;
  }

  /** Returns values by name. */
  static Map<String, Tensor> named(GraphFunction function, Object... namesAndValues) {
    if (Given.argument(namesAndValues, "values", "with").length % 2 != 0) {
      throw misfit("A name has no value", "Write a name, its value, a name, its value, …");
    }
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!(namesAndValues[i] instanceof String name)) {
        String seen = Numbers.kind(namesAndValues[i]);
        throw misfit(
            "Argument " + (i + 1) + " is " + seen + ", not a name",
            "Write a name, its value, a name, its value, …");
      }
      int place = function.inputs().indexOf(name);
      if (place < 0) {
        throw misfit(
            "'" + function.text() + "' has no input '" + name + "'",
            Suggestion.remedy(name, function.inputs(), "Inputs"));
      }
      values.put(name, value(function.inlets().get(place), namesAndValues[i + 1]));
    }
    return values;
  }

  private static Tensor value(Inlet inlet, Object value) {
    if (value instanceof Tensor tensor) {
      return tensor;
    }
    Tensor numbers = Numbers.tensor(inlet.name(), value);
    Shape shape = numbers.shape();
    return switch (inlet.dtype()) {
      case FLOAT64 -> numbers;
      case FLOAT32 -> rounded(DType.FLOAT32, shape, numbers.toDoubles());
      case INT64 -> Tensor.of(shape, longs(inlet, numbers));
      case BOOL ->
          throw misfit(
              "'" + inlet.name() + "' wants truth values", "Give it a Tensor of booleans.");
    };
  }

  /** Returns numbers as FLOAT64, or rounded to FLOAT32. */
  static Tensor rounded(DType dtype, Shape shape, double[] numbers) {
    if (dtype != DType.FLOAT32) {
      return Tensor.of(shape, numbers);
    }
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return Tensor.of(shape, floats);
  }

  private static long[] longs(Inlet inlet, Tensor numbers) {
    long[] longs = new long[numbers.shape().size()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = (long) numbers.at(i);
      if (longs[i] != numbers.at(i)) {
        throw misfit(
            "'" + inlet.name() + "' wants whole numbers, here is " + numbers.at(i),
            "It is declared as " + DType.INT64.name().toLowerCase(java.util.Locale.ROOT) + ".");
      }
    }
    return longs;
  }

  static List<Type.ArrayOf> types(List<Tensor> values) {
    return values.stream().map(Tensor::type).toList();
  }

  /** Returns a graph as it stands, where the types are those of its inputs. */
  static Traced fitting(Traced traced, List<Type.ArrayOf> types) {
    for (int i = 0; i < types.size(); i++) {
      Node input = traced.graph().inputs().get(i);
      if (!input.type().equals(types.get(i))) {
        throw misfit(
            "'" + input.name() + "' is a " + types.get(i) + ", expected " + input.type(),
            "Shape and type are fixed by '" + traced.graph().name() + "'; for many at once: vmap.");
      }
    }
    return traced;
  }

  /** Returns E3125. */
  static EpisodeException misfit(String what, String remedy) {
    return new EpisodeException(Problem.of("E3125", what).remedy(remedy));
  }

  /** Returns E3126. */
  static EpisodeException sizes(String what, String remedy) {
    return new EpisodeException(Problem.of("E3126", what).remedy(remedy));
  }
}
