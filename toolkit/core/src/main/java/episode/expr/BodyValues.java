package episode.expr;

import java.util.ArrayList;
import java.util.List;

/** The values of loops and branches, round by round. */
final class BodyValues {
  private BodyValues() {}

  static List<Tensor> scan(Node node, List<Tensor> in) {
    Attr.Scan scan = node.scan();
    int carries = scan.carries();
    List<Type> types = ((Type.TupleOf) node.type()).parts();
    List<Tensor> results = new ArrayList<>(in.subList(0, carries));
    for (Type type : types.subList(carries, types.size())) {
      Type.ArrayOf stack = (Type.ArrayOf) type;
      results.add(Tensor.filled(stack.dtype(), stack.shape(), 0));
    }
    List<Tensor> frame = new ArrayList<>(in);
    for (int round = 0; round < scan.length(); round++) {
      int row = scan.reverse() ? scan.length() - 1 - round : round;
      for (int i = carries; i < carries + scan.rows(); i++) {
        frame.set(i, in.get(i).row(row));
      }
      List<Tensor> out = Perform.evaluate(scan.body(), frame);
      for (int i = 0; i < out.size(); i++) {
        if (i < carries) {
          frame.set(i, out.get(i));
          results.set(i, out.get(i));
        } else {
          results.get(i).putRow(row, out.get(i));
        }
      }
    }
    return results;
  }

  static List<Tensor> branch(Node node, List<Tensor> in) {
    Attr.Branches branches = node.branches();
    boolean holds = in.get(0).booleans()[0];
    return Perform.evaluate(
        holds ? branches.then() : branches.otherwise(), in.subList(1, in.size()));
  }

  static List<Tensor> loop(Node node, List<Tensor> in) {
    Attr.Loop loop = node.loop();
    List<Tensor> frame = new ArrayList<>(in);
    long rounds = 0;
    while (Perform.evaluate(loop.condition(), frame).get(0).booleans()[0]) {
      if (rounds++ == loop.bound()) {
        throw loop.exceeded();
      }
      List<Tensor> carries = Perform.evaluate(loop.body(), frame);
      for (int i = 0; i < carries.size(); i++) {
        frame.set(i, carries.get(i));
      }
    }
    List<Tensor> results = new ArrayList<>(frame.subList(0, loop.carries()));
    results.add(Tensor.of(Shape.SCALAR, new long[] {rounds}));
    return results;
  }
}
