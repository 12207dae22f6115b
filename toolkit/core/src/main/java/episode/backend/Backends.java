package episode.backend;

import episode.backend.interpreter.InterpreterBackend;
import episode.backend.jvm.JvmBackend;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Problem;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The backends there are. */
public final class Backends {
  private static final Backend JVM = JvmBackend.create();
  private static final Backend INTERPRETER = InterpreterBackend.create();

  private Backends() {}

  /** Returns the default backend: bytecode, compiled by the virtual machine that is running. */
  public static Backend jvm() {
    return JVM;
  }

  /** Returns the reference backend, which evaluates nodes one at a time. */
  public static Backend interpreter() {
    return INTERPRETER;
  }

  /**
   * Returns the backend of this name; other modules offer theirs as a service.
   *
   * @throws EpisodeException E3202 where it is not installed
   */
  public static Backend byName(String name) {
    for (Backend backend : installed()) {
      if (backend.name().equals(name)) {
        return backend;
      }
    }
    throw new EpisodeException(
        Problem.of("E3202", "Backend '" + name + "' is not installed")
            .remedy(
                "Installed: "
                    + String.join(", ", names())
                    + ".\n./episode backend add "
                    + name
                    + " puts it on the class path."));
  }

  /** Returns the names of the installed backends, the default first. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Backend backend : installed()) {
      names.add(backend.name());
    }
    return List.copyOf(names);
  }

  /** Returns the installed backends, the default first. */
  public static List<Backend> installed() {
    List<Backend> all = new ArrayList<>(List.of(JVM, INTERPRETER));
    for (Backend backend : ServiceLoader.load(Backend.class, Backends.class.getClassLoader())) {
      all.add(backend);
    }
    return List.copyOf(all);
  }

  /**
   * Returns what every installed backend makes of a graph and its derivatives at a point.
   *
   * @param inputs one per input of the graph; away from kinks and poles, or differences fail
   */
  public static Comparison compare(Graph graph, List<Tensor> inputs) {
    return Comparison.of(installed(), graph, inputs);
  }
}
