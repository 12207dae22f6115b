package episode.transform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Op;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpDerivativeTest {
  private static Graph graph() {
    GraphBuilder b = new GraphBuilder();
    return b.build("f", b.apply(new Opaque(), List.of(b.input("x"))));
  }

  @Test
  void opWithNeitherRuleNorLoweringHasNoForwardDerivative() {
    assertThatThrownBy(() -> Derivatives.jvp(graph()))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3115 No forward derivative of op 'Opaque'\n"
                + "  It has neither a lowering nor a derivative of its own; give it 'jvp' or"
                + " 'lower'.");
  }

  @Test
  void opWithNeitherRuleNorLoweringHasNoReverseDerivative() {
    assertThatThrownBy(() -> Derivatives.vjp(graph()))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3115 No reverse derivative of op 'Opaque'\n"
                + "  It has neither a lowering nor a derivative of its own; give it 'vjp' or"
                + " 'lower'.");
  }

  private record Opaque() implements Op {
    @Override
    public String name() {
      return "Opaque";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      return operands;
    }
  }
}
