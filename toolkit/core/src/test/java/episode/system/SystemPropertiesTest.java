package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

/** A random two-axis system against loops over single cells that share nothing with the product. */
class SystemPropertiesTest {
  /** Sums of at most a hundred terms of size one. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-10);

  private static SystemBuilder system(int ages, int places, String order) {
    return OpSystem.named("x")
        .axis("age", ages)
        .axis("place", places)
        .state("S[" + order + "]", "I[" + order + "]", "D")
        .parameter("beta", "C[age, age]", "w[place]", "mu[age]")
        .alias(
            "lambda[" + order + "]", "beta * sum(b in age, C[age, b] * I[age:b, place]) / sum(I)")
        .transition("S -> I", "lambda * w")
        .transition("I -> D", "mu")
        .transition("I -> S", "w^2");
  }

  @Property(seed = "1978", tries = 60)
  void arraysAgreeWithLoopsOverCells(
      @ForAll @IntRange(min = 1, max = 5) int ages,
      @ForAll @IntRange(min = 1, max = 6) int places,
      @ForAll long seed) {
    Case random = new Case(ages, places, seed);
    double[] seen =
        OpSystemVectorsTest.rhs(
            system(ages, places, "age, place").build(), 0, random.y, random.values());
    assertThat(seen).containsExactly(random.expected(), ROUNDING);
  }

  @Property(seed = "1978", tries = 40)
  void permutingTheAxesPermutesTheResult(
      @ForAll @IntRange(min = 1, max = 5) int ages,
      @ForAll @IntRange(min = 1, max = 6) int places,
      @ForAll long seed) {
    Case random = new Case(ages, places, seed);
    int n = ages * places;
    double[] y = new double[2 * n + 1];
    for (int state = 0; state < 2; state++) {
      for (int a = 0; a < ages; a++) {
        for (int p = 0; p < places; p++) {
          y[state * n + p * ages + a] = random.y[state * n + a * places + p];
        }
      }
    }
    double[] seen =
        OpSystemVectorsTest.rhs(system(ages, places, "place, age").build(), 0, y, random.values());
    double[] expected = random.expected();
    for (int state = 0; state < 2; state++) {
      for (int a = 0; a < ages; a++) {
        for (int p = 0; p < places; p++) {
          assertThat(seen[state * n + p * ages + a])
              .isCloseTo(expected[state * n + a * places + p], ROUNDING);
        }
      }
    }
  }

  @Property(seed = "1978", tries = 20)
  void anAxisOfOneElementChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    double[] y = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
    Values values = Values.of("beta", random.nextDouble(), "gamma", random.nextDouble());
    OpSystem plain = sir("", "N").build();
    OpSystem stratified = sir("[age]", "N[age]").axis("age", "all").build();
    assertThat(OpSystemVectorsTest.rhs(stratified, 0, y, values))
        .containsExactly(OpSystemVectorsTest.rhs(plain, 0, y, values));
  }

  private static SystemBuilder sir(String axes, String people) {
    return OpSystem.named("SIR")
        .state("S" + axes, "I" + axes, "R" + axes)
        .parameter("beta", "gamma")
        .alias(people, "S + I + R")
        .transition("S -> I", "beta * I / N")
        .transition("I -> R", "gamma");
  }

  /** Random numbers and, cell by cell, what the system above makes of them. */
  private static final class Case {
    private final int ages;
    private final int places;
    private final double beta;
    private final double[][] contact;
    private final double[] w;
    private final double[] mu;
    private final double[] y;

    Case(int ages, int places, long seed) {
      Random random = new Random(seed);
      this.ages = ages;
      this.places = places;
      beta = random.nextDouble();
      contact = new double[ages][ages];
      for (double[] row : contact) {
        fill(random, row);
      }
      w = fill(random, new double[places]);
      mu = fill(random, new double[ages]);
      y = fill(random, new double[2 * ages * places + 1]);
    }

    private static double[] fill(Random random, double[] array) {
      for (int i = 0; i < array.length; i++) {
        array[i] = 0.1 + random.nextDouble();
      }
      return array;
    }

    Values values() {
      return Values.of("beta", beta, "C", contact, "w", w, "mu", mu);
    }

    double[] expected() {
      int n = ages * places;
      double all = 0;
      for (int cell = 0; cell < n; cell++) {
        all += y[n + cell];
      }
      double[] dy = new double[2 * n + 1];
      for (int a = 0; a < ages; a++) {
        for (int p = 0; p < places; p++) {
          int cell = a * places + p;
          double force = 0;
          for (int b = 0; b < ages; b++) {
            force += contact[a][b] * y[n + b * places + p];
          }
          double infection = beta * force / all * w[p] * y[cell];
          double death = mu[a] * y[n + cell];
          double recovery = w[p] * w[p] * y[n + cell];
          dy[cell] = recovery - infection;
          dy[n + cell] = infection - death - recovery;
          dy[2 * n] += death;
        }
      }
      return dy;
    }
  }
}
