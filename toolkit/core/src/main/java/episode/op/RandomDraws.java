package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.List;

/**
 * Random arrays from a stream. Uniform numbers and integers are the same on every backend, bit for
 * bit; others are as alike as its logarithm and cosine. They are constants for derivatives: a
 * normal number of mean m and deviation s is m + s z, with derivatives by m and s.
 */
public final class RandomDraws {
  private RandomDraws() {}

  /** Numbers, and the stream after them. */
  public record Draw(Node values, RandomStream next) {}

  /** Returns FLOAT64 numbers above 0 and below 1, odd multiples of 2⁻⁵⁴; two steps each. */
  public static Draw uniform(GraphBuilder b, RandomStream stream, int... extents) {
    Shape shape = Shape.of(extents);
    Draw bits = steps(b, stream, 2 * shape.size());
    Node pairs = b.reshape(bits.values(), Shape.of(shape.size(), 2));
    Node high = b.sub(b.element(pairs, 1, 0), integer(b, 1));
    Node low = b.sub(b.element(pairs, 1, 1), integer(b, 1));
    // 31 bits and 22 bits are the 53 of a number: nothing is rounded.
    Node cut = b.sub(low, b.binary(Prim.MOD, low, integer(b, 512)));
    Node all = b.add(b.mul(high, integer(b, 1L << 31)), cut);
    Node scaled = b.mul(b.cast(all, DType.FLOAT64), b.constant(0x1p-62));
    Node inside = b.add(scaled, b.constant(0x1p-54));
    return new Draw(b.reshape(inside, shape), bits.next());
  }

  /**
   * Returns standard normal numbers; G. E. P. Box and M. E. Muller, A note on the generation of
   * random normal deviates, Ann. Math. Statist. 29 (1958), doi:10.1214/aoms/1177706645.
   */
  public static Draw normal(GraphBuilder b, RandomStream stream, int... extents) {
    Shape shape = Shape.of(extents);
    int half = (shape.size() + 1) / 2;
    Draw uniform = uniform(b, stream, 2, half);
    Node log = b.unary(Prim.LOG, b.element(uniform.values(), 0, 0));
    Node radius = b.unary(Prim.SQRT, Matrices.scaled(b, log, -2));
    Node angle = Matrices.scaled(b, b.element(uniform.values(), 0, 1), 2 * Math.PI);
    Node first = b.mul(radius, b.unary(Prim.COS, angle));
    Node second = b.mul(radius, b.unary(Prim.SIN, angle));
    Node all = b.slice(b.concat(List.of(first, second), 0), 0, 0, shape.size());
    return new Draw(b.reshape(all, shape), uniform.next());
  }

  /** Returns numbers of the exponential distribution of mean 1: −log u. */
  public static Draw exponential(GraphBuilder b, RandomStream stream, int... extents) {
    Draw uniform = uniform(b, stream, extents);
    return new Draw(b.neg(b.unary(Prim.LOG, uniform.values())), uniform.next());
  }

  /**
   * Returns INT64 numbers from low to before high, each as likely to a part in 2⁵³ / (high − low).
   *
   * @throws episode.expr.EpisodeException E3101 where there are none, or more than 2⁴⁸
   */
  public static Draw integers(
      GraphBuilder b, RandomStream stream, long low, long high, int... extents) {
    long range = high - low;
    if (high <= low || range < 0 || range > 1L << 48) {
      throw Taken.problem(
          "RandomDraws: no integers from " + low + " to before " + high,
          "There are at least one and at most 2^48 of them.");
    }
    Draw uniform = uniform(b, stream, extents);
    Node scaled = b.mul(uniform.values(), b.constant((double) range));
    Node places = b.cast(b.unary(Prim.FLOOR, scaled), DType.INT64);
    return new Draw(b.add(places, integer(b, low)), uniform.next());
  }

  /** Returns BOOL values that hold with given probabilities, one each. */
  public static Draw bernoulli(GraphBuilder b, RandomStream stream, Node probabilities) {
    Draw uniform = uniform(b, stream, probabilities.shape().extents());
    return new Draw(b.binary(Prim.LT, uniform.values(), probabilities), uniform.next());
  }

  /** Returns 0, 1, … below a number in random order, in INT64. */
  public static Draw permutation(GraphBuilder b, RandomStream stream, int count) {
    Taken.atLeastZero("Permutation", "numbers", count);
    Draw uniform = uniform(b, stream, count);
    return new Draw(Sorting.argsort(b, uniform.values(), 0), uniform.next());
  }

  /** Returns the stream without its next numbers; {@link #uniform} takes two steps a number. */
  public static RandomStream advance(GraphBuilder b, RandomStream stream, int steps) {
    return steps(b, stream, steps).next();
  }

  private static Draw steps(GraphBuilder b, RandomStream stream, int count) {
    Taken.atLeastZero("RandomDraws", "steps", count);
    List<Node> both = b.apply(new Streams.RandomIntegers(count), List.of(stream.state()));
    return new Draw(both.get(0), stream.at(both.get(1)));
  }

  private static Node integer(GraphBuilder b, long value) {
    return b.constant(Tensor.of(Shape.SCALAR, new long[] {value}));
  }
}
