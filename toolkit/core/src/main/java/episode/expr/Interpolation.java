package episode.expr;

import java.util.List;

/** Values at a time from values at points in time. For one thread. */
final class Interpolation {
  private final GraphBuilder builder;
  private final Node time;

  Interpolation(GraphBuilder builder, Node time) {
    this.builder = builder;
    this.time = time;
  }

  /**
   * Returns the array at the time, the axis gone: between the points i and i + 1 around it
   *
   * <pre>
   * x = (1 − w) xᵢ + w xᵢ₊₁,  w = (t − tᵢ) / (tᵢ₊₁ − tᵢ)
   * </pre>
   *
   * <p>and x₀ before the first point, xₙ after the last.
   */
  Node at(Node array, int axis, NamedAxis points) {
    int n = points.size();
    if (n == 1) {
      return builder.element(array, axis, 0);
    }
    Node times = builder.constant(Tensor.of(points.numbers().orElseThrow()));
    Node inner = builder.slice(times, 0, 1, n - 1);
    Node reached = builder.cast(builder.binary(Prim.LE, inner, time), DType.INT64);
    Node place = n == 2 ? integer(0) : builder.reduce(Prim.SUM, reached, Ints.of(0));
    Node next = builder.add(place, integer(1));
    Node from = gather(times, 0, place);
    Node share = builder.div(builder.sub(time, from), builder.sub(gather(times, 0, next), from));
    Node zero = builder.constant(0);
    Node one = builder.constant(1);
    Node w = builder.binary(Prim.MIN, builder.binary(Prim.MAX, share, zero), one);
    Node before = gather(array, axis, place);
    Node after = gather(array, axis, next);
    return builder.add(builder.mul(builder.sub(one, w), before), builder.mul(w, after));
  }

  private Node integer(long value) {
    return builder.constant(Tensor.of(Shape.SCALAR, new long[] {value}));
  }

  private Node gather(Node x, int axis, Node place) {
    return builder.make(Prim.GATHER, axis, List.of(x, place));
  }
}
