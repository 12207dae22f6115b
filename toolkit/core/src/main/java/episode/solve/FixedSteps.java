package episode.solve;

import episode.backend.Call;
import episode.backend.CompiledFunction;
import episode.backend.CompiledProgram;
import episode.backend.Program;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.transform.Simplify;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fixed steps of one solve. Between two of their ends there is a shorter step of the same
 * method. Steps are made again when somebody asks, the fastest for times that ascend. Safe to
 * share.
 */
final class FixedSteps implements Trajectory.Between {
  private final SolveRequest request;
  private final double[] starts;
  private final double[] ends;
  private final Program program;
  private final Call call;
  private int done = -1;

  private FixedSteps(SolveRequest request) {
    this.request = request;
    OdeProblem problem = request.problem();
    SolveSettings settings = request.settings();
    FixedStep fixed = settings.fixed().orElseThrow();
    double[] breaks = FixedSolve.breaks(problem, settings, request.t0(), request.times());
    FixedGrid grid =
        new FixedGrid(request.t0(), request.times(), breaks, fixed.size(), settings.maxSteps());
    starts = new double[grid.blocks() * grid.each()];
    ends = new double[starts.length];
    for (int i = 0; i < starts.length; i++) {
      int block = i / grid.each();
      starts[i] = grid.starts()[block] + i % grid.each() * grid.sizes()[block];
      ends[i] = starts[i] + grid.sizes()[block];
    }
    CompiledProgram compiled = problem.fixedProgram(request.backend(), fixed.method());
    program = compiled.program();
    call = compiled.newCall();
    for (int i = 0; i < problem.parameters().size(); i++) {
      call.write(program.slot(problem.parameters().get(i).name()), request.parameters().get(i));
    }
  }

  static Trajectory trajectory(SolveRequest request) {
    CompiledFunction solve =
        request
            .problem()
            .fixedSolve(request.backend(), request.settings(), request.t0(), request.times());
    List<Tensor> results = solve.apply(request.parameters());
    double[] packed = results.get(0).doubles();
    int width = request.problem().observedSize();
    double[][] rows = new double[request.times().length][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(packed, row * width, (row + 1) * width);
    }
    SolveReport report = SolveReport.of(results.get(1));
    return new Trajectory(request, rows, report, new FixedSteps(request));
  }

  @Override
  public Trajectory replayed(List<Tensor> parameters) {
    return trajectory(request.with(parameters));
  }

  @Override
  public double[] starts() {
    return starts.clone();
  }

  @Override
  public synchronized double[] packedAt(double time) {
    int step = Arrays.binarySearch(starts, time);
    step = Math.max(0, step < 0 ? -step - 2 : step);
    if (done < 0 || done > step) {
      call.run(program.function("prelude"));
      done = 0;
    }
    for (; done < step; done++) {
      advance(starts[done], ends[done] - starts[done]);
      call.run(program.function("accept"));
    }
    double from = starts.length == 0 ? time : Math.min(time, starts[step]);
    advance(from, time - from);
    call.set(program.slot("@t"), time);
    call.run(program.function("save"));
    return call.read(program.slot("@saved")).toDoubles();
  }

  @Override
  public synchronized void close() {
    call.close();
  }

  private void advance(double t, double h) {
    call.set(program.slot("@t"), t);
    call.set(program.slot("@h"), h);
    call.run(program.function("step"));
  }

  /** Returns the functions of single steps: y to z, z to y, and z to what is observed. */
  static Program program(OdeProblem problem, FixedStep.Method method) {
    StepGraphs graphs = new StepGraphs(problem, method.tableau());
    Program.Builder builder = Program.named("steps");
    builder.function(problem.prelude(), SolveCode.preludeOutputs(problem));
    List<String> z = StepGraphs.names("z.", graphs.states());
    builder.function(step(problem, graphs), z);
    builder.function(accept(problem, graphs), StepGraphs.names("y.", graphs.states()));
    builder.function(save(problem, graphs), List.of("@saved"));
    return builder.build();
  }

  private static Graph step(OdeProblem problem, StepGraphs graphs) {
    GraphBuilder b = new GraphBuilder();
    Node t = b.input("@t");
    Node h = b.input("@h");
    List<Node> y = graphs.inputs(b, "y.", problem.states());
    List<Node> q = graphs.inputs(b, "q.", problem.constants());
    return Simplify.of(b.build("step", graphs.stepped(b, t, h, y, q)));
  }

  private static Graph accept(OdeProblem problem, StepGraphs graphs) {
    GraphBuilder b = new GraphBuilder();
    return b.build("accept", new ArrayList<>(graphs.inputs(b, "z.", problem.states())));
  }

  private static Graph save(OdeProblem problem, StepGraphs graphs) {
    GraphBuilder b = new GraphBuilder();
    Node t = b.input("@t");
    List<Node> z = graphs.inputs(b, "z.", problem.states());
    List<Node> q = graphs.inputs(b, "q.", problem.constants());
    return Simplify.of(b.build("save", List.of(graphs.observed(b, t, z, q))));
  }
}
