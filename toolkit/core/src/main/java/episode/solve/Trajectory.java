package episode.solve;

import episode.backend.Backend;
import episode.backend.Call;
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
public final class Trajectory {
  private final OdeProblem problem;
  private final SolveCode code;
  private final Call call;
  private final double t0;
  private final double[] times;
  private final double[][] rows;
  private final SolveReport report;
  private final StepRecord record;

  private Trajectory(Request request) {
    problem = request.problem;
    code = problem.code(request.backend);
    call = code.program.newCall();
    t0 = request.t0;
    times = request.times.clone();
    rows = new double[times.length][];
    for (int i = 0; i < code.parameters.length; i++) {
      call.write(code.parameters[i], request.parameters.get(i));
    }
    record = new StepRecord(code.frames.newTape(call), request.settings.recordBytes());
    SolveLoop loop = new SolveLoop(code, call, request.settings);
    SolveLoop.Rows sink = row -> rows[row] = call.read(code.saved).toDoubles();
    report =
        request.steps == null
            ? loop.run(t0, times, sink, record)
            : loop.replay(t0, times, request.steps, sink);
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
   */
  public static Trajectory of(
      OdeProblem problem,
      SolveSettings settings,
      Backend backend,
      double t0,
      double[] times,
      List<Tensor> parameters) {
    return new Trajectory(new Request(problem, settings, backend, t0, times, parameters, null));
  }

  /** What to solve; with steps, these are taken again whatever their error. */
  private record Request(
      OdeProblem problem,
      SolveSettings settings,
      Backend backend,
      double t0,
      double[] times,
      List<Tensor> parameters,
      StepRecord steps) {}

  /** Returns the solution with the same steps for other parameters. */
  Trajectory replayed(SolveSettings settings, Backend backend, List<Tensor> parameters) {
    return new Trajectory(new Request(problem, settings, backend, t0, times, parameters, record));
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
    double[] packed = packedAt(time);
    List<Tensor> values = new ArrayList<>();
    int offset = 0;
    for (Type type : problem.observed()) {
      Shape shape = ((Type.ArrayOf) type).shape();
      values.add(Tensor.of(shape, Arrays.copyOfRange(packed, offset, offset + shape.size())));
      offset += shape.size();
    }
    return values;
  }

  private synchronized double[] packedAt(double time) {
    if (record.steps() == 0) {
      return rows[0].clone();
    }
    int step = record.stepAt(time);
    code.frames.reader(call, record).load(step);
    double size = record.size(step);
    call.set(code.theta, size == 0 ? 0 : Math.min(1, (time - record.time(step)) / size));
    call.run(code.save);
    return call.read(code.saved).toDoubles();
  }

  /** Returns the start times of the accepted steps and the time reached. */
  public double[] steps() {
    double[] steps = new double[record.steps() + 1];
    for (int i = 0; i < record.steps(); i++) {
      steps[i] = record.time(i);
    }
    steps[record.steps()] = report.t();
    return steps;
  }
}
