package episode.backend.matrix;

import episode.backend.Backend;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every named op in every variant inside a loop, where its operands are rows: values, and the
 * derivatives that go back through the loop, are the interpreter's. A backend's test class inherits
 * it and says which backend.
 */
public abstract class LoopedOpsContract {
  private static final int LENGTH = 2;

  /** Returns the backend. */
  protected abstract Backend backend();

  @TestFactory
  Stream<DynamicTest> everyOpStandsInLoops() {
    return NamedOps.all().stream()
        .filter(subject -> Matrix.takes(subject, DType.FLOAT64) && !isDerivative(subject))
        .flatMap(subject -> tests(looped(subject)));
  }

  /** Whether an op stands for the derivative of another, which has it on its way back. */
  private static boolean isDerivative(Subject subject) {
    return subject.op().endsWith("Derivative");
  }

  private Stream<DynamicTest> tests(Subject subject) {
    return Stream.of(Quantity.VALUE, Quantity.VJP)
        .map(quantity -> new Cell(subject, subject.points().get(0), DType.FLOAT64, quantity))
        .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> check(cell)));
  }

  private void check(Cell cell) {
    Graph graph = cell.graph();
    List<Tensor> inputs = cell.inputs(graph);
    List<Tensor> expected = Perform.evaluate(graph, inputs);
    new Agreement(cell, graph, inputs).check(backend().compile(graph).apply(inputs), expected);
  }

  /** Returns the subject for each of two equal rows. */
  private static Subject looped(Subject subject) {
    Subject.Body body =
        (b, operands) -> {
          GraphBuilder inner = new GraphBuilder();
          List<Node> rows = new ArrayList<>();
          List<Node> inputs = new ArrayList<>();
          for (Node operand : operands) {
            inputs.add(inner.input("row " + inputs.size(), operand.type()));
            rows.add(b.stack(List.of(operand, operand)));
          }
          Graph round = inner.build("round", subject.body().of(inner, inputs));
          return b.scan(round, LENGTH, List.of(), rows, List.of());
        };
    List<Subject.Point> points = subject.points().subList(0, 1);
    return new Subject(subject.op(), subject.variant(), false, body, points);
  }
}
