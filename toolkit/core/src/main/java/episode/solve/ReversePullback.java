package episode.solve;

import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reverse derivative of a solve for many numbers: its steps are recorded and walked back. */
final class ReversePullback implements HostOp.Pullback {
  private final Solve solve;
  private final List<Boolean> active;
  private final List<Node> operands;
  private final List<Node> results;

  ReversePullback(Solve solve, GraphBuilder builder, List<Node> operands, List<Boolean> active) {
    this.solve = solve;
    this.active = List.copyOf(active);
    this.operands = operands;
    results = builder.host(solve.recorded(), operands);
  }

  @Override
  public List<Node> results() {
    return results.subList(0, 2);
  }

  @Override
  public List<Optional<Node>> cotangents(GraphBuilder builder, List<Optional<Node>> cotangents) {
    List<Optional<Node>> found = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      found.add(Optional.empty());
    }
    if (cotangents.get(0).isEmpty()) {
      return found;
    }
    List<Node> sweep = new ArrayList<>();
    sweep.add(results.get(2));
    sweep.add(cotangents.get(0).get());
    sweep.add(operands.get(0));
    sweep.addAll(operands.subList(2, operands.size()));
    SolveReverse reverse = new SolveReverse(solve.problem(), active);
    int next = 0;
    List<Node> parts = builder.host(reverse, sweep);
    for (int i = 0; i < active.size(); i++) {
      if (active.get(i)) {
        found.set(2 + i, Optional.of(parts.get(next++)));
      }
    }
    return found;
  }
}
