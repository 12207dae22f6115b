package episode.benchmarks;

import episode.system.OpSystem;
import episode.system.Values;
import java.util.Arrays;

/**
 * SEIR in 17 age groups and some places, whose people meet those of every age in their own place:
 * as a user writes it, and as loops over arrays written by hand.
 */
final class Places {
  private static final int AGES = 17;
  private static final double BETA = 0.3;
  private static final double SIGMA = 0.25;
  private static final double GAMMA = 0.2;

  private final int places;
  private final double[] contact = new double[AGES * AGES];

  Places(int places) {
    this.places = places;
    Arrays.setAll(contact, i -> 0.1 + Math.exp(-0.5 * Math.abs(i / AGES - i % AGES)));
  }

  /** Returns the system, its formulas read and checked. */
  OpSystem system() {
    return OpSystem.named("SEIR by age and place")
        .axis("age", AGES)
        .axis("place", places)
        .state("S[age, place]", "E[age, place]", "I[age, place]", "R[age, place]")
        .parameter("beta", "sigma", "gamma", "C[age, age]")
        .alias("N[age, place]", "S + E + I + R")
        .alias("lambda[age, place]", "beta * sum(b in age, C[age, b] * I[b, place] / N[b, place])")
        .transition("infection: S -> E", "lambda")
        .transition("onset: E -> I", "sigma")
        .transition("recovery: I -> R", "gamma")
        .build();
  }

  /** Returns parameters and a state to start from. */
  Values point() {
    double[][] matrix = new double[AGES][];
    Arrays.setAll(matrix, a -> Arrays.copyOfRange(contact, a * AGES, (a + 1) * AGES));
    return Values.of("beta", BETA, "sigma", SIGMA, "gamma", GAMMA, "C", matrix)
        .with(Values.of("S", start(0), "E", start(1), "I", start(2), "R", start(3)));
  }

  private double[][] start(int state) {
    double[][] cells = new double[AGES][places];
    for (int age = 0; age < AGES; age++) {
      double[] row = cells[age];
      int from = age * places;
      Arrays.setAll(row, place -> cell(state, from + place));
    }
    return cells;
  }

  private static double cell(int state, int place) {
    return state == 0 ? 1000 + place % 7 : 10 * state + place % (3 + state);
  }

  /** Returns the loop y ← y + h f(y) over hand-written f, which gives the first cell of E. */
  Repeatable byHand(double h, int times) {
    int n = AGES * places;
    double[][] y = new double[4][n];
    for (int state = 0; state < 4; state++) {
      int which = state;
      Arrays.setAll(y[state], i -> cell(which, i));
    }
    double[] share = new double[n];
    double[] lambda = new double[n];
    return () -> {
      for (int i = 0; i < times; i++) {
        force(y, share, lambda);
        move(y, lambda, h);
      }
      return y[1][0];
    };
  }

  private void force(double[][] y, double[] share, double[] lambda) {
    double[] s = y[0];
    double[] e = y[1];
    double[] infectious = y[2];
    double[] r = y[3];
    for (int i = 0; i < share.length; i++) {
      share[i] = infectious[i] / (s[i] + e[i] + infectious[i] + r[i]);
    }
    Arrays.fill(lambda, 0);
    for (int a = 0; a < AGES; a++) {
      for (int b = 0; b < AGES; b++) {
        add(lambda, a * places, contact[a * AGES + b], share, b * places);
      }
    }
  }

  private void add(double[] to, int at, double factor, double[] from, int start) {
    for (int place = 0; place < places; place++) {
      to[at + place] += factor * from[start + place];
    }
  }

  private static void move(double[][] y, double[] lambda, double h) {
    double[] s = y[0];
    double[] e = y[1];
    double[] infectious = y[2];
    double[] r = y[3];
    for (int i = 0; i < lambda.length; i++) {
      double infection = BETA * lambda[i] * s[i];
      double onset = SIGMA * e[i];
      double recovery = GAMMA * infectious[i];
      s[i] -= h * infection;
      e[i] += h * (infection - onset);
      infectious[i] += h * (onset - recovery);
      r[i] += h * recovery;
    }
  }
}
