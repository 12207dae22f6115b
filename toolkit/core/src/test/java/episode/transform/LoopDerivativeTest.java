package episode.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.expr.Checker;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Derivatives and batches of loops and branches, beside closed forms. */
class LoopDerivativeTest {

  /** y (1 + r)^n. */
  private static Graph interest(int years, boolean reverse) {
    GraphBuilder inner = new GraphBuilder();
    Node y = inner.input("y");
    Node factor = inner.add(inner.constant(1), inner.input("r"));
    Graph year = inner.build("year", List.of(inner.mul(y, factor)));
    GraphBuilder b = new GraphBuilder();
    List<Node> start = List.of(b.input("y"));
    return b.build(
        "interest", b.scan(year, years, start, List.of(), List.of(b.input("r")), reverse));
  }

  @Test
  void derivativesOfCompoundInterestAreThoseOfAPower() {
    for (int n : new int[] {0, 1, 7}) {
      for (boolean reverse : new boolean[] {false, true}) {
        Graph f = interest(n, reverse);
        List<String> names = List.of("y", "r");
        List<Tensor> at = List.of(Tensor.of(100), Tensor.of(0.05));
        double byY = Math.pow(1.05, n);
        double byR = 100 * n * Math.pow(1.05, n - 1);
        double byRr = 100 * n * (n - 1) * Math.pow(1.05, n - 2);
        double byYr = n * Math.pow(1.05, n - 1);
        for (Gradients.Direction direction : Gradients.Direction.values()) {
          check(Gradients.jacobian(f, names, direction), at, byY, byR);
        }
        check(Gradients.gradient(f, names), at, byY, byR);
        check(Gradients.hessian(f, names), at, 0, byYr, byYr, byRr);
        // reverse over reverse
        check(Gradients.gradient(Gradients.gradient(f, List.of("r")), names), at, byYr, byRr);
      }
    }
  }

  private static void check(Graph graph, List<Tensor> at, double... expected) {
    List<Tensor> seen = Perform.evaluate(Checker.check(graph), at);
    for (int i = 0; i < expected.length; i++) {
      // a few roundings of numbers of this size
      double size = 1e-12 * Math.max(1, Math.abs(expected[i]));
      assertThat(seen.get(i).at(0)).as("%d", i).isCloseTo(expected[i], within(size));
    }
  }

  /** √x by Heron's rule, until two estimates agree. */
  private static Graph heron(int bound) {
    GraphBuilder apart = new GraphBuilder();
    Node a = apart.input("now");
    Node distance = apart.unary(Prim.ABS, apart.sub(a, apart.input("before")));
    apart.input("x");
    Node far = apart.binary(Prim.LT, apart.constant(1e-9), distance);
    Graph condition = apart.build("apart", List.of(far));
    GraphBuilder inner = new GraphBuilder();
    Node now = inner.input("now");
    inner.input("before");
    Node next = inner.mul(inner.constant(0.5), inner.add(now, inner.div(inner.input("x"), now)));
    Graph body = inner.build("heron", List.of(next, now));
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    List<Node> start = List.of(x, b.constant(0));
    return b.build("root", List.of(b.whileLoop(condition, body, bound, start, List.of(x)).get(0)));
  }

  @Test
  void derivativesOfHeronsRuleAreThoseOfTheRoot() {
    Graph f = heron(30);
    for (double x : new double[] {0.3, 2, 1e4}) {
      List<Tensor> at = List.of(Tensor.of(x));
      check(f, at, Math.sqrt(x));
      for (Gradients.Direction direction : Gradients.Direction.values()) {
        check(Gradients.jacobian(f, List.of("x"), direction), at, 0.5 / Math.sqrt(x));
      }
      check(Gradients.hessian(f, List.of("x")), at, -0.25 * Math.pow(x, -1.5));
    }
  }

  @Test
  void aLoopKnowsItsBoundInDerivativesToo() {
    List<Tensor> at = List.of(Tensor.of(1e4));
    Graph gradient = Gradients.gradient(heron(5), List.of("x"));
    assertThatThrownBy(() -> Perform.evaluate(gradient, at))
        .hasMessageStartingWith("E3117 The loop 'heron' would go on after 5 rounds, its bound");
    long rounds = rounds(30, at);
    assertThat(Perform.evaluate(heron((int) rounds), at))
        .isEqualTo(Perform.evaluate(heron(30), at));
    assertThatThrownBy(() -> Perform.evaluate(heron((int) rounds - 1), at))
        .hasMessageContaining("E3117");
    // never entered: x is 0, and so is what stood before it
    assertThat(Perform.evaluate(heron(0), List.of(Tensor.of(0))).get(0).at(0)).isZero();
  }

  private static long rounds(int bound, List<Tensor> at) {
    Graph root = heron(bound);
    Node loop = root.outputs().get(0).input(0);
    GraphBuilder b = new GraphBuilder();
    Node count = b.make(Prim.PART, 2, List.of(loop));
    return Perform.evaluate(root.withOutputs(List.of(count)), at).get(0).longs()[0];
  }

  /** log x for positive x, else −x². */
  private static Graph guarded() {
    GraphBuilder then = new GraphBuilder();
    Graph log = then.build("log", List.of(then.unary(Prim.LOG, then.input("x"))));
    GraphBuilder otherwise = new GraphBuilder();
    Node y = otherwise.input("x");
    Graph square = otherwise.build("square", List.of(otherwise.neg(otherwise.mul(y, y))));
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Node positive = b.binary(Prim.LT, b.constant(0), x);
    return b.build("guarded", b.ifElse(positive, log, square, List.of(x)));
  }

