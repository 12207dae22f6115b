package episode.transform;

import episode.expr.Graph;
import episode.expr.Perform;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Central differences extrapolated to a zero step; C. J. F. Ridders, Accurate computation of F'(x)
 * and F'(x) F''(x), Advances in Engineering Software 4 (1982), doi:10.1016/S0141-1195(82)80057-0.
 */
final class Ridders {
  private static final int ROWS = 8;
  private static final double SHRINK = 1.6;

  private Ridders() {}

  /** Returns the derivative of each output of a graph along a direction of its inputs. */
  static double[][] along(Graph f, List<Tensor> at, List<Tensor> direction) {
    double[][][] table = new double[ROWS][][];
    double[][] best = {};
    double[][] error = {};
    double h = 0.02;
    for (int row = 0; row < ROWS; row++, h /= SHRINK) {
      double[][] value = difference(f, at, direction, h);
      double[][][] next = new double[row + 1][][];
      next[0] = value;
      if (row == 0) {
        best = copy(value);
        error = filled(value, Double.POSITIVE_INFINITY);
      }
      double factor = SHRINK * SHRINK;
      for (int k = 1; k <= row; k++, factor *= SHRINK * SHRINK) {
        next[k] = extrapolated(next[k - 1], table[k - 1], factor);
        improve(best, error, next[k], next[k - 1], table[k - 1]);
      }
      table = Arrays.copyOf(next, ROWS);
    }
    return best;
  }

  private static double[][] difference(Graph f, List<Tensor> at, List<Tensor> t, double h) {
    List<Tensor> up = Perform.evaluate(f, moved(at, t, h));
    List<Tensor> down = Perform.evaluate(f, moved(at, t, -h));
    double[][] value = new double[up.size()][];
    for (int i = 0; i < value.length; i++) {
      value[i] = new double[up.get(i).shape().size()];
      for (int k = 0; k < value[i].length; k++) {
        value[i][k] = (up.get(i).at(k) - down.get(i).at(k)) / (2 * h);
      }
    }
    return value;
  }

  private static List<Tensor> moved(List<Tensor> at, List<Tensor> t, double h) {
    List<Tensor> moved = new ArrayList<>();
    int next = 0;
    for (Tensor x : at) {
      if (!x.dtype().isFloating()) {
        moved.add(x);
        continue;
      }
      double[] values = x.toDoubles();
      Tensor step = t.get(next++);
      for (int i = 0; i < values.length; i++) {
        values[i] += h * step.at(i);
      }
      moved.add(Tensor.of(x.shape(), values));
    }
    return moved;
  }

  private static double[][] extrapolated(double[][] fine, double[][] coarse, double factor) {
    double[][] value = copy(fine);
    for (int i = 0; i < value.length; i++) {
      for (int k = 0; k < value[i].length; k++) {
        value[i][k] = (fine[i][k] * factor - coarse[i][k]) / (factor - 1);
      }
    }
    return value;
  }

  private static void improve(
      double[][] best, double[][] error, double[][] value, double[][] left, double[][] above) {
    for (int i = 0; i < best.length; i++) {
      for (int k = 0; k < best[i].length; k++) {
        double size =
            Math.max(Math.abs(value[i][k] - left[i][k]), Math.abs(value[i][k] - above[i][k]));
        if (size <= error[i][k]) {
          error[i][k] = size;
          best[i][k] = value[i][k];
        }
      }
    }
  }

  private static double[][] copy(double[][] values) {
    double[][] copy = new double[values.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i].clone();
    }
    return copy;
  }

  private static double[][] filled(double[][] like, double value) {
    double[][] filled = copy(like);
    for (double[] row : filled) {
      Arrays.fill(row, value);
    }
    return filled;
  }
}
