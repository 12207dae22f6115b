package episode.solve;

import episode.backend.Backend;
import episode.backend.Call;
import episode.backend.HostFunction;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.ComplexStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A solve that takes the steps of a solve with other parameters, whatever their error: what
 * differences are taken of. Operands: those of {@link Solve}, then those of the other solve.
 *
 * @param solve the solve
 */
record SolveAgain(Solve solve) implements HostFunction {

  @Override
  public String name() {
    return "solve, repeated";
  }

  @Override
  public List<Type> types(List<Type> operands) {
    return solve.types(operands.subList(0, operands.size() / 2));
  }

  @Override
  public List<Node> jvp(GraphBuilder builder, List<Node> operands, List<Optional<Node>> tangents) {
    throw refused();
  }

  @Override
  public Pullback vjp(GraphBuilder builder, List<Node> operands, List<Boolean> active) {
    throw refused();
  }

  private static EpisodeException refused() {
    return ComplexStep.refuse("a solve that repeats steps, which is there for differences only");
  }

  @Override
  public Bound bind(Backend backend) {
    SolveCode code = solve.problem().code(backend);
    return () -> new Again(code);
  }

  /** One use: it solves at the other parameters when these change. For one thread. */
  private final class Again implements Run {
    private final SolveCode code;
    private final Call call;
    private final SolveLoop loop;
    private final List<Tensor> known = new ArrayList<>();
    private StepRecord record;
    private boolean reached;

    Again(SolveCode code) {
      this.code = code;
      call = code.program.newCall();
      loop = new SolveLoop(code, call, solve.settings());
      record = newRecord();
    }

    private StepRecord newRecord() {
      return new StepRecord(code.frames.newTape(call), solve.settings().recordBytes());
    }

    @Override
    public void run(Call caller, int[] operands, int[] results) {
      double[] times = caller.read(operands[1]).toDoubles();
      double t0 = caller.get(operands[0]);
      follow(caller, operands, t0, times);
      for (int i = 0; i < code.parameters.length; i++) {
        call.copy(caller, operands[2 + i], code.parameters[i]);
      }
      if (reached) {
        SolveLoop.Rows rows = row -> save(caller, results[0], row);
        SolveReport report = loop.replay(t0, times, record, rows);
        if (results[1] >= 0) {
          caller.write(results[1], report.toTensor());
        }
      } else if (results[0] >= 0) {
        Shape shape = Shape.of(times.length, solve.problem().observedSize());
        caller.write(results[0], Tensor.filled(DType.FLOAT64, shape, Double.NaN));
      }
    }

    @Override
    public void close() {
      record.close();
      call.close();
    }

    private void save(Call caller, int slot, int row) {
      if (slot >= 0) {
        caller.putRow(slot, row, call, code.saved);
      }
    }

    private void follow(Call caller, int[] operands, double t0, double[] times) {
      int half = operands.length / 2;
      List<Tensor> point = new ArrayList<>();
      for (int i = 0; i < code.parameters.length; i++) {
        point.add(caller.read(operands[half + 2 + i]));
      }
      if (!point.equals(known)) {
        for (int i = 0; i < code.parameters.length; i++) {
          call.copy(caller, operands[half + 2 + i], code.parameters[i]);
        }
        record.close();
        record = newRecord();
        reached = loop.run(t0, times, row -> {}, record).succeeded();
        known.clear();
        known.addAll(point);
      }
    }
  }
}
