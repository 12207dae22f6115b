package episode.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The values of primitives, one at a time: what every backend is compared with, and what constants
 * are folded with. Values follow NumPy, except where a row of {@link Prim} or a method here says
 * otherwise. FLOAT32 is computed in double precision and rounded once per primitive. Safe to call
 * from any thread.
 */
public final class Perform {
  private Perform() {}

  /**
   * Returns the value of a node for given operands: one tensor, or one per part for {@link
   * Prim#CALL}, {@link Prim#OP}, loops and branches. {@link Prim#PART} takes all parts of its
   * operand.
   *
   * @throws IllegalArgumentException for an INPUT, which has no value of its own, and for a HOST,
   *     which a backend runs
   * @throws EpisodeException E3110 where an index of GATHER or SCATTER_ADD is out of range, E3116
   *     where an op gives other types than it promised, E3117 where a loop exceeds its bound
   */
  public static List<Tensor> perform(Node node, List<Tensor> in) {
    return switch (node.prim()) {
      case CALL -> evaluate(node.callee(), in);
      case OP -> perform(node.op(), ((Type.TupleOf) node.type()).parts(), in);
      case SCAN -> BodyValues.scan(node, in);
      case IF -> BodyValues.branch(node, in);
      case WHILE -> BodyValues.loop(node, in);
      case PART -> List.of(in.get(node.index()));
      default -> List.of(value(node, in));
    };
  }

  /**
   * Returns the results of an op.
   *
   * @param promised the types that the op gave for these operands
   * @throws EpisodeException E3116 where the results are of other types
   */
  public static List<Tensor> perform(Op op, List<Type> promised, List<Tensor> operands) {
    return checked(op, promised, op.perform(operands));
  }

  /**
   * Returns the results that an op is said to have.
   *
   * @param promised the types that the op gave for its operands
   * @throws EpisodeException E3116 where the results are of other types
   */
  public static List<Tensor> checked(Op op, List<Type> promised, List<Tensor> results) {
    check(op, promised, types(results, Tensor::type));
    return results;
  }

  /**
   * Returns the nodes that an op is said to have.
   *
   * @param promised the types that the op gave for its operands
   * @throws EpisodeException E3116 where the nodes are of other types
   */
  public static List<Node> checkedNodes(Op op, List<Type> promised, List<Node> results) {
    check(op, promised, types(results, Node::type));
    return results;
  }

  /** Returns the types of what others' code gives, which may be nothing at all. */
  private static <R> List<Type> types(List<R> results, Function<R, Type> type) {
    List<Type> seen = new ArrayList<>();
    for (R result : results == null ? Collections.<R>singletonList(null) : results) {
      seen.add(result == null ? null : type.apply(result));
    }
    return seen;
  }

  /**
   * Returns the types that an op promises.
   *
   * @throws EpisodeException E3116 where it promises none
   */
  static List<Type> promised(Op op, List<Type> operands) {
    List<Type> types = op.types(operands);
    if (types == null || types.stream().anyMatch(Objects::isNull)) {
      throw new EpisodeException(
          Problem.of("E3116", "Op '" + op.name() + "' gave null for the types of its results")
              .remedy("'types' lists one type per result, or throws where it takes no such ones."));
    }
    return types;
  }

  /**
   * Passes where results have the types that an op promised.
   *
   * @throws EpisodeException E3116 where they have not
   */
  public static void check(Op op, List<Type> promised, List<Type> seen) {
    if (!seen.equals(promised)) {
      throw new EpisodeException(
          Problem.of("E3116", "Op '" + op.name() + "' gave " + seen + ", not " + promised)
              .remedy("Whatever computes it must give what 'types' promises for these operands."));
    }
  }

  /** Returns the value of an array-valued node other than a part; errors as {@link #perform}. */
  public static Tensor value(Node node, List<Tensor> in) {
    return switch (node.prim()) {
      case INPUT, HOST, CALL, SCAN, IF, WHILE, OP, PART ->
          throw new IllegalArgumentException(node + " has no single value of its own");
      case CONST -> node.constant();
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, SQRT, EXP, LOG, EXPM1, LOG1P ->
          UnaryValues.of(node, in.get(0));
      case SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ERF, LGAMMA, POLYGAMMA ->
          UnaryValues.of(node, in.get(0));
      case CAST -> UnaryValues.cast(in.get(0), (DType) node.attribute());
      case ADD, SUB, MUL, DIV, MOD, POW, MIN, MAX, ATAN2 ->
          BinaryValues.of(node.prim(), in.get(0), in.get(1));
      case EQ, NE, LT, LE -> BinaryValues.compare(node.prim(), in.get(0), in.get(1));
      case AND, OR -> BinaryValues.of(node.prim(), in.get(0), in.get(1));
      case NOT -> UnaryValues.not(in.get(0));
      case WHERE -> MovementValues.where(in.get(0), in.get(1), in.get(2));
      case SUM, PROD, REDUCE_MIN, REDUCE_MAX ->
          ReductionValues.reduce(node.prim(), in.get(0), node.axes());
      case ARGMAX -> ReductionValues.argmax(in.get(0), node.index());
      case BROADCAST -> MovementValues.broadcast(in.get(0), (Attr.Broadcast) node.attribute());
      case RESHAPE -> in.get(0).reshaped(node.shape());
      case TRANSPOSE -> MovementValues.transpose(in.get(0), node.axes(), node.shape());
      case SLICE -> MovementValues.slice(in.get(0), (Attr.Slice) node.attribute(), node.shape());
      case PAD -> MovementValues.pad(in.get(0), (Attr.Pad) node.attribute(), node.shape());
      case CONCAT -> MovementValues.concat(in, node.index(), node.shape());
      case GATHER -> IndexedValues.gather(in.get(0), in.get(1), node.index(), node.shape());
      case SCATTER_ADD -> IndexedValues.scatterAdd(in, node.index());
      case CUMSUM, CUMPROD ->
          ReductionValues.cumulate(node.prim(), in.get(0), (Attr.Cumulative) node.attribute());
      case MATMUL -> ReductionValues.matmul(in.get(0), in.get(1), node.shape());
    };
  }

  /**
   * Returns the outputs of a graph without HOST nodes for given inputs, in the graph's order;
   * errors as {@link #perform}.
   */
  public static List<Tensor> evaluate(Graph graph, List<Tensor> inputs) {
    Map<Node, List<Tensor>> values = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(graph.inputs().get(i), List.of(inputs.get(i)));
    }
    for (Node node : graph.nodes()) {
      if (node.prim() != Prim.INPUT) {
        values.put(node, perform(node, operands(node, values)));
      }
    }
    List<Tensor> outputs = new ArrayList<>();
    for (Node output : graph.outputs()) {
      outputs.add(values.get(output).get(0));
    }
    return outputs;
  }

  private static List<Tensor> operands(Node node, Map<Node, List<Tensor>> values) {
    if (node.prim() == Prim.PART) {
      return values.get(node.input(0));
    }
    List<Tensor> operands = new ArrayList<>(node.inputs().size());
    for (Node operand : node.inputs()) {
      operands.add(values.get(operand).get(0));
    }
    return operands;
  }
}
