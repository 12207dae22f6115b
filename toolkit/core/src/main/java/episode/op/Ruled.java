package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Node;
import episode.expr.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An op that brings its derivatives: two rules over the operands x and the results y. */
interface Ruled extends Op {

  /** Returns the tangent of each result; at least one operand has one. */
  List<Optional<Node>> tangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> tangents);

  /** Returns the cotangent of each operand; at least one result has one. */
  List<Optional<Node>> cotangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> cotangents);

  @Override
  default Optional<List<Node>> jvp(
      GraphBuilder builder, List<Node> operands, List<Optional<Node>> tangents) {
    List<Node> results = builder.apply(this, operands);
    List<Node> both = new ArrayList<>(results);
    List<Optional<Node>> own = tangents(builder, operands, results, tangents);
    for (int i = 0; i < results.size(); i++) {
      both.add(own.get(i).orElse(builder.filledLike(results.get(i), 0)));
    }
    return Optional.of(both);
  }

  @Override
  default Optional<HostOp.Pullback> vjp(
      GraphBuilder builder, List<Node> operands, List<Boolean> active) {
    return Optional.of(new OwnPullback(this, operands, builder.apply(this, operands)));
  }

  /** The results, and the rule for their cotangents. */
  record OwnPullback(Ruled op, List<Node> operands, List<Node> results) implements HostOp.Pullback {
    @Override
    public List<Optional<Node>> cotangents(GraphBuilder b, List<Optional<Node>> cotangents) {
      for (Optional<Node> cotangent : cotangents) {
        if (cotangent.isPresent()) {
          return op.cotangents(b, operands, results, cotangents);
        }
      }
      return operands.stream().map(x -> Optional.<Node>empty()).toList();
    }
  }

  /** Returns whether results of this type have derivatives. */
  static boolean isReal(Node node) {
    return node.isArray() && (node.dtype() == DType.FLOAT64 || node.dtype() == DType.FLOAT32);
  }
}
