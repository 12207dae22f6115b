package episode.transform;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls stay calls, and loops on the host bring their own derivatives. */
class SubgraphsTest {

  @Test
  void aSubgraphCalledTwiceHasOneDerivative() {
    GraphBuilder inner = new GraphBuilder();
    Node y = inner.input("y");
    Graph rhs = inner.build("rhs", List.of(inner.mul(y, inner.input("beta"))));
    GraphBuilder b = new GraphBuilder();
    Node beta = b.input("beta");
    Node first = b.call(rhs, List.of(b.input("y"), beta)).get(0);
    Graph step = b.build("step", b.call(rhs, List.of(first, beta)));
    for (Graph derivative : List.of(Derivatives.jvp(step), Derivatives.vjp(step))) {
      Graph simple = Simplify.of(derivative);
      List<Graph> callees = new ArrayList<>();
      for (Node node : simple.nodes()) {
        if (node.prim() == Prim.CALL && !node.callee().name().equals("rhs")) {
          callees.add(node.callee());
        }
      }
      assertThat(callees).hasSize(2);
      assertThat(callees.get(0)).isSameAs(callees.get(1));
    }
  }

  @Test
  void whatIsConstantInACallHasNoTangentThere() {
    GraphBuilder inner = new GraphBuilder();
    Node x = inner.input("x");
    Graph callee = inner.build("callee", List.of(inner.mul(x, inner.input("y")), x));
    GraphBuilder b = new GraphBuilder();
    Graph f = b.build("f", b.call(callee, List.of(b.input("x"), b.input("y"))));
    GraphBuilder outer = new GraphBuilder();
    List<Node> args = List.of(outer.input("x"), outer.input("y"));
    Jvp jvp = Jvp.of(outer, f, args, List.of(Optional.empty(), Optional.of(outer.input("t"))));
    assertThat(jvp.tangents().get(0)).isPresent();
    assertThat(jvp.tangents().get(1)).isEmpty();
  }

  @Test
  void aLoopOnTheHostIsAskedForItsDerivatives() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    List<Node> results = b.host(new Doubling(), List.of(b.unary(Prim.SIN, x), b.input("n")));
    Graph f = b.build("f", List.of(b.mul(results.get(0), results.get(0))));
    assertThat(hosts(Derivatives.jvp(f))).containsExactly("doubling", "doubling");
    assertThat(hosts(Derivatives.vjp(f))).containsExactly("doubling", "doubling");
    Graph reverse = Gradients.gradient(f, List.of("x"));
    assertThat(hosts(reverse)).contains("doubling");
    Graph jacobian = Gradients.jacobian(f, List.of("x"), Gradients.Direction.FORWARD);
    assertThat(jacobian.outputs().get(0).type()).isEqualTo(Type.float64());
  }

  private static List<String> hosts(Graph graph) {
    List<String> names = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.prim() == Prim.HOST) {
        names.add(node.host().name());
      }
    }
    return names;
  }

  /** Linear in its first operand; the second result is a status, an integer. */
  private record Doubling() implements HostOp {
    @Override
    public String name() {
      return "doubling";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return List.of(operands.get(0), Type.array(DType.INT64, Shape.SCALAR));
    }

    @Override
    public List<Node> jvp(GraphBuilder b, List<Node> operands, List<Optional<Node>> tangents) {
      List<Node> results = new ArrayList<>(b.host(this, operands));
      Node t = tangents.get(0).orElseThrow();
      results.addAll(b.host(this, List.of(t, operands.get(1))));
      return results;
    }

    @Override
    public Pullback vjp(GraphBuilder b, List<Node> operands, List<Boolean> active) {
      List<Node> results = b.host(this, operands);
      return new Pullback() {
        @Override
        public List<Node> results() {
          return results;
        }

        @Override
        public List<Optional<Node>> cotangents(GraphBuilder builder, List<Optional<Node>> c) {
          Node back =
              builder.host(Doubling.this, List.of(c.get(0).orElseThrow(), operands.get(1))).get(0);
          return List.of(Optional.of(back), Optional.empty());
        }
      };
    }
  }
}
