package episode.backend.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.EngineTape;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrayTapeTest {
  private static final Graph PRODUCT = product();

  private static Graph product() {
    GraphBuilder b = new GraphBuilder();
    return b.build("f", List.of(b.mul(b.input("x"), b.input("y"))));
  }

  @Test
  void gradientIsWhatTheLibraryPullsBackToTheWantedInputs() {
    EngineTape tape = new ArrayBackend<>(new Doubling()).tape(new Doubling());
    List<Tensor> point = List.of(Tensor.of(3), Tensor.of(5));
    assertThat(tape.name()).isEqualTo("doubling tape");
    assertThat(tape.gradient(PRODUCT, point, List.of("y"))).containsExactly(Tensor.of(10));
    List<Tensor> one = List.of(Tensor.of(1));
    assertThat(tape.pull(PRODUCT, point, one).values()).containsExactly(Tensor.of(15));
  }

  @Test
  void namesAndScalarsAreCheckedAsForTheGraphsOwnDerivatives() {
    EngineTape tape = new ArrayBackend<>(new Doubling()).tape(new Doubling());
    assertThatThrownBy(() -> tape.gradient(PRODUCT, List.of(), List.of("z")))
        .hasMessageStartingWith("E3114");
    GraphBuilder b = new GraphBuilder();
    Graph vector = b.build("v", List.of(b.input("x", Type.float64(2))));
    assertThatThrownBy(() -> tape.gradient(vector, List.of(), List.of("x")))
        .hasMessageStartingWith("E3112");
  }

  @Test
  void whatTheEngineCannotGoBackOverIsAnError() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Graph constant = b.build("f", List.of(b.constant(1)));
    Graph graph = new Graph("f", List.of(x), constant.outputs());
    EngineTape tape = new ArrayBackend<>(new Doubling()).tape(new Doubling());
    assertThatThrownBy(() -> tape.gradient(graph, List.of(Tensor.of(3)), List.of("x")))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3211 The doubling tape cannot go back over 'f'\n"
                + "  The engine says: nothing was recorded\n"
                + "  The graph's own derivatives need no tape: Gradients.gradient(graph, …).");
  }

  /** A library whose tape doubles what it watches, if anything was computed. */
  private static final class Doubling implements Recorder<Tensor> {
    private boolean computed;

    @Override
    public String name() {
      return "doubling";
    }

    @Override
    public Tensor of(Tensor value) {
      return value;
    }

    @Override
    public Tensor read(Tensor array, Type.ArrayOf type) {
      return array;
    }

    @Override
    public Tensor apply(Node node, List<Tensor> operands) {
      computed = true;
      return Perform.value(node, operands);
    }

    @Override
    public Tensor copy(Tensor array) {
      return array;
    }

    @Override
    public void putRow(Tensor array, int row, Tensor value) {
      throw new IllegalStateException("there are no rows");
    }

    @Override
    public Tensor row(Tensor array, int row, Type.ArrayOf type) {
      throw new IllegalStateException("there are no rows");
    }

    @Override
    public void free(Tensor array) {}

    @Override
    public Recording<Tensor> record() {
      List<Tensor> watched = new ArrayList<>();
      return new Recording<>() {
        @Override
        public void watch(Tensor array) {
          watched.add(Tensor.of(2 * array.at(0)));
        }

        @Override
        public List<Tensor> pull(List<Tensor> results, List<Tensor> cotangents) {
          if (!computed) {
            throw new IllegalStateException("nothing was recorded");
          }
          return watched;
        }

        @Override
        public void close() {}
      };
    }
  }
}
