package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.Checker;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Vmap;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every backend that runs on the host does with ops of users. */
abstract class OpContract extends SlotContract {
  private static final Tensor X = Tensor.matrix(new double[][] {{3, 1, 2.5, -4}, {0.5, 7, 6, 6.5}});

  private static Graph sorted(Ordered op) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", X.type());
    Node s = b.input("s");
    List<Node> parts = b.apply(op, List.of(b.mul(x, s)));
    Node weights = b.constant(Tensor.of(new double[] {1, 10, 100, 1000}));
    return b.build("sorted", List.of(b.mul(parts.get(0), weights), parts.get(1)));
  }

  private void agree(Graph graph, List<Tensor> inputs) {
    List<Tensor> expected = Perform.evaluate(Checker.check(graph), inputs);
    List<Tensor> actual = exact().compile(graph).apply(inputs);
    for (int i = 0; i < expected.size(); i++) {
      Agreement.check(graph, actual.get(i), expected.get(i), 0);
    }
  }

  @Test
  void opWithoutLoweringIsPerformedInEveryVariant() {
    for (boolean falling : new boolean[] {false, true}) {
      Graph graph = sorted(new Ordered(falling));
      List<Tensor> inputs = List.of(X, Tensor.of(2));
      agree(graph, inputs);
      List<Tensor> seen = backend().compile(graph).apply(inputs);
      double largest = falling ? 14 : 14_000;
      assertThat(seen.get(0).at(falling ? 4 : 7)).isEqualTo(largest);
      assertThat(seen.get(1).longs()).startsWith(falling ? 0 : 3);
    }
  }

  @Test
  void opWithRulesOfItsOwnIsDifferentiatedByThem() {
    for (boolean falling : new boolean[] {false, true}) {
      Backends.compare(sorted(new Ordered(falling)), List.of(X, Tensor.of(2))).check();
    }
  }

  @Test
  void opWithoutLoweringTakesViews() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(4, 12));
    Ordered op = new Ordered(false);
    Node turned = b.transpose(x, Ints.of(1, 0));
    List<Node> outputs = new ArrayList<>(b.apply(op, List.of(turned)));
    outputs.addAll(b.apply(op, List.of(b.slice(x, 1, 2, 11))));
    outputs.addAll(b.apply(op, List.of(b.broadcastTo(b.element(x, 0, 1), Shape.of(3, 12)))));
    outputs.addAll(b.apply(op, List.of(b.constant(X))));
    outputs.add(b.apply(op, List.of(b.unary(Prim.SIN, x))).get(0));
    Graph graph = b.build("views", outputs);
    agree(graph, RandomGraphs.inputs(graph, 5));
  }

  @Test
  void opWithoutLoweringIsPartOfALoop() {
    GraphBuilder inner = new GraphBuilder();
    Node y = inner.input("y", Type.float64(6));
    Node z = y;
    for (int i = 0; i < 320; i++) {
      z = inner.unary(Prim.SIN, inner.add(z, inner.constant(i)));
    }
    Node sorted = inner.apply(new Ordered(true), List.of(z)).get(0);
    Graph rhs = inner.build("rhs", List.of(inner.sub(sorted, y)));
    GraphBuilder b = new GraphBuilder();
    Node state = b.input("y", Type.float64(6));
    Node half = b.add(state, b.mul(b.constant(0.05), b.call(rhs, List.of(state)).get(0)));
    Node full = b.add(state, b.mul(b.constant(0.1), b.call(rhs, List.of(half)).get(0)));
    Graph step = b.build("step", List.of(full));
    Program program = Program.named("p").function(step, List.of("y")).build();
    Call call = exact().compile(program).newCall();
    Tensor expected = Tensor.of(new double[] {0.3, 0.1, 0.6, 0.2, 0.5, 0.4});
    call.write(0, expected);
    for (int i = 0; i < 20; i++) {
      call.run(0);
      expected = Perform.evaluate(step, List.of(expected)).get(0);
    }
    assertThat(call.read(0)).isEqualTo(expected);
  }

  @Test
  void opsAndCallsStandInsideLoopsAndBranches() {
    GraphBuilder inner = new GraphBuilder();
    Node y = inner.input("y", Type.float64(6));
    Node z = y;
    for (int i = 0; i < 320; i++) {
      z = inner.unary(Prim.SIN, inner.add(z, inner.constant(i)));
    }
    Graph rhs = inner.build("rhs", List.of(inner.add(z, y)));
    GraphBuilder round = new GraphBuilder();
    Node state = round.input("state", Type.float64(6));
    Node once = round.call(rhs, List.of(state)).get(0);
    Node twice = round.call(rhs, List.of(once)).get(0);
    Node sorted = round.apply(new Ordered(true), List.of(twice)).get(0);
    Graph body = round.build("body", List.of(round.mul(sorted, round.constant(0.25)), once));
    GraphBuilder same = new GraphBuilder();
    Node rest = same.input("state", Type.float64(6));
    Graph other = same.build("other", List.of(rest, same.neg(rest)));
    GraphBuilder b = new GraphBuilder();
    Node start = b.call(rhs, List.of(b.input("y", Type.float64(6)))).get(0);
    List<Node> last = b.scan(body, 5, List.of(start), List.of(), List.of());
    Node positive = b.binary(Prim.LT, b.constant(0), b.sum(last.get(0)));
    Graph graph = b.build("f", b.ifElse(positive, body, other, List.of(last.get(0))));
    Tensor at = Tensor.of(new double[] {0.3, 0.1, 0.6, 0.2, 0.5, 0.4});
    agree(graph, List.of(at));
    Backends.compare(graph, List.of(at)).check();
  }

  @Test
  void opThatKnowsNothingOfBatchesIsDoneMemberByMember() {
    Graph graph = sorted(new Ordered(false));
    Graph many = Vmap.of(graph, 3, List.of(false, true));
    List<Tensor> seen = backend().compile(many).apply(X, Tensor.of(new double[] {1, -1, 2}));
    double[] factors = {1, -1, 2};
    for (int member = 0; member < 3; member++) {
      List<Tensor> one = Perform.evaluate(graph, List.of(X, Tensor.of(factors[member])));
      for (int k = 0; k < 8; k++) {
        assertThat(seen.get(0).at(8 * member + k)).isEqualTo(one.get(0).at(k));
        assertThat(seen.get(1).at(8 * member + k)).isEqualTo(one.get(1).at(k));
      }
    }
    Backends.compare(many, List.of(X, Tensor.of(factors))).check();
    Graph twice = Vmap.of(many, 2, List.of(true, true));
    GraphBuilder b = new GraphBuilder();
    Graph stacked = b.build("both", List.of(b.stack(List.of(b.constant(X), b.constant(X)))));
    Tensor pair = Perform.evaluate(stacked, List.of()).get(0);
    agree(twice, List.of(pair, Tensor.matrix(new double[][] {factors, {4, 5, 6}})));
  }

  @Test
  void resultsOfOtherTypesThanPromisedAreRefused() {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", b.apply(new Broken(), List.of(b.input("x", Type.float64(2)))));
    CompiledFunction compiled = backend().compile(graph);
    assertThatThrownBy(() -> compiled.apply(Tensor.of(new double[2])))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3116 Op 'Broken' gave [float64[]], not [float64[2]]\n"
                + "  Whatever computes it must give what 'types' promises for these operands.");
  }

  @Test
  void definitionOfAnOpIsRunAgainAndAgainAndTheOldOnesGoAway() throws Exception {
    List<WeakReference<Object>> old = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      old.add(new WeakReference<>(used(round)));
    }
    for (int i = 0; i < 100 && !cleared(old); i++) {
      System.gc();
      // Soft references to classes (of reflection, of lambdas) go only when memory is short.
      byte[][] pressure = new byte[64][];
      for (int k = 0; k < pressure.length; k++) {
        pressure[k] = new byte[1 << 18];
      }
    }
    assertThat(cleared(old)).isTrue();
  }

  private static boolean cleared(List<WeakReference<Object>> old) {
    return old.stream().allMatch(each -> each.get() == null);
  }

  /** Compiles and runs a graph with an op from a class loader of its own, which it returns. */
  private Object used(int round) throws Exception {
    ClassLoader cell = new CellLoader();
    Class<?> type = cell.loadClass(CellOp.class.getName());
    assertThat(type).isNotSameAs(CellOp.class);
    var constructor = type.getDeclaredConstructor(double.class);
    constructor.setAccessible(true);
    Op op = (Op) constructor.newInstance(round);
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", b.apply(op, List.of(b.input("x"))));
    Tensor y = backend().compile(graph).apply(Tensor.of(10)).get(0);
    assertThat(y.at(0)).isEqualTo(10 * round);
    return cell;
  }

  /** Defines {@link CellOp} anew, as a notebook does when a cell is run again. */
  private static final class CellLoader extends ClassLoader {
    CellLoader() {
      super(CellOp.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(CellOp.class.getName())) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/').concat(".class"))) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** Promises a vector and gives a scalar. */
  private record Broken() implements Op {
    @Override
    public String name() {
      return "Broken";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      return List.of(Tensor.of(1));
    }
  }
}
