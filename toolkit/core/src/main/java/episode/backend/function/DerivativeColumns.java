package episode.backend.function;

import episode.backend.Backend;
import episode.backend.EngineTape;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Tensor;
import episode.progress.Work;
import episode.transform.Gradients;
import episode.transform.Gradients.Direction;
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

  private final Request request;
  private final Work work;
  private double done;
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

  private DerivativeColumns(Request request, Work work) {
    this.request = request;
    this.work = work;
  }

  static DerivativeColumns of(Request request) {
    Traced traced = request.function().trace(Arguments.types(request.values()));
    Graph plain = Simplify.of(traced.graph());
    try (Work work = Work.begin("Checking derivatives", total(request, plain), "ways and rows")) {
      DerivativeColumns columns = new DerivativeColumns(request, work);
      columns.compare(plain, traced.labels());
      return columns;
    }
  }

  private void compare(Graph plain, List<String> outputs) {
    Graph forward = plain;
    List<String> labels = outputs;
    for (int order = 1; order <= request.order(); order++) {
      compare(order, plain, forward, labels);
      forward = Gradients.jacobian(forward, request.names(), Direction.FORWARD);
      labels = by(labels);
    }
  }

  /** Returns how much there is to do: a way that gives all numbers at once counts as one row. */
  private static int total(Request request, Graph plain) {
    int elements = elements(request);
    int first = 2 + 2 * elements + (request.backend().tape().isPresent() ? rows(plain) : 0);
    return first + (request.order() - 1) * (4 + 2 * elements);
  }

  private static int elements(Request request) {
    return request.names().stream().mapToInt(name -> size(request, name)).sum();
  }

  private static int rows(Graph graph) {
    return graph.outputs().stream().mapToInt(output -> output.shape().size()).sum();
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
    ElementSweeps sweeps = new ElementSweeps(request, work);
    int elements = elements(request);
    Map<String, double[]> found = new LinkedHashMap<>();
    add(found, FORWARD, 1, () -> jacobian(forward, Direction.FORWARD));
    add(found, "reverse", 1, () -> jacobian(reverse(plain, order - 1), Direction.REVERSE));
    if (order > 1) {
      add(found, "forward over reverse", 1, () -> jacobian(mixed(plain, order), Direction.FORWARD));
      add(
          found,
          "reverse over forward",
          1,
          () -> jacobian(Sweeping.of(forward), Direction.REVERSE));
    }
    Optional<EngineTape> tape = request.backend().tape();
    if (order == 1 && tape.isPresent()) {
      add(found, tape.get().name(), rows(plain), () -> sweeps.taped(tape.get(), forward));
    }
    add(found, COMPLEX, elements, () -> sweeps.complex(forward));
    add(found, DIFFERENCES, elements, () -> sweeps.differences(forward));
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

  private void add(Map<String, double[]> found, String way, int rows, Way computed) {
    work.doing(way);
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
    done += rows;
    work.at(done);
  }

  private double[] jacobian(Graph graph, Direction direction) {
    Graph jacobian = Gradients.jacobian(graph, request.names(), direction);
    return ElementSweeps.flat(request.backend().compile(jacobian).apply(request.values()));
  }

  private static int size(Request request, String name) {
    return request.values().get(request.function().inputs().indexOf(name)).shape().size();
  }

  /** Adds an entry per number, each with the largest derivative of its element of the output. */
  private void list(Map<String, double[]> found, Graph graph, List<String> labels) {
    boolean single = ElementSweeps.isSingle(graph);
    int start = 0;
    for (int output = 0; output < labels.size(); output++) {
      int rows = graph.outputs().get(output).shape().size();
      double[] scales = scales(found.get(FORWARD), start, rows);
      for (String name : request.names()) {
        int columns = size(request, name);
        for (int k = 0; k < rows * columns; k++) {
          Map<String, Double> ways = new LinkedHashMap<>();
          int place = start + k;
          found.forEach((way, numbers) -> ways.put(way, numbers[place]));
          String quantity = element(labels.get(output), rows, k / columns);
          quantity += " by " + element(name, columns, k % columns);
          double scale = Math.max(scales[k / columns], Double.MIN_NORMAL);
          entries.add(new DerivativeCheck.Entry(quantity, ways, scale, single));
        }
        start += rows * columns;
      }
    }
  }

  private double[] scales(double[] numbers, int start, int rows) {
    double[] scales = new double[rows];
    int next = start;
    for (String name : request.names()) {
      int columns = size(request, name);
      for (int k = 0; k < rows * columns; k++) {
        scales[k / columns] = Math.max(scales[k / columns], Math.abs(numbers[next++]));
      }
    }
    return scales;
  }

  private static String element(String label, int size, int element) {
    return size == 1 ? label : label + "[" + element + "]";
  }
}
