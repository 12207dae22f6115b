package episode.solve;

import episode.backend.Call;
import episode.expr.Tensor;
import java.util.List;
import java.util.Optional;

/** The accepted steps of one solve, read by the method's dense output. Safe to share. */
final class RecordedSteps implements Trajectory.Between {
  private final SolveRequest request;
  private final SolveCode code;
  private final Call call;
  private final double[][] rows;
  private final SolveReport report;
  private final StepRecord record;

  /** Solves; by given steps, these are taken again whatever their error. */
  private RecordedSteps(SolveRequest request, Optional<StepRecord> steps) {
    this.request = request;
    code = request.problem().code(request.backend());
    call = code.program.newCall();
    rows = new double[request.times().length][];
    for (int i = 0; i < code.parameters.length; i++) {
      call.write(code.parameters[i], request.parameters().get(i));
    }
    record = new StepRecord(code.frames.newTape(call), request.settings().recordBytes());
    SolveLoop loop = new SolveLoop(code, call, request.settings());
    SolveLoop.Rows sink = row -> rows[row] = call.read(code.saved).toDoubles();
    report =
        steps.isPresent()
            ? loop.replay(request.t0(), request.times(), steps.get(), sink)
            : loop.run(request.t0(), request.times(), sink, record);
  }

  static Trajectory trajectory(SolveRequest request) {
    return trajectory(request, Optional.empty());
  }

  private static Trajectory trajectory(SolveRequest request, Optional<StepRecord> given) {
    RecordedSteps steps = new RecordedSteps(request, given);
    return new Trajectory(request, steps.rows, steps.report, steps);
  }

  @Override
  public Trajectory replayed(List<Tensor> parameters) {
    return trajectory(request.with(parameters), Optional.of(record));
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
  public synchronized void close() {
    record.close();
    call.close();
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
