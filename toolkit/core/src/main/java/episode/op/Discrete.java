package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;
import java.util.Optional;

/** An op whose results are integers and so have no derivatives. */
interface Discrete extends Ruled {
  @Override
  default List<Optional<Node>> tangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> tangents) {
    return y.stream().map(each -> Optional.<Node>empty()).toList();
  }

  @Override
  default List<Optional<Node>> cotangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> cotangents) {
    return x.stream().map(each -> Optional.<Node>empty()).toList();
  }
}
