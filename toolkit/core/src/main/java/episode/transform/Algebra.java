package episode.transform;

import static episode.transform.Folding.is;

import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;

/** The rules of sums, signs, conditions and casts. Never moves a term of a sum past another. */
final class Algebra {
  private Algebra() {}

  static Node add(Simplifier s, Node x, Node y) {
    if (is(y, 0)) {
      return x; // x + 0
    }
    if (is(x, 0)) {
      return y; // 0 + y
    }
    if (y.prim() == Prim.NEG) {
      return s.binary(Prim.SUB, x, y.input(0)); // x + (−y)
    }
    if (x.prim() == Prim.NEG) {
      return s.binary(Prim.SUB, y, x.input(0)); // (−x) + y
    }
    if (x.prim() == Prim.EXP && is(y, -1)) {
      return s.unary(Prim.EXPM1, x.input(0)); // exp x + (−1)
    }
    if (y.prim() == Prim.EXP && is(x, -1)) {
      return s.unary(Prim.EXPM1, y.input(0)); // (−1) + exp y
    }
    return s.raw(Prim.ADD, Node.NONE, List.of(x, y));
  }

  static Node sub(Simplifier s, Node x, Node y) {
    if (is(y, 0)) {
      return x; // x − 0
    }
    if (is(x, 0)) {
      return s.unary(Prim.NEG, y); // 0 − y
    }
    if (y.prim() == Prim.NEG) {
      return s.binary(Prim.ADD, x, y.input(0)); // x − (−y)
    }
    if (x.prim() == Prim.NEG) {
      return s.unary(Prim.NEG, s.binary(Prim.ADD, x.input(0), y)); // (−x) − y
    }
    if (x.prim() == Prim.EXP && is(y, 1)) {
      return s.unary(Prim.EXPM1, x.input(0)); // exp x − 1
    }
    return s.raw(Prim.SUB, Node.NONE, List.of(x, y));
  }

  static Node neg(Simplifier s, Node x) {
    return switch (x.prim()) {
      case NEG -> x.input(0); // −(−x)
      case SUB -> s.binary(Prim.SUB, x.input(1), x.input(0)); // −(x − y)
      case MUL ->
          Folding.isUniform(x.input(0)) // −(c x)
              ? s.binary(Prim.MUL, s.unary(Prim.NEG, x.input(0)), x.input(1))
              : s.raw(Prim.NEG, Node.NONE, List.of(x));
      default -> s.raw(Prim.NEG, Node.NONE, List.of(x));
    };
  }

  static Node abs(Simplifier s, Node x) {
    return switch (x.prim()) {
      case ABS -> x; // ||x||
      case NEG -> s.unary(Prim.ABS, x.input(0)); // |−x|
      default -> s.raw(Prim.ABS, Node.NONE, List.of(x));
    };
  }

  static Node extremum(Simplifier s, Prim prim, Node x, Node y) {
    return x == y ? x : s.raw(prim, Node.NONE, List.of(x, y));
  }

  static Node cast(Simplifier s, DType dtype, Node x) {
    if (x.dtype() == dtype) {
      return x;
    }
    if (x.prim() == Prim.CAST) {
      DType inner = x.input(0).dtype();
      boolean exact = inner == DType.BOOL || inner == DType.FLOAT32 && x.dtype() == DType.FLOAT64;
      if (exact) {
        return s.make(Prim.CAST, dtype, List.of(x.input(0)));
      }
    }
    return s.raw(Prim.CAST, dtype, List.of(x));
  }

  static Node and(Simplifier s, Node x, Node y) {
    if (x == y || is(y, 1)) {
      return x;
    }
    if (is(x, 1)) {
      return y;
    }
    boolean never = is(x, 0) || is(y, 0);
    return never ? s.filled(x, 0) : s.raw(Prim.AND, Node.NONE, List.of(x, y));
  }

  static Node or(Simplifier s, Node x, Node y) {
    if (x == y || is(y, 0)) {
      return x;
    }
    if (is(x, 0)) {
      return y;
    }
    boolean always = is(x, 1) || is(y, 1);
    return always ? s.filled(x, 1) : s.raw(Prim.OR, Node.NONE, List.of(x, y));
  }

  static Node not(Simplifier s, Node x) {
    return x.prim() == Prim.NOT ? x.input(0) : s.raw(Prim.NOT, Node.NONE, List.of(x));
  }

  static Node where(Simplifier s, Node c, Node x, Node y) {
    if (x == y || is(c, 1)) {
      return x;
    }
    if (is(c, 0)) {
      return y;
    }
    if (c.prim() == Prim.NOT) {
      return s.where(c.input(0), y, x);
    }
    if (x.prim() == Prim.WHERE && x.input(0) == c) {
      return s.where(c, x.input(1), y);
    }
    if (y.prim() == Prim.WHERE && y.input(0) == c) {
      return s.where(c, x, y.input(2));
    }
    return s.raw(Prim.WHERE, Node.NONE, List.of(c, x, y));
  }
}
