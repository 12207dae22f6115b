package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.GraphBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterpreterBackendTest extends OpContract {
  @Override
  protected Backend backend() {
    return Backends.interpreter();
  }

  @Override
  protected Backend exact() {
    return Backends.interpreter();
  }

  @Test
  void explanationCountsNodes() {
    GraphBuilder b = new GraphBuilder();
    b.input("x");
    CompiledFunction f = backend().compile(b.build("f", List.of(b.neg(b.inputs().get(0)))));
    assertThat(f.explain()).contains("interpreter").contains("f: 2 nodes");
  }
}
