package episode.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The numbers are ArviZ 0.23.4's for the same arrays, made by the formula of {@link #chains}: x
 * starts at 0, x ← coefficient · x + (u + u' + u'' − 1.5) + shift · chain, with u from the linear
 * congruential generator s ← 1664525 s + 1013904223 mod 2^32, s₀ = 12345, u = s/2^32.
 */
class DiagnosticsTest {

  /** Sums in another order than NumPy's differ in the last digits. */
  private static final double RELATIVE = 1e-9;

  @Test
  void stickyChainsAgreeWithArviz() {
    assertAgree(
        chains(0.7, 0.02, 251),
        1.024092872451293,
        138.39330923490647,
        275.8326086082066,
        137.84436312188393,
        126.24569627696316,
        0.057365685696951996,
        0.03128885215522336,
        0.09204276707165648,
        0.054558247288715014,
        0.6025532293061309);
  }

  @Test
  void antitheticChainsAgreeWithArviz() {
    assertAgree(
        chains(-0.5, 0, 250),
        1.005462336234762,
        3000,
        998.1997551377394,
        3000,
        1670.2549140522442,
        0.010237252033634965,
        0.014691235620992943,
        0.03542904467116781,
        0.021706059484385712,
        2.8856973419961336);
  }

  @Test
  void chainsInDifferentPlacesAgreeWithArviz() {
    assertAgree(
        chains(0.3, 0.1, 100),
        1.04493229291256,
        110.41554742477761,
        248.00038163690428,
        110.332193179186,
        222.90007870425413,
        0.047859626470562994,
        0.019891719480546348,
        0.07312464842502192,
        0.05553451453279261,
        1.2250042258550353);
  }

  @Test
  void drawsWithTiesAgreeWithArviz() {
    double[][] rounded = Chains.map(chains(0.5, 0, 200), x -> Math.rint(2 * x));
    assertAgree(
        rounded,
        1.0119740731317186,
        230.8781102809706,
        446.4617736260164,
        230.26779162056738,
        325.74875833108626,
        0.07575963241727907,
        0.03435465643023487,
        0,
        0,
        1.1766162992321032);
  }

  @Test
  void whatCannotBeSaidIsNaN() {
    double[][] three = chains(0, 0, 3);
    assertThat(Diagnostics.rHat(three)).isNaN();
    assertThat(Diagnostics.essBulk(three)).isNaN();
    assertThat(Diagnostics.mcseQuantile(three, 0.5)).isNaN();
    assertThat(Diagnostics.rHat(new double[0][])).isNaN();
    double[][] infinite = chains(0, 0, 10);
    infinite[2][3] = Double.POSITIVE_INFINITY;
    assertThat(Diagnostics.rHat(infinite)).isNaN();
    assertThat(Diagnostics.essTail(infinite)).isNaN();
    double[][] ragged = {new double[10], new double[11]};
    assertThat(Diagnostics.essMean(ragged)).isNaN();
  }

  @Test
  void equalDrawsCountInFullAndHaveNoRHat() {
    double[][] equal = new double[4][10];
    Arrays.stream(equal).forEach(chain -> Arrays.fill(chain, -0.0));
    assertThat(Diagnostics.essBulk(equal)).isEqualTo(40);
    assertThat(Diagnostics.rHat(equal)).isNaN();
  }

  @Test
  void oneChainIsSplitAndComparedWithItself() {
    double[][] drifting = {new double[100]};
    for (int i = 0; i < 100; i++) {
      drifting[0][i] = i;
    }
    assertThat(Diagnostics.rHat(drifting)).isGreaterThan(2);
  }

  private static void assertAgree(double[][] chains, double... expected) {
    double[] found = {
      Diagnostics.rHat(chains),
      Diagnostics.essBulk(chains),
      Diagnostics.essTail(chains),
      Diagnostics.essMean(chains),
      Diagnostics.essQuantile(chains, 0.3),
      Diagnostics.mcseMean(chains),
      Diagnostics.mcseSd(chains),
      Diagnostics.mcseQuantile(chains, 0.05),
      Diagnostics.mcseQuantile(chains, 0.5),
      Diagnostics.eBfmi(chains[0])
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).as("entry " + i).isCloseTo(expected[i], within(RELATIVE * expected[i]));
    }
  }

  private static double[][] chains(double coefficient, double shift, int draws) {
    long state = 12345;
    double[][] chains = new double[4][draws];
    for (int c = 0; c < chains.length; c++) {
      double x = 0;
      for (int t = 0; t < draws; t++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          state = (1664525 * state + 1013904223) % (1L << 32);
          sum += state / (double) (1L << 32);
        }
        x = coefficient * x + (sum - 1.5) + shift * c;
        chains[c][t] = x;
      }
    }
    return chains;
  }
}
