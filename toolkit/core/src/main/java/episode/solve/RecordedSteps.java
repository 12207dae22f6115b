package episode.solve;

import episode.backend.Backend;
import episode.backend.Call;
import episode.expr.Tensor;
import java.util.List;

/** The accepted steps of one solve, read by the method's dense output. Safe to share. */
final class RecordedSteps implements Trajectory.Between {
  private final Request request;
  private final SolveCode code;
  private final Call call;
  private final double[][] rows;
  private final SolveReport report;
  private final StepRecord record;

  /** What to solve; with steps, these are taken again whatever their error. */
  private record Request(
      OdeProblem problem,
      SolveSettings settings,
      Backend backend,
      double t0,
      double[] times,
      List<Tensor> parameters,
      StepRecord steps) {}

  private RecordedSteps(Request request) {
    this.request = request;
    code = request.problem.code(request.backend);
    call = code.program.newCall();
    rows = new double[request.times.length][];
    for (int i = 0; i < code.parameters.length; i++) {
      call.write(code.parameters[i], request.parameters.get(i));
    }
    record = new StepRecord(code.frames.newTape(call), request.settings.recordBytes());
    SolveLoop loop = new SolveLoop(code, call, request.settings);
    SolveLoop.Rows sink = row -> rows[row] = call.read(code.saved).toDoubles();
    report =
        request.steps == null
            ? loop.run(request.t0, request.times, sink, record)
            : loop.replay(request.t0, request.times, request.steps, sink);
  }

  static Trajectory trajectory(
      OdeProblem problem,
      SolveSettings settings,
      Backend backend,
      double t0,
      double[] times,
      List<Tensor> parameters) {
    return trajectory(new Request(problem, settings, backend, t0, times.clone(), parameters, null));
  }

  private static Trajectory trajectory(Request request) {
    RecordedSteps steps = new RecordedSteps(request);
    return new Trajectory(
        request.problem, request.t0, request.times, steps.rows, steps.report, steps);
  }

  @Override
  public Trajectory replayed(List<Tensor> parameters) {
    return trajectory(
        new Request(
            request.problem,
            request.settings,
            request.backend,
            request.t0,
            request.times,
            parameters,
            record));
  }

  @Override
  public synchronized double[] packedAt(double time) {
    if (record.steps() == 0) {
      return rows[0].clone();
    }
    int step = record.stepAt(time);
    StepFrames.Reader frames = code.frames.reader(call, record);
    frames.load(step);
    frames.close();
    double size = record.size(step);
    call.set(code.theta, size == 0 ? 0 : Math.min(1, (time - record.time(step)) / size));
    call.run(code.save);
    return call.read(code.saved).toDoubles();
  }

  @Override
  public double[] starts() {
    double[] starts = new double[record.steps()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = record.time(i);
    }
    return starts;
  }
}
