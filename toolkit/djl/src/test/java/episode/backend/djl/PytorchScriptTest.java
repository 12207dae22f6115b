package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.CompiledFunction;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written, and how it is held. */
class PytorchScriptTest {
  private static final Backend PYTORCH = Backends.byName("pytorch");

  @Test
  void textSizesAndTimeAreExplained() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    Node sine = b.unary(Prim.SIN, x);
    Node sum = b.add(sine, b.mul(x, x));
    Graph graph = b.build("f", List.of(b.add(sum, b.mul(b.constant(0.1), sine))));
    assertThat(PYTORCH.compile(graph).explain())
        .startsWith("pytorch, program 'f': TorchScript on cpu, FLOAT64 held as FLOAT64, loaded in ")
        .contains(" ms\n  f0_f: 8 nodes\n  ")
        .endsWith(
            """
              def f0_f(self: __torch__.M, x: List[Tensor]) -> List[Tensor]:
                v0 = x[0]
                v1 = torch.sin(v0)
                v2 = torch.addcmul(v1, v0, v0, value=1)
                v3 = torch.add(v2, v1, alpha=0.1)
                return [v3]
            """);
  }

  @Test
  void constantsKeepEveryBit() {
    double[] awkward = {
      0.1, Math.PI, Double.MIN_VALUE, Double.MAX_VALUE, -0.0, Double.NaN, Double.POSITIVE_INFINITY
    };
    List<Node> outputs = new ArrayList<>();
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    outputs.add(b.constant(Tensor.of(awkward)));
    for (double each : awkward) {
      outputs.add(b.mul(x, b.constant(each)));
      outputs.add(b.constant(each));
    }
    Tensor longs = Tensor.of(Shape.of(2), new long[] {Long.MIN_VALUE, Long.MAX_VALUE});
    Tensor floats = Tensor.of(Shape.of(2), new float[] {0.1f, Float.MIN_VALUE});
    Tensor booleans = Tensor.of(Shape.of(3), new boolean[] {true, false, true});
    List.of(longs, floats, booleans).forEach(each -> outputs.add(b.constant(each)));
    List<Tensor> seen = PYTORCH.compile(b.build("f", outputs)).apply(Tensor.of(1));
    assertThat(seen.get(0)).isEqualTo(Tensor.of(awkward));
    for (int i = 0; i < awkward.length; i++) {
      assertThat(seen.get(2 * i + 1)).isEqualTo(Tensor.of(awkward[i]));
      assertThat(seen.get(2 * i + 2)).isEqualTo(Tensor.of(awkward[i]));
    }
    assertThat(seen.subList(2 * awkward.length + 1, seen.size()))
        .containsExactly(longs, floats, booleans);
  }

  @Test
  void singlePrecisionIsHeldOnRequest() {
    Backend single = new PytorchBackend().withType(DType.FLOAT32);
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2));
    Graph graph = b.build("f", List.of(b.add(x, b.constant(0x1p-30)), b.sum(b.mul(x, x))));
    CompiledFunction f = single.compile(graph);
    List<Tensor> seen = f.apply(Tensor.of(new double[] {1, 0.1}));
    assertThat(seen.get(0)).isEqualTo(Tensor.of(new double[] {1, 0.1f}));
    assertThat(seen.get(1).type()).isEqualTo(Type.float64());
    assertThat(seen.get(1).at(0)).isNotEqualTo(1.01).isCloseTo(1.01, within(1e-6));
    assertThat(f.explain()).contains("FLOAT64 held as FLOAT32");
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  /** PyTorch goes down such a chain recursively, and its stack is the thread's. */
  @Test
  void longChainsRunOnTheStackOfAnOrdinaryThread() throws Exception {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Node y = x;
    for (int i = 0; i < 5_000; i++) {
      y = b.add(b.mul(y, b.constant(0.5 + 0.01 * (i % 7))), x);
      y = b.unary(Prim.SIN, y);
    }
    Graph graph = b.build("chain", List.of(y));
    List<Tensor> seen = new ArrayList<>();
    Runnable run = () -> seen.addAll(PYTORCH.compile(graph).apply(Tensor.of(0.3)));
    Thread thread = new Thread(null, run, "ordinary", 512 << 10);
    thread.start();
    thread.join();
    Tensor expected = Backends.interpreter().compile(graph).apply(Tensor.of(0.3)).get(0);
    // each step halves the errors before it
    assertThat(seen.get(0).at(0)).isCloseTo(expected.at(0), within(1e-12));
  }

  @Test
  void resultsThatShowTheSameArrayShareNothing() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2));
    Node wide = b.broadcastTo(b.input("s"), Shape.of(3, 2));
    Graph graph = b.build("f", List.of(x, x, b.reshape(x, Shape.of(2, 1)), wide, b.add(wide, x)));
    CompiledFunction.Invocation use = PYTORCH.compile(graph).newCall();
    use.call().write(use.input(0), Tensor.of(new double[] {1, 2}));
    use.call().set(use.input(1), 7);
    use.run();
    use.call().putRow(use.output(3), 1, use.call(), use.output(0));
    assertThat(use.call().read(use.output(3)))
        .isEqualTo(Tensor.matrix(new double[][] {{7, 7}, {1, 2}, {7, 7}}));
    assertThat(use.call().read(use.output(1))).isEqualTo(Tensor.of(new double[] {1, 2}));
  }
}
