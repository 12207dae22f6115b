package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Gradients;
import episode.transform.LoopSamples;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Every primitive over two matrices: values and derivatives on all backends, and differences. */
public class EveryPrimitiveTest {
  private static final Tensor X =
      Tensor.of(Shape.of(2, 3), new double[] {0.31, 0.72, 0.15, 0.54, 0.93, 0.28});
  private static final Tensor Y =
      Tensor.of(Shape.of(2, 3), new double[] {0.62, 0.21, 0.47, 0.83, 0.36, 0.75});

  private final Set<Prim> seen = EnumSet.noneOf(Prim.class);

  @Test
  void backendsAgreeAboutEveryPrimitive() {
    for (Prim prim : Prim.values()) {
      switch (prim.family()) {
        case UNARY -> compare((b, xy) -> unary(b, prim, b.mul(xy.get(0), xy.get(1))));
        case BINARY -> compare((b, xy) -> b.binary(prim, xy.get(0), xy.get(1)));
        case COMPARE -> compare((b, xy) -> chosen(b, b.binary(prim, xy.get(0), xy.get(1)), xy));
        case LOGIC -> compare((b, xy) -> chosen(b, logic(b, prim, xy), xy));
        case REDUCE -> reductions(prim);
        default -> {}
      }
    }
    views();
    moves();
    control();
    Set<Prim> left = EnumSet.complementOf(EnumSet.copyOf(seen));
    // a solve is the only host loop there is, and has its own tests
    assertThat(left).containsExactly(Prim.HOST);
  }

  private static Node unary(GraphBuilder b, Prim prim, Node x) {
    return switch (prim) {
      case POLYGAMMA -> b.make(prim, 1, List.of(x));
      case CAST -> b.cast(b.cast(x, DType.BOOL), DType.FLOAT64);
      default -> b.unary(prim, x);
    };
  }

  private static Node chosen(GraphBuilder b, Node condition, List<Node> xy) {
    return b.where(condition, b.mul(xy.get(0), xy.get(1)), xy.get(1));
  }

  private static Node logic(GraphBuilder b, Prim prim, List<Node> xy) {
    Node left = b.binary(Prim.LT, xy.get(0), b.constant(0.5));
    Node right = b.binary(Prim.LT, xy.get(1), b.constant(0.5));
    return prim == Prim.NOT ? b.unary(prim, left) : b.binary(prim, left, right);
  }

  private void reductions(Prim prim) {
    for (int axis = 0; axis < 2; axis++) {
      Object attribute = prim == Prim.ARGMAX ? (Object) axis : Ints.of(axis);
      compare((b, xy) -> b.make(prim, attribute, List.of(b.mul(xy.get(0), xy.get(1)))));
    }
  }

  private void views() {
    Ints one = Ints.of(1, 1);
    compare((b, xy) -> b.broadcast(product(b, xy), Shape.of(2, 4, 3), Ints.of(0, 2)));
    compare((b, xy) -> b.reshape(product(b, xy), Shape.of(3, 2)));
    compare((b, xy) -> b.transpose(product(b, xy), Ints.of(1, 0)));
    Attr.Slice slice = new Attr.Slice(Ints.of(0, 1), Ints.of(2, 3), one);
    compare((b, xy) -> b.make(Prim.SLICE, slice, List.of(product(b, xy))));
    Attr.Pad pad = new Attr.Pad(Ints.of(1, 0), Ints.of(0, 2), one);
    compare((b, xy) -> b.make(Prim.PAD, pad, List.of(product(b, xy))));
  }

  private void moves() {
    Tensor indices = Tensor.of(Shape.of(3), new long[] {1, 0, 1});
    compare((b, xy) -> b.concat(List.of(xy.get(0), product(b, xy)), 1));
    compare((b, xy) -> b.make(Prim.GATHER, 0, List.of(product(b, xy), b.constant(indices))));
    compare(
        (b, xy) -> {
          Node rows = b.make(Prim.GATHER, 0, List.of(xy.get(1), b.constant(indices)));
          return b.make(Prim.SCATTER_ADD, 0, List.of(xy.get(0), b.constant(indices), rows));
        });
    for (Prim prim : List.of(Prim.CUMSUM, Prim.CUMPROD)) {
      for (boolean reverse : new boolean[] {false, true}) {
        Attr.Cumulative along = new Attr.Cumulative(1, reverse);
        compare((b, xy) -> b.make(prim, along, List.of(product(b, xy))));
      }
    }
    compare((b, xy) -> b.matmul(xy.get(0), b.transpose(xy.get(1), Ints.of(1, 0))));
  }

  private void control() {
    GraphBuilder inner = new GraphBuilder();
    Node u = inner.input("u", X.type());
    Graph square = inner.build("square", List.of(inner.mul(u, u)));
    compare((b, xy) -> b.call(square, List.of(product(b, xy))).get(0));
    compare((b, xy) -> b.apply(new Doubled(), List.of(product(b, xy))).get(0));
    for (LoopSamples.Sample sample : LoopSamples.all()) {
      compare((b, xy) -> total(b, sample.outputs(b, xy.get(0), xy.get(1))));
    }
  }

  private static Node total(GraphBuilder b, List<Node> nodes) {
    Node total = b.constant(0);
    for (Node node : nodes) {
      total = b.add(total, b.sum(node));
    }
    return total;
  }

  private static Node product(GraphBuilder b, List<Node> xy) {
    return b.mul(xy.get(0), xy.get(1));
  }

  private void compare(BiFunction<GraphBuilder, List<Node>, Node> function) {
    GraphBuilder b = new GraphBuilder();
    List<Node> xy = List.of(b.input("x", X.type()), b.input("y", Y.type()));
    Graph graph = b.build("f", List.of(function.apply(b, xy)));
    for (Node node : graph.nodes()) {
      seen.add(node.prim());
    }
    Backends.compare(graph, List.of(X, Y)).check().complete();
  }

  @Test
  void backendsAgreeAboutJacobiansAndReverseDerivativesOfModels() {
    List<Tensor> sir =
        List.of(Tensor.of(762), Tensor.of(1), Tensor.of(3.5), Tensor.of(1.7), Tensor.of(0.5));
    List<String> names = List.of("S", "I", "R", "beta", "gamma");
    for (Gradients.Direction direction : Gradients.Direction.values()) {
      Backends.compare(Gradients.jacobian(ComparisonTest.sir(), names, direction), sir)
          .check()
          .complete();
      Graph seir = SeirByAge.rhs();
      List<String> all = seir.inputs().stream().map(Node::name).toList();
      Backends.compare(Gradients.jacobian(seir, all, direction), SeirByAge.point())
          .check()
          .complete();
    }
  }

  /** 2 x as an op of a user. */
  private record Doubled() implements episode.expr.Op {
    @Override
    public String name() {
      return "Doubled";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      double[] values = operands.get(0).toDoubles();
      for (int i = 0; i < values.length; i++) {
        values[i] *= 2;
      }
      return List.of(Tensor.of(operands.get(0).shape(), values));
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      return Optional.of(List.of(builder.mul(builder.constant(2), operands.get(0))));
    }
  }
}
