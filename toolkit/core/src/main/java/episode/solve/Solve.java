package episode.solve;

import episode.backend.Backend;
import episode.backend.Call;
import episode.backend.CodeSize;
import episode.backend.HostFunction;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Analytic;
import episode.transform.ComplexStep;
import episode.transform.Repeatable;
import episode.transform.Sweeping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A solve as an operation of a graph, with derivatives in both directions. Operands: t0, the times
 * (ascending, none before t0), and the parameters of the problem in order. Results: the observed
 * values, one row per time, and a report. Where a solve fails the rows it did not reach are NaN.
 *
 * <p>Step sizes count as constants for a derivative, and nothing is differentiated with respect to
 * times.
 */
public final class Solve implements HostFunction, Analytic, Repeatable, Sweeping.Loop {
  private final OdeProblem problem;
  private final SolveSettings settings;
  private final boolean recording;

  private Solve(OdeProblem problem, SolveSettings settings, boolean recording) {
    this.problem = problem;
    this.settings = settings;
    this.recording = recording;
  }

  /** Returns the solve of a problem. */
  public static Solve of(OdeProblem problem, SolveSettings settings) {
    return new Solve(problem, settings, false);
  }

  /**
   * Returns the observed values as nodes: per observed quantity an array [times, shape…], and last
   * the report (see {@link SolveReport#of}).
   *
   * @param operands t0, times, then the parameters in the order of {@link OdeProblem#parameters}.
   *     With fixed steps t0 and times are constants, and there is no host loop in the result.
   * @throws EpisodeException E4015 or E4016 where fixed steps cannot be laid out beforehand
   */
  public List<Node> apply(GraphBuilder builder, List<Node> operands) {
    List<Node> results =
        settings.fixed().isPresent()
            ? FixedSolve.apply(builder, problem, settings, operands)
            : builder.host(this, operands);
    Node packed = results.get(0);
    int rows = packed.shape().extent(0);
    List<Node> values = new ArrayList<>();
    int offset = 0;
    for (Type type : problem.observed()) {
      Shape shape = ((Type.ArrayOf) type).shape();
      Node columns = builder.slice(packed, 1, offset, offset + shape.size());
      values.add(builder.reshape(columns, shape.inserted(0, rows)));
      offset += shape.size();
    }
    values.add(results.get(1));
    return values;
  }

  @Override
  public String name() {
    return recording ? "solve, recorded" : "solve";
  }

  /** Returns the problem that is solved. */
  public OdeProblem problem() {
    return problem;
  }

  @Override
  public List<Type> types(List<Type> operands) {
    int rows = ((Type.ArrayOf) operands.get(1)).shape().extent(0);
    List<Type> types = new ArrayList<>();
    types.add(Type.float64(rows, problem.observedSize()));
    types.add(Type.float64(SolveReport.SIZE));
    if (recording) {
      types.add(new Type.Opaque("steps"));
    }
    return types;
  }

  @Override
  public List<Node> jvp(GraphBuilder builder, List<Node> operands, List<Optional<Node>> tangents) {
    refuseTimes(tangents.get(0).isPresent() || tangents.get(1).isPresent());
    List<Boolean> active = new ArrayList<>();
    List<Node> extended = new ArrayList<>(operands);
    for (Optional<Node> tangent : tangents.subList(2, tangents.size())) {
      active.add(tangent.isPresent());
      tangent.ifPresent(extended::add);
    }
    Solve augmented = new Solve(problem.tangent(active), settings, recording);
    List<Node> results = builder.host(augmented, extended);
    int width = problem.observedSize();
    Node packed = results.get(0);
    List<Node> all = new ArrayList<>();
    all.add(builder.slice(packed, 1, 0, width));
    all.addAll(results.subList(1, results.size()));
    all.add(builder.slice(packed, 1, width, 2 * width));
    all.add(builder.filledLike(results.get(1), 0));
    if (recording) {
      all.add(results.get(2));
    }
    return all;
  }

  @Override
  public List<Node> complex(
      GraphBuilder builder, List<Node> operands, List<Optional<Node>> imaginary) {
    if (recording || imaginary.get(0).isPresent() || imaginary.get(1).isPresent()) {
      throw ComplexStep.refuse("a solve that is recorded, or of its times");
    }
    List<Boolean> active = new ArrayList<>();
    List<Node> extended = new ArrayList<>(operands);
    for (Optional<Node> part : imaginary.subList(2, imaginary.size())) {
      active.add(part.isPresent());
      part.ifPresent(extended::add);
    }
    List<Node> results =
        builder.host(new Solve(problem.complex(active), settings, false), extended);
    int width = problem.observedSize();
    return List.of(
        builder.slice(results.get(0), 1, 0, width),
        results.get(1),
        builder.slice(results.get(0), 1, width, 2 * width),
        builder.filledLike(results.get(1), 0));
  }

