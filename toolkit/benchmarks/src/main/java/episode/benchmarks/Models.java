package episode.benchmarks;

import episode.model.Posterior;
import episode.plot.Columns;
import episode.system.At;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The systems that are measured, and where, written as a user writes them. */
final class Models {
  static final int AGES = 16;

  /** Influenza in an English boarding school, boys in bed from 22 January (BMJ 1978;1:587). */
  private static final int[] IN_BED = {3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4};

  private Models() {}

  /** Returns the SIR system with I0 infected at the start. */
  static OpSystem sir() {
    return sir("beta * I / N");
  }

  /** Returns the SIR system with another rate of infection. */
  static OpSystem sir(String infection) {
    return OpSystem.named("SIR")
        .state("S", "I", "R")
        .parameter("beta", "gamma", "N", "I0")
        .transition("infection: S -> I", infection)
        .transition("recovery: I -> R", "gamma")
        .initial("S", "N - I0")
        .initial("I", "I0")
        .build();
  }

  static Values sirPoint() {
    return Values.of("beta", 0.4, "gamma", 0.1, "N", 1000, "I0", 1);
  }

  /** Returns the SEIR system in 16 age groups that meet each other. */
  static OpSystem seir16() {
    return OpSystem.named("SEIR16")
        .axis("age", AGES)
        .state("S[age]", "E[age]", "I[age]", "R[age]")
        .parameter("q[age]", "sigma", "gamma", "N[age]", "contact[age, age]", "I0")
        .alias("lambda[age]", "q * sum(b in age, contact[age, b] * I[b])")
        .transition("infection: S -> E", "lambda")
        .transition("onset: E -> I", "sigma")
        .transition("recovery: I -> R", "gamma")
        .initial("S[age]", "N - I0")
        .initial("I[age]", "I0")
        .build();
  }

  /**
   * Returns N[i] = 10⁵(1 − 0.04 i), q[i] = 0.03(1 + 0.02 i), and contact[i, j] = (0.3 + 2
   * exp(−|i−j|/2) + 0.8 exp(−(|i−j|−6)²/4)) / mean(N).
   */
  static Values seir16Point() {
    double[] sizes = new double[AGES];
    double[] susceptibility = new double[AGES];
    Arrays.setAll(sizes, i -> 1e5 * (1 - 0.04 * i));
    Arrays.setAll(susceptibility, i -> 0.03 * (1 + 0.02 * i));
    double mean = Arrays.stream(sizes).average().orElseThrow();
    double[][] contact = new double[AGES][AGES];
    for (int i = 0; i < AGES; i++) {
      for (int j = 0; j < AGES; j++) {
        double d = Math.abs(i - j);
        double others = 0.8 * Math.exp(-(d - 6) * (d - 6) / 4);
        contact[i][j] = (0.3 + 2 * Math.exp(-d / 2) + others) / mean;
      }
    }
    return Values.of("q", susceptibility, "sigma", 0.25, "gamma", 0.2)
        .with(Values.of("N", sizes, "contact", contact, "I0", 10));
  }

  /** Returns the posterior of the outbreak in the boarding school, 763 boys. */
  static Posterior school() {
    OpSystem system =
        OpSystem.named("boarding school")
            .state("S", "I", "R")
            .parameter("beta", "gamma")
            .alias("N", "S + I + R")
            .transition("infection: S -> I", "beta * I / N")
            .transition("recovery: I -> R", "gamma")
            .build();
    Values guess = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
    double[] days = IntStream.rangeClosed(1, IN_BED.length).asDoubleStream().toArray();
    return Posterior.of(system.compile(), guess, TimeSpan.times(0, IN_BED.length))
        .prior("beta ~ truncated(normal(2, 1), 0, inf)")
        .prior("gamma ~ truncated(normal(0.4, 0.5), 0, inf)")
        .prior("phi_inv ~ exponential(5)")
        .observe(
            "in_bed ~ negativeBinomial(I, 1 / phi_inv)",
            Columns.of("day", days, "in_bed", IN_BED),
            At.at("day"));
  }
}
