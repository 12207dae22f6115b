package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Perform;
import episode.expr.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class RhsApartTest {
  private static final OpSystem SIR =
      OpSystem.named("SIR with deaths counted")
          .state("S", "I", "R", "D")
          .parameter("beta", "gamma", "births")
          .transition("infection: S -> I", "beta * I")
          .transition("recovery: I -> R", "gamma")
          .transition("0 -> S", "births")
          .equation("D", "0.5 * I")
          .build();

  @Test
  void gainsOfSomeFlowsStandApartFromEverythingElse() {
    List<Tensor> inputs =
        List.of(
            Tensor.of(0.0),
            Tensor.of(8.0),
            Tensor.of(2.0),
            Tensor.of(0.0),
            Tensor.of(0.0),
            Tensor.of(0.25),
            Tensor.of(0.5),
            Tensor.of(3.0));
    List<Transition> infection = List.of(SIR.transition("infection"));
    assertThat(numbers(Perform.evaluate(SIR.rhsApart(infection), inputs)))
        .containsExactly(0, 4, 0, 0, 3 - 4, -1, 1, 1);
    assertThat(numbers(Perform.evaluate(SIR.rhs(), inputs))).containsExactly(-1, 3, 1, 1);
  }

  private static double[] numbers(List<Tensor> tensors) {
    return tensors.stream().mapToDouble(tensor -> tensor.at(0)).toArray();
  }
}
