package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.AgeModelContract;
import episode.backend.Backend;
import episode.backend.Tripled;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model with ages, and rules of users. */
class PytorchAgeModelTest extends AgeModelContract {
  @Override
  protected Backend backend() {
    return new PytorchBackend();
  }

  @Test
  void ruleOfAUserIsAPartOfTheScript() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 3));
    Graph graph = b.build("f", List.of(b.neg(b.apply(new Tripled(), List.of(x)).get(0))));
    Backend own =
        new PytorchBackend()
            .with(
                "Tripled",
                (op, script, operands) -> List.of("torch.mul(" + operands.get(0) + ", 3.)"));
    Tensor point = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor expected = Tensor.matrix(new double[][] {{-3, -6, -9}, {-12, -15, -18}});
    assertThat(own.compile(graph).apply(point)).containsExactly(expected);
  }
}
