package episode.solve;

import episode.backend.Backend;
import episode.backend.Call;
import episode.backend.CodeSize;
import episode.backend.CompiledProgram;
import episode.backend.HostFunction;
import episode.expr.DType;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A solve of many members side by side, as one problem whose arrays have a leading axis: they share
 * their steps, whose error norm is over all members. Where one of them fails all are NaN. Operands
 * and results are those of {@link Solve}, with that axis.
 */
final class SolveMembers implements HostFunction.Bound {
  private final SolveSettings settings;
  private final boolean recording;
  private final Backend backend;
  private final int members;
  private final int width;
  private final SolveCode code;
  private final Map<Integer, CompiledProgram> turns = new ConcurrentHashMap<>();

  /**
   * Makes the solve ready.
   *
   * @param solve the solve of one member
   * @param batched for each parameter, whether it differs between members
   */
  SolveMembers(Solve solve, Backend backend, int members, List<Boolean> batched) {
    settings = solve.settings();
    recording = solve.recording();
    this.backend = backend;
    this.members = members;
    width = solve.problem().observedSize();
    code = solve.problem().members(members, batched).code(backend);
  }

  @Override
  public HostFunction.Run newRun() {
    return new Together();
  }

  @Override
  public String explain() {
    return code.program.explain();
  }

  @Override
  public CodeSize size() {
    return code.program.size();
  }

  /** One use: its own slots, filled from the caller's. For one thread. */
  private final class Together implements HostFunction.Run {
    private final Call call = code.program.newCall();
    private final SolveLoop loop = new SolveLoop(code, call, settings);

    @Override
    public void run(Call caller, int[] operands, int[] results) {
      double[] times = caller.read(operands[1]).toDoubles();
      for (int i = 0; i < code.parameters.length; i++) {
        call.copy(caller, operands[2 + i], code.parameters[i]);
      }
      boolean wanted = recording && results[2] >= 0;
      StepRecord record =
          wanted ? new StepRecord(code.frames.newTape(call), settings.recordBytes()) : null;
      try (Call rows = turn(times.length).newCall()) {
        SolveLoop.Rows putRow = row -> rows.putRow(MemberRows.FROM, row, call, code.saved);
        SolveReport report = loop.run(caller.get(operands[0]), times, putRow, record);
        if (results[0] >= 0 && report.succeeded()) {
          rows.run(0);
          caller.copy(rows, MemberRows.TO, results[0]);
        } else if (results[0] >= 0) {
          Shape shape = Shape.of(members, times.length, width);
          caller.write(results[0], Tensor.filled(DType.FLOAT64, shape, Double.NaN));
        }
        if (results[1] >= 0) {
          caller.write(results[1], repeated(report.toTensor().doubles()));
        }
      }
      if (wanted) {
        caller.object(results[2], record);
      }
    }

    @Override
    public void close() {
      call.close();
    }

    private CompiledProgram turn(int rows) {
      return turns.computeIfAbsent(
          rows, count -> MemberRows.toMembers(backend, members, count, width));
    }

    private Tensor repeated(double[] report) {
      double[] all = new double[members * report.length];
      for (int member = 0; member < members; member++) {
        System.arraycopy(report, 0, all, member * report.length, report.length);
      }
      return Tensor.of(Shape.of(members, report.length), all);
    }
  }
}
