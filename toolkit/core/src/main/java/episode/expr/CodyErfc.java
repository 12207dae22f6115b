package episode.expr;

/**
 * The rational approximation
 *
 * <pre>erfc x = e^(−x²) P(x) / Q(x)</pre>
 *
 * of the complementary error function from 0.46875 to 4, which ops and backends build of nodes; W.
 * J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969),
 * doi:10.1090/S0025-5718-1969-0247736-4.
 */
public final class CodyErfc {
  private static final double[] ABOVE = {
    1.23033935479799725e03,
    2.05107837782607147e03,
    1.71204761263407058e03,
    8.81952221241769090e02,
    2.98635138197400131e02,
    6.61191906371416295e01,
    8.88314979438837594e00,
    5.64188496988670089e-1,
    2.15311535474403846e-8
  };
  private static final double[] BELOW = {
    1.23033935480374942e03,
    3.43936767414372164e03,
    4.36261909014324716e03,
    3.29079923573345963e03,
    1.62138957456669019e03,
    5.37181101862009858e02,
    1.17693950891312499e02,
    1.57449261107098347e01,
    1
  };

  private CodyErfc() {}

  /** Returns the coefficients of P, of the constant first. */
  public static double[] above() {
    return ABOVE.clone();
  }

  /** Returns the coefficients of Q, of the constant first. */
  public static double[] below() {
    return BELOW.clone();
  }
}
