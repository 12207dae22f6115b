package episode.transform;

import episode.expr.Attr;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.ArrayList;
import java.util.List;

/** Elementwise work is done before elements are repeated, not after. */
final class Spreading {
  private Spreading() {}

  /** Returns whether all operands are broadcast, and alike; scalars are alike to any. */
  static boolean applies(List<Node> in) {
    Object common = null;
    for (int i = 0; i < in.size(); i++) {
      Node operand = in.get(i);
      if (operand.prim() != Prim.BROADCAST) {
        return false;
      }
      if (!operand.input(0).shape().isScalar()) {
        if (common != null && !common.equals(operand.attribute())) {
          return false;
        }
        common = operand.attribute();
      }
    }
    return true;
  }

  /** Returns broadcast f(a, b) for f(broadcast a, broadcast b). */
  static Node elementwise(Simplifier s, Prim prim, Object attribute, List<Node> in) {
    Node model = in.get(0);
    for (Node operand : in) {
      model = operand.input(0).shape().isScalar() ? model : operand;
    }
    Shape small = model.input(0).shape();
    List<Node> inner = new ArrayList<>(in.size());
    for (Node operand : in) {
      Node x = operand.input(0);
      inner.add(x.shape().equals(small) ? x : s.broadcast(x, small, Ints.of()));
    }
    Attr.Broadcast spread = (Attr.Broadcast) model.attribute();
    return s.make(Prim.BROADCAST, spread, List.of(s.make(prim, attribute, inner)));
  }
}
