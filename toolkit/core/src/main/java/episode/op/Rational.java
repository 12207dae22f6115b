package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Node;

/**
 * The ratio of two polynomials, as nodes.
 *
 * @param above coefficients of the numerator, of the constant first
 * @param below those of the denominator
 */
record Rational(double[] above, double[] below) {

  /** Returns the ratio at x, a floating array. */
  Node at(GraphBuilder b, Node x) {
    return b.div(polynomial(b, x, above), polynomial(b, x, below));
  }

  /** Horner's scheme. */
  private static Node polynomial(GraphBuilder b, Node x, double[] coefficients) {
    Node value = Matrices.number(b, x, coefficients[coefficients.length - 1]);
    for (int k = coefficients.length - 2; k >= 0; k--) {
      value = b.add(b.mul(value, x), Matrices.number(b, x, coefficients[k]));
    }
    return value;
  }
}
