package episode.solve;

import episode.backend.Backend;
import episode.backend.Call;
import episode.backend.CodeSize;
import episode.backend.CompiledProgram;
import episode.backend.HostFunction;
import episode.expr.EpisodeException;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Type;
import episode.transform.Vmap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reverse sweep over a recorded solve. Operands: the record, the cotangents of the saved rows,
 * t0, the parameters. Results: the cotangent of each active parameter.
 */
final class SolveReverse implements HostFunction {
  private final OdeProblem problem;
  private final List<Boolean> active;

  SolveReverse(OdeProblem problem, List<Boolean> active) {
    this.problem = problem;
    this.active = active;
  }

  @Override
  public String name() {
    return "solve, reversed";
  }

  @Override
  public List<Type> types(List<Type> operands) {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < active.size(); i++) {
      if (active.get(i)) {
        types.add(problem.parameters().get(i).type());
      }
    }
    return types;
  }

  /**
   * The gradient's tangent is the gradient of a larger solve: with s = ⟨c, ẏ⟩ + ⟨ċ, y⟩ for rows y
   * with cotangents c, ∂s/∂p is the tangent of ⟨c, ∂y/∂p⟩. The recorded solve was differentiated
   * before, so the record is already that of the larger solve.
   */
  @Override
  public List<Node> jvp(GraphBuilder builder, List<Node> operands, List<Optional<Node>> tangents) {
    Node rows = operands.get(1);
    Node zeros = builder.filledLike(rows, 0);
    Node rowTangents = tangents.get(1).orElse(zeros);
    if (tangents.get(0).isEmpty()) {
      List<Node> results = new ArrayList<>(sweep(this, builder, operands, rows));
      results.addAll(sweep(this, builder, operands, rowTangents));
      return results;
    }
    List<Boolean> moved = new ArrayList<>();
    List<Boolean> wanted = new ArrayList<>(active);
    List<Node> extended = new ArrayList<>(operands);
    for (Optional<Node> tangent : tangents.subList(3, tangents.size())) {
      moved.add(tangent.isPresent());
      if (tangent.isPresent()) {
        extended.add(tangent.get());
        wanted.add(false);
      }
    }
    SolveReverse larger = new SolveReverse(problem.tangent(moved), List.copyOf(wanted));
    Node primal = builder.concat(List.of(rows, zeros), 1);
    Node tangent = builder.concat(List.of(rowTangents, rows), 1);
    List<Node> results = new ArrayList<>(sweep(larger, builder, extended, primal));
    results.addAll(sweep(larger, builder, extended, tangent));
    return results;
  }

  private static List<Node> sweep(
      SolveReverse reverse, GraphBuilder builder, List<Node> operands, Node rows) {
    List<Node> replaced = new ArrayList<>(operands);
    replaced.set(1, rows);
    return builder.host(reverse, replaced);
  }

  @Override
  public Pullback vjp(GraphBuilder builder, List<Node> operands, List<Boolean> wanted) {
    throw reverseOverReverse();
  }

  static EpisodeException reverseOverReverse() {
    return new EpisodeException(
        Problem.of("E4010", "Reverse mode over a reverse sweep of a solve is not offered")
            .remedy("Take the outer derivative forward: a Hessian is jvp over gradient."));
  }

  /** Parameters that members share are repeated: each member has a cotangent of its own. */
  @Override
  public List<Node> batch(
      GraphBuilder builder, int size, List<Node> operands, List<Boolean> batched) {
    List<Node> repeated = new ArrayList<>(operands);
    List<Boolean> flags = new ArrayList<>(batched);
    for (int i = 0; i < active.size(); i++) {
      if (active.get(i) && !flags.get(3 + i)) {
        repeated.set(3 + i, Vmap.repeated(builder, operands.get(3 + i), size));
        flags.set(3 + i, true);
      }
    }
    return HostFunction.super.batch(builder, size, repeated, flags);
  }

  @Override
  public Optional<Bound> bindMembers(Backend backend, int size, List<Boolean> batched) {
    if (!backend.wantsBatches() || problem.breaks().isPresent() || batched.get(2)) {
      return Optional.empty();
    }
    OdeProblem all = problem.members(size, batched.subList(3, batched.size()));
    ReverseCode code = all.reverseCode(backend, active);
    int width = problem.observedSize();
    boolean differ = batched.get(1);
    Map<Integer, CompiledProgram> turns = new ConcurrentHashMap<>();
    return Optional.of(
        bound(
            code,
            rows ->
                Optional.of(
                    turns.computeIfAbsent(
                        rows, count -> MemberRows.toRows(backend, size, count, width, differ)))));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SolveReverse that
        && problem == that.problem
        && active.equals(that.active);
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(problem) + active.hashCode();
  }

  @Override
  public Bound bind(Backend backend) {
    ReverseCode code = problem.reverseCode(backend, active);
    return bound(code, rows -> Optional.empty());
  }

  /** Rows of cotangents as the code wants them: where a program is needed, what makes them so. */
  private interface Turns {
    Optional<CompiledProgram> of(int rows);
  }

  private static Bound bound(ReverseCode code, Turns turns) {
    return new Bound() {
      @Override
      public Run newRun() {
        return new Sweep(code, turns);
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

  /** One use: its own slots, filled from the caller's. */
  private static final class Sweep implements Run {
    private final ReverseCode code;
    private final Turns turns;
    private final Call call;

    Sweep(ReverseCode code, Turns turns) {
      this.code = code;
      this.turns = turns;
      call = code.program.newCall();
    }

    @Override
    public void run(Call caller, int[] operands, int[] results) {
      StepRecord record = (StepRecord) caller.object(operands[0]);
      Optional<CompiledProgram> turn = turns.of(record.rows());
      if (turn.isEmpty()) {
        sweep(caller, operands, results, caller, operands[1]);
        return;
      }
      try (Call turned = turn.get().newCall()) {
        turned.copy(caller, operands[1], MemberRows.FROM);
        turned.run(0);
        sweep(caller, operands, results, turned, MemberRows.TO);
      }
    }

    @Override
    public void close() {
      call.close();
    }

    private void sweep(Call caller, int[] operands, int[] results, Call rows, int slot) {
      StepRecord record = (StepRecord) caller.object(operands[0]);
      for (int i = 0; i < code.parameters.length; i++) {
        call.copy(caller, operands[3 + i], code.parameters[i]);
      }
      call.run(code.prelude);
      call.run(code.clear);
      StepFrames.Reader frames = code.frames.reader(call, record);
      int row = record.rows() - 1;
      for (int step = record.steps() - 1; step >= 0; step--) {
        frames.load(step);
        while (row >= 0 && record.rowStep(row) == step) {
          call.set(code.theta, record.theta(row));
          call.takeRow(code.row, rows, slot, row);
          call.run(code.seed);
          row--;
        }
        call.run(code.back);
        if (record.isFresh(step)) {
          call.set(code.t, Breaks.above(record.time(step)));
          call.run(code.restart);
        }
      }
      frames.close();
      double t0 = caller.get(operands[2]);
      call.set(code.t, code.restart == SolveCode.NONE ? t0 : Breaks.above(t0));
      call.run(code.finish);
      for (int i = 0; i < results.length; i++) {
        if (results[i] >= 0) {
          caller.copy(call, code.gradients[i], results[i]);
        }
      }
    }
  }
}
