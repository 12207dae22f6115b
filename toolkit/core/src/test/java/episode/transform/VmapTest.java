package episode.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.Checker;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VmapTest {
  private static final int SIZE = 3;

  @ParameterizedTest
  @EnumSource(Prim.class)
  void batchIsALoopOverItsMembers(Prim prim) {
    for (Samples.Sample sample : Samples.of(prim)) {
      for (int mask = 0; mask < 4; mask++) {
        List<Boolean> batched = List.of((mask & 1) == 1, (mask & 2) == 2);
        check(sample.name(), sample.graph(), batched, members(sample.point()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Prim.class)
  void batchOfDerivativesIsALoopToo(Prim prim) {
    for (Samples.Sample sample : Samples.of(prim)) {
      Graph vjp = Derivatives.vjp(sample.graph());
      List<Boolean> batched = new ArrayList<>();
      List<Tensor> point = new ArrayList<>(sample.point());
      int given = point.size();
      point.addAll(
          Derivatives.randoms(
              vjp.inputs().subList(given, vjp.inputs().size()), new SplittableRandom(5)));
      for (int i = 0; i < point.size(); i++) {
        batched.add(i != 1);
      }
      check(sample.name() + " vjp", vjp, batched, members(point));
    }
  }

  @Test
  void membersMayHaveIndicesOfTheirOwn() {
    for (int axis = 0; axis < 2; axis++) {
      for (int mask = 0; mask < 8; mask++) {
        List<Boolean> batched = List.of((mask & 1) == 1, (mask & 2) == 2, (mask & 4) == 4);
        check("indices", indexed(axis), batched, indexedMembers(axis));
      }
    }
  }

  private static Graph indexed(int axis) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3, 4));
    Node i = b.input("i", Type.array(DType.INT64, Shape.of(2, 2)));
    Shape shape = axis == 0 ? Shape.of(2, 2, 4) : Shape.of(3, 2, 2);
    Node u = b.input("u", Type.array(DType.FLOAT64, shape));
    return b.build(
        "indexed",
        List.of(
            b.make(Prim.GATHER, axis, List.of(x, i)),
            b.make(Prim.SCATTER_ADD, axis, List.of(x, i, u))));
  }

  private static List<List<Tensor>> indexedMembers(int axis) {
    SplittableRandom random = new SplittableRandom(2);
    List<List<Tensor>> members = new ArrayList<>();
    for (int member = 0; member < SIZE; member++) {
      long[] indices = random.longs(4, 0, 3).toArray();
      Shape shape = axis == 0 ? Shape.of(2, 2, 4) : Shape.of(3, 2, 2);
      members.add(
          List.of(
              Tensor.of(Shape.of(3, 4), random.doubles(12).toArray()),
              Tensor.of(Shape.of(2, 2), indices),
              Tensor.of(shape, random.doubles(shape.size()).toArray())));
    }
    return members;
  }

  @Test
  void whatDoesNotDifferIsComputedOnce() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(4));
    Node y = b.input("y");
    Graph f = b.build("f", List.of(b.mul(b.unary(Prim.EXP, x), y)));
    Graph batch = Vmap.of(f, SIZE, List.of(false, true));
    for (Node node : batch.nodes()) {
      if (node.prim() == Prim.EXP) {
        assertThat(node.shape()).isEqualTo(Shape.of(4));
      }
    }
  }

  @Test
  void aLoopOnTheHostRefusesABatch() {
    GraphBuilder b = new GraphBuilder();
    Graph f = b.build("f", b.host(new Loop(), List.of(b.input("x"))));
    assertThat(Vmap.of(f, SIZE, List.of(false)).outputs().get(0).shape()).isEqualTo(Shape.of(SIZE));
    assertThatThrownBy(() -> Vmap.of(f, SIZE, List.of(true)))
        .hasMessage(
            "E3113 No batches of 'loop', a loop that runs on the host\n"
                + "  Run its members one by one, or let what varies not enter it.");
  }

  private record Loop() implements HostOp {
    @Override
    public String name() {
      return "loop";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Node> jvp(GraphBuilder b, List<Node> operands, List<Optional<Node>> tangents) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Pullback vjp(GraphBuilder b, List<Node> operands, List<Boolean> active) {
      throw new UnsupportedOperationException();
    }
  }

  private static List<List<Tensor>> members(List<Tensor> point) {
    List<List<Tensor>> members = new ArrayList<>();
    for (int member = 0; member < SIZE; member++) {
      List<Tensor> inputs = new ArrayList<>();
      for (Tensor x : point) {
        double[] values = x.toDoubles();
        for (int i = 0; i < values.length; i++) {
          values[i] *= 1 + 0.1 * member;
        }
        inputs.add(Tensor.of(x.shape(), values));
      }
      members.add(inputs);
    }
    return members;
  }

  private static void check(
      String what, Graph f, List<Boolean> batched, List<List<Tensor>> members) {
    Graph batch = Checker.check(Vmap.of(f, SIZE, batched));
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < batched.size(); i++) {
      inputs.add(batched.get(i) ? stacked(members, i) : members.get(0).get(i));
    }
    List<Tensor> seen = Perform.evaluate(batch, inputs);
    for (int member = 0; member < SIZE; member++) {
      List<Tensor> own = new ArrayList<>();
      for (int i = 0; i < batched.size(); i++) {
        own.add(members.get(batched.get(i) ? member : 0).get(i));
      }
      List<Tensor> expected = Perform.evaluate(f, own);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(row(seen.get(i), member))
            .as("%s batched %s, output %d of member %d", what, batched, i, member)
            .isEqualTo(expected.get(i));
      }
    }
  }

  private static Tensor stacked(List<List<Tensor>> members, int i) {
    GraphBuilder b = new GraphBuilder();
    List<Node> rows = new ArrayList<>();
    for (List<Tensor> member : members) {
      rows.add(b.constant(member.get(i)));
    }
    return Perform.evaluate(b.build("stack", List.of(b.stack(rows))), List.of()).get(0);
  }

  private static Tensor row(Tensor x, int member) {
    GraphBuilder b = new GraphBuilder();
    Node all = b.constant(x);
    return Perform.evaluate(b.build("row", List.of(b.element(all, 0, member))), List.of()).get(0);
  }
}
