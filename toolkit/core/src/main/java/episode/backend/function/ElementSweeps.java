package episode.backend.function;

import episode.backend.CompiledFunction;
import episode.backend.EngineTape;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.progress.Work;
import episode.transform.ComplexStep;
import episode.transform.Differences;
import episode.transform.Repeated;
import java.util.ArrayList;
import java.util.List;

/**
 * Derivatives of a function by one element at a time, in the order of {@link DerivativeColumns}: by
 * an element of an input, as complex steps and differences give them, or of an element of an
 * output, as a tape does.
 */
final class ElementSweeps {
  private static final double FIRST_STEP = 2e-2;

  /** FLOAT32 has seven digits: smaller steps leave none of them. */
  private static final double FIRST_SINGLE_STEP = 0.2;

  private final DerivativeColumns.Request request;
  private final Work work;

  ElementSweeps(DerivativeColumns.Request request, Work work) {
    this.request = request;
    this.work = work;
  }

  private Tensor value(String name) {
    return request.values().get(request.function().inputs().indexOf(name));
  }

  /** Returns all elements, one tensor after the other. */
  static double[] flat(List<Tensor> tensors) {
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
        work.add(1);
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

  /** Returns whether FLOAT32 takes part. */
  static boolean isSingle(Graph graph) {
    return graph.nodes().stream().anyMatch(node -> node.isArray() && node.dtype() == DType.FLOAT32);
  }

  /** Returns derivatives by complex steps. */
  double[] complex(Graph graph) {
    if (isSingle(graph)) {
      throw ComplexStep.refuse("FLOAT32, where the step of " + ComplexStep.STEP + " is 0");
    }
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

  /** Returns derivatives by differences, extrapolated to steps of length 0. */
  double[] differences(Graph graph) {
    CompiledFunction repeated = request.backend().compile(Repeated.of(graph));
    return arranged(
        graph,
        (name, element) -> {
          double at = value(name).at(element);
          double first = isSingle(graph) ? FIRST_SINGLE_STEP : FIRST_STEP;
          double step = at == 0 ? first : first * Math.abs(at);
          return Differences.derivative(
              moved -> flat(repeated.apply(moved(name, element, moved))), at, step);
        });
  }

  private List<Tensor> moved(String name, int element, double to) {
    List<Tensor> inputs = new ArrayList<>(request.values());
    double[] point = value(name).toDoubles();
    point[element] = to;
    Tensor value = value(name);
    Tensor other = Arguments.rounded(value.dtype(), value.shape(), point);
    inputs.set(request.function().inputs().indexOf(name), other);
    inputs.addAll(request.values());
    return inputs;
  }

  /** Returns derivatives by an engine's tape. */
  double[] taped(EngineTape tape, Graph graph) {
    List<Double> all = new ArrayList<>();
    for (int output = 0; output < graph.outputs().size(); output++) {
      List<double[][]> rows = new ArrayList<>();
      for (int i = 0; i < graph.outputs().get(output).shape().size(); i++) {
        rows.add(row(tape, graph, output, i));
        work.add(1);
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
      Node each = graph.outputs().get(i);
      double[] unit = new double[each.shape().size()];
      if (i == output) {
        unit[element] = 1;
      }
      cotangents.add(Arguments.rounded(each.dtype(), each.shape(), unit));
    }
    List<Tensor> pulled = tape.pull(graph, request.values(), cotangents).cotangents();
    double[][] row = new double[request.names().size()][];
    for (int name = 0; name < row.length; name++) {
      row[name] =
          pulled.get(request.function().inputs().indexOf(request.names().get(name))).toDoubles();
    }
    return row;
  }
}
