package episode.backend.jvm;

import episode.backend.HostRule;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Perform;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * An op that is performed rather than translated: its operands are copied out of the memory of a
 * call, its results back into it. Generated code calls it. Safe to share.
 */
final class Performance {
  /** The place of a result that nobody reads. */
  static final int UNUSED = -1;

  private final Op op;
  private final HostRule rule;
  private final List<Type.ArrayOf> types;
  private final List<Type> promised;
  private final int[] from;
  private final int[] to;

  /**
   * Makes it of an OP.
   *
   * @param rule what computes it
   * @param types those of the operands
   * @param from the place of each operand in the array of its element type
   * @param to the place of each result, or {@link #UNUSED}
   */
  Performance(Node node, HostRule rule, List<Type.ArrayOf> types, int[] from, int[] to) {
    op = node.op();
    this.rule = rule;
    promised = ((Type.TupleOf) node.type()).parts();
    this.types = types;
    this.from = from;
    this.to = to;
  }

  void run(double[] d, float[] f, long[] l, boolean[] b) {
    List<Tensor> operands = new ArrayList<>(from.length);
    for (int i = 0; i < from.length; i++) {
      Tensor operand = Tensor.filled(types.get(i).dtype(), types.get(i).shape(), 0);
      Object memory = memory(operand, d, f, l, b);
      System.arraycopy(memory, from[i], Memory.raw(operand), 0, operand.shape().size());
      operands.add(operand);
    }
    List<Tensor> results = Perform.checked(op, promised, rule.apply(op, operands));
    for (int i = 0; i < to.length; i++) {
      if (to[i] != UNUSED) {
        Tensor result = results.get(i);
        Object memory = memory(result, d, f, l, b);
        System.arraycopy(Memory.raw(result), 0, memory, to[i], result.shape().size());
      }
    }
  }

  private static Object memory(Tensor like, double[] d, float[] f, long[] l, boolean[] b) {
    return switch (like.dtype()) {
      case BOOL -> b;
      case INT64 -> l;
      case FLOAT32 -> f;
      case FLOAT64 -> d;
    };
  }
}
