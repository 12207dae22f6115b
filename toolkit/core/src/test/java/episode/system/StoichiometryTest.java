package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Perform;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StoichiometryTest {
  /** Sums of some twenty terms of size ten. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-11);

  /** Returns the sum over flows of what they add to and take from every cell. */
  static double[] moved(OpSystem system, double[] y, Values values) {
    List<Tensor> inputs = new ArrayList<>(List.of(Tensor.of(0.5)));
    inputs.addAll(OpSystemVectorsTest.states(system, y));
    inputs.addAll(Bindings.parameters(system, values));
    List<Tensor> flows = Perform.evaluate(system.flowValues(), inputs);
    double[] change = new double[y.length];
    for (int i = 0; i < flows.size(); i++) {
      Stoichiometry cells = system.stoichiometry().get(i);
      for (int element = 0; element < cells.from().length; element++) {
        double flow = flows.get(i).at(element);
        if (cells.from()[element] >= 0) {
          change[cells.from()[element]] -= flow;
        }
        if (cells.to()[element] >= 0) {
          change[cells.to()[element]] += flow;
        }
      }
    }
    return change;
  }

  /** Random transitions between states over random axes, pinned and shifted ones among them. */
  static OpSystem random(Random random) {
    SystemBuilder builder =
        OpSystem.named("random")
            .axis("a", 1 + random.nextInt(3))
            .axis("b", "x", "y")
            .parameter("p", "q[a]")
            .state("S[a, b]", "I[a, b]", "A[a]", "B[b]", "D");
    String[] arrows = {
      "S -> I",
      "I -> S",
      "S -> D",
      "I -> A",
      "I -> B",
      "A -> D",
      "D -> 0",
      "0 -> D",
      "0 -> S",
      "S[b=x] -> S[b=y]",
      "S[b=x] -> A",
      "A[a] -> A[a+1]",
      "S[a] -> S[a+1]",
      "A -> I[b=y]",
      "B -> D"
    };
    String[] rates = {
      "p", "p * sum(I) / (1 + sum(S))", "sum(q * A) + t", "exp(-D)", "max(B) * p", "p * D / sum(B)"
    };
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      String name = random.nextBoolean() ? "f" + i + ": " : "";
      builder.transition(
          name + arrows[random.nextInt(arrows.length)], rates[random.nextInt(rates.length)]);
    }
    return builder.build();
  }

  static double[] point(Random random, int n) {
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = 0.5 + 3 * random.nextDouble();
    }
    return y;
  }

  static Values values(OpSystem system, Random random) {
    Values values = Values.of("p", random.nextDouble());
    int ages = system.parameters().get(1).size();
    return values.with("q", point(random, ages));
  }

  @Property(seed = "1978", tries = 100)
  void theRightHandSideIsFlowsTimesStoichiometry(@ForAll long seed) {
    Random random = new Random(seed);
    OpSystem system = random(random);
    double[] y = point(random, system.size());
    Values values = values(system, random);
    assertThat(moved(system, y, values))
        .containsExactly(OpSystemVectorsTest.rhs(system, 0.5, y, values), ROUNDING);
  }

  @Test
  void nobodyLeavesTheLastStepOfAnAxis() {
    OpSystem ageing =
        OpSystem.named("x")
            .axis("age", "a", "b", "c")
            .state("S[age]", "D")
            .transition("S[age] -> S[age+1]", "1")
            .transition("S -> D", "1")
            .build();
    List<Stoichiometry> cells = ageing.stoichiometry();
    assertThat(cells.get(0).from()).containsExactly(0, 1, -1);
    assertThat(cells.get(0).to()).containsExactly(1, 2, -1);
    assertThat(cells.get(1).from()).containsExactly(0, 1, 2);
    assertThat(cells.get(1).to()).containsExactly(3, 3, 3);
  }
}
