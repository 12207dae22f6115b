package episode.expr;

/** The operators of formulas, by how they are written. */
public enum Operator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  /** The remainder that has the sign of the divisor. */
  REMAINDER("%"),
  NEGATE("-"),
  NOT("not "),
  AND("and"),
  OR("or"),
  LESS("<"),
  LESS_EQUAL("<="),
  GREATER(">"),
  GREATER_EQUAL(">="),
  EQUAL("=="),
  NOT_EQUAL("!=");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** Returns how the operator is written. */
  public String symbol() {
    return symbol;
  }
}
