package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.transform.Gradients;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every engine has to make of a model with ages: its numbers, and those in many threads. */
public abstract class AgeModelContract {

  /** Returns the backend. */
  protected abstract Backend backend();

  @Test
  void rightHandSideJacobiansAndReverseDerivativesOfAnAgeModelAgree() {
    Graph seir = SeirByAge.rhs();
    List<Tensor> point = SeirByAge.point();
    Backends.compare(seir, point, backend()).check().complete();
    List<String> all = seir.inputs().stream().map(Node::name).toList();
    for (Gradients.Direction direction : Gradients.Direction.values()) {
      Graph jacobian = Gradients.jacobian(seir, all, direction);
      List<Tensor> expected = Backends.interpreter().compile(jacobian).apply(point);
      List<Tensor> seen = backend().compile(jacobian).apply(point);
      for (int k = 0; k < expected.size(); k++) {
        double[] reference = expected.get(k).doubles();
        for (int i = 0; i < reference.length; i++) {
          double scale = Math.max(1, Math.abs(reference[i]));
          // another order of additions in matrix products
          assertThat(seen.get(k).at(i)).isCloseTo(reference[i], within(1e-12 * scale));
        }
      }
    }
  }

  @Test
  void callsOfSeveralThreadsDoNotDisturbEachOther() {
    CompiledFunction seir = backend().compile(SeirByAge.rhs());
    List<Tensor> expected = seir.apply(SeirByAge.point());
    List<List<Tensor>> seen =
        IntStream.range(0, 400).parallel().mapToObj(turn -> seir.apply(SeirByAge.point())).toList();
    assertThat(seen).allMatch(expected::equals);
  }
}
