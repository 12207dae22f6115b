package episode.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Perform;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Derivatives;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Figures of NumPy 2.4, SciPy 1.17 and mpmath (40 digits), and behaviour at awkward points. */
class ReferenceFiguresTest {
  private static final Tensor A =
      Tensor.matrix(new double[][] {{2, 1, 0.5}, {-1, 3, 2}, {0.25, 4, -1}});
  private static final Tensor B = Tensor.matrix(new double[][] {{1, 2}, {3, -1}, {0.5, 4}});

  /** A Aᵀ + I. */
  private static final Tensor S =
      Tensor.matrix(new double[][] {{6.25, 2, 4}, {2, 15, 9.75}, {4, 9.75, 18.0625}});

  private static final Tensor SINGULAR = Tensor.matrix(new double[][] {{1, 2}, {2, 4}});
  private static final double NAN = Double.NaN;

  /** Compares elements; 1e-13 is a few roundings of the largest number on the way. */
  private static void agree(Tensor seen, double... expected) {
    assertThat(seen.shape().size()).isEqualTo(expected.length);
    double largest = 1;
    for (double each : expected) {
      largest = Math.max(largest, Math.abs(each));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(seen.at(i)).as("element %d", i).isCloseTo(expected[i], within(1e-13 * largest));
    }
  }

  private static void relative(double seen, double expected) {
    assertThat(Math.abs(seen / expected - 1)).as("%s, %s", seen, expected).isLessThan(2e-13);
  }

  private static Tensor one(Op op, Tensor... operands) {
    return op.perform(List.of(operands)).get(0);
  }

  private static Tensor vector(double... values) {
    return Tensor.of(values);
  }

  @Test
  void solvesAreNumpys() {
    agree(
        one(new LinearSolves.Solve(), A, B),
        0.07035175879396985,
        0.9246231155778895,
        0.36683417085427134,
        0.6783919597989949,
        0.9849246231155779,
        -1.0552763819095479);
    agree(
        one(new LinearSolves.TriangularSolve(true, false), A, B),
        0.5,
        1.0,
        1.1666666666666665,
        0.0,
        4.291666666666666,
        -3.75);
    agree(
        one(new LinearSolves.TriangularSolve(false, true), A, B), -1.25, 9.0, 2.0, -9.0, 0.5, 4.0);
    agree(
        one(new LinearSolves.Inverse(), A),
        0.44221105527638194,
        -0.12060301507537688,
        -0.020100502512562804,
        0.02010050251256282,
        0.08542713567839195,
        0.1809045226130653,
        0.19095477386934676,
        0.31155778894472363,
        -0.2814070351758794);
    agree(one(new Determinant(), A), -24.87499999999999);
    List<Tensor> log = new LogDeterminant().perform(List.of(A));
    agree(log.get(0), -1);
    agree(log.get(1), 3.213863283044656);
  }

  @Test
  void vectorsAreSolvedForAndLeadingAxesStretch() {
    GraphBuilder b = new GraphBuilder();
    Node a = b.input("a", A.type());
    Node many = b.broadcastTo(a, Shape.of(2, 3, 3));
    Node v = b.input("v", Type.float64(3));
    Graph graph =
        b.build(
            "f",
            List.of(
                LinearSolves.solve(b, a, v),
                LinearSolves.solve(b, many, b.reshape(v, Shape.of(3, 1)))));
    List<Tensor> seen = Perform.evaluate(graph, List.of(A, vector(1, 2, 3)));
    double[] x = {0.14070351758793964, 0.7336683417085428, -0.030150753768844196};
    agree(seen.get(0), x);
    agree(seen.get(1), x[0], x[1], x[2], x[0], x[1], x[2]);
    assertThat(seen.get(1).shape()).isEqualTo(Shape.of(2, 3, 1));
  }

