package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

/** Random systems, divided at random: what must stay as it was. */
class StrataPropertiesTest {
  /** Sums of some forty terms of size ten. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-10);

  @Property(seed = "1978", tries = 60)
  void anAxisOfOneElementChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    OpSystem system = StoichiometryTest.random(random);
    double[] y = StoichiometryTest.point(random, system.size());
    Values values = StoichiometryTest.values(system, random);
    OpSystem divided = system.stratify("only", "one").build();
    assertThat(OpSystemVectorsTest.rhs(divided, 0.5, y, values))
        .containsExactly(OpSystemVectorsTest.rhs(system, 0.5, y, values), ROUNDING);
  }

  @Property(seed = "1978", tries = 100)
  void totalsChangeAsBefore(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int strata, @ForAll boolean twice) {
    Random random = new Random(seed);
    OpSystem system = StoichiometryTest.random(random);
    Values values = StoichiometryTest.values(system, random);
    String[] elements = new String[strata];
    for (int i = 0; i < strata; i++) {
      elements[i] = "e" + i;
    }
    OpSystem divided = system.stratify("c", elements).build();
    if (twice) {
      divided = divided.stratify("d", "u", "v").share("u", "0.3").build();
    }
    double[] y = StoichiometryTest.point(random, divided.size());
    assertThat(totals(system, divided, OpSystemVectorsTest.rhs(divided, 0.5, y, values)))
        .containsExactly(
            OpSystemVectorsTest.rhs(system, 0.5, totals(system, divided, y), values), ROUNDING);
    assertThat(StoichiometryTest.moved(divided, y, values))
        .containsExactly(OpSystemVectorsTest.rhs(divided, 0.5, y, values), ROUNDING);
  }

  /** Returns the sums over the further axes, which come last in every state. */
  private static double[] totals(OpSystem system, OpSystem divided, double[] y) {
    double[] totals = new double[system.size()];
    int at = 0;
    int cell = 0;
    for (int i = 0; i < system.states().size(); i++) {
      int cells = system.states().get(i).size();
      int strata = divided.states().get(i).size() / cells;
      for (int c = 0; c < cells; c++, cell++) {
        for (int s = 0; s < strata; s++) {
          totals[cell] += y[at++];
        }
      }
    }
    return totals;
  }
}
