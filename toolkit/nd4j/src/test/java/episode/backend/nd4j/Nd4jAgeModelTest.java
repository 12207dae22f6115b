package episode.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.AgeModelContract;
import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.Tripled;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.op.Elementwise;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model with ages, and rules of users. */
class Nd4jAgeModelTest extends AgeModelContract {
  @Override
  protected Backend backend() {
    return new Nd4jBackend();
  }

  @Test
  void ruleOfAUserComputesWithArraysOfTheLibrary() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 3));
    Graph graph = b.build("f", List.of(b.neg(b.apply(new Tripled(), List.of(x)).get(0))));
    Backend own =
        new Nd4jBackend()
            .with("Tripled", (op, operands) -> List.of(tripled(operands.get(0)).dup('f')));
    Tensor point = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor expected = Tensor.matrix(new double[][] {{-3, -6, -9}, {-12, -15, -18}});
    assertThat(own.compile(graph).apply(point)).containsExactly(expected);
  }

  @Test
  void resultsOfARuleLiveOnTheBackend() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    Graph graph = b.build("f", List.of(Elementwise.softplus(b, x)));
    Backend single =
        new Nd4jBackend()
            .with("Softplus", (op, operands) -> List.of(operands.get(0).castTo(DataType.FLOAT)));
    Tensor point = Tensor.of(new double[] {1, 2, 3});
    assertThatThrownBy(() -> Backends.compare(graph, List.of(point), single))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3215 Output 0 of 'f' does not live on backend 'nd4j'\n"
                + "  It should be an array of the backend's own, of type float64[3] and on its"
                + " device: look at the rules for its ops.");
  }

  private static INDArray tripled(INDArray x) {
    return x.mul(3);
  }
}
