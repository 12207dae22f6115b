package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.expr.Checker;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Derivatives;
import episode.transform.LoopSamples;
import episode.transform.Vmap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every backend does alike with loops and branches. */
public abstract class LoopContract {
  private static final Type.ArrayOf COUNT = Type.array(DType.INT64, Shape.SCALAR);

  /** Returns the backend as users have it. */
  protected abstract Backend backend();

  /** Returns the backend in the form that rounds like the interpreter, operation by operation. */
  protected abstract Backend exact();

  /** Returns by how much values may differ, relative to the larger of 1 and themselves. */
  protected double tolerance() {
    return 0;
  }

  private void agree(Graph graph, List<Tensor> inputs) {
    List<Tensor> expected = Perform.evaluate(Checker.check(graph), inputs);
    for (Backend backend : List.of(exact(), backend())) {
      List<Tensor> actual = backend.compile(graph).apply(inputs);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(actual.get(i).type()).isEqualTo(expected.get(i).type());
        boolean single = expected.get(i).dtype() == DType.FLOAT32;
        double close = backend == exact() ? tolerance() : 1e-13;
        Agreement.check(graph, actual.get(i), expected.get(i), single ? 1e-5 : close);
      }
    }
  }

  private List<Tensor> run(Graph graph, Tensor... inputs) {
    agree(graph, List.of(inputs));
    return backend().compile(graph).apply(inputs);
  }

  /** Returns the sum so far and the running sums of scaled rows. */
  private static Graph sums(int length, boolean reverse) {
    GraphBuilder inner = new GraphBuilder();
    Node sum = inner.input("sum");
    Node next = inner.add(sum, inner.mul(inner.input("row"), inner.input("scale")));
    Graph body = inner.build("body", List.of(next, inner.mul(next, next)));
    GraphBuilder b = new GraphBuilder();
    Node rows = b.input("rows", Type.float64(length));
    Node start = b.input("start");
    return b.build(
        "sums",
        b.scan(body, length, List.of(start), List.of(rows), List.of(b.input("scale")), reverse));
  }

  @Test
  void scanCarriesAndStacksFromEitherEnd() {
    for (int length : new int[] {0, 1, 7}) {
      for (boolean reverse : new boolean[] {false, true}) {
        Random random = new Random(length);
        double[] rows = random.doubles(length).toArray();
        double sum = 0.5;
        double[] squares = new double[length];
        for (int k = 0; k < length; k++) {
          int row = reverse ? length - 1 - k : k;
          sum = sum + rows[row] * 3;
          squares[row] = sum * sum;
        }
        List<Tensor> seen =
            run(sums(length, reverse), Tensor.of(rows), Tensor.of(0.5), Tensor.of(3));
        // products may be added without rounding in between
        assertThat(seen.get(0).at(0)).isCloseTo(sum, within(1e-14 * sum));
        for (int row = 0; row < length; row++) {
          assertThat(seen.get(1).at(row)).isCloseTo(squares[row], within(1e-14 * squares[row]));
        }
      }
    }
  }

  @Test
  void scanTakesAllElementTypesAndShapes() {
    for (DType dtype : DType.values()) {
      Shape many = Shape.of(1, 2, 1, 2, 1, 2);
      for (Shape shape : List.of(Shape.SCALAR, Shape.of(3), Shape.of(5, 7), Shape.of(0, 2), many)) {
        GraphBuilder inner = new GraphBuilder();
        Node carry = inner.input("carry", Type.array(dtype, shape));
        Node row = inner.input("row", Type.array(dtype, shape));
        Node constant = inner.input("constant", Type.array(dtype, shape));
        Node least = inner.make(Prim.MIN, Node.NONE, List.of(carry, row));
        Node most = inner.make(Prim.MAX, Node.NONE, List.of(least, constant));
        Graph body = inner.build("body", List.of(most, least, row));
        GraphBuilder b = new GraphBuilder();
        Type rows = Type.array(dtype, shape.inserted(0, 4));
        Node start = b.input("start", Type.array(dtype, shape));
        Node all = b.input("rows", rows);
        Node fixed = b.input("fixed", Type.array(dtype, shape));
        Graph graph =
            b.build("mixed", b.scan(body, 4, List.of(start), List.of(all), List.of(fixed)));
        agree(graph, RandomGraphs.inputs(graph, 5));
      }
    }
  }

  @Test
  void carriesMayTradePlacesAndRowsBeViews() {
    GraphBuilder inner = new GraphBuilder();
    Node a = inner.input("a", Type.float64(20));
    Node c = inner.input("c", Type.float64(20));
    Node n = inner.input("n", COUNT);
    Node row = inner.input("row", Type.float64(20));
    Node turned = inner.transpose(inner.reshape(c, Shape.of(4, 5)), Ints.of(1, 0));
    Node swapped = inner.add(inner.reshape(turned, Shape.of(20)), row);
    Graph body = inner.build("body", List.of(swapped, a, inner.add(n, n), n, swapped));
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(20));
    Node y = b.input("y", Type.float64(20, 6));
    Node one = b.constant(Tensor.of(Shape.SCALAR, new long[] {1}));
    Node rows = b.transpose(y, Ints.of(1, 0));
    List<Node> outputs =
        b.scan(body, 6, List.of(x, b.mul(x, x), one), List.of(rows), List.of(), true);
    Graph graph = b.build("trade", outputs);
    List<Tensor> seen = run(graph, RandomGraphs.inputs(graph, 3).toArray(new Tensor[0]));
    assertThat(seen.get(2).longs()).containsExactly(64);
    assertThat(seen.get(3).longs()).containsExactly(32, 16, 8, 4, 2, 1);
  }

  @Test
  void scanNeedsNeitherCarriesNorRowsNorOutputs() {
    GraphBuilder inner = new GraphBuilder();
    Node x = inner.input("x", Type.float64(2));
    Graph row = inner.build("row", List.of(inner.sum(x)));
    GraphBuilder b = new GraphBuilder();
    Node rows = b.input("rows", Type.float64(3, 2));
    Node vector = b.input("vector", Type.float64(2));
    List<Node> outputs = new ArrayList<>();
    outputs.addAll(b.scan(row, 3, List.of(), List.of(rows), List.of()));
    outputs.addAll(b.scan(row, 2, List.of(), List.of(), List.of(vector)));
    Graph same = inner.build("same", List.of(x));
    outputs.addAll(b.scan(same, 5, List.of(vector), List.of(), List.of()));
    agree(b.build("bare", outputs), List.of(sixth(), Tensor.of(new double[] {4, 5})));
  }

  private static Tensor sixth() {
    return Tensor.of(Shape.of(3, 2), new double[] {1, 2, 3, 4, 5, 6});
  }

  /** Returns x^n by n products, inside a loop over n = 0 … rows − 1, of both signs of x. */
  private static Graph nested() {
    GraphBuilder product = new GraphBuilder();
    Node p = product.input("p");
    Graph times = product.build("times", List.of(product.mul(p, product.input("x"))));
    GraphBuilder less = new GraphBuilder();
    Node k = less.input("k", COUNT);
    less.input("p");
    Node n = less.input("n", COUNT);
    less.input("x");
    Graph condition = less.build("less", List.of(less.binary(Prim.LT, k, n)));
    GraphBuilder step = new GraphBuilder();
    Node count = step.input("k", COUNT);
    Node power = step.input("p");
    step.input("n", COUNT);
    Node x = step.input("x");
    Node one = step.constant(Tensor.of(Shape.SCALAR, new long[] {1}));
    Node next = step.scan(times, 1, List.of(power), List.of(), List.of(x)).get(0);
    Graph body = step.build("step", List.of(step.add(count, one), next));
    GraphBuilder outer = new GraphBuilder();
    Node sum = outer.input("sum");
    Node degree = outer.input("degree", COUNT);
    Node base = outer.input("x");
    Node zero = outer.constant(Tensor.of(Shape.SCALAR, new long[] {0}));
    List<Node> start = List.of(zero, outer.constant(1));
    List<Node> loop = outer.whileLoop(condition, body, 10, start, List.of(degree, base));
    List<Node> chosen = outer.ifElse(loop.get(2), plus(), minus(), List.of(sum, loop.get(1)));
    Graph round = outer.build("round", List.of(chosen.get(0), loop.get(2)));
    GraphBuilder b = new GraphBuilder();
    Node degrees = b.input("degrees", Type.array(DType.INT64, Shape.of(6)));
    Node at = b.input("x");
    return b.build(
        "nested", b.scan(round, 6, List.of(b.constant(0)), List.of(degrees), List.of(at)));
  }

  private static Graph plus() {
    GraphBuilder b = new GraphBuilder();
    return b.build("plus", List.of(b.add(b.input("a"), b.input("c"))));
  }

  private static Graph minus() {
    GraphBuilder b = new GraphBuilder();
    return b.build("minus", List.of(b.sub(b.input("a"), b.input("c"))));
  }

  @Test
  void loopsStandInLoops() {
    Tensor degrees = Tensor.of(Shape.of(6), new long[] {0, 1, 2, 3, 4, 10});
    List<Tensor> seen = run(nested(), degrees, Tensor.of(2));
    // no round at all: the number 1 is taken away
    assertThat(seen.get(0).at(0)).isEqualTo(-1 + 2 + 4 + 8 + 16 + 1024);
    assertThat(seen.get(1)).isEqualTo(degrees);
  }

  @Test
  void aLoopBeyondItsBoundIsRefused() {
    Tensor degrees = Tensor.of(Shape.of(6), new long[] {0, 1, 2, 3, 4, 11});
    CompiledFunction compiled = backend().compile(nested());
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> compiled.apply(degrees, Tensor.of(2)))
          .isInstanceOf(EpisodeException.class)
          .hasMessage(
              "E3117 The loop 'step' would go on after 10 rounds, its bound\n"
                  + "  Raise the bound, or see why 'less' stays true.");
    }
  }

  private static Graph sample(LoopSamples.Sample sample) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 3));
    return b.build("sample", sample.outputs(b, x, b.input("y", Type.float64(2, 3))));
  }

  @Test
  void derivativesOfLoopsAndBranchesAgreeWithTheirReference() {
    for (LoopSamples.Sample sample : LoopSamples.all()) {
      Graph graph = sample(sample);
      for (Graph first : List.of(Derivatives.jvp(graph), Derivatives.vjp(graph))) {
        agree(first, RandomGraphs.inputs(first, 9));
        Graph second = Derivatives.vjp(first);
        agree(second, RandomGraphs.inputs(second, 10));
      }
    }
  }

  @Test
  void batchesOfLoopsAndBranchesAgreeWithTheirReference() {
    for (LoopSamples.Sample sample : LoopSamples.all()) {
      for (int mask = 1; mask < 4; mask++) {
        List<Boolean> batched = List.of((mask & 1) == 1, (mask & 2) == 2);
        Graph batch = Vmap.of(sample(sample), 4, batched);
        agree(batch, RandomGraphs.inputs(batch, 11));
        Graph vjp = Derivatives.vjp(batch);
        agree(vjp, RandomGraphs.inputs(vjp, 12));
      }
    }
  }

  @Test
  void onlyTheBranchThatIsTakenIsEvaluated() {
    Graph graph = picking();
    Tensor x = Tensor.of(new double[] {3, 1, 4});
    Tensor outside = Tensor.of(Shape.SCALAR, new long[] {3});
    List<Tensor> seen = run(graph, Tensor.of(Shape.SCALAR, new boolean[] {false}), x, outside);
    assertThat(seen.get(0).at(0)).isEqualTo(8);
    CompiledFunction compiled = backend().compile(graph);
    Tensor yes = Tensor.of(Shape.SCALAR, new boolean[] {true});
    assertThatThrownBy(() -> compiled.apply(yes, x, outside)).hasMessageContaining("E3110");
  }

  /** Returns x[at], or else the sum of x: an index out of range is refused where it is read. */
  private static Graph picking() {
    GraphBuilder pick = new GraphBuilder();
    Node x = pick.input("x", Type.float64(3));
    Node at = pick.input("at", COUNT);
    Graph then = pick.build("pick", List.of(pick.make(Prim.GATHER, 0, List.of(x, at)), x));
    GraphBuilder total = new GraphBuilder();
    Node y = total.input("x", Type.float64(3));
    total.input("at", COUNT);
    Graph otherwise = total.build("total", List.of(total.sum(y), total.add(y, y)));
    GraphBuilder b = new GraphBuilder();
    Node condition = b.input("condition", Type.array(DType.BOOL, Shape.SCALAR));
    Node v = b.input("v", Type.float64(3));
    Node k = b.input("k", COUNT);
    return b.build("picking", b.ifElse(condition, then, otherwise, List.of(v, k)));
  }
}
