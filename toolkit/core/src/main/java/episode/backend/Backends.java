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
                    + ".\nPut the jars of the backend on the class path, in a notebook with %classpath."));
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

  /**
   * Returns what the given backends make of a graph and its derivatives at a point: such as one
   * with a rule of one's own, {@code Backends.jvm().with("CumMax", rule)}.
   */
  public static Comparison compare(Graph graph, List<Tensor> inputs, Backend... backends) {
    return Comparison.of(List.of(backends), graph, inputs);
  }

  /**
   * Returns the problem with which a backend refuses a graph: the test for a variant that it cannot
   * do.
   *
   * @throws EpisodeException E3206 where it compiles the graph or refuses it with another code;
   *     E3202 where it is not installed
   */
  public static Problem refuses(Graph graph, String backend, String code) {
    return refuses(graph, byName(backend), code);
  }

  /** Returns the problem with which this backend refuses a graph; errors as for its name. */
  public static Problem refuses(Graph graph, Backend backend, String code) {
    String seen = "it compiles the graph";
    try {
      backend.compile(graph);
    } catch (EpisodeException e) {
      if (e.code().equals(code)) {
        return e.problems().get(0);
      }
      seen = "it says: " + e.getMessage();
    }
    String what = "'" + backend.name() + "' does not refuse '" + graph.name() + "' with " + code;
    throw new EpisodeException(Problem.of("E3206", what).remedy(seen));
  }
}
