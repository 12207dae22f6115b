package episode.backend.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.Backends;
import episode.backend.HostRule;
import episode.backend.NodeRule;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void opWithNeitherRuleNorLoweringIsRefused() {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", b.apply(new Same(), List.of(b.input("x"))));
    Rules<Void> rules = new Rules<>(new Abacus(), Map.of());
    assertThatThrownBy(() -> Plan.of(graph, rules))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3204 'abacus' cannot do Same: it has no lowering, and the backend holds no rule for"
                + " it\n"
                + "  Register a rule: backend.with(\"NAME\", rule), or compile it for \"jvm\".");
    ArrayRule<Void> rule = (op, operands) -> operands;
    assertThat(Plan.of(graph, rules.with("Same", rule)).steps()).hasSize(1);
    NodeRule nodes = (op, builder, operands) -> List.of(builder.neg(operands.get(0)));
    assertThat(Plan.of(graph, rules.with("Same", nodes)).steps().get(0).inner()).isNotEmpty();
  }

  @Test
  void rulesOfTheHostAreRefusedWhereValuesWouldLeaveTheLibrary() {
    ArrayBackend<Void> backend = new ArrayBackend<>(new Abacus());
    HostRule rule = (op, operands) -> operands;
    assertThatThrownBy(() -> backend.with("Same", rule))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3205 'abacus' takes no rule of this kind for 'Same'\n"
                + "  It takes: NodeRule, and ArrayRule over its own arrays.");
    assertThatThrownBy(() -> Backends.jvm().with("Same", (ArrayRule<Void>) (op, x) -> x))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3205 'jvm' takes no rule of this kind for 'Same'\n"
                + "  It takes: NodeRule and HostRule.");
  }

  /** A library of no arrays, of which only the name is asked. */
  private static final class Abacus implements ArrayNamespace<Void> {
    @Override
    public String name() {
      return "abacus";
    }

    @Override
    public Void of(Tensor value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tensor read(Void array, Type.ArrayOf type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Void apply(Node node, List<Void> operands) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Void copy(Void array) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void putRow(Void array, int row, Void value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Void row(Void array, int row, Type.ArrayOf type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void free(Void array) {
      throw new UnsupportedOperationException();
    }
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
