package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.expr.MathFunction;
import episode.expr.Tensor;
import episode.transform.Gradients;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Every function and operator on stratified states: values against java.lang.Math cell by cell,
 * derivatives in both directions against differences of that, on both backends.
 */
class FunctionsOnStatesTest {
  private static final double[] X = {0.3, 0.7, 0.9};
  private static final double[] W = {1.2, 0.4, 2.0};
  private static final Map<String, DoubleBinaryOperator> CELLS = new LinkedHashMap<>();

  static {
    CELLS.put("abs(-x)", (x, w) -> Math.abs(-x));
    CELLS.put("sign(x - w)", (x, w) -> Math.signum(x - w));
    CELLS.put("floor(5 * x)", (x, w) -> Math.floor(5 * x));
    CELLS.put("ceil(5 * x + 0.1)", (x, w) -> Math.ceil(5 * x + 0.1));
    CELLS.put("round(3.1 * x)", (x, w) -> Math.rint(3.1 * x));
    CELLS.put("sqrt(x)", (x, w) -> Math.sqrt(x));
    CELLS.put("exp(x * w)", (x, w) -> Math.exp(x * w));
    CELLS.put("expm1(x)", (x, w) -> Math.expm1(x));
    CELLS.put("log(x)", (x, w) -> Math.log(x));
    CELLS.put("log1p(x)", (x, w) -> Math.log1p(x));
    CELLS.put("log2(x)", (x, w) -> Math.log(x) / Math.log(2));
    CELLS.put("log10(x)", (x, w) -> Math.log10(x));
    CELLS.put("sin(x)", (x, w) -> Math.sin(x));
    CELLS.put("cos(x)", (x, w) -> Math.cos(x));
    CELLS.put("tan(x)", (x, w) -> Math.tan(x));
    CELLS.put("asin(x)", (x, w) -> Math.asin(x));
    CELLS.put("acos(x)", (x, w) -> Math.acos(x));
    CELLS.put("atan(x)", (x, w) -> Math.atan(x));
    CELLS.put("sinh(x)", (x, w) -> Math.sinh(x));
    CELLS.put("cosh(x)", (x, w) -> Math.cosh(x));
    CELLS.put("tanh(x)", (x, w) -> Math.tanh(x));
    CELLS.put("logistic(x)", (x, w) -> 1 / (1 + Math.exp(-x)));
    CELLS.put("logit(x)", (x, w) -> Math.log(x / (1 - x)));
    CELLS.put("min(x, w, 0.8)", (x, w) -> Math.min(0.8, Math.min(x, w)));
    CELLS.put("max(x, w)", (x, w) -> Math.max(x, w));
    CELLS.put("pow(x, w)", (x, w) -> Math.pow(x, w));
    CELLS.put("atan2(x, w)", (x, w) -> Math.atan2(x, w));
    CELLS.put("hypot(x, w)", (x, w) -> Math.hypot(x, w));
    CELLS.put("clip(x, 0.4, 0.8)", (x, w) -> Math.min(0.8, Math.max(0.4, x)));
    CELLS.put("where(x < w, x ^ 2, w * x)", (x, w) -> x < w ? x * x : w * x);
    CELLS.put("-x + w", (x, w) -> -x + w);
    CELLS.put("x - w * x / (1 + w)", (x, w) -> x - w * x / (1 + w));
    CELLS.put("(x - w) % 0.6", (x, w) -> (x - w) - 0.6 * Math.floor((x - w) / 0.6));
    CELLS.put("-x ^ 2", (x, w) -> -(x * x));
    CELLS.put("x < w", (x, w) -> x < w ? 1 : 0);
    CELLS.put("x <= w", (x, w) -> x <= w ? 1 : 0);
    CELLS.put("x > w", (x, w) -> x > w ? 1 : 0);
    CELLS.put("x >= w", (x, w) -> x >= w ? 1 : 0);
    CELLS.put("x == 0.7", (x, w) -> x == 0.7 ? 1 : 0);
    CELLS.put("x != 0.7", (x, w) -> x != 0.7 ? 1 : 0);
    CELLS.put("0.5 < x < w", (x, w) -> 0.5 < x && x < w ? 1 : 0);
    CELLS.put("x < w and w < 1.5", (x, w) -> x < w && w < 1.5 ? 1 : 0);
    CELLS.put("x > w or w > 1.5", (x, w) -> x > w || w > 1.5 ? 1 : 0);
    CELLS.put("not x < w", (x, w) -> x < w ? 0 : 1);
    CELLS.put("x and w", (x, w) -> x != 0 ? w : x);
    CELLS.put("x or w", (x, w) -> x != 0 ? x : w);
    CELLS.put("x * w if x < w else log(x)", (x, w) -> x < w ? x * w : Math.log(x));
  }

  private static OpSystem system(String formula) {
    return OpSystem.named("x")
        .axis("age", "a", "b", "c")
        .state("x[age]")
        .parameter("w[age]")
        .equation("x", formula)
        .build();
  }

