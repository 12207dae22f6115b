package episode.epi;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Problem;
import java.util.Arrays;

/**
 * How many fall ill before an epidemic in a closed population is over, if immunity lasts: the
 * positive root of the final-size equation
 *
 * <pre>Z[i] = S[i] (1 − exp(−Σ_j K[i][j] (Z[j] + I[j]) / S[i]))</pre>
 *
 * for the numbers Z infected during it (Kermack and McKendrick 1927, doi:10.1098/rspa.1927.0118;
 * for groups Andreasen 2011, doi:10.1007/s11538-010-9623-3). Safe to call from any thread.
 */
public final class FinalSize {
  private static final double SMALLEST_STEP = 1e-15;
  private static final int MOST_STEPS = 200;

  private FinalSize() {}

  /**
   * Returns the share of a homogeneous susceptible population that falls ill: the positive root of
   * {@code z = 1 − exp(−R0 z)}, 0 where R0 is at most 1.
   *
   * @param r0 the basic reproduction number
   * @throws EpisodeException E2408 where it is negative or no number
   */
  public static double of(double r0) {
    return of(new double[][] {{r0}}, new double[] {1})[0];
  }

  /**
   * Returns the share of each group that falls ill in an epidemic that a few infected start.
   *
   * @param nextGeneration [i][j]: how many of group i one of group j infects at the start
   * @param susceptible how many of each group are susceptible at the start
   * @throws EpisodeException E2408 where sizes differ or numbers are negative
   */
  public static double[] of(double[][] nextGeneration, double[] susceptible) {
    int groups = Given.argument(susceptible, "susceptible", "finalSize").length;
    return of(nextGeneration, susceptible, new double[groups]);
  }

  /**
   * Returns the share of the susceptibles of each group that fall ill.
   *
   * @param nextGeneration [i][j]: how many of group i one of group j infects at the start
   * @param susceptible how many of each group are susceptible at the start
   * @param infected how many of each group have just been infected at the start
   * @throws EpisodeException E2408 where sizes differ or numbers are negative
   */
  public static double[] of(double[][] nextGeneration, double[] susceptible, double[] infected) {
    check(nextGeneration, susceptible, infected);
    int n = susceptible.length;
    double[] share = new double[n];
    Arrays.fill(share, 1);
    double[][] slope = new double[n][n];
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] residual = residual(nextGeneration, susceptible, infected, share, slope);
      double[] change = Spectrum.column(Spectrum.solve(slope, Spectrum.columns(residual)));
      double largest = 0;
      for (int i = 0; i < n; i++) {
        share[i] = Math.max(0, share[i] - change[i]);
        largest = Math.max(largest, Math.abs(change[i]));
      }
      if (!(largest > SMALLEST_STEP)) {
        return share;
      }
    }
    return share;
  }

  /**
   * Returns z − T(z) for the shares z, and writes its derivative. T is increasing and concave, so
   * Newton's steps from z = 1 fall monotonically to the largest root.
   */
  private static double[] residual(
      double[][] k, double[] susceptible, double[] infected, double[] share, double[][] slope) {
    int n = share.length;
    double[] residual = new double[n];
    for (int i = 0; i < n; i++) {
      double pressure = 0;
      for (int j = 0; j < n; j++) {
        if (susceptible[i] > 0) {
          pressure += k[i][j] * (susceptible[j] * share[j] + infected[j]) / susceptible[i];
        }
      }
      residual[i] = share[i] + Math.expm1(-pressure);
      for (int j = 0; j < n; j++) {
        double by = susceptible[i] > 0 ? k[i][j] * susceptible[j] / susceptible[i] : 0;
        slope[i][j] = (i == j ? 1 : 0) - Math.exp(-pressure) * by;
      }
    }
    return residual;
  }

  private static void check(double[][] k, double[] susceptible, double[] infected) {
    Given.arguments(k, "nextGeneration", "finalSize");
    Given.argument(infected, "infected", "finalSize");
    int n = Given.argument(susceptible, "susceptible", "finalSize").length;
    boolean square = k.length == n && infected.length == n && n > 0;
    for (double[] row : k) {
      square &= row.length == n;
    }
    if (!square) {
      String sizes = k.length + " rows, " + n + " and " + infected.length + " numbers of people";
      throw new EpisodeException(
          Problem.of("E2408", "The groups do not fit together: " + sizes)
              .remedy("The matrix has a row and a column for each group, in their order."));
    }
    for (double[] row : k) {
      nonNegative("An entry of the next-generation matrix", row);
    }
    nonNegative("A number of susceptibles", susceptible);
    nonNegative("A number of infected", infected);
  }

  private static void nonNegative(String what, double[] numbers) {
    for (double number : numbers) {
      if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
        throw new EpisodeException(
            Problem.of("E2408", what + " is " + number)
                .remedy("All of them are finite and not negative."));
      }
    }
  }
}
