package episode.expr;

import java.util.List;

/** What makes two nodes equal; operands by identity. Not a record: its hash is on a hot path. */
final class NodeKey {
  private final Prim prim;
  private final Object attribute;
  private final List<Node> operands;
  private final int hash;

  NodeKey(Prim prim, Object attribute, List<Node> operands) {
    this.prim = prim;
    this.attribute = attribute;
    this.operands = operands;
    int h = 31 * prim.ordinal() + attribute.hashCode();
    for (Node operand : operands) {
      h = 31 * h + System.identityHashCode(operand);
    }
    hash = h;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof NodeKey)) {
      return false;
    }
    NodeKey that = (NodeKey) other;
    if (prim != that.prim || operands.size() != that.operands.size()) {
      return false;
    }
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i) != that.operands.get(i)) {
        return false;
      }
    }
    return attribute.equals(that.attribute);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
