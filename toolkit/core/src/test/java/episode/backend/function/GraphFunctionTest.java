package episode.backend.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.expr.Checker;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Gradients.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphFunctionTest {
  private static final GraphFunction DECAY = GraphFunction.of("x * exp(-k * t)", "x", "k", "t");

  // Closed forms are evaluated by other operations in another order: a few roundings.
  private static final double ROUNDING = 1e-14;

  private static double decay(double x, double k, double t) {
    return x * Math.exp(-k * t);
  }

  @Test
  void hessiansOfArraysAndOfHessiansAreOfEachNumber() {
    GraphFunction quartic = GraphFunction.of("x ^ 4 * y", "x", "y");
    Outputs fourth = quartic.hessian("x").hessian("x").apply(2, 3);
    // 24 y
    assertThat(fourth.number()).isCloseTo(72, within(1e-9));
    GraphFunction two = quartic.hessian("x", "y");
    assertThat(two.hessian("x").apply(2, 3).tensors())
        .extracting(each -> each.at(0))
        // 24 y, 24 x, 24 x, 0
        .containsExactly(72.0, 48.0, 48.0, 0.0);
    Outputs squares = GraphFunction.of("x ^ 3", "x[a]").hessian().apply(new double[] {1, 2});
    assertThat(squares.tensors().get(0))
        .isEqualTo(Tensor.of(Shape.of(2, 2, 2), new double[] {6, 0, 0, 0, 0, 0, 0, 12}));
  }

  @Test
  void nameThatIsGivenTwiceCountsOnce() {
    assertThat(DECAY.grad("k", "k").apply(2, 0.5, 3).tensors()).hasSize(1);
  }

  @Test
  void valuesMayBeGivenForTheInputsWithoutOneOfTheirOwn() {
    GraphFunction f = GraphFunction.of("x + 10 * y", "x", "y").with("y", 3);
    assertThat(f.apply(2).number()).isEqualTo(32);
    assertThat(f.apply(2, 4).number()).isEqualTo(42);
    assertThatThrownBy(() -> f.apply(1, 2, 3))
        .hasMessageStartingWith("E3125 'x + 10 * y' takes 2 values, here are 3");
  }

  @Test
  void numberCannotBeMappedOver() {
    GraphFunction f = GraphFunction.of("x ^ 3", "x").grad().vmap().grad().vmap();
    assertThatThrownBy(() -> f.apply(new double[] {1, 2}))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3126 'x' is one number, and there is no axis to map over\n"
                + "  Give it an array with a leading axis of members, or name only those with one.");
  }

  @Test
  void aFormulaIsAFunctionOfItsInputsInOrder() {
    assertThat(DECAY.apply(2, 0.5, 3).number()).isCloseTo(decay(2, 0.5, 3), within(ROUNDING));
    assertThat(DECAY).hasToString("(x, k, t) -> x * exp(-k * t)");
  }

  @Test
  void valuesMayBeGivenByNameAndKept() {
    GraphFunction kept = DECAY.with("x", 2, "t", 3);
    assertThat(kept.apply("k", 0.5).number()).isEqualTo(DECAY.apply(2, 0.5, 3).number());
    assertThat(kept.grad("k").apply("k", 0.5).number())
        .isCloseTo(-3 * decay(2, 0.5, 3), within(ROUNDING));
    assertThat(kept).hasToString("(x = 2.0, k, t = 3.0) -> x * exp(-k * t)");
  }

  @Test
  void gradientsAreNamedAfterTheirInputs() {
    Outputs both = DECAY.valueAndGrad("x", "k").apply(2, 0.5, 3);
    assertThat(both.labels())
        .containsExactly("x * exp(-k * t)", "x * exp(-k * t) by x", "x * exp(-k * t) by k");
    assertThat(both.number("x")).isCloseTo(Math.exp(-1.5), within(ROUNDING));
    assertThat(both.number("k")).isCloseTo(-6 * Math.exp(-1.5), within(ROUNDING));
  }

  @Test
  void gradientsOfAllInputsAreTakenWhereNoneIsNamed() {
    assertThat(DECAY.grad().apply(2, 0.5, 3).tensors()).hasSize(3);
  }

  @Test
  void transformsNestToTheThirdOrder() {
    // d3/dk3 of x exp(-k t) is -t^3 x exp(-k t).
    double third = -27 * decay(2, 0.5, 3);
    double close = 1e-13;
    assertThat(DECAY.grad("k").grad("k").grad("k").apply(2, 0.5, 3).number())
        .isCloseTo(third, within(close));
    assertThat(DECAY.hessian("k").grad("k").apply(2, 0.5, 3).number())
        .isCloseTo(third, within(close));
    assertThat(DECAY.grad("k").hessian("k").apply(2, 0.5, 3).number())
        .isCloseTo(third, within(close));
    GraphFunction along = DECAY.jvp("k").with("tangent of k", 1);
    assertThat(
            along
                .jacobian("k")
                .jacobian("k")
                .apply("x", 2, "k", 0.5, "t", 3)
                .tensors()
                .get(1)
                .at(0))
        .isCloseTo(third, within(close));
  }

  @Test
  void theHessianOfRosenbrocksFunctionIsTheClosedForm() {
    GraphFunction f = GraphFunction.of("(1 - x)^2 + 100 * (y - x^2)^2", "x", "y");
    Outputs hessian = f.hessian("x", "y").apply(-1.2, 1);
    // H. H. Rosenbrock, The Computer Journal 3 (1960) 175, at his starting point (-1.2, 1).
    assertThat(hessian.tensors().get(0).at(0)).isCloseTo(1330, within(1e-9));
    assertThat(hessian.tensors().get(1).at(0)).isCloseTo(480, within(1e-9));
    assertThat(hessian.tensors().get(2).at(0)).isCloseTo(480, within(1e-9));
    assertThat(hessian.tensors().get(3).at(0)).isCloseTo(200, within(1e-9));
  }

  @Test
  void forwardAndReverseJacobiansAreEqual() {
    GraphFunction f = GraphFunction.of("m[row, col] * x[col]^2", "m[row, col]", "x[col]");
    Object[] point = {new double[][] {{1, 2}, {3, 4}, {5, 6}}, new double[] {0.5, -1}};
    double[] forward = f.jacobian(Direction.FORWARD, "x").apply(point).array();
    assertThat(f.jacobian(Direction.REVERSE, "x").apply(point).array())
        .containsExactly(forward, within(0.0));
    assertThat(f.jacobian("x").apply(point).array()).containsExactly(forward, within(0.0));
    // d(m[i,j] x[j]^2)/dx[k] = 2 m[i,j] x[j] where j = k.
    assertThat(forward)
        .containsExactly(new double[] {1, 0, 0, -4, 3, 0, 0, -8, 5, 0, 0, -12}, within(0.0));
  }

  @Test
  void jvpAndVjpTakeDirectionsAsFurtherInputs() {
    Outputs along = DECAY.jvp("x", "k").apply(2, 0.5, 3, 1, 10);
    assertThat(along.number("tangent of x * exp(-k * t)"))
        .isCloseTo((1 - 10 * 6) * Math.exp(-1.5), within(1e-13));
    Outputs back = DECAY.vjp("x", "k").apply(2, 0.5, 3, 10);
    assertThat(back.number("k")).isCloseTo(-60 * Math.exp(-1.5), within(1e-13));
  }

  @Test
  void aMappedFunctionGivesWhatALoopGives() {
    double[] times = {0, 0.7, 3, 12};
    double[] slopes = DECAY.grad("k").vmap("t").apply(2, 0.5, times).array();
    for (int i = 0; i < times.length; i++) {
      double alone = DECAY.grad("k").apply(2, 0.5, times[i]).number();
      // The batched exponential may round its last bit in another way.
      assertThat(slopes[i]).isCloseTo(alone, within(ROUNDING));
    }
  }

  @Test
  void mapsNestAndGiveATable() {
    GraphFunction table = DECAY.vmap("t").vmap("k");
    Tensor values = table.apply(2, new double[] {0.5, 1}, new double[] {1, 2, 3}).tensor();
    assertThat(values.type()).isEqualTo(Type.float64(2, 3));
    assertThat(values.at(5)).isCloseTo(decay(2, 1, 3), within(ROUNDING));
  }

  @Test
  void aCheckpointKeepsItsOperandsAloneAndAllDerivatives() {
    GraphFunction inner = GraphFunction.of("exp(sin(x) * k)", "x", "k").checkpoint();
    Graph reverse = inner.grad("x").graph(0.3, 2);
    assertThat(reverse.nodes()).filteredOn(n -> n.prim() == Prim.CALL).hasSize(1);
    assertThat(reverse.nodes()).noneMatch(n -> n.prim() == Prim.EXP);
    GraphFunction plain = GraphFunction.of("exp(sin(x) * k)", "x", "k");
    assertThat(inner.grad("x").apply(0.3, 2).number())
        .isCloseTo(plain.grad("x").apply(0.3, 2).number(), within(1e-14));
    assertThat(inner.grad("x").grad("x").grad("k").apply(0.3, 2).number())
        .isCloseTo(plain.grad("x").grad("x").grad("k").apply(0.3, 2).number(), within(1e-12));
  }

  @Test
  void everythingThatTransformsGivePassesTheChecker() {
    GraphFunction f = GraphFunction.of("sum(i in g, log1p(exp(a[i] * b))) + max(a)", "a[g]", "b");
    List<GraphFunction> all =
        List.of(f.grad(), f.hessian(), f.grad("b").hessian("a"), f.checkpoint().grad().vmap("b"));
    for (GraphFunction each : all.subList(0, 3)) {
      Checker.check(each.graph(new double[] {1, 2, 3}, 0.5));
    }
    Checker.check(all.get(3).graph(new double[] {1, 2, 3}, new double[] {0.5, 1}));
  }

  @Test
  void valuesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> DECAY.apply(1, 2))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3125 'x * exp(-k * t)' takes 3 values, here are 2\n"
                + "  Give values in this order: x, k, t; or by name: apply(\"x\", …).");
    assertThatThrownBy(() -> DECAY.apply("x", 1))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E3125 'k' of 'x * exp(-k * t)' has no value\n");
    assertThatThrownBy(() -> DECAY.with("tt", 1))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3125 'x * exp(-k * t)' has no input 'tt'\n  Did you mean 't'? Inputs: x, k, t.");
    assertThatThrownBy(() -> DECAY.apply(1, 2, new double[] {1, 2}))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3125 't' has 0 axes, the value is a float64[2]\n"
                + "  Declare axes for an array: \"t[i]\"; or take many at once with vmap.");
    assertThatThrownBy(() -> DECAY.grad().apply(1, 2, 3).number())
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E3125 There are 3 results, not one\n");
    assertThatThrownBy(() -> DECAY.grad("z"))
        .isInstanceOf(EpisodeException.class)
        .hasMessage("E3114 'x * exp(-k * t)' has no input 'z'\n  Its inputs: x, k, t.");
  }

  @Test
  void sizesThatDifferAreRefused() {
    GraphFunction dot = GraphFunction.of("sum(i in g, w[i] * x[i])", "w[g]", "x[g]");
    assertThatThrownBy(() -> dot.apply(new double[] {1, 2}, new double[] {1, 2, 3}))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3126 Axis 'g' has 2 elements in 'w' and 3 in 'x'\n"
                + "  An axis is equally long wherever it stands.");
    assertThatThrownBy(
            () -> DECAY.vmap("x", "t").apply(new double[] {1, 2}, 1, new double[] {1, 2, 3}))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3126 The numbers of members differ or are none: 2 in 'x', 3 in 't'\n"
                + "  Give every mapped input a leading axis, equally long; name those that are"
                + " mapped.");
  }

  @Test
  void inputsAreNames() {
    assertThatThrownBy(() -> GraphFunction.of("2 * x", "2x"))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3129 '2x' is no name of an input\n"
                + "  Inputs are names, with axes where they are arrays: \"k\", \"x[age]\".");
    assertThatThrownBy(() -> GraphFunction.of("2 * y", "x"))
        .isInstanceOf(EpisodeException.class)
        .hasMessageContaining("E2103 Unknown name 'y'");
  }
}
