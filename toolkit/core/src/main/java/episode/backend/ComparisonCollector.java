package episode.backend;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.transform.Differences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Evaluates a graph and its derivatives on backends. For one comparison. */
final class ComparisonCollector {
  private static final double FIRST_STEP = 0.01;

  private final Graph graph;
  private final Graph forward;
  private final Graph reverse;
  private final List<Tensor> inputs;
  private final List<Tensor> both;
  private final List<Tensor> values;
  private final List<Tensor> tangents;
  private final List<Tensor> cotangents;
  private final List<double[]> scales = new ArrayList<>();
  private final List<Comparison.Pair> pairs = new ArrayList<>();
  private final List<Comparison.Missing> missing = new ArrayList<>();

  ComparisonCollector(Graph graph, List<Tensor> inputs) {
    this.graph = graph;
    this.inputs = inputs;
    forward = Probes.forward(graph);
    reverse = Probes.reverse(graph);
    both = new ArrayList<>(inputs);
    for (Node input : graph.inputs()) {
      if (Probes.isReal(input)) {
        both.add(Probes.directions(input, both.size()));
      }
    }
    values = Backends.interpreter().compile(graph).apply(inputs);
    tangents = Backends.interpreter().compile(forward).apply(both);
    cotangents = Backends.interpreter().compile(reverse).apply(inputs);
    for (Tensor value : values) {
      double[] scale = value.toDoubles();
      for (int i = 0; i < scale.length; i++) {
        scale[i] = Math.abs(scale[i]);
      }
      scales.add(scale);
    }
    addConditions();
  }

