package episode.backend;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Loops and branches over nodes of a random graph, with random bodies. */
final class RandomBodies {
  private static final Type.ArrayOf COUNT = Type.array(DType.INT64, Shape.SCALAR);
  private static final int LONGEST = 4;

  private final RandomGraphs outer;
  private final GraphBuilder b;
  private final Random random;

  RandomBodies(RandomGraphs outer, GraphBuilder b, Random random) {
    this.outer = outer;
    this.b = b;
    this.random = random;
  }

  /** Returns the results of a loop or a branch, at least one. */
  List<Node> make() {
    return switch (random.nextInt(4)) {
      case 0 -> branches();
      case 1 -> loop();
      default -> scan();
    };
  }

  private List<Node> some(int most) {
    List<Node> nodes = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      nodes.add(outer.any());
    }
    return nodes;
  }

  private static Type.ArrayOf type(Node node) {
    return (Type.ArrayOf) node.type();
  }

  private RandomGraphs inner(List<Node> operands, int from, int to) {
    RandomGraphs inner = outer.inner();
    for (int i = 0; i < operands.size(); i++) {
      Type.ArrayOf all = type(operands.get(i));
      boolean row = i >= from && i < to;
      Shape shape = row ? all.shape().without(Ints.of(0)) : all.shape();
      inner.input("x" + i, Type.array(all.dtype(), shape));
    }
    inner.grow(1 + random.nextInt(6));
    return inner;
  }

  /** Floating carries stay small, whatever a round does with them. */
  private static Node carried(RandomGraphs inner, int i) {
    Node model = inner.inputs().get(i);
    Node next = inner.fitted(type(model));
    return next.dtype().isFloating() ? inner.builder().unary(Prim.TANH, next) : next;
  }

  private List<Node> scan() {
    int length = random.nextInt(LONGEST);
    List<Node> operands = some(2);
    int carries = operands.size();
    Node rows = outer.any();
    if (rows.shape().rank() > 0) {
      length = rows.shape().extent(0);
      operands.add(rows);
    }
    int to = operands.size();
    List<Node> constants = some(2);
    operands.addAll(constants);
    RandomGraphs inner = inner(operands, carries, to);
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < carries; i++) {
      outputs.add(carried(inner, i));
    }
    outputs.add(inner.any());
    Graph body = inner.builder().build("body", outputs);
    boolean reverse = random.nextBoolean();
    return b.scan(
        body,
        length,
        operands.subList(0, carries),
        operands.subList(carries, to),
        constants,
        reverse);
  }

  private List<Node> branches() {
    List<Node> arguments = some(3);
    RandomGraphs then = inner(arguments, 0, 0);
    RandomGraphs otherwise = inner(arguments, 0, 0);
    List<Node> left = List.of(then.any(), then.any());
    List<Node> right =
        List.of(otherwise.fitted(type(left.get(0))), otherwise.fitted(type(left.get(1))));
    Node asked = outer.any();
    Node number = asked.dtype() == DType.BOOL ? b.cast(asked, DType.INT64) : asked;
    Node limit = b.cast(b.constant(random.nextInt(4)), number.dtype());
    return b.ifElse(
        b.binary(Prim.LT, limit, b.sum(number)),
        then.builder().build("then", left),
        otherwise.builder().build("otherwise", right),
        arguments);
  }

  /** The first carry counts the rounds, of which there are as many as the bound allows or fewer. */
  private List<Node> loop() {
    List<Node> operands = some(2);
    operands.add(0, count(b, random.nextInt(2)));
    int carries = operands.size();
    List<Node> constants = some(2);
    operands.addAll(constants);
    RandomGraphs condition = outer.inner();
    for (int i = 0; i < operands.size(); i++) {
      condition.input("x" + i, type(operands.get(i)));
    }
    GraphBuilder asks = condition.builder();
    Node last = count(asks, LONGEST);
    Node below = asks.binary(Prim.LT, condition.inputs().get(0), last);
    RandomGraphs inner = inner(operands, 0, 0);
    List<Node> outputs = new ArrayList<>();
    outputs.add(inner.builder().add(inner.inputs().get(0), count(inner.builder(), 1)));
    for (int i = 1; i < carries; i++) {
      outputs.add(carried(inner, i));
    }
    return b.whileLoop(
        asks.build("below", List.of(below)),
        inner.builder().build("body", outputs),
        LONGEST,
        operands.subList(0, carries),
        constants);
  }

  private static Node count(GraphBuilder b, int number) {
    return b.constant(Tensor.filled(COUNT.dtype(), COUNT.shape(), number));
  }
}
