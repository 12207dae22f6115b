package episode.backend.nd4j;

import episode.backend.Backends;
import episode.backend.CompiledFunction;
import episode.backend.OwnProcess;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import java.io.IOException;
import java.util.List;

/** A process of its own that calls a function so many times, and tells of its memory if asked. */
final class Once {
  private Once() {}

  /**
   * Calls a function.
   *
   * @param arguments how often before the first reading of memory and how often before the second;
   *     one call and no reading without them
   */
  public static void main(String[] arguments) throws IOException {
    CompiledFunction f = Backends.byName("nd4j").compile(graph());
    if (arguments.length == 0) {
      f.apply(Tensor.of(new double[] {1, 2, 3}));
      return;
    }
    for (String count : arguments) {
      for (int i = 0; i < Integer.parseInt(count); i++) {
        f.apply(Tensor.of(new double[] {1, 2, i}));
      }
      System.out.println(OwnProcess.resident());
    }
  }

  private static Graph graph() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    Node y = b.where(b.binary(Prim.LT, x, b.constant(2)), b.unary(Prim.EXP, x), b.mul(x, x));
    return b.build("f", List.of(b.sum(b.stack(List.of(x, y))), b.slice(y, 0, 1, 3)));
  }
}