  @Test
  void factorizationsAreNumpys() {
    agree(
        one(new Cholesky(), S),
        2.5,
        0.0,
        0.0,
        0.8,
        3.789459064299283,
        0.0,
        1.6,
        2.2351475121598137,
        3.241390997532663);
    List<Tensor> lu = new Lu().perform(List.of(A));
    assertThat(lu.get(0).longs()).containsExactly(0, 2, 1);
    agree(lu.get(1), 1.0, 0.0, 0.0, 0.125, 1.0, 0.0, -0.5, 0.9032258064516129, 1.0);
    agree(lu.get(2), 2.0, 1.0, 0.5, 0.0, 3.875, -1.0625, 0.0, 0.0, 3.2096774193548385);
    List<Tensor> qr = new Qr().perform(List.of(A));
    agree(
        qr.get(0),
        0.8888888888888888,
        0.19611613513818416,
        0.4140229519583885,
        -0.4444444444444444,
        0.5883484054145524,
        0.6755111321426339,
        0.1111111111111111,
        0.7844645405527362,
        -0.6101390870965726);
    agree(
        qr.get(1),
        2.25,
        0,
        -0.5555555555555556,
        0,
        5.0990195135927845,
        0.4902903378454604,
        0,
        0,
        2.168172827361035);
    List<Tensor> eigh = new Eigh().perform(List.of(S));
    agree(eigh.get(0), 4.764831347080578, 7.249686387409658, 27.297982265509745);
    agree(
        eigh.get(1),
        0.8561492744595128,
        -0.47541857332910836,
        0.20244900586608228,
        0.25876914020280345,
        0.7335918020782851,
        0.6283960534585145,
        -0.44726608626314573,
        -0.4856132700588502,
        0.751087744555587);
  }

  @Test
  void exponentialIsScipys() {
    agree(
        one(new Exponentials.Expm(), A),
        -1.5396611243295135,
        29.895095183977652,
        11.008655582731137,
        -20.047865160833425,
        51.49642461403707,
        18.431824270749555,
        -14.190132254922881,
        41.787263553071206,
        15.125137573695174);
    agree(one(new Exponentials.Expm(), Tensor.matrix(new double[][] {{0, 0}, {0, 0}})), 1, 0, 0, 1);
  }

  @Test
  void specialFunctionsAreScipys() {
    double[] x = {-0.75, 1e-10, 0.3, 0.999};
    double[] inverse = {
      -0.8134198475976184, 8.862269254527581e-11, 0.2724627147267544, 2.326753765513524
    };
    double[] z = {-30, -5, 0.3, 2};
    double[] normal = {
      4.906713927147908e-198, 2.866515718791933e-07, 0.6179114221889526, 0.9772498680518208
    };
    double[] a = {0.5, 2.5, 3, 50};
    double[] at = {0.2, 1, 7, 40};
    double[] gamma = {
      0.47291074313446196, 0.15085496391539038, 0.9703638361194782, 0.07033506665939494
    };
    for (int i = 0; i < 4; i++) {
      relative(one(new SpecialFunctions.ErfInv(), vector(x)).at(i), inverse[i]);
      relative(one(new SpecialFunctions.NormalCdf(), vector(z)).at(i), normal[i]);
      relative(one(new SpecialFunctions.GammaInc(0), vector(a), vector(at)).at(i), gamma[i]);
    }
  }

  @Test
  void derivativesByParametersAreMpmaths() {
    double[] a = {0.5, 2.5, 3, 50};
    double[] at = {0.2, 1, 7, 40};
    double[][] gamma = {
      {-0.8201614064863388, -0.1800996069540415, -0.034996415852200244, -0.019821892882228662},
      {1.0339378610953087, 0.17286396981617788, -0.03016921901326538, 0.004431173054262116}
    };
    for (int order = 1; order <= 2; order++) {
      Tensor seen = one(new SpecialFunctions.GammaInc(order), vector(a), vector(at));
      for (int i = 0; i < 4; i++) {
        relative(seen.at(i), gamma[order - 1][i]);
      }
    }
    double[][] points = {{0.5, 2.5, 30}, {2, 1.5, 40}, {0.2, 0.8, 0.4}};
    double[] values = {0.6260990336999411, 0.7489717355832856, 0.31814380259056413};
    double[] byFirst = {-0.6498966453750743, -0.10760625573732456, -0.05096303510647503};
    double[] bySecond = {0.13364156654414938, 0.279014584481546, 0.03599497751050728};
    double[] byBoth = {0.10920440574249637, 0.057791539482568974, -0.0023989356678276747};
    for (int i = 0; i < 3; i++) {
      relative(beta(0, 0, points).at(i), values[i]);
      relative(beta(1, 0, points).at(i), byFirst[i]);
      relative(beta(0, 1, points).at(i), bySecond[i]);
      relative(beta(1, 1, points).at(i), byBoth[i]);
    }
  }

