package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;

/**
 * The inverse of the error function in nodes, for libraries of arrays: M. J. Wichura, Algorithm AS
 * 241, The percentage points of the normal distribution, Applied Statistics 37 (1988),
 * doi:10.2307/2347330, with a relative error of about 1e-16. Coefficients ascend.
 */
final class Quantiles {
  private static final double CENTRAL = 0.425;
  private static final double CENTRE = 0.180625;
  private static final double FAR = 5;
  private static final double NEAR_CENTRE = 1.6;

  private static final Rational CENTRAL_RATIO =
      new Rational(
          new double[] {
            3.3871328727963666080,
            1.3314166789178437745e2,
            1.9715909503065514427e3,
            1.3731693765509461125e4,
            4.5921953931549871457e4,
            6.7265770927008700853e4,
            3.3430575583588128105e4,
            2.5090809287301226727e3
          },
          new double[] {
            1,
            4.2313330701600911252e1,
            6.8718700749205790830e2,
            5.3941960214247511077e3,
            2.1213794301586595867e4,
            3.9307895800092710610e4,
            2.8729085735721942674e4,
            5.2264952788528545610e3
          });
  private static final Rational NEAR_RATIO =
      new Rational(
          new double[] {
            1.42343711074968357734,
            4.63033784615654529590,
            5.76949722146069140550,
            3.64784832476320460504,
            1.27045825245236838258,
            2.41780725177450611770e-1,
            2.27238449892691845833e-2,
            7.74545014278341407640e-4
          },
          new double[] {
            1,
            2.05319162663775882187,
            1.67638483018380384940,
            6.89767334985100004550e-1,
            1.48103976427480074590e-1,
            1.51986665636164571966e-2,
            5.47593808499534494600e-4,
            1.05075007164441684324e-9
          });
  private static final Rational FAR_RATIO =
      new Rational(
          new double[] {
            6.65790464350110377720,
            5.46378491116411436990,
            1.78482653991729133580,
            2.96560571828504891230e-1,
            2.65321895265761230930e-2,
            1.24266094738807843860e-3,
            2.71155556874348757815e-5,
            2.01033439929228813265e-7
          },
          new double[] {
            1,
            5.99832206555887937690e-1,
            1.36929880922735805310e-1,
            1.48753612908506148525e-2,
            7.86869131145613259100e-4,
            1.84631831751005468180e-5,
            1.42151175831644588870e-7,
            2.04426310338993978564e-15
          });

  private Quantiles() {}

  /** Returns y of erf y = x for FLOAT64 nodes; ±∞ at ±1, NaN outside of [−1, 1]. */
  static Node erfinv(GraphBuilder b, Node x) {
    Node size = b.unary(Prim.ABS, x);
    Node half = b.mul(x, b.constant(0.5));
    Node r = b.sub(b.constant(CENTRE), b.mul(half, half));
    Node inner = b.mul(half, CENTRAL_RATIO.at(b, r));
    Node inside = b.binary(Prim.LT, size, b.constant(1));
    Node rest = b.where(inside, b.sub(b.constant(1), size), b.constant(1));
    Node tail = b.mul(rest, b.constant(0.5));
    Node root = b.unary(Prim.SQRT, b.neg(b.unary(Prim.LOG, tail)));
    Node near = NEAR_RATIO.at(b, b.sub(root, b.constant(NEAR_CENTRE)));
    Node far = FAR_RATIO.at(b, b.sub(root, b.constant(FAR)));
    Node outer = b.where(b.binary(Prim.LE, root, b.constant(FAR)), near, far);
    Node signed = b.where(b.binary(Prim.LT, x, b.constant(0)), b.neg(outer), outer);
    Node central = b.binary(Prim.LE, size, b.constant(2 * CENTRAL));
    Node value = b.mul(b.where(central, inner, signed), b.constant(Math.sqrt(0.5)));
    Node infinite = b.mul(x, b.constant(Double.POSITIVE_INFINITY));
    Node edge = b.binary(Prim.EQ, size, b.constant(1));
    Node outside = b.where(edge, infinite, b.constant(Double.NaN));
    return b.where(inside, value, outside);
  }
}
