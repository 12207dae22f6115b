package episode.transform;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.Optional;

/**
 * Arithmetic of complex arrays as pairs of real ones, for imaginary parts that are tiny beside the
 * real parts. For one thread.
 */
final class Complex {
  private final GraphBuilder b;

  /**
   * A complex array.
   *
   * @param re real parts
   * @param im imaginary parts; empty where they are zero
   */
  record Pair(Node re, Optional<Node> im) {
    static Pair real(Node re) {
      return new Pair(re, Optional.empty());
    }

    static Pair of(Node re, Node im) {
      return new Pair(re, Optional.of(im));
    }
  }

  Complex(GraphBuilder b) {
    this.b = b;
  }

  /** Returns the imaginary part, zeros where it is empty. */
  Node im(Pair z) {
    return z.im().orElseGet(() -> Terms.zeros(b, z.re()));
  }

  private Node number(Node like, double value) {
    return b.filledLike(like, value);
  }

  Pair number(Pair like, double value) {
    return Pair.real(number(like.re(), value));
  }

  Pair neg(Pair z) {
    return new Pair(b.neg(z.re()), z.im().map(b::neg));
  }

  Pair add(Pair x, Pair y) {
    Node re = b.add(x.re(), y.re());
    if (x.im().isEmpty() || y.im().isEmpty()) {
      return new Pair(re, x.im().or(y::im));
    }
    return Pair.of(re, b.add(im(x), im(y)));
  }

  Pair sub(Pair x, Pair y) {
    return add(x, neg(y));
  }

  Pair scaled(Pair z, double factor) {
    return mul(z, number(z, factor));
  }

  Pair mul(Pair x, Pair y) {
    Node re = b.mul(x.re(), y.re());
    if (x.im().isEmpty() || y.im().isEmpty()) {
      Optional<Node> im =
          x.im().map(i -> b.mul(i, y.re())).or(() -> y.im().map(i -> b.mul(x.re(), i)));
      return new Pair(re, im);
    }
    return Pair.of(
        b.sub(re, b.mul(im(x), im(y))), b.add(b.mul(x.re(), im(y)), b.mul(im(x), y.re())));
  }

  /** R. L. Smith, Algorithm 116, Communications of the ACM 5 (1962) 435, the first of two cases. */
  Pair div(Pair x, Pair y) {
    if (y.im().isEmpty()) {
      return new Pair(b.div(x.re(), y.re()), x.im().map(i -> b.div(i, y.re())));
    }
    Node ratio = b.div(im(y), y.re());
    Node divisor = b.add(y.re(), b.mul(im(y), ratio));
    Node re = x.re();
    Node im = b.neg(b.mul(x.re(), ratio));
    if (x.im().isPresent()) {
      re = b.add(re, b.mul(im(x), ratio));
      im = b.add(im(x), im);
    }
    return Pair.of(b.div(re, divisor), b.div(im, divisor));
  }

  /** Returns the angle of a number whose imaginary part is tiny; that of −x for x below 0. */
  private Node angle(Pair z) {
    return b.unary(Prim.ATAN, b.div(im(z), z.re()));
  }

  /** log z = log a + ½ log(1 + (b/a)²) + i·atan(b/a) */
  Pair log(Pair z) {
    Node square = square(b.div(im(z), z.re()));
    Node half = b.mul(number(square, 0.5), b.unary(Prim.LOG1P, square));
    return Pair.of(b.add(b.unary(Prim.LOG, z.re()), half), angle(z));
  }

  Node square(Node x) {
    return b.mul(x, x);
  }

  /** eᶻ = eᵃ (cos b + i·sin b) */
  Pair exp(Pair z) {
    Node size = b.unary(Prim.EXP, z.re());
    return Pair.of(b.mul(size, b.unary(Prim.COS, im(z))), b.mul(size, b.unary(Prim.SIN, im(z))));
  }

  /** √z = m + i·b/(2m), m² = (a + |z|)/2 */
  Pair sqrt(Pair z) {
    Node ratio = b.div(im(z), z.re());
    Node one = number(ratio, 1);
    Node size = b.mul(z.re(), b.unary(Prim.SQRT, b.add(one, square(ratio))));
    Node half = number(ratio, 0.5);
    Node re = b.unary(Prim.SQRT, b.mul(half, b.add(size, z.re())));
    return Pair.of(b.unary(Prim.SQRT, z.re()), b.div(b.mul(half, im(z)), re));
  }

  /** Im atan z = ¼ log(1 + 4b/(a² + (1 − b)²)) */
  Pair atan(Pair z) {
    Node below = b.add(square(z.re()), square(b.sub(number(z.re(), 1), im(z))));
    Node ratio = b.div(b.mul(number(z.re(), 4), im(z)), below);
    Node im = b.mul(number(z.re(), 0.25), b.unary(Prim.LOG1P, ratio));
    return Pair.of(b.unary(Prim.ATAN, z.re()), im);
  }

  /** asin z = atan(z / √((1 − z)(1 + z))) */
  Pair asin(Pair z) {
    Pair one = number(z, 1);
    Pair root = sqrt(mul(sub(one, z), add(one, z)));
    return Pair.of(b.unary(Prim.ASIN, z.re()), im(atan(div(z, root))));
  }

  /** zᵉ: the size is |a|ᵉ, with the sign that a real power has, the angle e times that of z. */
  Pair pow(Pair z, Pair e) {
    Node size = b.binary(Prim.POW, z.re(), e.re());
    Node turn = number(size, 0);
    if (z.im().isPresent()) {
      Node zero = b.make(Prim.EQ, Node.NONE, java.util.List.of(z.re(), number(z.re(), 0)));
      Node safe = b.where(zero, number(z.re(), 1), z.re());
      turn = b.mul(e.re(), b.unary(Prim.ATAN, b.div(im(z), safe)));
      Node slope = b.mul(size, b.unary(Prim.SIN, turn));
      if (e.im().isEmpty()) {
        return Pair.of(b.mul(size, b.unary(Prim.COS, turn)), b.where(zero, atZero(z, e), slope));
      }
    }
    turn = b.add(turn, b.mul(im(e), b.unary(Prim.LOG, z.re())));
    return Pair.of(b.mul(size, b.unary(Prim.COS, turn)), b.mul(size, b.unary(Prim.SIN, turn)));
  }

  /** (ib)ᵉ for tiny b: b where e is 1, 0 where it is larger or 0. */
  private Node atZero(Pair z, Pair e) {
    Node one = number(e.re(), 1);
    Node isOne = b.make(Prim.EQ, Node.NONE, java.util.List.of(e.re(), one));
    return b.where(isOne, im(z), number(z.re(), 0));
  }
}
