package episode.expr;

import java.util.Optional;

/**
 * A formula that is {@code slope · u + offset}, where slope and offset do not change in time and u
 * is the time, or the remainder of something affine in it. Immutable.
 *
 * @param slope empty for what does not change in time
 * @param cycle what u is the remainder of; empty where u is the time
 */
record Affine(Optional<Expr> slope, Expr offset, Optional<Cycle> cycle) {
  static final Affine TIME = new Affine(Optional.of(Expr.number(1)), Expr.number(0));

  Affine(Optional<Expr> slope, Expr offset) {
    this(slope, offset, Optional.empty());
  }

  /** The remainder of an affine function of the time itself by a period. */
  record Cycle(Affine of, Expr period) {}

  static Affine constant(Expr value) {
    return new Affine(Optional.empty(), value);
  }

  boolean isConstant() {
    return slope.isEmpty();
  }

  /** Returns whether this is u itself. */
  boolean isPlain() {
    return slope.filter(factor -> is(factor, 1)).isPresent() && is(offset, 0);
  }

  /** Returns the sum; empty where both change, but not in the same cycle. */
  Optional<Affine> plus(Affine other) {
    Expr sum = sum(offset, other.offset);
    if (isConstant() || other.isConstant()) {
      Affine changing = isConstant() ? other : this;
      return Optional.of(new Affine(changing.slope, sum, changing.cycle));
    }
    boolean together = cycle.map(Object::toString).equals(other.cycle.map(Object::toString));
    return together
        ? Optional.of(new Affine(Optional.of(sum(slope.get(), other.slope.get())), sum, cycle))
        : Optional.empty();
  }

  Affine negated() {
    return new Affine(slope.map(Affine::minus), minus(offset), cycle);
  }

  /** Returns the product with a factor that does not change in time. */
  Affine times(Expr factor) {
    return new Affine(slope.map(each -> product(each, factor)), product(offset, factor), cycle);
  }

  /** Returns the quotient by a divisor that does not change in time. */
  Affine over(Expr divisor) {
    return new Affine(slope.map(each -> quotient(each, divisor)), quotient(offset, divisor), cycle);
  }

  /** Returns the u at which this has a value that does not change in time. */
  Expr reaches(Expr value) {
    return quotient(sum(value, minus(offset)), slope.orElseThrow());
  }

  private static boolean is(Expr expr, double value) {
    return expr instanceof Expr.Literal literal && literal.value() == value;
  }

  private static Expr minus(Expr expr) {
    if (expr instanceof Expr.Unary unary && unary.operator() == Operator.NEGATE) {
      return unary.operand();
    }
    return is(expr, 0) ? expr : expr.negated();
  }

  private static Expr sum(Expr a, Expr b) {
    if (is(a, 0) || is(b, 0)) {
      return is(a, 0) ? b : a;
    }
    boolean negative = b instanceof Expr.Unary unary && unary.operator() == Operator.NEGATE;
    return negative ? a.minus(minus(b)) : a.plus(b);
  }

  private static Expr product(Expr a, Expr b) {
    if (is(a, 1) || is(b, 1)) {
      return is(a, 1) ? b : a;
    }
    return is(a, 0) ? a : a.times(b);
  }

  static Expr quotient(Expr a, Expr b) {
    return is(b, 1) || is(a, 0) ? a : a.over(b);
  }
}
