package episode.backend.array;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Op;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void opWithNeitherRuleNorLoweringIsRefused() {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", b.apply(new Same(), List.of(b.input("x"))));
    assertThatThrownBy(() -> Plan.of(graph, "abacus", op -> Optional.empty()))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3204 'abacus' cannot do Same: it has no lowering, and the backend holds no rule for"
                + " it\n"
                + "  Register a rule: backend.with(\"NAME\", rule), or compile it for \"jvm\".");
    Plan.of(graph, "abacus", op -> Optional.of((same, operands) -> operands));
  }

  private record Same() implements Op {
    @Override
    public String name() {
      return "Same";
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
