package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ops that a cell defines and registers, run again and again. */
public class OpCellTest {

  /** The classes of the op, in the order of their definition; the cells fill it. */
  public static final List<WeakReference<Class<?>>> CLASSES = new ArrayList<>();

  private static final String CELL =
      """
      record Scaled(double factor) implements Op {
        public String name() { return "Scaled"; }
        public List<Type> types(List<Type> operands) { return operands; }
        public List<Tensor> perform(List<Tensor> operands) {
          Tensor x = operands.get(0);
          double[] y = new double[x.toDoubles().length];
          for (int i = 0; i < y.length; i++) y[i] = %1$d * factor * x.at(i);
          return List.of(Tensor.of(x.shape(), y));
        }
        public Optional<List<Node>> lower(GraphBuilder nodes, List<Node> operands) {
          Node all = nodes.constant(%1$d * factor);
          return Optional.of(List.of(nodes.mul(all, operands.get(0))));
        }
      }
      var scaled = new GraphBuilder();
      var input = scaled.input("x");
      var graph = scaled.build("scaled", scaled.apply(new Scaled(2), List.of(input)));
      NodeRule rule = (op, nodes, operands) ->
          List.of(nodes.mul(nodes.constant(%1$d * ((Scaled) op).factor()), operands.get(0)));
      var mine = Backends.jvm().with("Scaled", rule);
      episode.kernel.OpCellTest.CLASSES.add(new java.lang.ref.WeakReference<>(Scaled.class));
      Backends.compare(graph, List.of(Tensor.of(5)), mine).check();
      mine.compile(graph).apply(Tensor.of(5)).get(0).at(0)
      """;

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(SessionOptions.standard());
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @BeforeEach
  void forget() {
    CLASSES.clear();
  }

  private static String value(String source) {
    Recorder recorder = new Recorder();
    session
        .execute(source, recorder)
        .failure()
        .ifPresent(
            failure -> {
              throw new AssertionError(Bench.plain(failure));
            });
    return recorder.value();
  }

  @Test
  void theSameCellRunsFiveTimes() {
    for (int run = 0; run < 5; run++) {
      assertThat(value(CELL.formatted(3))).isEqualTo("30.0");
    }
  }

  @Test
  void aChangedCellRunsFiveTimesAndItsOldClassesAreCollected() {
    for (int run = 1; run <= 5; run++) {
      assertThat(value(CELL.formatted(run))).isEqualTo(10.0 * run + "");
    }
    assertThat(CLASSES).hasSize(5);
    List<WeakReference<Class<?>>> old = CLASSES.subList(0, 4);
    for (int i = 0; i < 50 && old.stream().anyMatch(one -> one.get() != null); i++) {
      System.gc();
    }
    assertThat(old).allSatisfy(one -> assertThat(one.get()).isNull());
    assertThat(CLASSES.get(4).get()).isNotNull();
  }
}
