package episode.system;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.Arrays;
import java.util.List;

/** The value of an input at a time: rows are constants, found by their times. For one thread. */
final class InputGraph {
  /** More rows than this are halved until the right one is found, not looked at one by one. */
  private static final int MANY = 64;

  private final GraphBuilder builder;
  private final Node time;

  InputGraph(GraphBuilder builder, Node time) {
    this.builder = builder;
    this.time = time;
  }

  Node of(Input input) {
    double[] times = doubles(input.times());
    double[] values = doubles(input.values());
    if (times.length == 1) {
      return builder.constant(values[0]);
    }
    return switch (input.curve()) {
      case PIECEWISE -> gather(values, row(times));
      case LINEAR -> linear(times, values);
      case SPLINE -> spline(times, values);
    };
  }

  private Node linear(double[] times, double[] values) {
    Node row = row(Arrays.copyOf(times, times.length - 1));
    Node share = share(times, row);
    Node after = gather(Arrays.copyOfRange(values, 1, values.length), row);
    Node rest = builder.sub(builder.constant(1), share);
    return builder.add(builder.mul(rest, gather(values, row)), builder.mul(share, after));
  }

  /**
   * With s the share of the way from row i to the next, h long, and slopes d:
   *
   * <pre>
   * y = yᵢ + s (h dᵢ + s (3 Δ − h (2 dᵢ + dᵢ₊₁) + s (h (dᵢ + dᵢ₊₁) − 2 Δ))),  Δ = yᵢ₊₁ − yᵢ
   * </pre>
   */
  private Node spline(double[] times, double[] values) {
    int pieces = times.length - 1;
    double[] d = slopes(times, values);
    double[][] c = new double[4][pieces];
    for (int i = 0; i < pieces; i++) {
      double h = times[i + 1] - times[i];
      double rise = values[i + 1] - values[i];
      c[0][i] = values[i];
      c[1][i] = h * d[i];
      c[2][i] = 3 * rise - h * (2 * d[i] + d[i + 1]);
      c[3][i] = h * (d[i] + d[i + 1]) - 2 * rise;
    }
    Node row = row(Arrays.copyOf(times, pieces));
    Node s = share(times, row);
    Node sum = gather(c[3], row);
    for (int power = 2; power >= 0; power--) {
      sum = builder.add(gather(c[power], row), builder.mul(s, sum));
    }
    return sum;
  }

  /** Returns the slope at every row: 0 at a peak, else a weighted harmonic mean of both sides. */
  static double[] slopes(double[] times, double[] values) {
    int n = times.length;
    double[] h = new double[n - 1];
    double[] secant = new double[n - 1];
    for (int i = 0; i < n - 1; i++) {
      h[i] = times[i + 1] - times[i];
      secant[i] = (values[i + 1] - values[i]) / h[i];
    }
    double[] slopes = new double[n];
    for (int i = 1; i < n - 1; i++) {
      if (secant[i - 1] * secant[i] > 0) {
        double before = 2 * h[i] + h[i - 1];
        double after = h[i] + 2 * h[i - 1];
        slopes[i] = (before + after) / (before / secant[i - 1] + after / secant[i]);
      }
    }
    slopes[0] = end(h[0], h[1], secant[0], secant[1]);
    slopes[n - 1] = end(h[n - 2], h[n - 3], secant[n - 2], secant[n - 3]);
    return slopes;
  }

  /** The slope at an end by three points, kept to the sign and to three times the last secant. */
  private static double end(double h0, double h1, double last, double next) {
    double slope = ((2 * h0 + h1) * last - h0 * next) / (h0 + h1);
    if (slope * last <= 0) {
      return 0;
    }
    boolean turns = last * next <= 0 && Math.abs(slope) > 3 * Math.abs(last);
    return turns ? 3 * last : slope;
  }

  /** Returns how far the time is between its row and the next, from 0 to 1. */
  private Node share(double[] times, Node row) {
    int pieces = times.length - 1;
    double[] widths = new double[pieces];
    for (int i = 0; i < pieces; i++) {
      widths[i] = times[i + 1] - times[i];
    }
    Node share = builder.div(builder.sub(time, gather(times, row)), gather(widths, row));
    Node least = builder.binary(Prim.MAX, share, builder.constant(0));
    return builder.binary(Prim.MIN, least, builder.constant(1));
  }

  /** Returns the place of the last time that is reached; 0 where none is. */
  private Node row(double[] times) {
    if (times.length == 1) {
      return integer(0);
    }
    if (times.length <= MANY) {
      Node inner = builder.constant(Tensor.of(Arrays.copyOfRange(times, 1, times.length)));
      Node all = builder.broadcastTo(time, inner.shape());
      Node reached = builder.cast(builder.binary(Prim.LE, inner, all), DType.INT64);
      return builder.reduce(Prim.SUM, reached, Ints.of(0));
    }
    int size = 2 * Integer.highestOneBit(times.length);
    double[] padded = Arrays.copyOf(times, size);
    Arrays.fill(padded, times.length, size, Double.POSITIVE_INFINITY);
    Node row = integer(0);
    for (int step = size / 2; step > 0; step /= 2) {
      Node further = builder.add(row, integer(step));
      row = builder.where(builder.binary(Prim.LE, gather(padded, further), time), further, row);
    }
    return row;
  }

  private Node gather(double[] values, Node row) {
    return builder.make(Prim.GATHER, 0, List.of(builder.constant(Tensor.of(values)), row));
  }

  private Node integer(long value) {
    return builder.constant(Tensor.of(Shape.SCALAR, new long[] {value}));
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
