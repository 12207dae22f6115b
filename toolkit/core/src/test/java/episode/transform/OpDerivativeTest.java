package episode.transform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;
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

  /** Forgets the tangent. */
  private record Forgetful() implements Op {
    @Override
    public String name() {
      return "Forgetful";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      return operands;
    }

    @Override
    public Optional<List<Node>> jvp(
        GraphBuilder b, List<Node> operands, List<Optional<Node>> tangents) {
      return Optional.of(operands);
    }
  }

  @Test
  void forwardDerivativeGivesResultsAndTangents() {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", b.apply(new Forgetful(), List.of(b.input("x"))));
    assertThatThrownBy(() -> Derivatives.jvp(graph))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3116 Op 'Forgetful' gave [float64[]], not [float64[], float64[]]\n"
                + "  Whatever computes it must give what 'types' promises for these operands.");
  }
}
