package episode.backend;

import episode.backend.interpreter.InterpreterBackend;
import episode.backend.jvm.JvmBackend;
import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import episode.progress.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The backends there are. */
public final class Backends {
  /** The names of the backends that are installed by a command, for they bring native libraries. */
  public static final List<String> ADDABLE = List.of("pytorch", "mxnet", "nd4j");

  private static final Backend JVM = JvmBackend.create();
  private static final Backend INTERPRETER = InterpreterBackend.create();

  /** What a notebook has chosen; a process has one notebook at most. */
  private static volatile Backend chosen = JVM;

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
   * Returns the backend that {@code system.compile()} uses: {@link #jvm()}, unless the notebook
   * that runs in this process has chosen another.
   */
  public static Backend standard() {
    return chosen;
  }

  /**
   * Makes {@code system.compile()} use a backend from now on, in all of this process. This is what
   * {@code %backend} does; a program names its backend instead: {@code system.compile(backend)}.
   */
  public static void choose(Backend backend) {
    chosen = Given.argument(backend, "backend", "choose");
  }

  /**
   * Returns the backend of this name; other modules offer theirs as a service.
   *
   * @throws EpisodeException E3202 where it is not installed or there is none of this name
   */
  public static Backend byName(String name) {
    for (Backend backend : installed()) {
      if (backend.name().equals(name)) {
        return backend;
      }
    }
    Given.argument(name, "name", "backend");
    throw new EpisodeException(ADDABLE.contains(name) ? missing(name) : unknown(name));
  }

  private static Problem missing(String name) {
    return Problem.of("E3202", "Backend '" + name + "' is not installed")
        .remedy(
            "Installed: "
                + String.join(", ", names())
                + ".\nTo install it: ./episode backend add "
                + name
                + ", then restart the kernel.");
  }

  private static Problem unknown(String name) {
    List<String> installed = names();
    List<String> addable = ADDABLE.stream().filter(each -> !installed.contains(each)).toList();
    List<String> all = new ArrayList<>(installed);
    all.addAll(addable);
    StringBuilder remedy = new StringBuilder();
    Suggestion.closest(name, all)
        .ifPresent(meant -> remedy.append("Did you mean '" + meant + "'?\n"));
    remedy.append("Installed: ").append(String.join(", ", installed)).append(".");
    if (!addable.isEmpty()) {
      remedy.append("\nTo be had with ./episode backend add: ").append(String.join(", ", addable));
      remedy.append(".");
    }
    return Problem.of("E3202", "There is no backend '" + name + "'").remedy(remedy.toString());
  }

  /**
   * Returns the backend of this name, which has computed 1 + 1 by then.
   *
   * @throws EpisodeException E3202 where it is not installed, E3207 where its native libraries do
   *     not load
   */
  public static Backend started(String name) {
    Backend backend = byName(name);
    GraphBuilder builder = new GraphBuilder();
    Node x = builder.input("x");
    Graph graph = builder.build("start", List.of(builder.add(x, x)));
    Tensor two;
    try (Work work = Work.begin("Starting " + name)) {
      work.doing("loading its libraries where there are any");
      two = backend.compile(graph).apply(Tensor.of(1)).get(0);
      work.doing("");
    }
    if (two.at(0) != 2) {
      throw new IllegalStateException("'" + name + "' says that 1 + 1 is " + two.at(0));
    }
    return backend;
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
      if (backend.installed()) {
        all.add(backend);
      }
    }
    return List.copyOf(all);
  }

  /**
   * Returns what every installed backend makes of a graph and its derivatives at a point.
   *
   * @param inputs one per input of the graph; away from kinks, or differences fail
   * @throws EpisodeException E3125 where there is not one per input, of its type
   */
  public static Comparison compare(Graph graph, List<Tensor> inputs) {
    Given.argument(graph, "graph", "compare");
    return Comparison.of(installed(), graph, Given.argument(inputs, "inputs", "compare"));
  }

  /**
   * Returns what the given backends make of a graph and its derivatives at a point: such as one
   * with a rule of one's own, {@code Backends.jvm().with("CumMax", rule)}. Errors as without them.
   */
  public static Comparison compare(Graph graph, List<Tensor> inputs, Backend... backends) {
    Given.argument(graph, "graph", "compare");
    Given.argument(inputs, "inputs", "compare");
    return Comparison.of(List.of(Given.arguments(backends, "backends", "compare")), graph, inputs);
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
    Given.argument(backend, "backend", "refuses");
    Given.argument(graph, "graph", "refuses");
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