  /** Adds |x · f′(x)| of every input: the derivative along x itself, the others fixed. */
  private void addConditions() {
    CompiledFunction along = Backends.interpreter().compile(forward);
    double[][] sums = new double[values.size()][];
    for (int k = inputs.size(); k < both.size(); k++) {
      List<Tensor> point = new ArrayList<>(inputs);
      for (int i = 0; i < graph.inputs().size(); i++) {
        Node input = graph.inputs().get(i);
        if (Probes.isReal(input)) {
          boolean chosen = point.size() == k;
          Tensor zero = Tensor.filled(input.dtype(), input.shape(), 0);
          point.add(chosen ? inputs.get(i) : zero);
        }
      }
      List<Tensor> moved = along.apply(point);
      int next = 0;
      for (int i = 0; i < sums.length; i++) {
        if (Probes.isReal(graph.outputs().get(i))) {
          sums[i] = plusAbsolute(sums[i], moved.get(next++));
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; sums[i] != null && j < sums[i].length; j++) {
        double sum = Double.isNaN(sums[i][j]) ? 0 : sums[i][j];
        scales.get(i)[j] = Math.max(scales.get(i)[j], sum);
      }
    }
  }

  private static double[] plusAbsolute(double[] sum, Tensor added) {
    double[] result = sum == null ? new double[added.shape().size()] : sum;
    for (int i = 0; i < result.length; i++) {
      result[i] += Math.abs(added.at(i));
    }
    return result;
  }

  List<Comparison.Pair> pairs() {
    return pairs;
  }

  List<Comparison.Missing> missing() {
    return missing;
  }

  /** Compares what a backend can do; a graph that it refuses leaves its derivatives out. */
  void compare(Backend backend) {
    if (!attempt(backend.name(), Comparison.EVERYTHING, () -> compareValues(backend))) {
      return;
    }
    attempt(backend.name(), "forward", () -> compareForward(backend));
    attempt(backend.name(), "reverse", () -> compareReverse(backend));
    backend
        .tape()
        .ifPresent(tape -> attempt(tape.name(), Comparison.EVERYTHING, () -> compareTape(tape)));
  }

  /** Returns whether a backend could do its part; keeps what it said where it could not. */
  private boolean attempt(String backend, String quantity, Runnable part) {
    try {
      part.run();
      return true;
    } catch (EpisodeException e) {
      if (!e.code().startsWith("E32") || e.code().equals(Residence.CODE)) {
        throw e;
      }
      missing.add(new Comparison.Missing(backend, quantity, e.problems().get(0)));
      return false;
    }
  }

  private void compareValues(Backend backend) {
    List<Tensor> own = Residence.apply(backend, graph, inputs);
    for (int i = 0; i < own.size(); i++) {
      add(backend.name(), label(i), own.get(i), values.get(i), scales.get(i));
    }
  }

  private void compareForward(Backend backend) {
    List<Tensor> ownTangents = Residence.apply(backend, forward, both);
    int next = 0;
    for (int i = 0; i < values.size(); i++) {
      if (Probes.isReal(graph.outputs().get(i))) {
        Tensor reference = tangents.get(next);
        String quantity = "forward of " + label(i);
        add(backend.name(), quantity, ownTangents.get(next++), reference, largest(reference));
      }
    }
  }

  private void compareReverse(Backend backend) {
    List<Tensor> ownCotangents = Residence.apply(backend, reverse, inputs);
    int next = 0;
    for (Node input : graph.inputs()) {
      if (Probes.isReal(input)) {
        Tensor reference = cotangents.get(next);
        String quantity = "reverse of " + input.name();
        add(backend.name(), quantity, ownCotangents.get(next++), reference, largest(reference));
      }
    }
  }

  private void compareTape(EngineTape tape) {
    List<Tensor> given = new ArrayList<>();
    for (Node output : graph.outputs()) {
      boolean real = Probes.isReal(output);
      Tensor none = Tensor.filled(output.dtype(), output.shape(), 0);
      given.add(real ? Probes.directions(output, given.size()) : none);
    }
    List<Tensor> pulled = tape.pull(graph, inputs, given).cotangents();
    int next = 0;
    for (int i = 0; i < pulled.size(); i++) {
      Node input = graph.inputs().get(i);
      if (Probes.isReal(input)) {
        Tensor reference = cotangents.get(next++);
        String quantity = "reverse of " + input.name();
        add(tape.name(), quantity, pulled.get(i), reference, largest(reference));
      }
    }
  }

  private String label(int output) {
    return graph.name() + "[" + output + "]";
  }

  private static double[] largest(Tensor tensor) {
    double[] scale = new double[tensor.shape().size()];
    double largest = 0;
    for (int i = 0; i < scale.length; i++) {
      double size = Math.abs(tensor.at(i));
      largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
    }
    Arrays.fill(scale, largest);
    return scale;
  }

  private void add(
      String backend, String quantity, Tensor value, Tensor reference, double[] scale) {
    Comparison.Entry worst = null;
    for (int i = 0; i < scale.length; i++) {
      double size = Math.max(scale[i], Double.MIN_NORMAL);
      Comparison.Entry entry =
          new Comparison.Entry(backend, quantity, i, value.at(i), reference.at(i), size);
      boolean worse = worst == null || entry.disagreement() > worst.disagreement();
      worst = worse ? entry : worst;
    }
    if (worst != null) {
      pairs.add(new Comparison.Pair(worst, value, reference));
    }
  }

  /** Moves all inputs at once along the fixed direction. */
  void compareWithDifferences() {
    CompiledFunction f = Backends.interpreter().compile(graph);
    if (tangents.isEmpty() || both.size() == inputs.size()) {
      return;
    }
    double[] measured = Differences.derivative(s -> flat(f.apply(moved(s))), 0, FIRST_STEP);
    int next = 0;
    int offset = 0;
    for (int i = 0; i < values.size(); i++) {
      if (Probes.isReal(graph.outputs().get(i))) {
        Tensor reference = tangents.get(next++);
        int size = reference.shape().size();
        double[] part = Arrays.copyOfRange(measured, offset, offset + size);
        Tensor value = Tensor.of(reference.shape(), part);
        add(Comparison.DIFFERENCES, "forward of " + label(i), value, reference, largest(reference));
        offset += size;
      }
    }
  }

  private List<Tensor> moved(double step) {
    List<Tensor> moved = new ArrayList<>();
    int next = inputs.size();
    for (int i = 0; i < inputs.size(); i++) {
      if (!Probes.isReal(graph.inputs().get(i))) {
        moved.add(inputs.get(i));
        continue;
      }
      double[] point = inputs.get(i).toDoubles();
      Tensor direction = both.get(next++);
      for (int k = 0; k < point.length; k++) {
        point[k] += step * direction.at(k);
      }
      moved.add(Tensor.of(inputs.get(i).shape(), point));
    }
    return moved;
  }

  private double[] flat(List<Tensor> outputs) {
    List<double[]> arrays = new ArrayList<>();
    int size = 0;
    for (int i = 0; i < outputs.size(); i++) {
      if (Probes.isReal(graph.outputs().get(i))) {
        arrays.add(outputs.get(i).doubles());
        size += outputs.get(i).shape().size();
      }
    }
    double[] all = new double[size];
    int offset = 0;
    for (double[] array : arrays) {
      System.arraycopy(array, 0, all, offset, array.length);
      offset += array.length;
    }
    return all;
  }
}
