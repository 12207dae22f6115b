package episode.backend.function;

import episode.backend.CodeSize;
import java.time.Instant;
import java.util.List;

/**
 * What is known of one compilation. Immutable.
 *
 * @param function what was compiled, in words
 * @param backend for which backend
 * @param inputs names and types of the inputs, such as {@code x: float64[3]}
 * @param nodesBefore size of the graph as written
 * @param nodesAfter size of the graph as compiled
 * @param size of the generated code
 * @param nanos how long tracing, transforms and compiling took, in nanoseconds
 * @param reason why: "first call", or what differed from the call before
 * @param when it was finished
 */
public record JitCompilation(
    String function,
    String backend,
    List<String> inputs,
    int nodesBefore,
    int nodesAfter,
    CodeSize size,
    long nanos,
    String reason,
    Instant when) {
  /** Copies the inputs. */
  public JitCompilation {
    inputs = List.copyOf(inputs);
  }

  /** Returns how long it took, in milliseconds. */
  public double milliseconds() {
    return nanos / 1e6;
  }
}
