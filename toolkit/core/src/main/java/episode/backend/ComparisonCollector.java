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
  private final ComparisonScales scales;
  private final List<ComparedPair> pairs = new ArrayList<>();
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
    scales = new ComparisonScales(graph, inputs, values);
    forward.graph().ifPresent(scales::addConditions);
  }

  List<ComparedPair> pairs() {
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
      add(backend.name(), label(i), own.get(i), values.get(i), scales.ofValue(i));
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
            scales.ofTangent(i, reference));
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
        double[] scale = scales.ofCotangent(input, reference);
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
        add(tape.name(), quantity, pulled.get(i), reference, scales.ofCotangent(i, reference));
      }
    }
  }

  private String label(int output) {
    return graph.name() + "[" + output + "]";
  }

  private void add(
      String backend, String quantity, Tensor value, Tensor reference, double[] scale) {
    if (scale.length > 0) {
      pairs.add(
          ComparedPair.of(backend, quantity, new ComparedPair.Sides(value, reference, scale)));
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
      add(Comparison.DIFFERENCES, quantity, value, reference, scales.ofTangent(output, reference));
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
