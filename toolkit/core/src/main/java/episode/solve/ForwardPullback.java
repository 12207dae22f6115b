package episode.solve;

import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reverse derivative of a solve for few numbers: the solve carries its whole Jacobian along. */
final class ForwardPullback implements HostOp.Pullback {
  private final OdeProblem problem;
  private final List<Boolean> active;
  private final Node packed;
  private final List<Node> results;

  ForwardPullback(Solve solve, GraphBuilder builder, List<Node> operands, List<Boolean> active) {
    problem = solve.problem();
    this.active = active;
    Solve augmented = Solve.of(problem.sensitivities(active), solve.settings());
    List<Node> all = builder.host(augmented, operands);
    packed = all.get(0);
    Node values = builder.slice(packed, 1, 0, problem.observedSize());
    results = List.of(values, all.get(1));
  }

  @Override
  public List<Node> results() {
    return results;
  }

  @Override
  public List<Optional<Node>> cotangents(GraphBuilder builder, List<Optional<Node>> cotangents) {
    List<Optional<Node>> found = new ArrayList<>();
    found.add(Optional.empty());
    found.add(Optional.empty());
    Optional<Node> all = cotangents.get(0).map(given -> contract(builder, given));
    int offset = 0;
    for (int i = 0; i < active.size(); i++) {
      if (!active.get(i) || all.isEmpty()) {
        found.add(Optional.empty());
        continue;
      }
      Shape shape = problem.parameters().get(i).shape();
      Node part = builder.slice(all.get(), 0, offset, offset + shape.size());
      found.add(Optional.of(builder.reshape(part, shape)));
      offset += shape.size();
    }
    return found;
  }

  /** Returns Σ over rows and columns of cotangent times derivative, one number per direction. */
  private Node contract(GraphBuilder builder, Node cotangent) {
    int rows = packed.shape().extent(0);
    int width = problem.observedSize();
    int directions = packed.shape().extent(1) / width - 1;
    Shape cube = Shape.of(rows, directions, width);
    Node jacobian =
        builder.reshape(builder.slice(packed, 1, width, width * (1 + directions)), cube);
    Node spread = builder.broadcast(cotangent, cube, Ints.of(0, 2));
    return builder.reduce(Prim.SUM, builder.mul(jacobian, spread), Ints.of(0, 2));
  }
}
