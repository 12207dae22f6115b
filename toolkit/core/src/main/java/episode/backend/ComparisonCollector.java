package episode.backend;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.transform.Differences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Evaluates a graph and its derivatives on backends. For one comparison. */
final class ComparisonCollector {
  private static final double FIRST_STEP = 0.01;

  /** Derivatives of an input's own size are rounded to this part of the output's size. */
  private static final double NOISE = 1e-3;

  /** An op has no derivative. */
  private static final String UNDERIVED = "E3115";

  private final Graph graph;
  private final Derivative forward;
  private final Derivative reverse;
  private final List<Tensor> inputs;
  private final List<Tensor> both;
  private final List<Tensor> values;
  private final List<Tensor> tangents;
  private final List<Tensor> cotangents;
  private final List<double[]> scales = new ArrayList<>();
  private final List<Comparison.Pair> pairs = new ArrayList<>();
  private final List<Comparison.Missing> missing = new ArrayList<>();
  private final List<String> compared = new ArrayList<>();

  /** A graph of derivatives, or why there is none. */
  private record Derivative(Optional<Graph> graph, Optional<Problem> why) {
    static Derivative of(Supplier<Graph> derived) {
      try {
        return new Derivative(Optional.of(derived.get()), Optional.empty());
      } catch (EpisodeException e) {
        if (!e.code().equals(UNDERIVED)) {
          throw e;
        }
        return new Derivative(Optional.empty(), Optional.of(e.problems().get(0)));
      }
    }

    /** Returns its outputs on the interpreter; none where there is no such derivative. */
    List<Tensor> reference(List<Tensor> inputs) {
      return graph
          .map(present -> Backends.interpreter().compile(present).apply(inputs))
          .orElse(List.of());
    }
  }

  ComparisonCollector(Graph graph, List<Tensor> inputs) {
    this.graph = graph;
    this.inputs = inputs;
    InputValues.check(graph, inputs);
    forward = Derivative.of(() -> Probes.forward(graph));
    reverse = Derivative.of(() -> Probes.reverse(graph));
    both = new ArrayList<>(inputs);
    for (Node input : graph.inputs()) {
      if (Probes.isReal(input)) {
        both.add(Probes.directions(input, both.size()));
      }
    }
    values = Backends.interpreter().compile(graph).apply(inputs);
    tangents = forward.reference(both);
    cotangents = reverse.reference(inputs);
    for (Tensor value : values) {
      double[] scale = value.toDoubles();
      for (int i = 0; i < scale.length; i++) {
        scale[i] = Math.abs(scale[i]);
      }
      scales.add(scale);
    }
    forward.graph().ifPresent(this::addConditions);
  }