  @Test
  void membersOfABatchNeverSeeTheNaNOfTheOtherBranch() {
    Graph batch = Vmap.of(guarded(), 4, List.of(true));
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(4));
    Graph sum = b.build("sum", List.of(b.sum(b.inline(batch, List.of(x)).get(0))));
    double[][] points = {{-2, 0, 1, 4}, {1, 2, 3, 4}, {-1, 0, -3, -4}, {0.5, -1, -1, 1}};
    for (double[] point : points) {
      Tensor at = Tensor.of(point);
      Graph gradient = Gradients.gradient(sum, List.of("x"));
      Tensor values = Perform.evaluate(batch, List.of(at)).get(0);
      Tensor slopes = Perform.evaluate(Checker.check(gradient), List.of(at)).get(0);
      Graph curves = Gradients.hessian(sum, List.of("x"));
      Tensor bends = Perform.evaluate(Checker.check(curves), List.of(at)).get(0);
      for (int i = 0; i < 4; i++) {
        double p = point[i];
        assertThat(values.at(i)).isEqualTo(p > 0 ? Math.log(p) : -p * p);
        assertThat(slopes.at(i)).isEqualTo(p > 0 ? 1 / p : -2 * p);
        assertThat(bends.at(5 * i)).isCloseTo(p > 0 ? -1 / (p * p) : -2, within(1e-15));
      }
    }
  }

  @Test
  void aBranchThatNoMemberTakesIsNotRun() {
    GraphBuilder then = new GraphBuilder();
    Node at = then.input("at", Type.array(DType.INT64, Shape.SCALAR));
    Node table = then.constant(Tensor.of(new double[] {5, 6, 7}));
    Graph look = then.build("look", List.of(then.make(Prim.GATHER, 0, List.of(table, at))));
    GraphBuilder otherwise = new GraphBuilder();
    otherwise.input("at", Type.array(DType.INT64, Shape.SCALAR));
    Graph none = otherwise.build("none", List.of(otherwise.constant(-1)));
    GraphBuilder b = new GraphBuilder();
    Node index = b.input("at", Type.array(DType.INT64, Shape.SCALAR));
    Node limit = b.constant(Tensor.of(Shape.SCALAR, new long[] {3}));
    Node inside = b.binary(Prim.LT, index, limit);
    Graph graph = b.build("f", b.ifElse(inside, look, none, List.of(index)));
    Graph batch = Vmap.of(graph, 3, List.of(true));
    Tensor mixed = Tensor.of(Shape.of(3), new long[] {9, 2, 7});
    assertThat(Perform.evaluate(batch, List.of(mixed)).get(0).doubles()).containsExactly(-1, 7, -1);
    Tensor outside = Tensor.of(Shape.of(3), new long[] {9, 9, 9});
    assertThat(Perform.evaluate(batch, List.of(outside)).get(0).doubles())
        .containsExactly(-1, -1, -1);
  }

  @Test
  void membersOfABatchLoopAsLongAsTheyWant() {
    Graph batch = Vmap.of(heron(30), 3, List.of(true));
    Tensor at = Tensor.of(new double[] {0.3, 2, 1e4});
    Tensor roots = Perform.evaluate(Checker.check(batch), List.of(at)).get(0);
    for (int i = 0; i < 3; i++) {
      Tensor alone = Perform.evaluate(heron(30), List.of(Tensor.of(at.at(i)))).get(0);
      assertThat(roots.at(i)).isEqualTo(alone.at(0));
    }
    Graph tight = Vmap.of(heron(5), 3, List.of(true));
    assertThatThrownBy(() -> Perform.evaluate(tight, List.of(at)))
        .hasMessageStartingWith("E3117 The loop 'heron' would go on after 5 rounds, its bound");
  }

  @Test
  void simplifyingLeavesOutWhatIsDoneInVain() {
    GraphBuilder inner = new GraphBuilder();
    Node used = inner.input("used");
    Node idle = inner.input("idle");
    Node same = inner.input("same");
    Node row = inner.input("row");
    inner.input("other");
    Node rate = inner.input("rate");
    Node two = inner.input("two");
    Node slope = inner.unary(Prim.EXP, inner.mul(rate, same));
    Node next = inner.add(inner.mul(used, slope), inner.mul(two, row));
    List<Node> outputs = List.of(next, inner.mul(idle, row), same, inner.sub(idle, row), next);
    Graph body = inner.build("body", outputs);
    GraphBuilder b = new GraphBuilder();
    List<Node> starts = List.of(b.input("x"), b.input("y"), b.input("z"));
    List<Node> rows = List.of(b.input("u", Type.float64(9)), b.input("v", Type.float64(9)));
    List<Node> results = b.scan(body, 9, starts, rows, List.of(b.input("rate"), b.constant(2)));
    Graph graph = b.build("f", List.of(results.get(0), results.get(2)));
    Graph simple = Checker.check(Simplify.of(graph));
    assertThat(simple.outputs().get(1).name()).isEqualTo("z");
    Node scan = simple.outputs().get(0).input(0);
    assertThat(scan.scan().carries()).isEqualTo(1);
    assertThat(scan.inputs()).hasSize(3);
    assertThat(scan.input(2).prim()).isEqualTo(Prim.EXP);
    assertThat(scan.scan().body().nodes().stream().map(Node::prim)).doesNotContain(Prim.EXP);
  }

  @Test
  void aBranchWhoseConditionIsKnownTakesItsPlace() {
    GraphBuilder b = new GraphBuilder();
    Graph guarded = guarded();
    Graph known = b.build("known", b.inline(guarded, List.of(b.constant(-3))));
    Graph simple = Simplify.of(known);
    assertThat(simple.outputs().get(0).isConstant(-9)).isTrue();
  }
}
