package episode.backend.djl;

import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Type;
import java.util.List;

/**
 * What is computed of operands of some types: all that code made for it depends on.
 *
 * @param what a primitive with its attribute, or an op
 * @param operands their types
 */
record Kind(List<Object> what, List<Type> operands) {

  /** Returns that of a primitive. */
  static Kind of(Node node) {
    return new Kind(
        List.of(node.prim(), node.attribute()), node.inputs().stream().map(Node::type).toList());
  }

  /** Returns that of an op. */
  static Kind of(Op op, List<Type> operands) {
    return new Kind(List.of(op), List.copyOf(operands));
  }
}
