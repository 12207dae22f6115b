package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDScope;
import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.CompiledFunction;
import episode.backend.SlotContract;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class PytorchBackendTest extends SlotContract {
  private static final Backend PYTORCH = Backends.byName("pytorch");

  @Override
  protected Backend backend() {
    return PYTORCH;
  }

  @Override
  protected Backend exact() {
    return PYTORCH;
  }

  /** Its functions are its own, and its sums have another order. */
  @Override
  protected double tolerance() {
    return 1e-12;
  }

  @Test
  void theServiceIsTheBackend() {
    assertThat(PYTORCH).isInstanceOf(PytorchBackend.class).hasToString("pytorch");
  }

  /** So that what is compiled for one is found for the other. */
  @Test
  void backendsThatDoTheSameAreEqual() {
    PytorchBackend single = new PytorchBackend().withType(DType.FLOAT32);
    assertThat(PYTORCH).isEqualTo(Backends.byName("pytorch")).isNotEqualTo(single);
    assertThat(single.withType(DType.FLOAT64)).isEqualTo(PYTORCH).hasSameHashCodeAs(PYTORCH);
  }

  @Test
  void scopeOfAUserAroundACallFreesNothingOfIt() {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", List.of(b.mul(b.input("x"), b.inputs().get(0))));
    CompiledFunction.Invocation use = PYTORCH.compile(graph).newCall();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      use.call().set(use.input(0), 3);
      use.run();
    }
    assertThat(use.call().get(use.output(0))).isEqualTo(9);
    use.call().close();
  }
}
