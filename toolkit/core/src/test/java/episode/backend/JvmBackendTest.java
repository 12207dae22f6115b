package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.jvm.JvmBackend;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class JvmBackendTest extends OpContract {
  private static final JvmBackend JVM = JvmBackend.create();

  @Override
  protected Backend backend() {
    return JVM;
  }

  @Override
  protected Backend exact() {
    return JVM.asWritten();
  }

  @Property(tries = 300, seed = "1978", shrinking = ShrinkingMode.OFF)
  void fusedProductsDifferInTheLastBitsAlone(@ForAll long seed) {
    Graph graph = smooth(seed);
    List<Tensor> inputs = RandomGraphs.inputs(graph, seed);
    Tensor expected = Perform.evaluate(graph, inputs).get(0);
    Tensor fused = JVM.withFma(true).compile(graph).apply(inputs).get(0);
    // A sum of about 40 products of numbers up to 2: a few roundings of at most 2^-52 each.
    Agreement.check(graph, fused, expected, 1e-12);
  }

  /** Sums of products whose terms are positive, so that nothing cancels. */
  private static Graph smooth(long seed) {
    GraphBuilder b = new GraphBuilder();
    int n = (int) Math.floorMod(seed, 40L) + 1;
    Node x = b.input("x", Type.float64(n));
    Node y = b.input("y", Type.float64(n));
    Node s = b.input("s");
    Node sum = b.add(b.mul(x, y), b.mul(s, x));
    sum = b.add(sum, b.mul(b.constant(0.5), b.sub(b.mul(x, b.constant(3)), b.neg(b.mul(y, y)))));
    return b.build("smooth", List.of(sum));
  }

  @Test
  void longStraightLineGraphIsCutIntoShortMethods() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    List<Node> recent = new ArrayList<>(List.of(x, b.input("y")));
    for (int i = 0; i < 10_000; i++) {
      Node older = recent.get(Math.max(0, recent.size() - 1 - i % 17));
      Node scaled = b.mul(recent.get(recent.size() - 1), b.constant(0.5 + i % 7 * 0.01));
      recent.add(i % 5 == 0 ? b.unary(Prim.SIN, older) : b.add(scaled, older));
    }
    Graph graph = b.build("long", recent.subList(recent.size() - 5, recent.size()));
    List<Tensor> inputs = List.of(Tensor.of(0.3), Tensor.of(0.7));
    CompiledFunction compiled = exact().compile(graph);
    assertThat(compiled.apply(inputs)).isEqualTo(Perform.evaluate(graph, inputs));
    assertThat(largest(compiled.explain())).isLessThan(1500);
  }

  @Test
  void longSumIsCutToo() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Node sum = x;
    for (int i = 1; i < 10_000; i++) {
      sum = b.add(sum, b.constant(i));
    }
    CompiledFunction compiled = exact().compile(b.build("sum", List.of(sum)));
    assertThat(compiled.apply(Tensor.of(1.0)).get(0).at(0)).isEqualTo(10_000 * 9_999 / 2 + 1);
    assertThat(largest(compiled.explain())).isLessThan(1500);
  }

  @Test
  void manyArraysOfOneShapeAreSpreadOverLoops() {
    GraphBuilder b = new GraphBuilder();
    List<Node> nodes = new ArrayList<>(List.of(b.input("x", Type.float64(40))));
    for (int i = 0; i < 600; i++) {
      Node last = nodes.get(nodes.size() - 1);
      Node scaled = b.mul(last, b.constant(0.9 + 0.0001 * i));
      nodes.add(b.add(b.unary(Prim.COS, scaled), nodes.get(nodes.size() / 2)));
    }
    Graph graph = b.build("wide", nodes.subList(nodes.size() - 40, nodes.size()));
    List<Tensor> inputs = RandomGraphs.inputs(graph, 1);
    CompiledFunction compiled = exact().compile(graph);
    assertThat(compiled.apply(inputs)).isEqualTo(Perform.evaluate(graph, inputs));
    assertThat(largest(compiled.explain())).isLessThan(3000);
  }

  private static int largest(String explanation) {
    Matcher matcher = Pattern.compile("(\\d+) bytes\n").matcher(explanation);
    int largest = 0;
    for (String line : explanation.split("\n")) {
      if (!line.contains("memory")) {
        matcher = Pattern.compile(": (\\d+) bytes").matcher(line);
        largest = matcher.find() ? Math.max(largest, Integer.parseInt(matcher.group(1))) : largest;
      }
    }
    return largest;
  }

  @Test
  void codeGrowsWithTheGraphAndNotWithTheCells() {
    assertThat(size(1000)).isLessThan(size(30) + 40);
  }

  private int size(int n) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(n, n));
    Node v = b.input("v", Type.float64(n, 1));
    Node y = b.mul(b.matmul(x, v), b.unary(Prim.EXP, v));
    CompiledFunction compiled = backend().compile(b.build("cells", List.of(y, b.sum(x))));
    return largest(compiled.explain());
  }

  @Test
  void generatedClassesGoAwayWithTheLastReference() throws InterruptedException {
    WeakReference<CompiledFunction> last = null;
    for (int i = 0; i < 50; i++) {
      GraphBuilder b = new GraphBuilder();
      Node y = b.mul(b.input("x"), b.constant(i));
      last = new WeakReference<>(backend().compile(b.build("f", List.of(y))));
      assertThat(last.get().apply(Tensor.of(2.0)).get(0).at(0)).isEqualTo(2.0 * i);
    }
    for (int i = 0; i < 100 && last.get() != null; i++) {
      System.gc();
      Thread.yield();
    }
    assertThat(last.get()).isNull();
  }

  @Test
  void explanationNamesMethodsAndSizes() {
    GraphBuilder b = new GraphBuilder();
    Node y = b.mul(b.input("x"), b.constant(3));
    String text = backend().compile(b.build("triple", List.of(y))).explain();
    assertThat(text).contains("jvm, program 'triple'").contains("f0_triple").contains(" ms");
  }

  @Test
  void fusedMultiplyAddCanBeSwitchedOff() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Graph graph = b.build("residue", List.of(b.sub(b.mul(x, x), b.input("y"))));
    double root = 1 + Math.ulp(1.0);
    List<Tensor> inputs = List.of(Tensor.of(root), Tensor.of(root * root));
    assertThat(JVM.withFma(false).compile(graph).apply(inputs).get(0).at(0)).isZero();
    double rest = JVM.withFma(true).compile(graph).apply(inputs).get(0).at(0);
    assertThat(rest).isEqualTo(Math.ulp(1.0) * Math.ulp(1.0));
  }
}
