package episode.transform;

import static episode.transform.Folding.is;
import static episode.transform.Folding.isUniform;

import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;

/**
 * The rules of products, quotients and powers. x · 0 and x / x stay: x may be NaN, infinite or 0.
 */
final class Products {
  private Products() {}

  static Node mul(Simplifier s, Node first, Node second) {
    boolean ordered = s.isOrdered(first, second);
    Node x = ordered ? first : second;
    Node y = ordered ? second : first;
    if (is(x, 1)) {
      return y; // 1 y
    }
    if (is(x, -1)) {
      return s.unary(Prim.NEG, y); // −1 y
    }
    if (isUniform(x) && y.prim() == Prim.NEG) {
      return s.binary(Prim.MUL, s.unary(Prim.NEG, x), y.input(0)); // c (−y)
    }
    if (x.prim() == Prim.NEG) {
      return s.unary(Prim.NEG, s.binary(Prim.MUL, x.input(0), y)); // (−x) y
    }
    if (y.prim() == Prim.NEG) {
      return s.unary(Prim.NEG, s.binary(Prim.MUL, x, y.input(0))); // x (−y)
    }
    if (isUniform(x) && y.prim() == Prim.MUL && isUniform(y.input(0))) {
      return s.binary(Prim.MUL, s.binary(Prim.MUL, x, y.input(0)), y.input(1)); // c (d y)
    }
    if (y.prim() == Prim.DIV && is(y.input(0), 1)) {
      return s.binary(Prim.DIV, x, y.input(1)); // x (1 / y)
    }
    if (x.prim() == Prim.DIV && is(x.input(0), 1)) {
      return s.binary(Prim.DIV, y, x.input(1)); // (1 / x) y
    }
    return s.raw(Prim.MUL, Node.NONE, List.of(x, y));
  }

  static Node div(Simplifier s, Node x, Node y) {
    if (is(y, 1)) {
      return x; // x / 1
    }
    if (is(y, -1)) {
      return s.unary(Prim.NEG, x); // x / −1
    }
    if (x.prim() == Prim.NEG) {
      return s.unary(Prim.NEG, s.binary(Prim.DIV, x.input(0), y)); // (−x) / y
    }
    if (y.prim() == Prim.NEG) {
      return s.unary(Prim.NEG, s.binary(Prim.DIV, x, y.input(0))); // x / (−y)
    }
    if (isUniform(y) && !is(y, 0) && x.prim() == Prim.MUL && isUniform(x.input(0))) {
      return s.binary(Prim.MUL, s.binary(Prim.DIV, x.input(0), y), x.input(1)); // c x / d
    }
    if (x.prim() == Prim.EXP && isOnePlus(y, x) && !Stable.isNotPositive(x.input(0))) {
      Node inverse = s.unary(Prim.EXP, s.unary(Prim.NEG, x.input(0)));
      Node one = s.filled(x, 1);
      return s.binary(Prim.DIV, one, s.binary(Prim.ADD, one, inverse)); // e^x / (1 + e^x)
    }
    return s.raw(Prim.DIV, Node.NONE, List.of(x, y));
  }

  private static boolean isOnePlus(Node sum, Node x) {
    return sum.prim() == Prim.ADD
        && (sum.input(0) == x && is(sum.input(1), 1) || sum.input(1) == x && is(sum.input(0), 1));
  }

  static Node pow(Simplifier s, Node x, Node y) {
    double exponent = isUniform(y) ? Folding.uniform(y) : Double.NaN;
    boolean floating = x.dtype().isFloating();
    if (exponent == 0) {
      return s.filled(x, 1); // x^0, also for NaN
    }
    if (exponent == 1) {
      return x;
    }
    if (exponent == 2 || exponent == 3 || exponent == 4) {
      return power(s, x, (int) exponent);
    }
    if (floating && exponent == 0.5) {
      return s.unary(Prim.SQRT, x);
    }
    if (floating && (exponent == -0.5 || exponent == -1 || exponent == -2)) {
      Node positive = s.binary(Prim.POW, x, s.unary(Prim.NEG, y));
      return s.binary(Prim.DIV, s.filled(x, 1), positive); // x^−n = 1 / x^n
    }
    return s.raw(Prim.POW, Node.NONE, List.of(x, y));
  }

  private static Node power(Simplifier s, Node x, int exponent) {
    Node square = s.binary(Prim.MUL, x, x);
    return exponent == 2 ? square : s.binary(Prim.MUL, square, exponent == 3 ? x : square);
  }
}
