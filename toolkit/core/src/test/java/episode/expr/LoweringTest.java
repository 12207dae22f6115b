package episode.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are worked out by hand or with loops over single elements. */
class LoweringTest {
  /** A few roundings. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  private static final NamedAxis AGE = new NamedAxis("age", List.of("young", "old"));
  private static final NamedAxis PLACE = new NamedAxis("place", List.of("n", "s", "0-4"));
  private static final double[][] S = {{1, 2, 3}, {4, 5, 6}};
  private static final double[] W = {10, 20, 30};
  private static final double[] V = {7, 8};
  private static final double[][] C = {{2, 3}, {5, 7}};

  private final GraphBuilder builder = new GraphBuilder();
  private final List<Problem> problems = new ArrayList<>();
  private final Scope scope = scope();

  private Scope scope() {
    return new Scope(List.of(AGE, PLACE))
        .put("x", Quantity.scalar(builder.constant(3)))
        .put("y", Quantity.scalar(builder.constant(-2)))
        .put("S", new Quantity(builder.constant(Tensor.matrix(S)), List.of(AGE, PLACE)))
        .put("w", new Quantity(builder.constant(Tensor.of(W)), List.of(PLACE)))
        .put("v", new Quantity(builder.constant(Tensor.of(V)), List.of(AGE)))
        .put("C", new Quantity(builder.constant(Tensor.matrix(C)), List.of(AGE, AGE)));
  }

  private double[] free(String text, NamedAxis... axes) {
    Quantity quantity =
        new Lowering(builder, scope, problems).free(Formula.parse("formula", text)).orElseThrow();
    assertThat(quantity.axes()).containsExactly(axes);
    return values(quantity);
  }

  private double[] values(Quantity quantity) {
    Graph graph = Checker.check(builder.build("g", List.of(quantity.node())));
    return Perform.evaluate(graph, List.of()).get(0).doubles();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-x^2 | -9",
        "2^-y | 4",
        "2**3**2 | 512",
        "y % 3 | 1",
        "5 % y | -1",
        "x - 1 - 1 | 1",
        "12 / x / 2 | 2",
        "(x > 2) + (x > 5) | 1",
        "0 < x < 4 | 1",
        "0 < x < 2 | 0",
        "x != 3 or y | -2",
        "x and y | -2",
        "0 or y | -2",
        "not x | 0",
        "not (x > 5) | 1",
        "x if y < 0 else y | 3",
        "where(y < 0, x, y) | 3",
        "ifelse(y > 0, x, y) | -2",
        "max(x, y, 1) | 3",
        "np.minimum(x, y) | -2",
        "clip(x, 0, 1) | 1",
        "hypot(x, 4) | 5",
        "pow(x, 2) | 9",
        "log2(8) + log10(100) | 5",
        "logistic(0) | 0.5",
        "logit(0.5) | 0",
        "digamma(1) | -0.5772156649015329",
        "lgamma(5) | 3.1780538303479458",
        "erf(1) | 0.8427007929497149",
        "pi - e | 0.423310825130748",
        "sign(y) * floor(2.7) + ceil(0.1) + round(2.5) | 1",
        "min(inf, x) | 3",
      })
  void scalarFormulasHaveTheirValues(String formula, double value) {
    assertThat(free(formula)[0]).isCloseTo(value, ROUNDING);
  }

  @Test
  void equalAxesPairUpAndOthersSpread() {
    double[] expected = new double[6];
    for (int a = 0; a < 2; a++) {
      for (int p = 0; p < 3; p++) {
        expected[3 * a + p] = W[p] * S[a][p] - V[a];
      }
    }
    assertThat(free("w * S - v", AGE, PLACE)).containsExactly(expected);
    assertThat(free("w[place] * S[place, age] - v[age]", AGE, PLACE)).containsExactly(expected);
  }

  @Test
  void sumsRunOverOneIndex() {
    double[] expected = new double[6];
    for (int a = 0; a < 2; a++) {
      for (int p = 0; p < 3; p++) {
        for (int b = 0; b < 2; b++) {
          expected[3 * a + p] += C[a][b] * S[b][p] / V[b];
        }
      }
    }
    assertThat(free("sum(b in age, C[age, b] * S[b, place] / v[b])", AGE, PLACE))
        .containsExactly(expected, ROUNDING);
    assertThat(free("sum(b in age, C[age, age:b] * S[age:b, place] / v[b])", AGE, PLACE))
        .containsExactly(expected, ROUNDING);
  }

  @Test
  void transposedMatrixIsTheOtherSum() {
    assertThat(free("sum(b in age, C[b, age])", AGE)).containsExactly(7, 10);
    assertThat(free("sum(b in age, C[age, b])", AGE)).containsExactly(5, 12);
    assertThat(free("C[age, age]", AGE)).containsExactly(2, 7);
    assertThat(free("sum(a in age, b in age, C[a, b] * v[a])")).containsExactly(131);
    assertThat(free("prod(b in age, v[b])")).containsExactly(56);
    assertThat(free("max(b in age, C[b, age])", AGE)).containsExactly(5, 7);
    assertThat(free("min(p in place, S[age, p])", AGE)).containsExactly(1, 4);
  }

  @Test
  void oneArgumentIsReducedOverEverything() {
    assertThat(free("sum(S)")).containsExactly(21);
    assertThat(free("sum(C)")).containsExactly(17);
    assertThat(free("max(S * w)")).containsExactly(180);
    assertThat(free("sum(S[age, place] * v)")).containsExactly(6 * 7 + 15 * 8);
    assertThat(free("v / sum(v)", AGE)).containsExactly(7 / 15.0, 8 / 15.0);
    assertThat(free("sum(sum(b in age, C[age, b]) * v)")).containsExactly(5 * 7 + 12 * 8);
    assertThat(free("sum(b in age, v[b] * sum(C[b, age]))")).containsExactly(7 * 5 + 8 * 12);
    assertThat(free("sum(x)")).containsExactly(3);
  }

  @Test
  void elementsArePinned() {
    assertThat(free("S[age=old, place]", PLACE)).containsExactly(4, 5, 6);
    assertThat(free("S['old', \"0-4\"]")).containsExactly(6);
    assertThat(free("S[place='0-4', age=young]")).containsExactly(3);
    assertThat(free("v[age=old] * v", AGE)).containsExactly(56, 64);
  }

  @Test
  void anAxisOfTheDefinitionIsStretchedAndOrdered() {
    Lowering lowering = new Lowering(builder, scope, problems);
    Formula formula = Formula.parse("formula", "v + x");
    Quantity quantity = lowering.over(List.of(PLACE, AGE), formula).orElseThrow();
    assertThat(quantity.node().shape()).isEqualTo(Shape.of(3, 2));
    assertThat(values(quantity)).containsExactly(10, 11, 10, 11, 10, 11);
  }

  @Test
  void aPinnedAxisMeansTheElement() {
    Lowering lowering = new Lowering(builder, scope, problems);
    Formula formula = Formula.parse("formula", "v * S[age, place] + sum(v)");
    Quantity quantity = lowering.over(List.of(PLACE), Map.of("age", "old"), formula).orElseThrow();
    assertThat(values(quantity)).containsExactly(8 * 4 + 15, 8 * 5 + 15, 8 * 6 + 15);
  }

  @Test
  void repeatedIndexOfThreeAxesTakesTheDiagonal() {
    double[] cube = new double[12];
    for (int i = 0; i < 12; i++) {
      cube[i] = i;
    }
    Node node = builder.constant(Tensor.of(Shape.of(2, 3, 2), cube));
    scope.put("Q", new Quantity(node, List.of(AGE, PLACE, AGE)));
    assertThat(free("Q[age, place, age]", AGE, PLACE)).containsExactly(0, 2, 4, 7, 9, 11);
  }

  @Test
  void deepFormulasAreWorkedOut() {
    assertThat(free("-(".repeat(900) + "x" + ")".repeat(900))[0]).isEqualTo(3);
  }

  @Test
  void brokenNamesBlameNobodyElse() {
    scope.putBroken("N");
    Lowering lowering = new Lowering(builder, scope, problems);
    assertThat(lowering.free(Formula.parse("formula", "x / N + sum(N) + N[age]"))).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void allProblemsOfAFormulaAreFound() {
    Lowering lowering = new Lowering(builder, scope, problems);
    lowering.free(Formula.parse("formula", "xx + expp(1) + C + S[age]"));
    assertThat(problems)
        .extracting(Problem::code)
        .containsExactly("E2103", "E1201", "E2108", "E2106");
  }
}
