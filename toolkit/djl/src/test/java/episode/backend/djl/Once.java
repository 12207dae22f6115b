package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.CompiledFunction;
import episode.backend.EngineTape;
import episode.backend.OwnProcess;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import java.io.IOException;
import java.util.List;

/** A process of its own that calls functions on backends, and tells of its memory if asked. */
final class Once {
  private Once() {}

  /**
   * Calls a function and goes back over it.
   *
   * @param arguments the backends in the order of their start, with commas between; then how often
   *     before the first reading of memory and how often before the second; one call of each and no
   *     reading without them
   */
  public static void main(String[] arguments) throws IOException {
    for (String name : arguments[0].split(",")) {
      Backend backend = backend(name);
      CompiledFunction f = backend.compile(graph());
      EngineTape tape = backend.tape().orElseThrow();
      call(f, tape, 1);
      for (int k = 1; k < arguments.length; k++) {
        for (int i = 0; i < Integer.parseInt(arguments[k]); i++) {
          call(f, tape, i);
        }
        System.out.println(OwnProcess.resident());
      }
    }
  }

  private static Backend backend(String name) {
    return name.equals("pytorch-eager") ? new PytorchBackend().eager() : Backends.byName(name);
  }

  /** Most calls are without the tape, which compiles anew. */
  private static void call(CompiledFunction f, EngineTape tape, int i) {
    Tensor x = Tensor.of(new double[] {1, 2, i});
    f.apply(x);
    if (i % 10 == 1) {
      List<Tensor> cotangents = List.of(Tensor.of(1), Tensor.of(new double[] {1, 2}));
      double seen = tape.pull(f.graph(), List.of(x), cotangents).cotangents().get(0).at(1);
      if (seen != 4 + 1 + 4) {
        throw new IllegalStateException("the tape says " + seen);
      }
    }
  }

  static Graph graph() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    Node y = b.where(b.binary(Prim.LT, x, b.constant(2)), b.unary(Prim.EXP, x), b.mul(x, x));
    return b.build("f", List.of(b.sum(b.stack(List.of(x, y))), b.slice(y, 0, 1, 3)));
  }
}
