package episode.notebook;

import episode.backend.function.Compilations;
import episode.backend.function.JitFunction;
import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.plot.Display;
import episode.plot.Part;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** The line magic {@code %jit}: what {@code jit} has compiled in this notebook, and why. */
final class JitMagic {

  private JitMagic() {}

  /**
   * Returns the table of compilations, the latest first; with the name of a compiled function, what
   * was made of that one: graphs before and after rewrites, and code.
   *
   * @throws EpisodeException E3218 where the arguments are no name of a compiled function
   */
  static Display run(BaseKernel kernel, List<String> arguments) {
    if (!arguments.isEmpty()) {
      return function(kernel, String.join(" ", arguments)).explain();
    }
    Compilations recent = Compilations.recent();
    return recent.entries().isEmpty()
        ? Part.text("Nothing is compiled yet: jit(f) compiles at its first call.")
        : recent;
  }

  private static JitFunction function(BaseKernel kernel, String name) {
    if (kernel.evalRaw(name) instanceof JitFunction function) {
      return function;
    }
    throw new EpisodeException(
        Problem.of("E3218", "'" + name + "' is no compiled function")
            .remedy("Write %jit alone, or %jit f after var f = jit(…)."));
  }
}