  private static Set<MathFunction> functionsIn(Set<String> formulas) {
    Set<MathFunction> found = EnumSet.noneOf(MathFunction.class);
    for (String formula : formulas) {
      int bracket = formula.indexOf('(');
      if (bracket > 0) {
        MathFunction.named(formula.substring(0, bracket)).ifPresent(found::add);
      }
    }
    return found;
  }

  @Test
  void everyFunctionIsInTheTable() {
    Set<MathFunction> missing = EnumSet.allOf(MathFunction.class);
    missing.removeAll(functionsIn(CELLS.keySet()));
    // these have no counterpart in java.lang.Math: published values below
    assertThat(missing)
        .containsExactlyInAnyOrder(MathFunction.ERF, MathFunction.LGAMMA, MathFunction.DIGAMMA);
  }

  @Test
  void valuesAndDerivativesAreThoseOfEveryCell() {
    CELLS.forEach(
        (formula, cell) -> {
          double[] value = new double[3];
          double[] slope = new double[3];
          double h = 1e-6;
          for (int i = 0; i < 3; i++) {
            value[i] = cell.applyAsDouble(X[i], W[i]);
            double up = cell.applyAsDouble(X[i] + h, W[i]);
            slope[i] = (up - cell.applyAsDouble(X[i] - h, W[i])) / (2 * h);
          }
          boolean equal = formula.contains("=") && formula.contains("0.7");
          check(formula, value, equal ? new double[3] : slope);
        });
  }

  @Test
  void specialFunctionsAreThoseOfScipy() {
    // scipy.special 1.17.1: erf, gammaln, digamma, polygamma(1, x); 2 exp(-x²) / √π
    check(
        "erf(x)",
        new double[] {0.3286267594591274, 0.6778011938374183, 0.7969082124228322},
        new double[] {1.031260909618963, 0.6912748604105386, 0.5019685742403627});
    double[] psi = {-3.502524222200133, -1.2200235536979347, -0.7549269499470516};
    check(
        "lgamma(x)",
        new double[] {1.0957979948180756, 0.2608672465316665, 0.06637623973474327},
        psi);
    check(
        "digamma(x)",
        psi,
        new double[] {12.245364546107734, 2.8340491566946113, 1.9225399594772041});
  }

  private static void check(String formula, double[] value, double[] slope) {
    for (Backend backend : List.of(Backends.interpreter(), Backends.jvm())) {
      CompiledSystem compiled = system(formula).compile(backend);
      Values values = Values.of("w", W);
      // one or a few correctly rounded operations; functions are good to some units in the last
      assertThat(compiled.rhs(0, X, values))
          .as(formula + " on " + backend.name())
          .containsExactly(value, Offset.offset(1e-14));
      for (Gradients.Direction direction : Gradients.Direction.values()) {
        Tensor jacobian =
            backend
                .compile(Gradients.jacobian(compiled.system().rhs(), List.of("x"), direction))
                .apply(List.of(Tensor.of(0.0), Tensor.of(X), Tensor.of(W)))
                .get(0);
        double[] expected = new double[9];
        for (int i = 0; i < 3; i++) {
          expected[4 * i] = slope[i];
        }
        // central differences with h = 1e-6: rounding 1e-16 / h, and h² times the third derivative
        assertThat(jacobian.doubles())
            .as(formula + " " + direction + " on " + backend.name())
            .containsExactly(expected, Offset.offset(2e-9));
      }
    }
  }

  @Test
  void theBranchThatIsNotTakenDoesNotReachDerivatives() {
    for (String formula :
        List.of(
            "sqrt(y) if y > 0 else 3 * y",
            "log(y) if y > 0 else 3 * y",
            "where(y > 0, 1 / sqrt(y), 3 * y)",
            "where(y > 0, y ^ 0.5, 3 * y)",
            "where(y > 0, log1p(2 * y), 3 * y)",
            "where(y <= 0, 3 * y, 1 / y)",
            "where(y > 0, asin(y - 3), 3 * y)",
            "where(y > -5, 3 * y, exp(1000 * (y + 5)))",
            "ifelse(y > 0, lgamma(y), 3 * y)",
            "3 * y if y <= 0 else logit(y)",
            "piecewise(y, [0.5], [3 * y, log(y)])")) {
      double[] at = {-1, 0, -2};
      String shifted = formula.replace("y", "x");
      OpSystem system = system(shifted + " + 0 * w");
      for (Backend backend : List.of(Backends.interpreter(), Backends.jvm())) {
        assertThat(system.compile(backend).rhs(0, at, Values.of("w", W)))
            .as(formula)
            .containsExactly(new double[] {-3, 0, -6}, Offset.offset(0.0));
        for (Gradients.Direction direction : Gradients.Direction.values()) {
          Tensor jacobian =
              backend
                  .compile(Gradients.jacobian(system.rhs(), List.of("x"), direction))
                  .apply(List.of(Tensor.of(0.0), Tensor.of(at), Tensor.of(W)))
                  .get(0);
          assertThat(jacobian.doubles())
              .as(formula + " " + direction + " on " + backend.name())
              .containsExactly(new double[] {3, 0, 0, 0, 3, 0, 0, 0, 3}, Offset.offset(0.0));
        }
      }
    }
  }
}
