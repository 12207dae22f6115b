package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Aliases with a repeated axis that depend on the states that are divided. */
class StrataMatricesTest {
  private static final double[][] C = {{1, 2}, {3, 5}};
  private static final double[][] M = {{0.5, 0.2}, {0.1, 0.9}};
  private static final double[][] S = {{90, 40}, {70, 60}};
  private static final double[][] I = {{1, 2}, {3, 5}};

  /** λ[a, v] = Σ_w m[v, w] Σ_b 2 C[a, b] I[b, w] / N[w]. */
  private static double force(int a, int v) {
    double sum = 0;
    for (int w = 0; w < 2; w++) {
      double n = S[0][w] + S[1][w] + I[0][w] + I[1][w];
      for (int b = 0; b < 2; b++) {
        sum += M[v][w] * 2 * C[a][b] * I[b][w] / n;
      }
    }
    return sum;
  }

  private static void assertForces(String twice) {
    OpSystem base =
        OpSystem.named("SI")
            .axis("age", "young", "old")
            .state("S[age]", "I[age]")
            .parameter("C[age, age]")
            .alias("E[age, age:b]", "C[age, b] * I[b] / (sum(S) + sum(I))")
            .alias("T[age, age:other]", twice)
            .transition("infection: S -> I", "sum(b in age, T[age, b])")
            .build();
    OpSystem system =
        base.stratify("vax", "none", "done").parameter("m[vax, vax]").mixing("m").build();
    SpecWriterTest.assertKept(system);
    double[] rhs =
        system.compile().rhs(0, Values.of().with("C", C).with("m", M).with("S", S).with("I", I));
    for (int a = 0; a < 2; a++) {
      for (int v = 0; v < 2; v++) {
        double expected = S[a][v] * force(a, v);
        assertThat(rhs[4 + 2 * a + v]).isCloseTo(expected, within(1e-13 * expected));
      }
    }
  }

  @Test
  void aMatrixOfStatesIsThatOfEachStratumUnderMixing() {
    assertForces("2 * E[age, other]");
  }

  @Test
  void bareNamesOfMatricesPairUpElementByElement() {
    assertForces("2 * E");
  }
}
