package episode.transform;

import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Node;
import java.util.List;
import java.util.Optional;

/** A host loop that can run on complex numbers; {@link ComplexStep} asks it to. */
public interface Analytic extends HostOp {

  /**
   * Returns the real parts of the results, then their imaginary parts.
   *
   * @param operands the real parts
   * @param imaginary the imaginary part of each operand; empty where it is zero
   * @throws episode.expr.EpisodeException E3128 where there is no complex form
   */
  List<Node> complex(GraphBuilder builder, List<Node> operands, List<Optional<Node>> imaginary);
}
