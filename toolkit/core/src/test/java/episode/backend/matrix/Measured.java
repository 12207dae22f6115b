package episode.backend.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Graph;
import episode.expr.Perform;
import episode.expr.Tensor;
import episode.transform.Derivatives;
import episode.transform.Differences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares the derivatives that a backend gives with differences. */
final class Measured {
  private static final double FIRST_STEP = 0.01;

  /** Ridders' error is about 1e-10 of the largest value on the way. */
  private static final double TOLERANCE = 1e-6;

  private Measured() {}

  /**
   * Passes where derivatives are those of differences: a JVP along its direction, the transpose of
   * a VJP along one direction per input, and the derivative of a VJP along its direction.
   */
  static void check(Cell cell, List<Tensor> inputs, List<Tensor> seen) {
    Graph f = cell.function();
    int n = f.inputs().size();
    switch (cell.quantity()) {
      case VALUE -> {}
      case JVP -> along(cell, f, inputs.subList(0, n), inputs.subList(n, inputs.size()), seen);
      case VJP -> transposed(cell, f, inputs.subList(0, n), inputs, seen);
      case SECOND -> {
        Graph reverse = Derivatives.vjp(f);
        int m = reverse.inputs().size();
        along(cell, reverse, inputs.subList(0, m), inputs.subList(m, inputs.size()), seen);
      }
    }
  }

  private static void along(
      Cell cell, Graph f, List<Tensor> at, List<Tensor> directions, List<Tensor> seen) {
    double[] expected = difference(f, at, directions);
    int next = 0;
    for (Tensor each : seen) {
      double largest = largest(expected, next, each.shape().size());
      for (int k = 0; k < each.shape().size(); k++, next++) {
        close(cell, each.at(k), expected[next], largest);
      }
    }
  }

  /** Holds the cotangent of one input after the other against the outputs' moves along it. */
  private static void transposed(
      Cell cell, Graph f, List<Tensor> at, List<Tensor> inputs, List<Tensor> seen) {
    List<Tensor> cotangents = inputs.subList(at.size(), inputs.size());
    double[] weights = flat(cotangents);
    int next = 0;
    for (int i = 0; i < at.size(); i++) {
      if (!f.inputs().get(i).dtype().isFloating()) {
        continue;
      }
      List<Tensor> directions = new ArrayList<>();
      for (Tensor each : at) {
        if (each.dtype().isFloating()) {
          double[] values = new double[each.shape().size()];
          boolean chosen = directions.size() == next;
          for (int k = 0; k < values.length; k++) {
            values[k] = chosen ? 1 + 0.25 * (k * 7 % 5) : 0;
          }
          directions.add(Tensor.of(each.shape(), values));
        }
      }
      double[] moves = difference(f, at, directions);
      double left = dot(weights, moves);
      double[] pulled = seen.get(next).toDoubles();
      double right = dot(pulled, directions.get(next).doubles());
      double size = sizes(weights, moves) + sizes(pulled, directions.get(next).doubles());
      close(cell, right, left, size);
      next++;
    }
  }

  private static void close(Cell cell, double seen, double expected, double size) {
    double allowed = TOLERANCE * Math.max(1, Math.max(size, Math.abs(expected)));
    assertThat(Math.abs(seen - expected))
        .as("%s is %s, differences give %s", cell, seen, expected)
        .isLessThanOrEqualTo(allowed);
  }

  private static double[] difference(Graph f, List<Tensor> at, List<Tensor> directions) {
    return Differences.derivative(
        h -> flat(Perform.evaluate(f, moved(at, directions, h))), 0, FIRST_STEP);
  }

  private static List<Tensor> moved(List<Tensor> at, List<Tensor> directions, double step) {
    List<Tensor> moved = new ArrayList<>();
    int next = 0;
    for (Tensor x : at) {
      if (!x.dtype().isFloating()) {
        moved.add(x);
        continue;
      }
      Tensor direction = directions.get(next++);
      double[] values = x.toDoubles();
      for (int i = 0; i < values.length; i++) {
        values[i] += step * direction.at(i);
      }
      moved.add(Tensor.of(x.shape(), values));
    }
    return moved;
  }

  private static double[] flat(List<Tensor> tensors) {
    double[] all = {};
    for (Tensor each : tensors) {
      double[] more = Arrays.copyOf(all, all.length + each.shape().size());
      System.arraycopy(each.toDoubles(), 0, more, all.length, each.shape().size());
      all = more;
    }
    return all;
  }

  private static double largest(double[] values, int start, int count) {
    double largest = 0;
    for (int i = start; i < start + count; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double sizes(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.abs(x[i] * y[i]);
    }
    return sum;
  }
}
