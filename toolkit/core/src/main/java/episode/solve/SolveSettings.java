package episode.solve;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Problem;
import java.util.Optional;

/**
 * How a problem is solved. Immutable.
 *
 * @param rtol relative tolerance per step
 * @param atol absolute tolerance per step, in units of the states
 * @param maxSteps greatest number of steps, rejected ones included
 * @param controller chooses the step sizes
 * @param derivative how a gradient goes through the solve
 * @param recordBytes memory for recorded steps; where it does not suffice, steps are dropped and
 *     computed again on the way back
 * @param fixed steps of one size, for which tolerances and controller mean nothing; empty where
 *     errors choose the sizes
 */
public record SolveSettings(
    double rtol,
    double atol,
    int maxSteps,
    StepSizeController controller,
    Direction derivative,
    long recordBytes,
    Optional<FixedStep> fixed) {

  /** The way of a gradient through a solve. */
  public enum Direction {
    /** Forward for a few numbers, reverse for many. */
    AUTOMATIC,
    /** Tangents are carried along: cost grows with the number of parameters. */
    FORWARD,
    /** Steps are recorded and walked back: cost does not grow with the number of parameters. */
    REVERSE
  }

  /** At most this many numbers go forward when the direction is automatic. */
  private static final int FEW = 4;

  /**
   * Checks the ranges.
   *
   * @throws EpisodeException E4012 for a negative tolerance, two that are 0, or no steps at all
   */
  public SolveSettings {
    if (!(rtol >= 0) || !(atol >= 0) || rtol + atol == 0) {
      throw refused("Tolerances are rtol " + rtol + ", atol " + atol, "at least 0, and not both 0");
    }
    if (maxSteps < 1) {
      throw refused("maxSteps is " + maxSteps, "at least 1");
    }
  }

  private static EpisodeException refused(String seen, String limit) {
    return new EpisodeException(
        Problem.of("E4012", seen)
            .remedy("The limit: " + limit + ". Usual are rtol 1e-6, atol 1e-9, 100,000 steps."));
  }

  /** Returns rtol 1e-6, atol 1e-9, 100,000 steps, the classical controller, direction by count. */
  public static SolveSettings defaults() {
    return new SolveSettings(
        1e-6,
        1e-9,
        100_000,
        StepSizeController.integral(),
        Direction.AUTOMATIC,
        64L << 20,
        Optional.empty());
  }

  /** Returns these settings with other tolerances. */
  public SolveSettings withTolerances(double relative, double absolute) {
    return new SolveSettings(
        relative, absolute, maxSteps, controller, derivative, recordBytes, fixed);
  }

  /** Returns these settings with another limit of steps. */
  public SolveSettings withMaxSteps(int limit) {
    return new SolveSettings(rtol, atol, limit, controller, derivative, recordBytes, fixed);
  }

  /** Returns these settings with another controller. */
  public SolveSettings withController(StepSizeController other) {
    return new SolveSettings(rtol, atol, maxSteps, other, derivative, recordBytes, fixed);
  }

  /** Returns these settings with another way of gradients. */
  public SolveSettings withDerivative(Direction other) {
    return new SolveSettings(rtol, atol, maxSteps, controller, other, recordBytes, fixed);
  }

  /** Returns these settings with another memory for recorded steps. */
  public SolveSettings withRecordBytes(long bytes) {
    return new SolveSettings(rtol, atol, maxSteps, controller, derivative, bytes, fixed);
  }

  /** Returns these settings with steps of one size, whatever their error. */
  public SolveSettings withFixedStep(FixedStep steps) {
    Given.argument(steps, "steps", "withFixedStep");
    return new SolveSettings(
        rtol, atol, maxSteps, controller, derivative, recordBytes, Optional.of(steps));
  }

  boolean forward(int numbers) {
    return derivative == Direction.FORWARD || derivative == Direction.AUTOMATIC && numbers <= FEW;
  }
}
