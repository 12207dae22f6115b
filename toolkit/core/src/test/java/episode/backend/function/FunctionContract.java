package episode.backend.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.EngineTape;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.transform.Gradients.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every backend does alike with functions of users: jit, nested transforms, checks. */
public abstract class FunctionContract {
  private static final GraphFunction DECAY = GraphFunction.of("x * exp(-k * t)", "x", "k", "t");
  private static final GraphFunction DOT =
      GraphFunction.of("sum(i in g, w[i] * x[i]) + log(1 + exp(b))", "w[g]", "x[g]", "b");
  private static final GraphFunction SOFT =
      GraphFunction.of("sum(i in g, log1p(exp(a[i] * b))) / sqrt(b) + max(a)", "a[g]", "b");

  /** Sums have another order, and functions round in other ways. */
  private static final double CLOSE = 1e-12;

  /** Returns the backend. */
  protected abstract Backend backend();

  /** Returns what only the text of the code that the backend runs for log(1 + exp b) holds. */
  protected abstract String generated();

  private static double[] filled(int n, double value) {
    double[] filled = new double[n];
    java.util.Arrays.fill(filled, value);
    return filled;
  }

  /** Returns the results here, which are those on jvm. */
  private Outputs same(GraphFunction function, Object... values) {
    Outputs seen = function.jit(backend()).apply(values);
    Outputs expected = function.jit(Backends.jvm()).apply(values);
    assertThat(seen.labels()).isEqualTo(expected.labels());
    for (int k = 0; k < expected.tensors().size(); k++) {
      Tensor reference = expected.tensors().get(k);
      assertThat(seen.tensors().get(k).type()).isEqualTo(reference.type());
      double scale = 1;
      for (double x : reference.toDoubles()) {
        scale = Math.max(scale, Math.abs(x));
      }
      assertThat(seen.tensors().get(k).toDoubles())
          .as("%s of %s", expected.labels().get(k), function)
          .containsExactly(reference.toDoubles(), within(CLOSE * scale));
    }
    return seen;
  }

  @Test
  void functionsAreCompiledOncePerShapeAndTheReasonIsKnown() {
    JitFunction jitted = DOT.grad("x", "b").jit(backend());
    for (int round = 0; round < 3; round++) {
      for (int n = 2; n <= 3; n++) {
        Outputs slopes = jitted.apply(filled(n, round), filled(n, 3), round);
        assertThat(slopes.array("x")).containsExactly(filled(n, round), within(0.0));
      }
    }
    List<JitCompilation> entries = jitted.compilations().entries();
    assertThat(entries).hasSize(2);
    assertThat(entries.get(1).reason()).isEqualTo("first call");
    assertThat(entries.get(0).reason())
        .isEqualTo(
            "input w: float64[3] instead of float64[2], input x: float64[3] instead of float64[2]");
    assertThat(entries).allMatch(entry -> entry.backend().equals(backend().name()));
  }

  @Test
  void anExplanationShowsWhatTheBackendRuns() {
    JitFunction jitted = DOT.jit(backend());
    JitExplanation.Shaped shape = jitted.explain(filled(2, 1), filled(2, 1), 0).shapes().get(0);
    assertThat(shape.before().toString()).contains(" LOG(");
    assertThat(shape.after().toString()).contains("LOG1P").doesNotContain(" LOG(");
    assertThat(shape.code()).contains(generated());
    assertThat(jitted.explain().toString()).contains(shape.code());
  }

  @Test
  void transformsNestToTheThirdOrder() {
    // d3/dk3 of x exp(-k t) is -t^3 x exp(-k t).
    double third = -27 * 2 * Math.exp(-1.5);
    Object[] point = {2, 0.5, 3};
    List<GraphFunction> nested =
        List.of(
            DECAY.grad("k").grad("k").grad("k"),
            DECAY.hessian("k").grad("k"),
            DECAY.grad("k").hessian("k"),
            DECAY.checkpoint().grad("k").jacobian(Direction.FORWARD, "k").grad("k"));
    for (GraphFunction each : nested) {
      assertThat(same(each, point).number()).isCloseTo(third, within(1e-12));
    }
    GraphFunction along = DECAY.jvp("k").with("tangent of k", 1).jacobian("k").jacobian("k");
    assertThat(same(along, "x", 2, "k", 0.5, "t", 3).tensors().get(1).at(0))
        .isCloseTo(third, within(1e-12));
  }

