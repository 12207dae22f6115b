package episode.solve;

import episode.expr.Numbers;
import episode.expr.Tensor;

/**
 * What a solve did.
 *
 * @param status how it ended
 * @param t the time it reached
 * @param lastStep the size of the last step tried
 * @param accepted number of accepted steps
 * @param rejected number of rejected steps
 * @param evaluations number of evaluations of the right-hand side
 */
public record SolveReport(
    SolveStatus status, double t, double lastStep, long accepted, long rejected, long evaluations) {

  /** The number of doubles in the array form. */
  static final int SIZE = 6;

  /** Returns the report that a {@link Solve} left in its last result. */
  public static SolveReport of(Tensor array) {
    double[] a = array.doubles();
    SolveStatus status = SolveStatus.values()[(int) a[0]];
    return new SolveReport(status, a[1], a[2], (long) a[3], (long) a[4], (long) a[5]);
  }

  Tensor toTensor() {
    return Tensor.of(new double[] {status.ordinal(), t, lastStep, accepted, rejected, evaluations});
  }

  /** Returns whether the solve reached its last time. */
  public boolean succeeded() {
    return status == SolveStatus.SUCCESS;
  }

  /** Returns one line: status, time reached, steps. */
  @Override
  public String toString() {
    return status.text()
        + " (t = "
        + Numbers.text(t)
        + ", last step "
        + Numbers.text(lastStep)
        + ", "
        + accepted
        + " steps, "
        + rejected
        + " rejected, "
        + evaluations
        + " evaluations)";
  }
}