  private static Tensor beta(int first, int second, double[][] points) {
    SpecialFunctions.BetaInc op = new SpecialFunctions.BetaInc(first, second);
    return one(op, vector(points[0]), vector(points[1]), vector(points[2]));
  }

  @Test
  void sortingIsNumpys() {
    Tensor x = vector(3, NAN, -0.0, 0, -1, 3);
    assertThat(one(new Sorting.Sort(0), x)).isEqualTo(vector(-1, -0.0, 0, 3, 3, NAN));
    assertThat(one(new Sorting.ArgSort(0), x).longs()).containsExactly(4, 2, 3, 0, 5, 1);
    Tensor sorted = vector(1, 2, 2, 3, NAN);
    Tensor values = vector(0, 2, 2.5, NAN, 9);
    assertThat(one(new Sorting.SearchSorted(false), sorted, values).longs())
        .containsExactly(0, 1, 3, 4, 4);
    assertThat(one(new Sorting.SearchSorted(true), sorted, values).longs())
        .containsExactly(0, 3, 3, 5, 4);
    Tensor large = Tensor.of(Shape.of(2), new long[] {Long.MAX_VALUE, Long.MAX_VALUE - 1});
    assertThat(one(new Sorting.ArgSort(0), large).longs()).containsExactly(1, 0);
  }

