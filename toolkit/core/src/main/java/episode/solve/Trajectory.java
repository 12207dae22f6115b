package episode.solve;

import episode.backend.Backend;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One solution of a problem: the observed values at the times asked for and, by dense output, at
 * any time between them. Safe to share.
 */
public final class Trajectory implements AutoCloseable {
  private final OdeProblem problem;
  private final double t0;
  private final double[] times;
  private final double[][] rows;
  private final SolveReport report;
  private final Between between;

  /** What is between the saved times. */
  interface Between {
    /** Returns all observed numbers at a time that the solve reached. */
    double[] packedAt(double time);

    /** Returns when each step started. */
    double[] starts();

    /** Returns the solution with the same steps for other parameters. */
    Trajectory replayed(List<Tensor> parameters);

    /** Frees what it holds outside of the heap. */
    void close();
  }

  /** Takes rows as a solve left them; null for those that it did not reach. */
  Trajectory(SolveRequest request, double[][] rows, SolveReport report, Between between) {
    problem = request.problem();
    t0 = request.t0();
    times = request.times();
    this.rows = rows;
    this.report = report;
    this.between = between;
    double[] missing = new double[problem.observedSize()];
    Arrays.fill(missing, Double.NaN);
    for (int row = 0; row < rows.length; row++) {
      rows[row] = rows[row] == null ? missing : rows[row];
    }
  }

  /**
   * Returns the solution from t0 through ascending times.
   *
   * @param parameters in the order of {@link OdeProblem#parameters}, types and shapes as there
   * @throws episode.expr.EpisodeException E4015 where fixed steps cannot follow the problem's
   *     breaks
   */
  public static Trajectory of(
      OdeProblem problem,
      SolveSettings settings,
      Backend backend,
      double t0,
      double[] times,
      List<Tensor> parameters) {
    SolveRequest request =
        new SolveRequest(problem, settings, backend, t0, times.clone(), parameters);
    return settings.fixed().isPresent()
        ? FixedSteps.trajectory(request)
        : RecordedSteps.trajectory(request);
  }

  /** Returns the solution with the same steps for other parameters. */
  Trajectory replayed(List<Tensor> parameters) {
    return between.replayed(parameters);
  }

  /**
   * Frees at once what the backend holds of the steps outside of the heap, which the collector does
   * otherwise; nobody asks for times between the saved ones afterwards.
   */
  @Override
  public void close() {
    between.close();
  }

  /** Returns how the solve ended and what it took. */
  public SolveReport report() {
    return report;
  }

  /** Returns the times asked for. */
  public double[] times() {
    return times.clone();
  }

  /** Returns an observed quantity at all times: an array [times, shape…]; NaN where not reached. */
  public Tensor values(int quantity) {
    Shape shape = ((Type.ArrayOf) problem.observed().get(quantity)).shape();
    double[] all = new double[times.length * shape.size()];
    int offset = offset(quantity);
    for (int row = 0; row < times.length; row++) {
      System.arraycopy(rows[row], offset, all, row * shape.size(), shape.size());
    }
    return Tensor.of(shape.inserted(0, times.length), all);
  }

  private int offset(int quantity) {
    int offset = 0;
    for (Type type : problem.observed().subList(0, quantity)) {
      offset += ((Type.ArrayOf) type).shape().size();
    }
    return offset;
  }

  /** Returns all observed numbers of a row, quantities one after the other. */
  double[] row(int row) {
    return rows[row].clone();
  }

  /**
   * Returns the observed quantities at any time of the span, by the method's dense output.
   *
   * @throws IllegalArgumentException where the solve did not reach that time
   */
  public List<Tensor> at(double time) {
    if (!(time >= t0 && time <= report.t())) {
      throw new IllegalArgumentException(
          "t = "
              + time
              + " is outside of the solution, which goes from "
              + t0
              + " to "
              + report.t());
    }
    double[] packed = between.packedAt(time);
    List<Tensor> values = new ArrayList<>();
    int offset = 0;
    for (Type type : problem.observed()) {
      Shape shape = ((Type.ArrayOf) type).shape();
      values.add(Tensor.of(shape, Arrays.copyOfRange(packed, offset, offset + shape.size())));
      offset += shape.size();
    }
    return values;
  }

  /** Returns the start times of the accepted steps and the time reached. */
  public double[] steps() {
    double[] starts = between.starts();
    double[] steps = Arrays.copyOf(starts, starts.length + 1);
    steps[starts.length] = report.t();
    return steps;
  }
}
