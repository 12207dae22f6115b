package episode.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.Checker;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubstituteTest {

  @Test
  void nodesBecomeInputs() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Node y = b.input("y");
    Node inner = b.unary(Prim.EXP, x);
    Graph f = b.build("f", List.of(b.add(inner, b.mul(inner, y))));
    Node given = new GraphBuilder().input("given");
    Graph g = Checker.check(Substitute.of(f, Map.of(inner, given), List.of(given, y)));
    List<Tensor> seen = Perform.evaluate(g, List.of(Tensor.of(3.0), Tensor.of(4.0)));
    assertThat(seen.get(0).at(0)).isEqualTo(3 + 3 * 4);
  }

  @Test
  void inputsBecomeConstants() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Graph f = b.build("f", List.of(b.mul(x, x)));
    Graph g = Substitute.of(f, Map.of(x, b.constant(3)), List.of());
    assertThat(Perform.evaluate(g, List.of()).get(0).at(0)).isEqualTo(9);
  }

  @Test
  void typesMustAgree() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Node y = b.input("y", Type.float64(2));
    Graph f = b.build("f", List.of(x));
    assertThatThrownBy(() -> Substitute.of(f, Map.of(x, y), List.of(y)))
        .hasMessage("INPUT float64[] cannot be replaced by INPUT float64[2]");
  }
}
