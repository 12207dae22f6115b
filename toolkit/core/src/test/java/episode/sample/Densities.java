package episode.sample;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** Targets with known moments, each a formula that fills its gradient. */
final class Densities {

  private Densities() {}

  /** Returns a target whose variables {@code x[1]}, {@code x[2]}, … are its coordinates. */
  static Target of(int dimension, ToDoubleBiFunction<double[], double[]> density) {
    LogDensity shared =
        new LogDensity() {
          @Override
          public int dimension() {
            return dimension;
          }

          @Override
          public double logDensityAndGradient(double[] position, double[] gradient) {
            return density.applyAsDouble(position, gradient);
          }
        };
    return of(shared, Variable.array("x", dimension));
  }

  /** Returns a target from a density without buffers, which all chains may share. */
  static Target of(LogDensity density, Variable... variables) {
    return new Target() {
      @Override
      public LogDensity newLogDensity() {
        return density;
      }

      @Override
      public List<Variable> variables() {
        return List.of(variables);
      }
    };
  }

  /** Returns independent normal coordinates with means 1, 2, … and the given deviations. */
  static Target normal(double... sd) {
    return of(
        sd.length,
        (q, g) -> {
          double log = 0;
          for (int i = 0; i < sd.length; i++) {
            double z = (q[i] - (i + 1)) / sd[i];
            log -= 0.5 * z * z;
            g[i] = -z / sd[i];
          }
          return log;
        });
  }

  /** Returns two standard normal coordinates with a correlation. */
  static Target correlated(double correlation) {
    double precision = 1 / (1 - correlation * correlation);
    return of(
        2,
        (q, g) -> {
          g[0] = -precision * (q[0] - correlation * q[1]);
          g[1] = -precision * (q[1] - correlation * q[0]);
          return 0.5 * (q[0] * g[0] + q[1] * g[1]);
        });
  }

  /** Returns independent Student t coordinates. */
  static Target student(double freedom, int dimension) {
    return of(
        dimension,
        (q, g) -> {
          double log = 0;
          for (int i = 0; i < dimension; i++) {
            log -= 0.5 * (freedom + 1) * Math.log1p(q[i] * q[i] / freedom);
            g[i] = -(freedom + 1) * q[i] / (freedom + q[i] * q[i]);
          }
          return log;
        });
  }

  /**
   * Interrupts a thread that waits for its chains, and returns when it has heard and waits again.
   */
  static void interrupt(Thread caller) {
    caller.interrupt();
    while (caller.isInterrupted() || caller.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }
}
