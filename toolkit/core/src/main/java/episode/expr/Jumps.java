package episode.expr;

import java.util.ArrayList;
import java.util.List;

/**
 * Jumps along a continuous axis: whoever jumps from y lands at x with a density that is
 * proportional to a kernel of their distance.
 *
 * <pre>
 * dᵢ = Σⱼ rⱼ uⱼ wⱼ Kⱼᵢ mⱼᵢ / Zⱼ − rᵢ uᵢ,   Zⱼ = Σₖ wₖ Kⱼₖ mⱼₖ
 * </pre>
 *
 * <p>The weights w are those of an integral; m is 1 where the direction allows the jump and 0 where
 * it does not, and of the cell itself (m = wⱼ′ / wⱼ) it allows the half on that side. Where Zⱼ is
 * 0, such as at the last point for jumps upwards, nobody jumps. All who leave arrive, so that the
 * integral over the axis is kept; the kernel's scale has no effect. For one thread.
 */
final class Jumps {
  private final GraphBuilder builder;
  private final NamedAxis points;
  private final Index from;
  private final Index to;

  /**
   * Makes the jumps along an axis.
   *
   * @param from where jumps start
   * @param to where they end; an inner index of {@code from}
   */
  Jumps(GraphBuilder builder, NamedAxis points, Index from, Index to) {
    this.builder = builder;
    this.points = points;
    this.from = from;
    this.to = to;
  }

  /** Returns the distance of any two points. */
  Indexed distance(double smallest) {
    int n = points.size();
    double[] distance = new double[n * n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        double apart = Math.abs(points.coordinates().get(i) - points.coordinates().get(j));
        distance[j * n + i] = Math.max(smallest, apart);
      }
    }
    return pairs(distance);
  }

  private Indexed pairs(double[] values) {
    int n = points.size();
    Tensor tensor = Tensor.of(Shape.of(n, n), values);
    return new Indexed(builder.constant(tensor), List.of(from, to));
  }

  /**
   * Returns what a quantity gains and loses.
   *
   * @param leaving rate × quantity, over the quantity's indices, {@code from} the last of them
   * @param kernel over {@code from}, {@code to} and any other of the quantity's indices
   */
  Node change(Indexed leaving, Indexed kernel, Direction direction) {
    Indexed mask = pairs(mask(direction));
    List<Index> pairs = Indexed.union(List.of(kernel, mask));
    Node density = builder.mul(kernel.over(builder, pairs), mask.stretched(builder, pairs));
    Node weights = builder.constant(Tensor.of(points.weights()));
    Ints inner = Ints.of(pairs.size() - 1);
    Node total = builder.reduce(Prim.SUM, builder.mul(density, weights), inner);
    List<Index> sources = new ArrayList<>(pairs);
    sources.remove(to);
    Node share = new Indexed(inverse(total), sources).stretched(builder, leaving.indices());
    Node all = new Indexed(total, sources).stretched(builder, leaving.indices());
    Node mass = builder.mul(builder.mul(leaving.node(), weights), share);
    Indexed landing = new Indexed(mass, leaving.indices());
    Node gone = builder.mul(leaving.node(), builder.mul(share, all));
    return builder.sub(arriving(landing, new Indexed(density, pairs)), gone);
  }

  /** Returns 1 / x, and 0 where x is 0. */
  private Node inverse(Node x) {
    Node zero = builder.constant(0);
    Node one = builder.constant(1);
    Node none = builder.binary(Prim.EQ, x, zero);
    return builder.where(none, zero, builder.div(one, builder.where(none, one, x)));
  }

  /** Returns the sum over {@code from}: a matrix product where the kernel has no further axes. */
  private Node arriving(Indexed mass, Indexed density) {
    int n = points.size();
    if (density.indices().size() == 2) {
      Shape shape = mass.node().shape();
      Node rows = builder.reshape(mass.node(), Shape.of(shape.size() / n, n));
      return builder.reshape(builder.matmul(rows, density.node()), shape);
    }
    List<Index> all = Indexed.union(List.of(mass, density));
    Node product = builder.mul(mass.stretched(builder, all), density.stretched(builder, all));
    return builder.reduce(Prim.SUM, product, Ints.of(all.indexOf(from)));
  }

  private double[] mask(Direction direction) {
    int n = points.size();
    double[] mask = new double[n * n];
    double[] weights = points.weights();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        mask[j * n + i] = direction.allows(Integer.compare(i, j)) ? 1 : 0;
      }
      double x = points.coordinates().get(j);
      double above = j == n - 1 ? 0 : (points.coordinates().get(j + 1) - x) / 2;
      mask[j * n + j] =
          switch (direction) {
            case BOTH -> 1;
            case UP -> above / weights[j];
            case DOWN -> (weights[j] - above) / weights[j];
          };
    }
    return mask;
  }

  /** Where jumps lead. */
  enum Direction {
    UP,
    DOWN,
    BOTH;

    private boolean allows(int side) {
      return this == BOTH || side == (this == UP ? 1 : -1);
    }
  }
}
