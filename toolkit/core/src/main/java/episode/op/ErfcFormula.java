package episode.op;

import static episode.op.Matrices.number;

import episode.expr.CodyErfc;
import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;

/**
 * The complementary error function in primitives; W. J. Cody, Rational Chebyshev approximations for
 * the error function, Math. Comp. 23 (1969), doi:10.1090/S0025-5718-1969-0247736-4.
 */
final class ErfcFormula {
  private static final double SMALL = 0.46875;
  private static final double LARGE = 4;

  /** Beyond it the value is 0. */
  private static final double LARGEST = 27.5;

  private static final Rational MIDDLE = new Rational(CodyErfc.above(), CodyErfc.below());
  private static final Rational FAR =
      new Rational(
          new double[] {
            6.58749161529837803e-4,
            1.60837851487422766e-2,
            1.25781726111229246e-1,
            3.60344899949804439e-1,
            3.05326634961232344e-1,
            1.63153871373020978e-2
          },
          new double[] {
            2.33520497626869185e-3,
            6.05183413124413191e-2,
            5.27905102951428412e-1,
            1.87295284992346725e00,
            2.56852019228982242e00,
            1
          });

  private ErfcFormula() {}

  /** Returns 1 − erf x, of FLOAT32 computed in FLOAT64. */
  static Node of(GraphBuilder b, Node operand) {
    Node x = b.cast(operand, DType.FLOAT64);
    Node size = b.unary(Prim.ABS, x);
    Node y = b.where(below(b, number(b, x, LARGEST), size), number(b, x, LARGEST), size);
    Node square = b.mul(y, y);
    Node gauss = b.unary(Prim.EXP, b.neg(square));
    Node large = b.where(below(b, y, number(b, x, LARGE)), number(b, x, LARGE), y);
    Node inverse = b.div(number(b, x, 1), b.mul(large, large));
    Node far = b.mul(inverse, FAR.at(b, inverse));
    Node tail = b.div(b.sub(number(b, x, 1 / Math.sqrt(Math.PI)), far), large);
    Node middle = MIDDLE.at(b, y);
    Node outer = b.mul(gauss, b.where(below(b, number(b, x, LARGE), y), tail, middle));
    Node above = b.where(below(b, x, number(b, x, 0)), b.sub(number(b, x, 2), outer), outer);
    Node near = b.sub(number(b, x, 1), b.unary(Prim.ERF, x));
    return b.cast(b.where(below(b, size, number(b, x, SMALL)), near, above), operand.dtype());
  }

  private static Node below(GraphBuilder b, Node x, Node y) {
    return b.binary(Prim.LT, x, y);
  }
}