  @Test
  void derivativeOfASortGoesByTheOrderOfEquals() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    Graph jvp = Derivatives.jvp(b.build("f", List.of(Sorting.sort(b, x, -1))));
    List<Tensor> point = List.of(vector(2, 1, 1), vector(10, 20, 30));
    assertThat(Perform.evaluate(jvp, point).get(0)).isEqualTo(vector(20, 30, 10));
  }

  @Test
  void singularMatricesGiveNanAndAZeroDeterminant() {
    agree(one(new Determinant(), SINGULAR), 0);
    List<Tensor> log = new LogDeterminant().perform(List.of(SINGULAR));
    assertThat(log.get(0).at(0)).isZero();
    assertThat(log.get(1).at(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    Tensor notPositive = Tensor.matrix(new double[][] {{1, 2}, {2, 1}});
    Tensor noNumber = Tensor.matrix(new double[][] {{1, NAN}, {2, 1}});
    List<Tensor> all = new ArrayList<>();
    all.add(one(new LinearSolves.Inverse(), SINGULAR));
    all.add(one(new LinearSolves.Solve(), SINGULAR, SINGULAR));
    all.add(one(new Cholesky(), notPositive));
    all.add(one(new LinearSolves.Inverse(), noNumber));
    all.add(one(new Cholesky(), noNumber));
    all.addAll(new Qr().perform(List.of(noNumber)));
    all.addAll(new Eigh().perform(List.of(noNumber)));
    all.addAll(new Lu().perform(List.of(noNumber)).subList(1, 3));
    all.add(one(new Exponentials.Expm(), noNumber));
    all.add(one(new Determinant(), noNumber));
    for (Tensor each : all) {
      assertThat(each.toDoubles()).containsOnly(NAN);
    }
  }

  @Test
  void valuesOfEqualEigenvaluesHaveDerivatives() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 2));
    Node w = Factorizations.eigh(b, x).get(0);
    Graph vjp = Derivatives.vjp(b.build("f", List.of(b.sum(w))));
    Tensor one = Tensor.matrix(new double[][] {{1, 0}, {0, 1}});
    assertThat(Perform.evaluate(vjp, List.of(one, Tensor.of(1))).get(0)).isEqualTo(one);
  }

  @Test
  void specialFunctionsAtTheEndsOfTheirDomains() {
    assertThat(one(new SpecialFunctions.ErfInv(), vector(1, -1, 1.5, NAN)).toDoubles())
        .containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, NAN, NAN);
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(one(new SpecialFunctions.NormalCdf(), vector(-infinity, infinity, NAN)).toDoubles())
        .containsExactly(0, 1, NAN);
    SpecialFunctions.GammaInc gamma = new SpecialFunctions.GammaInc(0);
    assertThat(one(gamma, vector(1, 1, -1, 1), vector(0, infinity, 1, -1)).toDoubles())
        .containsExactly(0, 1, NAN, NAN);
    GraphBuilder b = new GraphBuilder();
    Graph f = b.build("f", List.of(SpecialFunctions.gammainc(b, b.input("a"), b.input("x"))));
    List<Tensor> end = List.of(Tensor.of(1), Tensor.of(0), Tensor.of(0.5), Tensor.of(2));
    assertThat(Perform.evaluate(Derivatives.jvp(f), end).get(0).at(0)).isEqualTo(2);
  }

  @Test
  void cumulationFollowsNumpy() {
    Tensor x = Tensor.of(Shape.of(2, 2), new boolean[] {true, false, true, true});
    Tensor flat = one(new Cumulation.CumOp(Optional.empty(), Cumulation.Mode.ADD), x);
    assertThat(flat).isEqualTo(Tensor.of(Shape.of(4), new long[] {1, 1, 2, 3}));
    Tensor last = one(new Cumulation.CumOp(Optional.of(-1), Cumulation.Mode.MUL), S);
    agree(last, 6.25, 12.5, 50, 2, 30, 292.5, 4, 39, 704.4375);
  }

  @Test
  void axisOutOfRangeIsToldWithTheValidOnes() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 3));
    assertThatThrownBy(() -> Cumulation.sum(b, x, 2))
        .isInstanceOf(EpisodeException.class)
        .hasMessage("E3101 CumOp(add): axis 2 is out of range\n  Valid: -2 to 1.");
    assertThatThrownBy(() -> Cumulation.product(b, x, -3))
        .hasMessage("E3101 CumOp(mul): axis -3 is out of range\n  Valid: -2 to 1.");
    assertThatThrownBy(() -> Sorting.sort(b, b.constant(1), 0))
        .hasMessage("E3101 Sort: axis 0 is out of range\n  Valid: a scalar has none.");
  }

  @Test
  void integersBecomeDoubles() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.constant(Tensor.of(Shape.of(2, 2), new long[] {2, 0, 0, 4}));
    List<Node> results =
        List.of(
            LinearSolves.inverse(b, x),
            LinearSolves.determinant(b, x),
            Factorizations.cholesky(b, x),
            Exponentials.expm(b, x));
    List<Tensor> seen = Perform.evaluate(b.build("f", results), List.of());
    agree(seen.get(0), 0.5, 0, 0, 0.25);
    agree(seen.get(1), 8);
    agree(seen.get(2), Math.sqrt(2), 0, 0, 2);
    agree(seen.get(3), Math.exp(2), 0, 0, Math.exp(4));
  }

  @Test
  void wrongShapesAreRefused() {
    GraphBuilder b = new GraphBuilder();
    Node wide = b.input("x", Type.float64(2, 3));
    for (Op op : List.of(new LinearSolves.Inverse(), new Cholesky())) {
      assertThatThrownBy(() -> b.apply(op, List.of(wide)))
          .hasMessage(
              "E3101 "
                  + op.name()
                  + " does not take operands of types [float64[2, 3]]\n"
                  + "  The first operand has square matrices: [..., n, n].");
    }
    assertThatThrownBy(() -> Factorizations.qr(b, wide))
        .hasMessage(
            "E3101 Qr does not take operands of types [float64[2, 3]]\n"
                + "  Matrices have at least as many rows as columns.");
  }

  @Test
  void derivativesOfSinglePrecisionAreOfSinglePrecision() {
    for (Catalogue.Row row : Catalogue.rows()) {
      for (Catalogue.Case each : row.cases()) {
        GraphBuilder b = new GraphBuilder();
        List<Node> operands = new ArrayList<>();
        for (Tensor operand : each.operands(DType.FLOAT32)) {
          operands.add(b.input("x" + operands.size(), operand.type()));
        }
        List<Node> results = b.apply(each.op(), operands);
        Graph f = b.build("f", results.stream().filter(Ruled::isReal).toList());
        for (Graph derivative : List.of(Derivatives.jvp(f), Derivatives.vjp(f))) {
          assertThat(derivative.outputs()).allMatch(node -> node.dtype() == DType.FLOAT32);
        }
      }
    }
  }
}
