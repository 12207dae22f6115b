package episode.backend.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.CompiledFunction;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Derivatives;
import episode.transform.LoopSamples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every array that a loop or a branch makes is freed once, and none is used afterwards. */
class RoundsTest {
  private final Ledger ledger = new Ledger();
  private final ArrayBackend<Entry> backend = new ArrayBackend<>(ledger);

  @Test
  void loopsAndBranchesFreeWhatTheyMake() {
    Tensor x = Tensor.of(Shape.of(2, 3), new double[] {0.31, -0.72, 0.55, 0.83, -0.24, 0.12});
    Tensor y = Tensor.of(Shape.of(2, 3), new double[] {0.45, 0.67, -0.38, 0.21, -0.93, 0.74});
    for (LoopSamples.Sample sample : LoopSamples.all()) {
      GraphBuilder b = new GraphBuilder();
      Node left = b.input("x", Type.float64(2, 3));
      Node right = b.input("y", Type.float64(2, 3));
      Graph graph = b.build("f", sample.outputs(b, left, right));
      check(graph, List.of(x, y));
      Graph vjp = Derivatives.vjp(graph);
      List<Tensor> all = new ArrayList<>(List.of(x, y));
      for (Node output : graph.outputs()) {
        all.add(Tensor.filled(DType.FLOAT64, output.shape(), 0.5));
      }
      check(vjp, all);
    }
  }

  private void check(Graph graph, List<Tensor> inputs) {
    assertThat(backend.compile(graph).apply(inputs)).isEqualTo(Perform.evaluate(graph, inputs));
    assertThat(ledger.made).isPositive();
    assertThat(ledger.open).isZero();
  }

  @Test
  void anErrorInTheMiddleFreesThemToo() {
    GraphBuilder inner = new GraphBuilder();
    Node at = inner.input("at", Type.array(DType.INT64, Shape.SCALAR));
    Node row = inner.input("row", Type.float64(2));
    Node table = inner.input("table", Type.float64(4));
    Node found = inner.make(Prim.GATHER, 0, List.of(table, at));
    Node one = inner.constant(Tensor.of(Shape.SCALAR, new long[] {1}));
    Graph body = inner.build("body", List.of(inner.add(at, one), inner.mul(row, found)));
    GraphBuilder b = new GraphBuilder();
    Node start = b.input("start", Type.array(DType.INT64, Shape.SCALAR));
    Node rows = b.input("rows", Type.float64(3, 2));
    Node numbers = b.input("numbers", Type.float64(4));
    Graph graph = b.build("f", b.scan(body, 3, List.of(start), List.of(rows), List.of(numbers)));
    CompiledFunction compiled = backend.compile(graph);
    List<Tensor> in = new ArrayList<>();
    in.add(Tensor.of(Shape.SCALAR, new long[] {2}));
    in.add(Tensor.filled(DType.FLOAT64, Shape.of(3, 2), 1));
    in.add(Tensor.of(new double[4]));
    assertThatThrownBy(() -> compiled.apply(in)).hasMessageContaining("E3110");
    assertThat(ledger.open).isZero();
    in.set(0, Tensor.of(Shape.SCALAR, new long[] {1}));
    assertThat(compiled.apply(in).get(0).longs()).containsExactly(4);
    assertThat(ledger.open).isZero();
  }

  @Test
  void aLoopBeyondItsBoundFreesThemToo() {
    GraphBuilder always = new GraphBuilder();
    Node x = always.input("x");
    Graph condition = always.build("always", List.of(always.binary(Prim.EQ, x, x)));
    GraphBuilder twice = new GraphBuilder();
    Node y = twice.input("x");
    Graph body = twice.build("twice", List.of(twice.add(y, y)));
    GraphBuilder b = new GraphBuilder();
    List<Node> loop = b.whileLoop(condition, body, 4, List.of(b.input("x")), List.of());
    CompiledFunction compiled = backend.compile(b.build("f", loop));
    assertThatThrownBy(() -> compiled.apply(Tensor.of(1))).hasMessageContaining("E3117");
    assertThat(ledger.open).isZero();
  }

  /** An array that knows whether it has been freed. */
  private static final class Entry {
    private Tensor value;

    Entry(Tensor value) {
      this.value = value;
    }

    Tensor value() {
      assertThat(value).as("an array after it was freed").isNotNull();
      return value;
    }
  }

  /** Our own tensors, counted. */
  private static final class Ledger implements ArrayNamespace<Entry> {
    private final Restricted tensors = new Restricted(true);
    private int made;
    private int open;

    private Entry entry(Tensor value) {
      made++;
      open++;
      return new Entry(value);
    }

    @Override
    public String name() {
      return "ledger";
    }

    @Override
    public Entry of(Tensor value) {
      return entry(tensors.copy(value));
    }

    @Override
    public Tensor read(Entry array, Type.ArrayOf type) {
      return tensors.copy(array.value());
    }

    @Override
    public Entry apply(Node node, List<Entry> operands) {
      return entry(Perform.value(node, operands.stream().map(Entry::value).toList()));
    }

    @Override
    public Entry copy(Entry array) {
      return entry(tensors.copy(array.value()));
    }

    @Override
    public void putRow(Entry array, int row, Entry value) {
      tensors.putRow(array.value(), row, value.value());
    }

    @Override
    public Entry row(Entry array, int row, Type.ArrayOf type) {
      return entry(array.value().row(row));
    }

    @Override
    public void free(Entry array) {
      array.value();
      array.value = null;
      open--;
    }
  }
}