  @Override
  public HostFunction sweeping() {
    return new Solve(problem, settings.withDerivative(SolveSettings.Direction.REVERSE), recording);
  }

  @Override
  public HostFunction repeating() {
    return new SolveAgain(this);
  }

  @Override
  public Pullback vjp(GraphBuilder builder, List<Node> operands, List<Boolean> active) {
    refuseTimes(active.get(0) || active.get(1));
    if (recording) {
      throw SolveReverse.reverseOverReverse();
    }
    List<Boolean> parameters = active.subList(2, active.size());
    int numbers = 0;
    for (int i = 0; i < parameters.size(); i++) {
      numbers += parameters.get(i) ? problem.parameters().get(i).shape().size() : 0;
    }
    return settings.forward(numbers)
        ? new ForwardPullback(this, builder, operands, parameters)
        : new ReversePullback(this, builder, operands, parameters);
  }

  private static void refuseTimes(boolean differentiated) {
    if (differentiated) {
      throw new EpisodeException(
          Problem.of("E4011", "A solve has no derivative with respect to its times")
              .remedy("Make the times constants; differentiate with respect to parameters."));
    }
  }

  boolean recording() {
    return recording;
  }

  SolveSettings settings() {
    return settings;
  }

  Solve recorded() {
    return new Solve(problem, settings, true);
  }

  @Override
  public Bound bind(Backend backend) {
    SolveCode code = problem.code(backend);
    return new Bound() {
      @Override
      public Run newRun() {
        return new OneSolve(code);
      }

      @Override
      public String explain() {
        return code.program.explain();
      }

      @Override
      public CodeSize size() {
        return code.program.size();
      }
    };
  }

  /**
   * Members have steps of their own and go one by one, but on backends that want batches, where
   * members with equal times share their steps. Those of a problem with breaks go one by one.
   */
  @Override
  public Optional<Bound> bindMembers(Backend backend, int size, List<Boolean> batched) {
    boolean together =
        backend.wantsBatches() && problem.breaks().isEmpty() && !batched.get(0) && !batched.get(1);
    return together
        ? Optional.of(new SolveMembers(this, backend, size, batched.subList(2, batched.size())))
        : Optional.empty();
  }

  /** Two solves of one problem with equal settings are one. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Solve that
        && problem == that.problem
        && settings.equals(that.settings)
        && recording == that.recording;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(problem) + (recording ? 1 : 0);
  }

  /** One use: its own slots, filled from the caller's. */
  private final class OneSolve implements Run {
    private final SolveCode code;
    private final Call call;
    private final SolveLoop loop;
    private double[] times = new double[0];

    OneSolve(SolveCode code) {
      this.code = code;
      call = code.program.newCall();
      loop = new SolveLoop(code, call, settings);
    }

    @Override
    public void run(Call caller, int[] operands, int[] results) {
      double t0 = caller.get(operands[0]);
      readTimes(caller, operands[1]);
      for (int i = 0; i < code.parameters.length; i++) {
        call.copy(caller, operands[2 + i], code.parameters[i]);
      }
      StepRecord record = recording && results[2] >= 0 ? newRecord() : null;
      SolveLoop.Rows rows = row -> putRow(caller, results[0], row);
      SolveReport report = loop.run(t0, times, rows, record);
      if (!report.succeeded() && results[0] >= 0) {
        caller.write(results[0], nan(times.length));
      }
      if (results[1] >= 0) {
        caller.write(results[1], report.toTensor());
      }
      if (record != null) {
        caller.object(results[2], record);
      }
    }

    @Override
    public void close() {
      call.close();
    }

    /** A run belongs to one place in one graph, so the number of times never changes. */
    private void readTimes(Call caller, int slot) {
      if (times.length == 0) {
        times = caller.read(slot).toDoubles();
      } else {
        caller.read(slot, times);
      }
    }

    private StepRecord newRecord() {
      return new StepRecord(code.frames.newTape(call), settings.recordBytes());
    }

    private void putRow(Call caller, int slot, int row) {
      if (slot >= 0) {
        caller.putRow(slot, row, call, code.saved);
      }
    }

    private Tensor nan(int rows) {
      Shape shape = Shape.of(rows, problem.observedSize());
      return Tensor.filled(DType.FLOAT64, shape, Double.NaN);
    }
  }
}
