package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.array.ArrayBackend;
import episode.backend.array.Restricted;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.plot.Grid;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final List<Tensor> POINT = List.of(Tensor.of(1.3), Tensor.of(0.4));

  static Graph sir() {
    GraphBuilder b = new GraphBuilder();
    Node s = b.input("S");
    Node i = b.input("I");
    Node r = b.input("R");
    Node beta = b.input("beta");
    Node gamma = b.input("gamma");
    Node n = b.add(b.add(s, i), r);
    Node infection = b.div(b.mul(b.mul(beta, s), i), n);
    Node recovery = b.mul(gamma, i);
    return b.build("sir", List.of(b.neg(infection), b.sub(infection, recovery), recovery));
  }

  @Test
  void backendsAgreeAboutSirAndItsDerivatives() {
    List<Tensor> point =
        List.of(Tensor.of(762), Tensor.of(1), Tensor.of(3.5), Tensor.of(1.7), Tensor.of(0.5));
    Comparison comparison = Backends.compare(sir(), point).check();
    assertThat(comparison.agrees()).isTrue();
    // three values, three forward and five reverse derivatives on two backends; differences
    assertThat(comparison.entries()).hasSize(2 * 11 + 3);
    assertThat(comparison.on("jvm").entries()).hasSize(11 + 3);
  }

  @Test
  void backendsAgreeAboutSeirByAgeAndItsDerivatives() {
    Graph seir = SeirByAge.rhs();
    Comparison comparison = Backends.compare(seir, SeirByAge.point());
    assertThat(comparison.check().agrees()).isTrue();
  }

  @Test
  void backendsAgreeAboutEverySmoothFunction() {
    for (Prim prim : Prim.values()) {
      if (prim.family() == Prim.Family.UNARY && prim != Prim.CAST && prim != Prim.POLYGAMMA) {
        GraphBuilder b = new GraphBuilder();
        Node x = b.mul(b.input("x"), b.input("y"));
        Backends.compare(b.build("f", List.of(b.unary(prim, x))), POINT).check();
      }
    }
    for (Prim prim : Prim.values()) {
      if (prim.family() == Prim.Family.BINARY) {
        GraphBuilder b = new GraphBuilder();
        Node x = b.input("x");
        Backends.compare(b.build("f", List.of(b.binary(prim, x, b.input("y")))), POINT).check();
      }
    }
  }

  @Test
  void wrongLoweringOfAnOpIsFound() {
    GraphBuilder b = new GraphBuilder();
    Node y = b.apply(new Crooked(), List.of(b.input("x"))).get(0);
    Comparison comparison = Backends.compare(b.build("f", List.of(y)), List.of(Tensor.of(2.0)));
    assertThat(comparison.agrees()).isFalse();
    assertThat(comparison.tolerance(1e-3, 0).on("interpreter").agrees()).isTrue();
    assertThatThrownBy(comparison::check)
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3203 'jvm' and the interpreter disagree about f[0]\n"
                + "  Element 0: 6.000001 against 6.0, 1.7e-07 of its scale.\n"
                + "  Please report it, unless an op or a rule of your own is involved.");
  }

  @Test
  void comparisonIsShownAsATable() {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", List.of(b.mul(b.input("x"), b.input("y"))));
    Grid grid = (Grid) Backends.compare(graph, POINT).parts().get(0);
    assertThat(grid.names()).startsWith("quantity", "backend");
    assertThat(grid.rows().get(0)).startsWith("f[0]", "jvm", 1.3 * 0.4);
  }

  @Test
  void whatABackendCannotDoIsARowWithTheReason() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2));
    Graph sort = b.build("sort", b.apply(new Ordered(false), List.of(x)));
    Backend lacking = new ArrayBackend<>(new Restricted(false));
    List<Tensor> point = List.of(Tensor.of(new double[] {2, 1}));
    Comparison comparison = Backends.compare(sort, point, Backends.jvm(), lacking).check();
    assertThat(comparison.agrees()).isTrue();
    assertThat(comparison.missing()).hasSize(1);
    assertThat(comparison.missing().get(0).backend()).isEqualTo("restricted");
    assertThat(comparison.missing().get(0).quantity()).isEqualTo("everything");
    assertThat(comparison.missing().get(0).problem().code()).isEqualTo("E3204");
    assertThat(comparison.on("jvm").complete().missing()).isEmpty();
    assertThatThrownBy(comparison::complete)
        .hasMessageStartingWith("E3204 'restricted' cannot do Ordered: ");
  }

  @Test
  void backendThatIsNotThereIsARowWithTheReason() {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", List.of(b.mul(b.input("x"), b.input("y"))));
    Comparison comparison = Backends.compare(graph, POINT).on("jvm", "abacus").check();
    Grid grid = (Grid) comparison.parts().get(0);
    assertThat(grid.rows().get(grid.rows().size() - 1))
        .containsExactly(
            "everything",
            "abacus",
            "not available",
            null,
            "E3202 Backend 'abacus' is not installed");
    assertThat(comparison.toString())
        .endsWith("abacus: everything not available: E3202 Backend 'abacus' is not installed\n");
    Backend broken = new Broken();
    assertThat(Backends.compare(graph, POINT, broken).toString())
        .contains("broken: everything not available: E3207 No library\n");
    assertThat(Backends.compare(graph, POINT, broken).on("interpreter").missing())
        .extracting(each -> each.problem().what())
        .containsExactly("Backend 'interpreter' was not among those that were compared");
  }

  /** Does not start. */
  private static final class Broken implements Backend {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public CompiledProgram compile(Program program) {
      throw new EpisodeException(Problem.of("E3207", "No library"));
    }

    @Override
    public Backend with(String op, OpRule rule) {
      return this;
    }
  }

  /** 3 x, lowered with a small error. */
  private record Crooked() implements Op {
    @Override
    public String name() {
      return "Crooked";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      return List.of(Tensor.of(Shape.SCALAR, new double[] {3 * operands.get(0).at(0)}));
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      return Optional.of(List.of(builder.mul(operands.get(0), builder.constant(3.0000005))));
    }
  }
}
