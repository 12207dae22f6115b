package episode.backend.array;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates loops and branches. Arrays stay in the library; only conditions come to the host. For
 * one thread.
 */
final class Rounds<A> {
  private static final Type.ArrayOf CONDITION = Type.array(DType.BOOL, Shape.SCALAR);

  private final ArrayNamespace<A> namespace;
  private final Evaluation<A> evaluation;

  Rounds(ArrayNamespace<A> namespace, Evaluation<A> evaluation) {
    this.namespace = namespace;
    this.evaluation = evaluation;
  }

  /** Returns the last carries and the stacks of a SCAN, held once. */
  List<Held<A>> scan(Plan.Step<A> step, List<Held<A>> operands) {
    Attr.Scan scan = step.node().scan();
    List<Held<A>> frame = framed(operands);
    List<Held<A>> stacks = new ArrayList<>();
    try {
      List<Type> types = ((Type.TupleOf) step.node().type()).parts();
      for (Type type : types.subList(scan.carries(), types.size())) {
        stacks.add(new Held<>(namespace, namespace.zeros((Type.ArrayOf) type)));
      }
      for (int round = 0; round < scan.length(); round++) {
        int row = scan.reverse() ? scan.length() - 1 - round : round;
        takeRows(step, operands, frame, row);
        List<Held<A>> out = evaluation.run(step.inner().get(0), frame);
        try {
          carry(frame, out, scan.carries());
          for (int i = 0; i < stacks.size(); i++) {
            A value = out.get(scan.carries() + i).array();
            stacks.set(i, stacks.get(i).withRow(row, value));
          }
        } finally {
          out.forEach(Held::letGo);
        }
      }
      List<Held<A>> results = new ArrayList<>(frame.subList(0, scan.carries()));
      results.addAll(stacks);
      results.forEach(Held::held);
      return results;
    } finally {
      frame.forEach(Evaluation::letGo);
      stacks.forEach(Held::letGo);
    }
  }

  private void takeRows(Plan.Step<A> step, List<Held<A>> operands, List<Held<A>> frame, int row) {
    Attr.Scan scan = step.node().scan();
    for (int i = scan.carries(); i < scan.carries() + scan.rows(); i++) {
      Type.ArrayOf type = (Type.ArrayOf) scan.body().inputs().get(i).type();
      A taken = namespace.row(operands.get(i).array(), row, type);
      frame.set(i, new Held<>(namespace, taken)).letGo();
    }
  }

  /** Returns the outputs of the branch that is taken, held once. */
  List<Held<A>> branch(Plan.Step<A> step, List<Held<A>> operands) {
    int taken = holds(operands.get(0)) ? 0 : 1;
    return evaluation.run(step.inner().get(taken), operands.subList(1, operands.size()));
  }

  /** Returns the last carries and the number of rounds of a WHILE, held once. */
  List<Held<A>> loop(Plan.Step<A> step, List<Held<A>> operands) {
    Attr.Loop loop = step.node().loop();
    List<Held<A>> frame = framed(operands);
    try {
      long count = 0;
      while (goesOn(step, frame)) {
        if (count++ == loop.bound()) {
          throw loop.exceeded();
        }
        List<Held<A>> out = evaluation.run(step.inner().get(1), frame);
        carry(frame, out, loop.carries());
        out.forEach(Held::letGo);
      }
      List<Held<A>> results = new ArrayList<>(frame.subList(0, loop.carries()));
      results.forEach(Held::held);
      results.add(hold(Tensor.of(Shape.SCALAR, new long[] {count})));
      return results;
    } finally {
      frame.forEach(Held::letGo);
    }
  }

  private boolean goesOn(Plan.Step<A> step, List<Held<A>> frame) {
    List<Held<A>> condition = evaluation.run(step.inner().get(0), frame);
    try {
      return holds(condition.get(0));
    } finally {
      condition.forEach(Held::letGo);
    }
  }

  private boolean holds(Held<A> condition) {
    return namespace.read(condition.array(), CONDITION).booleans()[0];
  }

  private Held<A> hold(Tensor value) {
    return new Held<>(namespace, namespace.of(value));
  }

  /** Returns the operands, held once more. */
  private static <A> List<Held<A>> framed(List<Held<A>> operands) {
    List<Held<A>> frame = new ArrayList<>(operands);
    frame.forEach(Held::held);
    return frame;
  }

  /** Puts the first values, held once more, in the places of the first of a frame. */
  private static <A> void carry(List<Held<A>> frame, List<Held<A>> values, int carries) {
    for (int i = 0; i < carries; i++) {
      frame.set(i, values.get(i).held()).letGo();
    }
  }
}
