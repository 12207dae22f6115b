package episode.backend.function;

import episode.backend.Backend;
import episode.backend.CompiledFunction;
import episode.backend.EngineTape;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.transform.ComplexStep;
import episode.transform.Differences;
import episode.transform.Gradients;
import episode.transform.Gradients.Direction;
import episode.transform.Repeated;
import episode.transform.Simplify;
import episode.transform.Sweeping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes derivatives of a function in all ways. Every way gives its numbers in one order: outputs
 * one after the other, for each the named inputs, for each the elements of the output, then those
 * of the input.
 */
final class DerivativeColumns {
  static final String FORWARD = "forward";
  static final String DIFFERENCES = "differences";
  private static final String COMPLEX = "complex step";
  private static final double FIRST_STEP = 2e-2;

  private final Request request;
  private final List<String> ways = new ArrayList<>();
  private final Map<String, String> missing = new LinkedHashMap<>();
  private final List<DerivativeCheck.Entry> entries = new ArrayList<>();

  /** What is checked, where, and how far. */
  record Request(
      GraphFunction function, List<String> names, int order, Backend backend, List<Tensor> values) {
    Request by(List<String> others) {
      return new Request(function, others, order, backend, values);
    }

    Request order(int highest) {
      return new Request(function, names, highest, backend, values);
    }

    Request on(Backend other) {
      return new Request(function, names, order, other, values);
    }
  }

  /** A way to compute the derivatives of one order. */
  private interface Way {
    double[] numbers();
  }

  private DerivativeColumns(Request request) {
    this.request = request;
  }

  static DerivativeColumns of(Request request) {
    DerivativeColumns columns = new DerivativeColumns(request);
    Traced traced = request.function().trace(Arguments.types(request.values()));
    Graph plain = Simplify.of(traced.graph());
    Graph forward = plain;
    List<String> labels = traced.labels();
    for (int order = 1; order <= request.order(); order++) {
      columns.compare(order, plain, forward, labels);
      forward = Gradients.jacobian(forward, request.names(), Direction.FORWARD);
      labels = columns.by(labels);
    }
    return columns;
  }

  private List<String> by(List<String> labels) {
    List<String> longer = new ArrayList<>();
    for (String label : labels) {
      request.names().forEach(name -> longer.add(label + " by " + name));
    }
    return longer;
  }

  List<DerivativeCheck.Entry> entries() {
    return entries;
  }

  List<String> ways() {
    return ways;
  }

  Map<String, String> missing() {
    return missing;
  }

  private void compare(int order, Graph plain, Graph forward, List<String> labels) {
    Map<String, double[]> found = new LinkedHashMap<>();
    add(found, FORWARD, () -> jacobian(forward, Direction.FORWARD));
    add(found, "reverse", () -> jacobian(reverse(plain, order - 1), Direction.REVERSE));
    if (order > 1) {
      add(found, "forward over reverse", () -> jacobian(mixed(plain, order), Direction.FORWARD));
      add(found, "reverse over forward", () -> jacobian(Sweeping.of(forward), Direction.REVERSE));
    }
    Optional<EngineTape> tape = request.backend().tape();
    if (order == 1 && tape.isPresent()) {
      add(found, tape.get().name(), () -> taped(tape.get(), forward));
    }
    add(found, COMPLEX, () -> complex(forward));
    add(found, DIFFERENCES, () -> differences(forward));
    list(found, forward, labels);
  }

  private Graph reverse(Graph plain, int times) {
    Graph graph = Sweeping.of(plain);
    for (int i = 0; i < times; i++) {
      graph = Gradients.jacobian(graph, request.names(), Direction.REVERSE);
    }
    return graph;
  }

  /** Returns the reverse Jacobian, differentiated forward until one more derivative is to come. */
  private Graph mixed(Graph plain, int order) {
    Graph graph = reverse(plain, 1);
    for (int i = 2; i < order; i++) {
      graph = Gradients.jacobian(graph, request.names(), Direction.FORWARD);
    }
    return graph;
  }

  private void add(Map<String, double[]> found, String way, Way computed) {
    try {
      found.put(way, computed.numbers());
      if (!ways.contains(way)) {
        ways.add(way);
      }
    } catch (EpisodeException e) {
      if (way.equals(FORWARD)) {
        throw e;
      }
      missing.put(way, e.getMessage().lines().findFirst().orElse(e.code()));
    }
  }

  private double[] jacobian(Graph graph, Direction direction) {
    Graph jacobian = Gradients.jacobian(graph, request.names(), direction);
    return flat(request.backend().compile(jacobian).apply(request.values()));
  }

  private static double[] flat(List<Tensor> tensors) {
    int size = tensors.stream().mapToInt(tensor -> tensor.shape().size()).sum();
    double[] all = new double[size];
    int next = 0;
    for (Tensor tensor : tensors) {
      for (int i = 0; i < tensor.shape().size(); i++) {
        all[next++] = tensor.at(i);
      }
    }
    return all;
  }

