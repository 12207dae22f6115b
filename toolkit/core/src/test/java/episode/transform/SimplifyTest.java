package episode.transform;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Checker;
import episode.expr.Graph;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimplifyTest {

  @ParameterizedTest
  @EnumSource(Prim.class)
  void valuesAndDerivativesOfEveryPrimitiveStay(Prim prim) {
    for (Samples.Sample sample : Samples.of(prim)) {
      Graph f = sample.graph();
      checkSame(sample.name(), f, sample.point());
      Graph jvp = Derivatives.jvp(f);
      checkSame(sample.name() + " jvp", jvp, extended(sample.point(), jvp));
      Graph vjp = Derivatives.vjp(f);
      checkSame(sample.name() + " vjp", vjp, extended(sample.point(), vjp));
      Graph second = Derivatives.jvp(Simplify.of(vjp));
      checkSame(sample.name() + " jvp of vjp", second, extended(sample.point(), second));
    }
  }

  private static List<Tensor> extended(List<Tensor> point, Graph graph) {
    List<Tensor> all = new ArrayList<>(point);
    all.addAll(
        Derivatives.randoms(
            graph.inputs().subList(point.size(), graph.inputs().size()), new SplittableRandom(3)));
    return all;
  }

  static void checkSame(String what, Graph graph, List<Tensor> point) {
    Graph simple = Checker.check(Simplify.of(graph));
    List<Tensor> expected = Perform.evaluate(graph, point);
    List<Tensor> seen = Perform.evaluate(simple, point);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(seen.get(i).type()).as(what).isEqualTo(expected.get(i).type());
      for (int k = 0; k < expected.get(i).shape().size(); k++) {
        double a = expected.get(i).at(k);
        double b = seen.get(i).at(k);
        // Products are reordered: some units in the last place of terms of size 1 to 10.
        boolean same = a == b || Double.isNaN(a) && Double.isNaN(b);
        assertThat(same || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a)))
            .as("%s: [%d][%d] was %s, is %s\n%s\n%s", what, i, k, a, b, graph, simple)
            .isTrue();
      }
    }
    Graph twice = Simplify.of(simple);
    assertThat(twice.nodes()).as("%s\n%s", what, simple).hasSameSizeAs(simple.nodes());
  }
}