  /** Adds |x · f′(x)| of every input: the derivative along x itself, the others fixed. */
  private void addConditions(Graph moving) {
    CompiledFunction along = Backends.interpreter().compile(moving);
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
        double sum = Double.isFinite(sums[i][j]) ? sums[i][j] : 0;
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

  /** Returns the names of the backends whose values were compared. */
  List<String> compared() {
    return compared;
  }

  /** Compares what a backend can do; a graph that it refuses leaves its derivatives out. */
  void compare(Backend backend) {
    if (!attempt(backend.name(), Comparison.EVERYTHING, () -> compareValues(backend))) {
      return;
    }
    compared.add(backend.name());
    String name = backend.name();
    forward
        .graph()
        .ifPresent(moving -> attempt(name, "forward", () -> compareForward(backend, moving)));
    forward.why().ifPresent(why -> missing.add(new Comparison.Missing(name, "forward", why)));
    reverse
        .graph()
        .ifPresent(pulling -> attempt(name, "reverse", () -> compareReverse(backend, pulling)));
    reverse.why().ifPresent(why -> missing.add(new Comparison.Missing(name, "reverse", why)));
    if (reverse.graph().isPresent()) {
      backend
          .tape()
          .ifPresent(tape -> attempt(tape.name(), Comparison.EVERYTHING, () -> compareTape(tape)));
    }
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

  private void compareForward(Backend backend, Graph moving) {
    List<Tensor> ownTangents = Residence.apply(backend, moving, both);
    int next = 0;
    for (int i = 0; i < values.size(); i++) {
      if (Probes.isReal(graph.outputs().get(i))) {
        Tensor reference = tangents.get(next);
        String quantity = "forward of " + label(i);
        add(
            backend.name(),
            quantity,
            ownTangents.get(next++),
            reference,
            forwardScale(i, reference));
      }
    }
  }

  private void compareReverse(Backend backend, Graph pulling) {
    List<Tensor> ownCotangents = Residence.apply(backend, pulling, inputs);
    int next = 0;
    for (int input = 0; input < inputs.size(); input++) {
      if (Probes.isReal(graph.inputs().get(input))) {
        Tensor reference = cotangents.get(next);
        String quantity = "reverse of " + graph.inputs().get(input).name();
        double[] scale = reverseScale(input, reference);
        add(backend.name(), quantity, ownCotangents.get(next++), reference, scale);
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
        add(tape.name(), quantity, pulled.get(i), reference, reverseScale(i, reference));
      }
    }
  }

  private String label(int output) {
    return graph.name() + "[" + output + "]";
  }

  /**
   * Returns the scale of an output's tangents: the largest of them, and what is left of the output
   * itself where the terms of all of them cancel.
   */
  private double[] forwardScale(int output, Tensor reference) {
    double noise = 0;
    for (int input = 0; input < inputs.size(); input++) {
      noise = Math.max(noise, noise(output, input));
    }
    return filled(reference, Math.max(largest(reference), noise));
  }

  /** Returns the scale of an input's cotangents, likewise. */
  private double[] reverseScale(int input, Tensor reference) {
    double noise = 0;
    for (int output = 0; output < values.size(); output++) {
      noise = Math.max(noise, noise(output, input));
    }
    return filled(reference, Math.max(largest(reference), noise));
  }

  /**
   * Returns the part of |y| / max(1, |x|) that stands for the terms of a derivative: 1e-12 of it,
   * the tolerance, is a few units in the last place of them.
   */
  private double noise(int output, int input) {
    boolean real =
        Probes.isReal(graph.outputs().get(output)) && Probes.isReal(graph.inputs().get(input));
    double size = Math.max(1, real ? largest(inputs.get(input)) : 1);
    return real ? NOISE * largest(values.get(output)) / size : 0;
  }

  private static double[] filled(Tensor like, double scale) {
    double[] all = new double[like.shape().size()];
    Arrays.fill(all, scale);
    return all;
  }

  private static double largest(Tensor tensor) {
    double largest = 0;
    for (int i = 0; i < tensor.shape().size(); i++) {
      double size = Math.abs(tensor.at(i));
      largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
    }
    return largest;
  }

  private void add(
      String backend, String quantity, Tensor value, Tensor reference, double[] scale) {
    if (scale.length > 0) {
      pairs.add(
          Comparison.Pair.of(backend, quantity, new Comparison.Sides(value, reference, scale)));
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
        addDifferences(i, Arrays.copyOfRange(measured, offset, offset + size), reference);
        offset += size;
      }
    }
  }

  /**
   * Adds what differences say of an output where they say anything: neither where the derivative is
   * infinite nor where there are no numbers on both sides of the point.
   */
  private void addDifferences(int output, double[] measured, Tensor reference) {
    double[] expected = reference.toDoubles();
    boolean any = measured.length == 0;
    for (int i = 0; i < measured.length; i++) {
      boolean there = Double.isFinite(measured[i]) && !Double.isInfinite(expected[i]);
      measured[i] = there ? measured[i] : expected[i];
      any |= there;
    }
    String quantity = "forward of " + label(output);
    if (any) {
      Tensor value = Tensor.of(reference.shape(), measured);
      add(Comparison.DIFFERENCES, quantity, value, reference, forwardScale(output, reference));
      return;
    }
    Problem why =
        Problem.of("E3221", "'" + label(output) + "' is not differentiable here")
            .remedy("There are no numbers on both sides of the point, or the slope is infinite.");
    missing.add(new Comparison.Missing(Comparison.DIFFERENCES, quantity, why));
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
