package episode.backend;

import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The size of the numbers that were added up to each value and derivative of a graph at a point: in
 * units of it backends may differ. For one comparison.
 */
final class ComparisonScales {
  /** Derivatives of an input's own size are rounded to this part of the output's size. */
  private static final double NOISE = 1e-3;

  private final Graph graph;
  private final List<Tensor> inputs;
  private final List<Tensor> values;
  private final List<double[]> ofValues = new ArrayList<>();

  ComparisonScales(Graph graph, List<Tensor> inputs, List<Tensor> values) {
    this.graph = graph;
    this.inputs = inputs;
    this.values = values;
    for (Tensor value : values) {
      double[] scale = value.toDoubles();
      for (int i = 0; i < scale.length; i++) {
        scale[i] = Math.abs(scale[i]);
      }
      ofValues.add(scale);
    }
  }

  /** Adds |x · f′(x)| of every input: the derivative along x itself, the others fixed. */
  void addConditions(Graph moving) {
    CompiledFunction along = Backends.interpreter().compile(moving);
    double[][] sums = new double[values.size()][];
    for (int k = inputs.size(); k < moving.inputs().size(); k++) {
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
        ofValues.get(i)[j] = Math.max(ofValues.get(i)[j], sum);
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

  /** Returns the scale of an output's elements. */
  double[] ofValue(int output) {
    return ofValues.get(output);
  }

  /**
   * Returns the scale of an output's tangents: the largest of them, and what is left of the output
   * itself where the terms of all of them cancel.
   */
  double[] ofTangent(int output, Tensor reference) {
    double noise = 0;
    for (int input = 0; input < inputs.size(); input++) {
      noise = Math.max(noise, noise(output, input));
    }
    return filled(reference, Math.max(largest(reference), noise));
  }

  /** Returns the scale of an input's cotangents, likewise. */
  double[] ofCotangent(int input, Tensor reference) {
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
}
