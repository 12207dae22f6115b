package episode.backend.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import episode.transform.Jvp;
import episode.transform.Vjp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every op and every primitive in every variant, of every element type, at ordinary and at awkward
 * points, on one backend: values and derivatives are the interpreter's, and derivatives those of
 * differences. A backend's test class inherits it and says which backend. What the backend cannot
 * do stands in a list among the resources (see {@link Availability}), and nothing else may be
 * missing. To write the list anew, run the test with the system property {@code episode.matrix}
 * naming the folder of the lists.
 */
public abstract class MatrixContract {
  /** Names a folder for the lists of what is available, to which they are written anew. */
  static final String FOLDER = "episode.matrix";

  private Availability listed;

  /** Returns the backend as users have it. */
  protected abstract Backend backend();

  /** Returns the name of the list; a backend of several modes has one for each. */
  protected String list() {
    return backend().name();
  }

  @TestFactory
  Stream<DynamicNode> everyOpInEveryVariantOfEveryType() {
    boolean known = System.getProperty(FOLDER) == null;
    listed = known ? Availability.read(list()) : Availability.of(backend());
    return Matrix.subjects().stream().map(this::tests);
  }

  @Test
  void whatIsAvailableIsWhatIsListed() throws IOException {
    String folder = System.getProperty(FOLDER);
    Availability seen = Availability.of(backend());
    if (folder != null) {
      Files.writeString(Path.of(folder, list() + ".txt"), seen.toString());
    } else {
      assertThat(seen.toString()).isEqualTo(Availability.read(list()).toString());
    }
  }

  private DynamicNode tests(Subject subject) {
    List<DynamicTest> tests = new ArrayList<>();
    for (DType dtype : Matrix.types(subject)) {
      if (!Matrix.takes(subject, dtype)) {
        tests.add(test(subject + ", " + dtype + ": not taken", () -> refused(subject, dtype)));
        continue;
      }
      if (!dtype.isFloating()) {
        tests.add(test(subject + ", " + dtype + ": no derivative", () -> discrete(subject, dtype)));
      }
      for (Cell cell : Matrix.cells(subject, dtype)) {
        tests.add(test(cell.toString(), () -> check(cell)));
      }
    }
    return DynamicContainer.dynamicContainer(subject.toString(), tests);
  }

  private static DynamicTest test(String name, org.junit.jupiter.api.function.Executable body) {
    return DynamicTest.dynamicTest(name, body);
  }

  private void check(Cell cell) {
    Graph graph = cell.graph();
    if (listed.lacks(cell)) {
      Backends.refuses(graph, backend(), "E3204");
      return;
    }
    List<Tensor> inputs = cell.inputs(graph);
    List<Tensor> expected = Perform.evaluate(graph, inputs);
    List<Tensor> seen = backend().compile(graph).apply(inputs);
    Agreement agreement = new Agreement(cell, graph, inputs);
    agreement.check(seen, expected);
    if (cell.point().smooth() && !Matrix.isSingle(graph)) {
      Measured.check(cell, inputs, seen);
    }
  }

  private static void refused(Subject subject, DType dtype) {
    Cell cell = new Cell(subject, subject.points().get(0), dtype, Quantity.VALUE);
    assertThatThrownBy(cell::graph)
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E3101 ");
  }

  /** Neither a tangent nor a cotangent of an integer is taken. */
  private static void discrete(Subject subject, DType dtype) {
    Graph f = new Cell(subject, subject.points().get(0), dtype, Quantity.VALUE).graph();
    GraphBuilder b = new GraphBuilder();
    List<Node> args = new ArrayList<>();
    List<Optional<Node>> tangents = new ArrayList<>();
    List<Boolean> active = new ArrayList<>();
    for (Node input : f.inputs()) {
      args.add(b.input(input.name(), input.type()));
      boolean chosen = !input.dtype().isFloating();
      tangents.add(chosen ? Optional.of(args.get(args.size() - 1)) : Optional.empty());
      active.add(chosen);
    }
    assertThatThrownBy(() -> Jvp.of(b, f, args, tangents)).hasMessageStartingWith("E3111 ");
    assertThatThrownBy(() -> Vjp.of(b, f, args, active)).hasMessageStartingWith("E3111 ");
  }
}
