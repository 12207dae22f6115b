package episode.transform;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Derivatives as graphs of their own, over the inputs of the graph they are of, and simplified.
 * Safe to call from any thread. All throw E3111 for an input of integers or truth values, and E3114
 * for a name that is no input.
 */
public final class Gradients {
  private static final Optional<Node> NONE = Optional.empty();

  private Gradients() {}

  /** The direction in which a Jacobian is computed. */
  public enum Direction {
    /** Column by column: for few inputs. */
    FORWARD,
    /** Row by row: for few outputs. */
    REVERSE
  }

  /**
   * Returns the derivatives of a scalar by some inputs, each of its input's shape.
   *
   * @throws EpisodeException E3112 where the graph does not have one floating scalar as its output
   */
  public static Graph gradient(Graph scalar, List<String> inputs) {
    Graph both = valueAndGradient(scalar, inputs);
    return new Graph(
        scalar.name().concat("_gradient"),
        both.inputs(),
        both.outputs().subList(1, both.outputs().size()));
  }

  /** Returns the scalar itself, then its derivatives as {@link #gradient} returns them. */
  public static Graph valueAndGradient(Graph scalar, List<String> inputs) {
    checkScalar(scalar);
    Graph f = Simplify.of(scalar);
    GraphBuilder b = new GraphBuilder();
    List<Node> args = copies(b, f);
    Vjp vjp = Vjp.of(b, f, args, Places.active(f, inputs));
    List<Optional<Node>> pulled =
        vjp.pull(List.of(Optional.of(b.filledLike(f.outputs().get(0), 1))));
    List<Node> outputs = new ArrayList<>(vjp.outputs());
    for (String name : inputs) {
      int i = Places.of(f, name);
      outputs.add(pulled.get(i).orElse(Terms.zeros(b, args.get(i))));
    }
    return Simplify.of(b.build(f.name().concat("_value_and_gradient"), outputs));
  }

  /**
   * Returns the derivative of each output by each of some inputs: for the first output by all of
   * them in turn, then for the second, and so on.
   *
   * <p>Shapes: axes of the output, then axes of the input.
   *
   * @throws EpisodeException E3112 where an output is no floating array
   */
  public static Graph jacobian(Graph graph, List<String> inputs, Direction direction) {
    checkFloating(graph);
    Graph f = Simplify.of(graph);
    GraphBuilder b = new GraphBuilder();
    List<Node> args = copies(b, f);
    Places.active(f, inputs);
    Jacobians jacobians = new Jacobians(b, f, args);
    List<Node> outputs =
        switch (direction) {
          case FORWARD -> jacobians.forward(inputs);
          case REVERSE -> jacobians.reverse(inputs);
        };
    return Simplify.of(b.build(f.name().concat("_jacobian"), outputs));
  }

  /**
   * Returns the second derivatives of a scalar, forward over reverse: by the first and each of some
   * inputs, then by the second and each, and so on.
   *
   * <p>Shapes: axes of the one input, then axes of the other.
   *
   * @throws EpisodeException E3112 as {@link #gradient}
   */
  public static Graph hessian(Graph scalar, List<String> inputs) {
    Graph both = jacobian(gradient(scalar, inputs), inputs, Direction.FORWARD);
    return new Graph(scalar.name().concat("_hessian"), both.inputs(), both.outputs());
  }

  /**
   * Returns the places of the inputs by which a scalar is to be differentiated.
   *
   * @throws EpisodeException E3112 as {@link #gradient}
   */
  public static List<Integer> places(Graph scalar, List<String> inputs) {
    checkScalar(scalar);
    Places.active(scalar, inputs);
    List<Integer> places = new ArrayList<>();
    for (String name : inputs) {
      places.add(Places.of(scalar, name));
    }
    return places;
  }

