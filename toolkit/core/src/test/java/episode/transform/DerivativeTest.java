package episode.transform;

import episode.expr.Graph;
import episode.expr.Prim;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every primitive: forward = differences, reverse = transposed forward, and both once more. */
class DerivativeTest {

  @ParameterizedTest
  @EnumSource(Prim.class)
  void forwardMatchesDifferencesAndReverseIsItsTranspose(Prim prim) {
    for (Samples.Sample sample : Samples.of(prim)) {
      Derivatives.check(sample.name(), sample.graph(), sample.point(), new SplittableRandom(7));
    }
  }

  @ParameterizedTest
  @EnumSource(Prim.class)
  void derivativesOfForwardDerivativesAreRight(Prim prim) {
    for (Samples.Sample sample : Samples.of(prim)) {
      Graph first = Derivatives.jvp(sample.graph());
      checkAgain(sample, "second of forward ", first);
    }
  }

  @ParameterizedTest
  @EnumSource(Prim.class)
  void derivativesOfReverseDerivativesAreRight(Prim prim) {
    for (Samples.Sample sample : Samples.of(prim)) {
      Graph first = Derivatives.vjp(sample.graph());
      checkAgain(sample, "second of reverse ", first);
    }
  }

  private static void checkAgain(Samples.Sample sample, String what, Graph first) {
    SplittableRandom random = new SplittableRandom(11);
    int given = sample.point().size();
    List<Tensor> point = new ArrayList<>(sample.point());
    point.addAll(Derivatives.randoms(first.inputs().subList(given, first.inputs().size()), random));
    Derivatives.check(what + sample.name(), first, point, random);
  }
}
