package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Tensor;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Random systems written as specs and read again. */
class RoundTripPropertiesTest {

  @Property(seed = "1978", tries = 300)
  void aSystemWrittenAndReadIsTheSame(@ForAll @LongRange(min = 0) long seed) {
    SpecWriterTest.assertKept(RandomSystems.builder(seed).build());
  }

  @Property(seed = "1978", tries = 60)
  void theRightHandSideIsTheSameToTheLastDigit(@ForAll @LongRange(min = 0) long seed) {
    OpSystem system = RandomSystems.builder(seed).build();
    Random random = new Random(seed);
    double[] y = random.doubles(system.size(), 0.1, 3).toArray();
    Values values = Values.of();
    for (Template parameter : system.parameters()) {
      double[] numbers = random.doubles(parameter.size(), 0.1, 2).toArray();
      values = values.with(parameter.name(), Tensor.of(parameter.shape(), numbers));
    }
    OpSystem again = SpecWriterTest.readAgain(system);
    assertThat(OpSystemVectorsTest.rhs(again, 1.5, y, values))
        .containsExactly(OpSystemVectorsTest.rhs(system, 1.5, y, values));
  }
}