  private Tensor value(String name) {
    return request.values().get(request.function().inputs().indexOf(name));
  }

  /** Computes all outputs' derivatives by one element of one input at a time. */
  private interface Column {
    double[] along(String name, int element);
  }

  /** Puts columns, one per element of an input, in the order of a Jacobian. */
  private double[] arranged(Graph graph, Column column) {
    List<List<double[]>> columns = new ArrayList<>();
    for (String name : request.names()) {
      List<double[]> own = new ArrayList<>();
      for (int element = 0; element < value(name).shape().size(); element++) {
        own.add(column.along(name, element));
      }
      columns.add(own);
    }
    List<Double> all = new ArrayList<>();
    int start = 0;
    for (Node output : graph.outputs()) {
      for (List<double[]> own : columns) {
        for (int i = 0; i < output.shape().size(); i++) {
          for (double[] each : own) {
            all.add(each[start + i]);
          }
        }
      }
      start += output.shape().size();
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double[] complex(Graph graph) {
    CompiledFunction stepped = request.backend().compile(ComplexStep.of(graph, request.names()));
    return arranged(
        graph,
        (name, element) -> {
          List<Tensor> inputs = new ArrayList<>(request.values());
          for (String each : request.names()) {
            double[] step = new double[value(each).shape().size()];
            step[each.equals(name) ? element : 0] = each.equals(name) ? ComplexStep.STEP : 0;
            inputs.add(Tensor.of(value(each).shape(), step));
          }
          double[] slopes = flat(stepped.apply(inputs));
          for (int i = 0; i < slopes.length; i++) {
            slopes[i] /= ComplexStep.STEP;
          }
          return slopes;
        });
  }

  private double[] differences(Graph graph) {
    CompiledFunction repeated = request.backend().compile(Repeated.of(graph));
    return arranged(
        graph,
        (name, element) -> {
          double at = value(name).at(element);
          double step = at == 0 ? FIRST_STEP : FIRST_STEP * Math.abs(at);
          return Differences.derivative(
              moved -> flat(repeated.apply(moved(name, element, moved))), at, step);
        });
  }

  private List<Tensor> moved(String name, int element, double to) {
    List<Tensor> inputs = new ArrayList<>(request.values());
    double[] point = value(name).toDoubles();
    point[element] = to;
    inputs.set(request.function().inputs().indexOf(name), Tensor.of(value(name).shape(), point));
    inputs.addAll(request.values());
    return inputs;
  }

  private double[] taped(EngineTape tape, Graph graph) {
    List<Double> all = new ArrayList<>();
    for (int output = 0; output < graph.outputs().size(); output++) {
      List<double[][]> rows = new ArrayList<>();
      for (int i = 0; i < graph.outputs().get(output).shape().size(); i++) {
        rows.add(row(tape, graph, output, i));
      }
      for (int name = 0; name < request.names().size(); name++) {
        for (double[][] row : rows) {
          for (double number : row[name]) {
            all.add(number);
          }
        }
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double[][] row(EngineTape tape, Graph graph, int output, int element) {
    List<Tensor> cotangents = new ArrayList<>();
    for (int i = 0; i < graph.outputs().size(); i++) {
      Shape shape = graph.outputs().get(i).shape();
      double[] unit = new double[shape.size()];
      if (i == output) {
        unit[element] = 1;
      }
      cotangents.add(Tensor.of(shape, unit));
    }
    List<Tensor> pulled = tape.pull(graph, request.values(), cotangents).cotangents();
    double[][] row = new double[request.names().size()][];
    for (int name = 0; name < row.length; name++) {
      row[name] =
          pulled.get(request.function().inputs().indexOf(request.names().get(name))).toDoubles();
    }
    return row;
  }

  private void list(Map<String, double[]> found, Graph graph, List<String> labels) {
    int start = 0;
    for (int output = 0; output < labels.size(); output++) {
      int rows = graph.outputs().get(output).shape().size();
      double[] scales = new double[rows];
      int begin = start;
      for (String name : request.names()) {
        int columns = value(name).shape().size();
        for (int k = 0; k < rows * columns; k++) {
          double size = Math.abs(found.get(FORWARD)[start + k]);
          scales[k / columns] = Math.max(scales[k / columns], size);
        }
        start += rows * columns;
      }
      start = begin;
      for (String name : request.names()) {
        int columns = value(name).shape().size();
        for (int k = 0; k < rows * columns; k++) {
          Map<String, Double> ways = new LinkedHashMap<>();
          int place = start + k;
          found.forEach((way, numbers) -> ways.put(way, numbers[place]));
          String quantity = element(labels.get(output), rows, k / columns);
          quantity += " by " + element(name, columns, k % columns);
          double scale = Math.max(scales[k / columns], Double.MIN_NORMAL);
          entries.add(new DerivativeCheck.Entry(quantity, ways, scale));
        }
        start += rows * columns;
      }
    }
  }

  private static String element(String label, int size, int element) {
    return size == 1 ? label : label + "[" + element + "]";
  }
}
