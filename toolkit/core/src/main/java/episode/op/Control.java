package episode.op;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Choices and loops inside of a graph. What runs in them is a {@link Body} over nodes of its own
 * builder: whatever it needs from outside goes in as a constant.
 */
public final class Control {
  private Control() {}

  /** Something that is computed from arguments, with nodes of the given builder. */
  @FunctionalInterface
  public interface Body {
    /** Returns the results. */
    List<Node> of(GraphBuilder b, List<Node> arguments);
  }

  /** Returns x where the condition holds, else y, element by element; both are computed. */
  public static Node where(GraphBuilder b, Node condition, Node x, Node y) {
    return b.where(condition, x, y);
  }

  /**
   * Returns the results of one of two bodies over the same arguments; the other is not run. Results
   * that differ in element type are promoted.
   *
   * @param condition a scalar
   * @throws episode.expr.EpisodeException E3119 where the bodies do not give the same shapes
   */
  public static List<Node> ifElse(
      GraphBuilder b, Node condition, Body then, Body otherwise, List<Node> arguments) {
    Graph first = graph("then", then, arguments);
    Graph second = graph("otherwise", otherwise, arguments);
    if (first.outputs().size() != second.outputs().size()) {
      return b.ifElse(condition, first, second, arguments);
    }
    List<DType> dtypes = new ArrayList<>();
    for (int i = 0; i < first.outputs().size(); i++) {
      dtypes.add(DType.promote(first.outputs().get(i).dtype(), second.outputs().get(i).dtype()));
    }
    Graph left = graph("then", cast(then, dtypes), arguments);
    Graph right = graph("otherwise", cast(otherwise, dtypes), arguments);
    return b.ifElse(condition, left, right, arguments);
  }

  private static Body cast(Body body, List<DType> dtypes) {
    return (b, arguments) -> {
      List<Node> results = new ArrayList<>();
      for (Node each : body.of(b, arguments)) {
        results.add(b.cast(each, dtypes.get(results.size())));
      }
      return results;
    };
  }

  /**
   * What a loop works on.
   *
   * @param carries what a round takes from the one before
   * @param rows arrays of which a round takes the sub-array at its own index of the leading axis
   * @param constants what is the same in every round
   */
  public record Operands(List<Node> carries, List<Node> rows, List<Node> constants) {
    /** Copies the lists. */
    public Operands {
      carries = List.copyOf(carries);
      rows = List.copyOf(rows);
      constants = List.copyOf(constants);
    }

    /** Returns operands of a loop that carries values and takes no rows and no constants. */
    public static Operands carrying(Node... carries) {
      return new Operands(List.of(carries), List.of(), List.of());
    }

    /** Returns these operands with rows. */
    public Operands over(Node... others) {
      return new Operands(carries, List.of(others), constants);
    }

    /** Returns these operands with constants. */
    public Operands with(Node... others) {
      return new Operands(carries, rows, List.of(others));
    }
  }

  /**
   * Returns the last carries, then the outputs of all rounds, stacked along a new leading axis.
   *
   * @param body takes carries, a row of each array, constants; gives new carries, then outputs
   * @param length how many rounds
   * @throws episode.expr.EpisodeException E3119 where the body does not fit
   */
  public static List<Node> scan(GraphBuilder b, int length, Body body, Operands operands) {
    return scan(b, length, body, operands, false);
  }

  /** Returns what {@link #scan} does, from the last row to the first; outputs stay in place. */
  public static List<Node> scanReverse(GraphBuilder b, int length, Body body, Operands operands) {
    return scan(b, length, body, operands, true);
  }

  private static List<Node> scan(
      GraphBuilder b, int length, Body body, Operands operands, boolean reverse) {
    GraphBuilder inner = new GraphBuilder();
    List<Node> arguments = inputs(inner, operands.carries(), 0);
    for (Node row : operands.rows()) {
      if (row.shape().rank() == 0 || row.shape().extent(0) != length) {
        throw Taken.problem(
            "Scan: rows of shape " + row.shape() + " in a loop of " + length + " rounds",
            "Rows have a leading axis of that extent; what is the same in every round is a"
                + " constant.");
      }
      Shape own = row.shape().without(Ints.of(0));
      arguments.add(inner.input("x" + arguments.size(), Type.array(row.dtype(), own)));
    }
    arguments.addAll(inputs(inner, operands.constants(), arguments.size()));
    Graph graph = inner.build("round", body.of(inner, arguments));
    return b.scan(
        graph, length, operands.carries(), operands.rows(), operands.constants(), reverse);
  }

  /**
   * Returns the carries after as many rounds as a condition holds, then the INT64 number of rounds.
   *
   * @param condition takes carries and constants, gives one BOOL scalar
   * @param body takes carries and constants, gives new carries
   * @param bound the largest number of rounds; more are an error, E3117, at run time
   * @throws episode.expr.EpisodeException E3119 where a body does not fit
   */
  public static List<Node> whileLoop(
      GraphBuilder b, Body condition, Body body, int bound, Operands operands) {
    List<Node> all = new ArrayList<>(operands.carries());
    all.addAll(operands.constants());
    Graph test = graph("condition", condition, all);
    Graph round = graph("round", body, all);
    return b.whileLoop(test, round, bound, operands.carries(), operands.constants());
  }

  private static Graph graph(String name, Body body, List<Node> arguments) {
    GraphBuilder inner = new GraphBuilder();
    return inner.build(name, body.of(inner, inputs(inner, arguments, 0)));
  }

  private static List<Node> inputs(GraphBuilder b, List<Node> like, int first) {
    List<Node> inputs = new ArrayList<>();
    for (Node each : like) {
      inputs.add(b.input("x" + (first + inputs.size()), each.type()));
    }
    return inputs;
  }
}
