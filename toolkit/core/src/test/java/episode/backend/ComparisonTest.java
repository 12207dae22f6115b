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
    Comparison comparison = Backends.compare(graph, POINT).on("jvm", "nd4j").check();
    Grid grid = (Grid) comparison.parts().get(0);
    assertThat(grid.rows().get(grid.rows().size() - 1))
        .containsExactly(
            "everything", "nd4j", "not available", null, "E3202 Backend 'nd4j' is not installed");
    assertThat(comparison.toString())
        .endsWith("nd4j: everything not available: E3202 Backend 'nd4j' is not installed\n");
    Backend broken = new Broken();
    assertThat(Backends.compare(graph, POINT, broken).toString())
        .contains("broken: everything not available: E3207 No library\n");
    assertThat(Backends.compare(graph, POINT, broken).on("interpreter").missing())
        .extracting(each -> each.problem().what())
        .containsExactly("Backend 'interpreter' was not among those that were compared");
  }

  private static void assertDiffers(Prim prim, double at, double instead) {
    GraphBuilder b = new GraphBuilder();
    Op op = new Named(prim);
    Graph graph = b.build("f", b.apply(op, List.of(b.input("x"))));
    List<Tensor> point = List.of(Tensor.of(at));
    assertThat(Backends.compare(graph, point, Backends.jvm()).agrees()).isTrue();
    HostRule wrong = (ignored, operands) -> List.of(Tensor.of(instead));
    Backend broken = Backends.jvm().with("Named", wrong);
    Comparison comparison = Backends.compare(graph, point, broken);
    assertThat(comparison.agrees()).as("%s at %s: %s", prim, at, instead).isFalse();
    assertThatThrownBy(comparison::check).hasMessageStartingWith("E3203 'jvm' and the interpreter");
  }

  @Test
  void numberWhereTheReferenceIsNoneDisagrees() {
    assertDiffers(Prim.LOG, -1, 5);
    assertDiffers(Prim.LOG, 0, 5);
    assertDiffers(Prim.LOG, 0, Double.POSITIVE_INFINITY);
    assertDiffers(Prim.LOG, 0, Double.NaN);
    assertDiffers(Prim.EXP, 1000, Double.MAX_VALUE);
    assertDiffers(Prim.EXP, 1, Double.NaN);
    // the derivative is infinite, so the scale is the value's own
    assertDiffers(Prim.ASIN, 1, 5);
    assertDiffers(Prim.SQRT, 0, 1e-3);
  }

  @Test
  void worstElementIsTheOneFurthestFromItsLimit() {
    GraphBuilder b = new GraphBuilder();
    Graph graph =
        b.build("f", b.apply(new Named(Prim.EXP), List.of(b.input("x", Type.float64(2)))));
    HostRule rule = (op, x) -> List.of(Tensor.of(new double[] {1.5e-9, Math.E + 1e-3}));
    List<Tensor> point = List.of(Tensor.of(new double[] {-20, 1}));
    Comparison comparison =
        Backends.compare(graph, point, Backends.jvm().with("Named", rule)).tolerance(0, 1e-6);
    assertThatThrownBy(comparison::check).hasMessageContaining("Element 1: 2.71928");
  }

  @Test
  void comparisonTakesOneValuePerInputOfItsType() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Graph g = b.build("g", List.of(b.add(x, b.mul(b.constant(10), b.input("y")))));
    String order = "\n  Give values in this order: x float64[], y float64[].";
    for (Backend backend : Backends.installed()) {
      CompiledFunction compiled = backend.compile(g);
      assertThatThrownBy(() -> compiled.apply(Tensor.of(3)))
          .isInstanceOf(EpisodeException.class)
          .hasMessage("E3125 'g' takes 2 values, here are 1" + order);
      assertThatThrownBy(() -> compiled.apply(Tensor.of(3), Tensor.of(1), Tensor.of(2)))
          .hasMessage("E3125 'g' takes 2 values, here are 3" + order);
      assertThatThrownBy(() -> compiled.apply(Tensor.of(3), Tensor.of(new double[] {1, 2})))
          .hasMessage("E3125 'y' of 'g' is a float64[2], expected float64[]" + order);
      assertThatThrownBy(
              () -> compiled.apply(Tensor.of(3), Tensor.of(Shape.SCALAR, new long[] {2})))
          .hasMessage("E3125 'y' of 'g' is a int64[], expected float64[]" + order);
      assertThat(compiled.apply(Tensor.of(3), Tensor.of(2)).get(0).at(0)).isEqualTo(23);
    }
    assertThatThrownBy(() -> Backends.compare(g, List.of(Tensor.of(3))))
        .hasMessage("E3125 'g' takes 2 values, here are 1" + order);
    assertThatThrownBy(
            () -> Backends.compare(g, List.of(Tensor.of(3), Tensor.of(new double[] {1, 2}))))
        .hasMessage("E3125 'y' of 'g' is a float64[2], expected float64[]" + order);
  }

  @Test
  void tolerancesThatHoldNothingBackAreRefused() {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", List.of(b.mul(b.input("x"), b.input("y"))));
    Comparison comparison = Backends.compare(graph, POINT);
    double[][] wrong = {{Double.NaN, 0}, {-1, 0}, {1, 0}, {0, -5}, {0, Double.POSITIVE_INFINITY}};
    for (double[] pair : wrong) {
      assertThatThrownBy(() -> comparison.tolerance(pair[0], pair[1]))
          .isInstanceOf(EpisodeException.class)
          .hasMessage(
              "E3220 Tolerances "
                  + pair[0]
                  + " and "
                  + pair[1]
                  + " hold nothing back\n  The first is from 0 to 1, a part of the scale;"
                  + " the second is 0 or more.");
    }
  }

  @Test
  void checkOfNoBackendFails() {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", List.of(b.mul(b.input("x"), b.input("y"))));
    Comparison comparison = Backends.compare(graph, POINT);
    assertThatThrownBy(() -> comparison.on().check())
        .isInstanceOf(EpisodeException.class)
        .hasMessage("E3219 No backend was compared with the interpreter\n  No backend was named.");
    assertThat(comparison.on("nd4j").agrees()).isFalse();
    assertThatThrownBy(() -> comparison.on("nd4j").check())
        .hasMessage(
            "E3219 No backend was compared with the interpreter\n"
                + "  nd4j: E3202 Backend 'nd4j' is not installed.");
    assertThatThrownBy(() -> comparison.on("jvm", "nope"))
        .hasMessageStartingWith("E3202 There is no backend 'nope'\n  Installed: jvm, inter");
    assertThatThrownBy(() -> Backends.compare(graph, POINT, new Broken()).check())
        .hasMessage(
            "E3219 No backend was compared with the interpreter\n  broken: E3207 No library.");
  }

  @Test
  void valuesOfAnOpWithoutDerivativesAreCompared() {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", b.apply(new Rounded(), List.of(b.input("x"))));
    List<Tensor> point = List.of(Tensor.of(2.3));
    Comparison comparison = Backends.compare(graph, point, Backends.jvm()).check();
    assertThat(comparison.entries()).extracting(Comparison.Entry::value).containsExactly(2.0);
    assertThat(comparison.missing())
        .extracting(Comparison.Missing::quantity)
        .containsExactly("forward", "reverse");
    assertThat(comparison.on("jvm").missing())
        .extracting(each -> each.problem().code())
        .containsExactly("E3115", "E3115");
    HostRule wrong = (op, operands) -> List.of(Tensor.of(5));
    assertThat(Backends.compare(graph, point, Backends.jvm().with("Rounded", wrong)).agrees())
        .isFalse();
  }

  @Test
  void derivativesWhoseTermsCancelAgree() {
    GraphBuilder r = new GraphBuilder();
    Node y = r.input("y");
    Node a = r.input("a");
    Node next = r.mul(r.constant(0.5), r.add(y, r.div(a, y)));
    Node change = r.sub(r.mul(y, y), a);
    Graph body = r.build("newton", List.of(next));
    Graph goesOn =
        r.build(
            "apart",
            List.of(r.binary(Prim.LT, r.mul(r.constant(1e-12), a), r.unary(Prim.ABS, change))));
    for (double of : new double[] {0.3, 2, 7, 1e6}) {
      GraphBuilder b = new GraphBuilder();
      Node from = b.input("a");
      Node start = b.input("start");
      List<Node> solved = b.whileLoop(goesOn, body, 60, List.of(start), List.of(from));
      Graph root = b.build("root", List.of(solved.get(0)));
      for (double first : new double[] {1, 0.7, 1.5}) {
        Backends.compare(root, List.of(Tensor.of(of), Tensor.of(first))).check();
      }
    }
  }

  @Test
  void differencesAtTheEdgeOfADomainAreNotAvailable() {
    GraphBuilder b = new GraphBuilder();
    Graph sqrt = b.build("root", List.of(b.unary(Prim.SQRT, b.input("x"))));
    Comparison comparison = Backends.compare(sqrt, List.of(Tensor.of(0))).check();
    assertThat(comparison.missing()).hasSize(1);
    assertThat(comparison.toString())
        .endsWith(
            "differences: forward of root[0] not available:"
                + " E3221 'root[0]' is not differentiable here\n");
    assertThat(comparison.on("jvm").missing()).hasSize(1);
  }

  @Test
  void everyProblemOfAComparisonHasAPage() {
    for (String code : List.of("E3219", "E3220", "E3221")) {
      assertThat(getClass().getResource("/episode/explain/" + code + ".md")).isNotNull();
    }
  }

  /** A primitive as an op, so that backends take rules for it. */
  private record Named(Prim prim) implements Op {
    @Override
    public String name() {
      return "Named";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      GraphBuilder b = new GraphBuilder();
      Node x = b.unary(prim, b.input("x", operands.get(0).type()));
      return Backends.interpreter().compile(b.build("f", List.of(x))).apply(operands);
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      return Optional.of(List.of(builder.unary(prim, operands.get(0))));
    }
  }

  /** Has no derivatives. */
  private record Rounded() implements Op {
    @Override
    public String name() {
      return "Rounded";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      return List.of(Tensor.of(Math.rint(operands.get(0).at(0))));
    }
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
