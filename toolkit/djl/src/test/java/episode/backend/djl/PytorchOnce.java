package episode.backend.djl;

import episode.backend.Backends;
import episode.backend.Call;
import episode.backend.CompiledFunction;
import episode.backend.OwnProcess;
import episode.expr.Tensor;
import java.io.IOException;

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
    CompiledFunction f = Backends.byName("pytorch").compile(Once.graph());
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
      System.out.println(OwnProcess.resident());
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
}
