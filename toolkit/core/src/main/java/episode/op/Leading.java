package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An op whose leading axes are free, so that a batch is one more of them. */
interface Leading extends Ruled {
  @Override
  default Optional<List<Node>> vmap(
      GraphBuilder builder, int size, List<Node> operands, List<Boolean> batched) {
    List<Node> all = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Node x = operands.get(i);
      Shape shape = x.shape().inserted(0, size);
      all.add(batched.get(i) ? x : builder.broadcast(x, shape, Ints.range(1, x.shape().rank())));
    }
    return Optional.of(builder.apply(this, all));
  }
}