  @Test
  void theHessianOfRosenbrocksFunctionIsTheClosedForm() {
    GraphFunction f = GraphFunction.of("(1 - x)^2 + 100 * (y - x^2)^2", "x", "y");
    Outputs hessian = same(f.hessian("x", "y"), -1.2, 1);
    // H. H. Rosenbrock, The Computer Journal 3 (1960) 175, at his starting point (-1.2, 1).
    double[] expected = {1330, 480, 480, 200};
    for (int k = 0; k < 4; k++) {
      assertThat(hessian.tensors().get(k).at(0)).isCloseTo(expected[k], within(1e-9));
    }
  }

  @Test
  void gradientsJacobiansAndHessiansOfArraysAreThoseOfJvm() {
    Object[] point = {new double[] {0.3, -1.2, 2.5}, 0.7};
    for (GraphFunction each :
        List.of(
            SOFT.valueAndGrad(),
            SOFT.hessian(),
            SOFT.grad("b").hessian("a"),
            SOFT.grad("a").jacobian(Direction.FORWARD, "b"),
            SOFT.grad("a").jacobian(Direction.REVERSE, "a"))) {
      same(each, point);
    }
    GraphFunction scaled = GraphFunction.of("m[row, col] * sin(x[col])", "m[row, col]", "x[col]");
    double[][] m = {{1, 2}, {3, 4}, {5, 6}};
    for (Direction direction : Direction.values()) {
      same(scaled.jacobian(direction).jacobian(direction, "x"), m, new double[] {0.5, -1});
    }
  }

  @Test
  void mapsAreLoopsOverTheirMembers() {
    double[] times = {0, 0.7, 3, 12};
    double[] rates = {0.5, 1};
    same(DECAY.vmap("t").vmap("k"), 2, rates, times);
    same(DECAY.grad("k").vmap("t").vmap("x", "k"), rates, rates, times);
    same(DECAY.vmap("t").jacobian("k").vmap("x"), rates, 0.5, times);
    double[] curvatures = same(DECAY.hessian("k").vmap("t"), 2, 0.5, times).array();
    for (int i = 0; i < times.length; i++) {
      double alone = DECAY.hessian("k").jit(Backends.jvm()).apply(2, 0.5, times[i]).number();
      assertThat(curvatures[i]).isCloseTo(alone, within(CLOSE));
    }
  }

  /** Twenty rounds of y = y (1 + k h (1 − y)), a function of y and k. */
  private static GraphFunction logistic() {
    GraphBuilder inner = new GraphBuilder();
    Node y = inner.input("y");
    Node k = inner.input("k");
    Node rate = inner.mul(inner.mul(k, inner.constant(0.1)), inner.sub(inner.constant(1), y));
    Node next = inner.add(y, inner.mul(y, rate));
    Graph body = inner.build("body", List.of(next, inner.unary(Prim.LOG, next)));
    GraphBuilder b = new GraphBuilder();
    List<Node> starts = List.of(b.input("y"));
    List<Node> results = b.scan(body, 20, starts, List.of(), List.of(b.input("k")));
    return GraphFunction.of(
        b.build("logistic", List.of(b.add(results.get(0), b.sum(results.get(1))))));
  }

  @Test
  void derivativesOfLoopsNestAndAreMapped() {
    GraphFunction loop = logistic();
    same(loop.valueAndGrad(), 0.1, 1.3);
    same(loop.hessian(), 0.1, 1.3);
    same(loop.grad("k").grad("y").grad("k"), 0.1, 1.3);
    same(loop.hessian().vmap("k"), 0.1, new double[] {0.4, 1.3, 2});
    same(loop.checkpoint().grad().vmap("y"), new double[] {0.1, 0.5}, 1.3);
  }

  @Test
  void derivativesAgreeInEveryWayThatThereIs() {
    List<DerivativeCheck> checks =
        List.of(
            DECAY.checkGradient(2, 0.5, 3).order(2),
            SOFT.checkGradient(new double[] {0.3, -1.2, 2.5}, 0.7),
            logistic().checkGradient(0.1, 1.3),
            DECAY.grad("k").vmap("t").checkGradient(2, 0.5, new double[] {1, 2}));
    for (DerivativeCheck check : checks) {
      DerivativeCheck here = check.on(backend()).check();
      assertThat(here.missing()).isEmpty();
      backend().tape().ifPresent(tape -> assertTaped(here, tape));
    }
  }

  /** The engine's own tape is a column of the first derivatives. */
  private static void assertTaped(DerivativeCheck check, EngineTape tape) {
    assertThat(check.entries()).anyMatch(entry -> entry.ways().containsKey(tape.name()));
    assertThat(check.entries())
        .filteredOn(entry -> !entry.ways().containsKey("forward over reverse"))
        .isNotEmpty()
        .allMatch(entry -> entry.ways().containsKey(tape.name()));
  }
}
