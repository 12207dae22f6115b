package episode.expr;

/**
 * The closed set of primitives. Every rule table and every backend is a switch expression over this
 * enum without a default, so that a missing case does not compile.
 *
 * <p>Elementwise primitives want operands of exactly one shape and type; {@link GraphBuilder} puts
 * in the casts and broadcasts. The comment of a row names the node's attribute, where it has one.
 */
public enum Prim {
  /** A value that the caller supplies; attribute: its name. */
  INPUT(Family.LEAF),
  /** A value known when the graph is built; attribute: {@link Tensor}. */
  CONST(Family.LEAF),

  NEG(Family.UNARY),
  ABS(Family.UNARY),
  /** −1, 0 or 1; NaN stays NaN. */
  SIGN(Family.UNARY),
  FLOOR(Family.UNARY),
  CEIL(Family.UNARY),
  /** To the nearest integer, halves to the even one. */
  ROUND(Family.UNARY),
  SQRT(Family.UNARY),
  EXP(Family.UNARY),
  LOG(Family.UNARY),
  EXPM1(Family.UNARY),
  LOG1P(Family.UNARY),
  SIN(Family.UNARY),
  COS(Family.UNARY),
  TAN(Family.UNARY),
  ASIN(Family.UNARY),
  ACOS(Family.UNARY),
  ATAN(Family.UNARY),
  SINH(Family.UNARY),
  COSH(Family.UNARY),
  TANH(Family.UNARY),
  ERF(Family.UNARY),
  /** log |Γ(x)|. */
  LGAMMA(Family.UNARY),
  /** The derivatives of log Γ; attribute: Integer, 0 for digamma, 1 for trigamma, 2, … */
  POLYGAMMA(Family.UNARY),
  /** Changes the element type; attribute: {@link DType}. */
  CAST(Family.UNARY),

  ADD(Family.BINARY),
  SUB(Family.BINARY),
  MUL(Family.BINARY),
  /** Floating types only. */
  DIV(Family.BINARY),
  /** The remainder that has the sign of the divisor. */
  MOD(Family.BINARY),
  POW(Family.BINARY),
  /** The smaller operand; NaN wins. */
  MIN(Family.BINARY),
  /** The larger operand; NaN wins. */
  MAX(Family.BINARY),
  /** The angle of the point (second, first). */
  ATAN2(Family.BINARY),

  EQ(Family.COMPARE),
  NE(Family.COMPARE),
  LT(Family.COMPARE),
  LE(Family.COMPARE),

  AND(Family.LOGIC),
  OR(Family.LOGIC),
  NOT(Family.LOGIC),

  /** The second operand where the first (BOOL) holds, else the third. */
  WHERE(Family.SELECT),

  /** Sum over axes; attribute: {@link Ints}, ascending. */
  SUM(Family.REDUCE),
  /** Product over axes; attribute: {@link Ints}, ascending. */
  PROD(Family.REDUCE),
  /** Minimum over axes, NaN wins; attribute: {@link Ints}, ascending. */
  REDUCE_MIN(Family.REDUCE),
  /** Maximum over axes, NaN wins; attribute: {@link Ints}, ascending. */
  REDUCE_MAX(Family.REDUCE),
  /** Index of the first maximum (the first NaN, if any) along an axis; attribute: Integer. */
  ARGMAX(Family.REDUCE),

  /** Places operand axis i at axis dims(i) of a larger shape; attribute: {@link Attr.Broadcast}. */
  BROADCAST(Family.VIEW),
  /** The same elements in row-major order under another shape; attribute: {@link Shape}. */
  RESHAPE(Family.VIEW),
  /** Axis i of the result is axis perm(i) of the operand; attribute: {@link Ints}. */
  TRANSPOSE(Family.VIEW),
  /** Every step-th element from start to limit; attribute: {@link Attr.Slice}. */
  SLICE(Family.VIEW),

  /** Zeros around and between the elements; attribute: {@link Attr.Pad}. Undoes SLICE. */
  PAD(Family.MOVE),
  /** Operands one after the other along an axis; attribute: Integer. */
  CONCAT(Family.MOVE),
  /** The elements at INT64 indices (second operand) along an axis; attribute: Integer. */
  GATHER(Family.MOVE),
  /** The first operand with the third added at the indices (second); attribute: Integer. */
  SCATTER_ADD(Family.MOVE),
  /** Running sum along an axis; attribute: {@link Attr.Cumulative}. */
  CUMSUM(Family.MOVE),
  /** Running product along an axis; attribute: {@link Attr.Cumulative}. */
  CUMPROD(Family.MOVE),

  /** […, n, k] times […, k, m] with equal leading axes. */
  MATMUL(Family.LINALG),

  /** The results of a named sub-graph; attribute: {@link Graph}. */
  CALL(Family.CONTROL),
  /** A loop of fixed length; last carries, then stacked outputs; attribute: {@link Attr.Scan}. */
  SCAN(Family.CONTROL),
  /** The results of one of two sub-graphs, the other is not run; {@link Attr.Branches}. */
  IF(Family.CONTROL),
  /** A loop as long as a condition holds; carries, then rounds; attribute: {@link Attr.Loop}. */
  WHILE(Family.CONTROL),
  /** An open, named operation; attribute: {@link Op}. */
  OP(Family.CONTROL),
  /** A loop that runs on the host; attribute: {@link HostOp}. */
  HOST(Family.CONTROL),
  /** One value of several; attribute: Integer. */
  PART(Family.CONTROL);

  /** What a primitive does with shapes. */
  public enum Family {
    LEAF,
    UNARY,
    BINARY,
    COMPARE,
    LOGIC,
    SELECT,
    REDUCE,
    VIEW,
    MOVE,
    LINALG,
    CONTROL
  }

  private final Family family;

  Prim(Family family) {
    this.family = family;
  }

  /** Returns what this primitive does with shapes. */
  public Family family() {
    return family;
  }

  /**
   * Returns what comes of no elements: what a reduction starts from, else 0, as of padding. Cast to
   * INT64 the infinite ones are the least and the greatest integer.
   */
  public double overNothing(DType dtype) {
    return switch (this) {
      case PROD, CUMPROD -> 1;
      case REDUCE_MIN -> Double.POSITIVE_INFINITY;
      case REDUCE_MAX -> dtype == DType.BOOL ? 0 : Double.NEGATIVE_INFINITY;
      default -> 0;
    };
  }

  /** Returns whether element i of the result depends on element i of the operands alone. */
  public boolean isElementwise() {
    return switch (family) {
      case UNARY, BINARY, COMPARE, LOGIC, SELECT -> true;
      case LEAF, REDUCE, VIEW, MOVE, LINALG, CONTROL -> false;
    };
  }
}
