package episode.backend.djl;

import episode.backend.Backends;
import episode.backend.Call;
import episode.backend.CompiledFunction;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that calls a function so many times, and tells of its memory if asked. */
final class PytorchOnce {
  private static final int ROWS = 100;

  private PytorchOnce() {}

  /**
   * Calls a function.
   *
   * @param arguments how often before the first reading of memory and how often before the second;
   *     one call and no reading without them
   */
  public static void main(String[] arguments) throws IOException {
    CompiledFunction f = Backends.byName("pytorch").compile(graph());
    if (arguments.length == 0) {
      f.apply(Tensor.of(new double[] {1, 2, 3}));
      return;
    }
    CompiledFunction.Invocation kept = f.newCall();
    for (String count : arguments) {
      for (int i = 0; i < Integer.parseInt(count); i++) {
        f.apply(Tensor.of(new double[] {1, 2, i}));
        record(kept, i);
        if (i % ROWS == 0) {
          f.newCall().run();
        }
      }
      System.gc();
      System.out.println(resident());
    }
  }

  /** Runs once more in the same slots, with a tape that is closed after some snapshots. */
  private static void record(CompiledFunction.Invocation kept, int i) {
    Call call = kept.call();
    call.write(kept.input(0), Tensor.of(new double[] {i, 1, 2}));
    kept.run();
    Call.Tape tape = call.newTape(kept.output(0), kept.output(1));
    tape.push(call);
    tape.push(call);
    tape.thin();
    tape.load(0, call, kept.output(0), kept.output(1));
    tape.close();
  }

  private static Graph graph() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    Node y = b.where(b.binary(Prim.LT, x, b.constant(2)), b.unary(Prim.EXP, x), b.mul(x, x));
    return b.build("f", List.of(b.sum(b.stack(List.of(x, y))), b.slice(y, 0, 1, 3)));
  }

  /** Returns the resident memory in kB. */
  private static long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }
}
