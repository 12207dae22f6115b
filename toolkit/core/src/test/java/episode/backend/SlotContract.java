package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every backend does with slots, tapes, calls of sub-graphs and ops. */
public abstract class SlotContract extends BackendContract {

  private static Tensor vector(double... values) {
    return Tensor.of(values);
  }

  private static Tensor ramp(int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = i + 1;
    }
    return Tensor.of(values);
  }

  @Test
  void functionReadsAllSlotsBeforeItWritesAny() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Node y = b.input("y");
    Graph swap = b.build("swap", List.of(y, x, b.add(x, y)));
    Program program = Program.named("p").function(swap, List.of("x", "y", "sum")).build();
    Call call = backend().compile(program).newCall();
    call.set(program.slot("x"), 2);
    call.set(program.slot("y"), 5);
    call.run(program.function("swap"));
    assertThat(call.get(program.slot("x"))).isEqualTo(5);
    assertThat(call.get(program.slot("y"))).isEqualTo(2);
    assertThat(call.get(program.slot("sum"))).isEqualTo(7);
  }

  @Test
  void arraysAreReadBeforeTheyAreWritten() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(20));
    Node y = b.input("y", Type.float64(20));
    Node reversedSum = b.add(y, b.broadcastTo(b.sum(x), Shape.of(20)));
    Node shifted = b.concat(List.of(b.slice(x, 0, 10, 20), b.slice(x, 0, 0, 10)), 0);
    Graph step = b.build("step", List.of(reversedSum, shifted));
    Program program = Program.named("p").function(step, List.of("x", "y")).build();
    Call call = backend().compile(program).newCall();
    call.write(program.slot("x"), ramp(20));
    call.run(0);
    assertThat(call.read(program.slot("x")))
        .isEqualTo(Tensor.filled(DType.FLOAT64, Shape.of(20), 210));
    double[] y1 = call.read(program.slot("y")).doubles();
    assertThat(y1[0]).isEqualTo(11);
    assertThat(y1[19]).isEqualTo(10);
  }

  @Test
  void arrayIsUpdatedInPlace() {
    GraphBuilder b = new GraphBuilder();
    Node y = b.input("y", Type.float64(50));
    Node next = b.add(y, b.mul(b.constant(0.5), b.mul(y, y)));
    Program program =
        Program.named("p").function(b.build("step", List.of(next)), List.of("y")).build();
    Call call = backend().compile(program).newCall();
    call.write(0, ramp(50));
    call.run(0);
    assertThat(call.read(0).doubles()[9]).isEqualTo(60);
  }

  @Test
  void matrixProductMayOverwriteItsOperand() {
    GraphBuilder b = new GraphBuilder();
    Node a = b.input("a", Type.float64(12, 12));
    Node turned = b.transpose(a, Ints.of(1, 0));
    Graph square = b.build("square", List.of(b.matmul(a, turned)));
    Program program = Program.named("p").function(square, List.of("a")).build();
    Call call = backend().compile(program).newCall();
    Tensor start = ramp(144).reshaped(Shape.of(12, 12));
    call.write(0, start);
    call.run(0);
    Tensor expected = episode.expr.Perform.evaluate(square, List.of(start)).get(0);
    Agreement.check(square, call.read(0), expected, tolerance());
  }

  @Test
  void callsOfOneProgramShareNothing() {
    GraphBuilder b = new GraphBuilder();
    Graph square = b.build("square", List.of(b.mul(b.input("x"), b.inputs().get(0))));
    Program program = Program.named("p").function(square, List.of("y")).build();
    CompiledProgram compiled = backend().compile(program);
    Call first = compiled.newCall();
    Call second = compiled.newCall();
    first.set(0, 3);
    second.set(0, 4);
    first.run(0);
    second.run(0);
    assertThat(first.get(1)).isEqualTo(9);
    assertThat(second.get(1)).isEqualTo(16);
  }

  @Test
  void rowsAndCopiesMoveBetweenCalls() {
    Program.Builder builder = Program.named("p");
    int matrix = builder.slot("m", Type.float64(3, 2));
    int row = builder.slot("r", Type.float64(2));
    int scalars = builder.slot("v", Type.float64(3));
    int scalar = builder.slot("s", Type.float64());
    CompiledProgram compiled = backend().compile(builder.build());
    Call a = compiled.newCall();
    Call c = compiled.newCall();
    a.write(row, vector(7, 8));
    a.set(scalar, 5);
    c.putRow(matrix, 1, a, row);
    c.putRow(scalars, 2, a, scalar);
    assertThat(c.read(matrix)).isEqualTo(Tensor.matrix(new double[][] {{0, 0}, {7, 8}, {0, 0}}));
    assertThat(c.read(scalars)).isEqualTo(vector(0, 0, 5));
    a.takeRow(row, c, matrix, 2);
    assertThat(a.read(row)).isEqualTo(vector(0, 0));
    a.takeRow(scalar, c, scalars, 2);
    assertThat(a.get(scalar)).isEqualTo(5);
    a.copy(c, matrix, matrix);
    assertThat(a.read(matrix)).isEqualTo(c.read(matrix));
  }

  @Test
  void writtenValueMustHaveTheTypeOfItsSlot() {
    Program.Builder builder = Program.named("p");
    builder.slot("m", Type.float64(3));
    Call call = backend().compile(builder.build()).newCall();
    assertThatThrownBy(() -> call.write(0, vector(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("slot 'm'")
        .hasMessageContaining("float64[2]");
  }

  @Test
  void opaqueSlotsHoldObjects() {
    Program.Builder builder = Program.named("p");
    int slot = builder.slot("o", new Type.Opaque("record"));
    Call call = backend().compile(builder.build()).newCall();
    Object value = new Object();
    call.object(slot, value);
    assertThat(call.object(slot)).isSameAs(value);
  }

  @Test
  void tapeGivesBackWhatWasPushed() {
    Program.Builder builder = Program.named("p");
    int y = builder.slot("y", Type.float64(20));
    int n = builder.slot("n", Type.array(DType.INT64, Shape.SCALAR));
    int h = builder.slot("h", Type.float64());
    Call call = backend().compile(builder.build()).newCall();
    Call.Tape tape = call.newTape(y, n, h);
    for (int i = 0; i < 1000; i++) {
      call.write(y, Tensor.filled(DType.FLOAT64, Shape.of(20), i));
      call.write(n, Tensor.filled(DType.INT64, Shape.SCALAR, 2 * i));
      call.set(h, -i);
      tape.push(call);
    }
    assertThat(tape.size()).isEqualTo(1000);
    assertThat(tape.bytes()).isGreaterThanOrEqualTo(1000 * 21 * 8);
    tape.thin();
    assertThat(tape.size()).isEqualTo(500);
    call.write(y, Tensor.filled(DType.FLOAT64, Shape.of(20), 5000));
    tape.push(call);
    tape.load(300, call, y, n, h);
    assertThat(call.read(y).doubles()[19]).isEqualTo(600);
    assertThat(call.read(n).longs()[0]).isEqualTo(1200);
    assertThat(call.get(h)).isEqualTo(-600);
    tape.load(500, call, y, n, h);
    assertThat(call.read(y).doubles()[0]).isEqualTo(5000);
  }

  @Test
  void tapeOfDoublesAloneIsThinned() {
    Program.Builder builder = Program.named("p");
    int y = builder.slot("y", Type.float64(3));
    Call call = backend().compile(builder.build()).newCall();
    Call.Tape tape = call.newTape(y);
    for (int i = 0; i < 7001; i++) {
      call.write(y, vector(i, 2 * i, 3 * i));
      tape.push(call);
    }
    tape.thin();
    tape.thin();
    assertThat(tape.size()).isEqualTo(1751);
    tape.load(1750, call, y);
    assertThat(call.read(y)).isEqualTo(vector(7000, 14000, 21000));
  }

  @Test
  void calledGraphsGiveWhatTheyWouldInPlace() {
    for (int length : new int[] {3, 400}) {
      GraphBuilder inner = new GraphBuilder();
      Node x = inner.input("x", Type.float64(10));
      Node s = inner.input("s");
      Node y = inner.mul(x, s);
      for (int i = 0; i < length; i++) {
        y = inner.add(inner.unary(episode.expr.Prim.SIN, y), inner.constant(i));
      }
      Graph callee = inner.build("callee", List.of(y, inner.sum(y), s));
      GraphBuilder b = new GraphBuilder();
      Node a = b.input("a", Type.float64(5, 2));
      Node k = b.input("k");
      Node flat = b.reshape(b.transpose(a, Ints.of(1, 0)), Shape.of(10));
      List<Node> first = b.call(callee, List.of(flat, k));
      List<Node> second = b.call(callee, List.of(first.get(0), first.get(1)));
      Graph caller =
          b.build("caller", List.of(second.get(0), first.get(1), second.get(1), second.get(2)));
      List<Tensor> inputs = List.of(ramp(10).reshaped(Shape.of(5, 2)), Tensor.of(0.25));
      List<Tensor> expected = episode.expr.Perform.evaluate(caller, inputs);
      List<Tensor> actual = exact().compile(caller).apply(inputs);
      for (int i = 0; i < expected.size(); i++) {
        Agreement.check(caller, actual.get(i), expected.get(i), tolerance());
      }
    }
  }

  @Test
  void opIsLowered() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(9));
    Node y = b.apply(new Halved(), List.of(x)).get(0);
    CompiledFunction half = backend().compile(b.build("half", List.of(b.add(y, y))));
    assertThat(half.apply(ramp(9)).get(0)).isEqualTo(ramp(9));
  }

  /** x / 2. */
  private record Halved() implements Op {
    @Override
    public String name() {
      return "Halved";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      double[] values = operands.get(0).toDoubles();
      for (int i = 0; i < values.length; i++) {
        values[i] /= 2;
      }
      return List.of(Tensor.of(operands.get(0).shape(), values));
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      return Optional.of(List.of(builder.div(operands.get(0), builder.constant(2))));
    }
  }
}