  /**
   * Returns the outputs, then the tangent of each along given tangents of some inputs, which are
   * further inputs: {@code tangent of x} for {@code x}.
   *
   * @throws EpisodeException E3112 where an output is no floating array
   */
  public static Graph jvp(Graph graph, List<String> inputs) {
    checkFloating(graph);
    Graph f = Simplify.of(graph);
    Places.active(f, inputs);
    GraphBuilder b = new GraphBuilder();
    List<Node> args = copies(b, f);
    List<Optional<Node>> tangents = new ArrayList<>(Collections.nCopies(args.size(), NONE));
    for (String name : inputs) {
      int i = Places.of(f, name);
      tangents.set(i, Optional.of(b.input(fresh(b, "tangent of " + name), args.get(i).type())));
    }
    Jvp jvp = Jvp.of(b, f, args, tangents);
    List<Node> outputs = new ArrayList<>(jvp.outputs());
    for (int i = 0; i < jvp.outputs().size(); i++) {
      outputs.add(jvp.tangents().get(i).orElse(Terms.zeros(b, jvp.outputs().get(i))));
    }
    return Simplify.of(b.build(f.name().concat("_jvp"), outputs));
  }

  /**
   * Returns the outputs, then the cotangent of each of some inputs, pulled back from cotangents of
   * the outputs, which are further inputs: {@code cotangent 0} for the first, and so on.
   *
   * @throws EpisodeException E3112 where an output is no floating array
   */
  public static Graph vjp(Graph graph, List<String> inputs) {
    checkFloating(graph);
    Graph f = Simplify.of(graph);
    GraphBuilder b = new GraphBuilder();
    List<Node> args = copies(b, f);
    Vjp vjp = Vjp.of(b, f, args, Places.active(f, inputs));
    List<Optional<Node>> cotangents = new ArrayList<>();
    for (Node output : vjp.outputs()) {
      String name = fresh(b, "cotangent " + cotangents.size());
      cotangents.add(Optional.of(b.input(name, output.type())));
    }
    List<Optional<Node>> pulled = vjp.pull(cotangents);
    List<Node> outputs = new ArrayList<>(vjp.outputs());
    for (String name : inputs) {
      int i = Places.of(f, name);
      outputs.add(pulled.get(i).orElse(Terms.zeros(b, args.get(i))));
    }
    return Simplify.of(b.build(f.name().concat("_vjp"), outputs));
  }

  /**
   * Returns the graph as one call of itself: a reverse derivative computes its inner values anew
   * and keeps its operands alone.
   *
   * <p>Source: A. Griewank, A. Walther, Algorithm 799: revolve, ACM Transactions on Mathematical
   * Software 26 (2000) 19–45, doi:10.1145/347837.347846, whose one checkpoint this is.
   */
  public static Graph checkpoint(Graph graph) {
    GraphBuilder b = new GraphBuilder();
    List<Node> args = copies(b, graph);
    return b.build(graph.name().concat("_checkpoint"), b.call(graph, args));
  }

  /** Returns a name that no input of the builder has. */
  private static String fresh(GraphBuilder b, String name) {
    String free = name;
    while (isTaken(b, free)) {
      free = free.concat("'");
    }
    return free;
  }

  private static boolean isTaken(GraphBuilder b, String name) {
    return b.inputs().stream().anyMatch(input -> input.name().equals(name));
  }

  private static List<Node> copies(GraphBuilder b, Graph f) {
    List<Node> args = new ArrayList<>();
    for (Node input : f.inputs()) {
      args.add(b.input(input.name(), input.type()));
    }
    return args;
  }

  private static void checkScalar(Graph graph) {
    boolean single = graph.outputs().size() == 1;
    if (!single || !graph.outputs().get(0).shape().isScalar()) {
      List<Object> types = new ArrayList<>();
      graph.outputs().forEach(output -> types.add(output.type()));
      throw new EpisodeException(
          Problem.of(
                  "E3112", "A gradient is of one scalar, but '" + graph.name() + "' gives " + types)
              .remedy("Sum the output, or ask for the Jacobian."));
    }
    checkFloating(graph);
  }

  private static void checkFloating(Graph graph) {
    for (Node output : graph.outputs()) {
      if (!output.isArray() || !output.dtype().isFloating()) {
        String what = "'" + graph.name() + "' gives a " + output.type();
        throw new EpisodeException(
            Problem.of("E3112", what + ", which has no derivative")
                .remedy("Derivatives are of FLOAT64 and FLOAT32 outputs."));
      }
    }
  }
}
