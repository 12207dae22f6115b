package episode.system;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Random specs give the numbers of their cells, taken one by one. */
class RandomSpecTest {

  private static void check(RandomSpec random, Map<String, Object> spec, boolean derivatives) {
    OpSystem system = OpSystem.parse(Json.write(spec));
    double[] y = random.y(system);
    NaiveCheck check = new NaiveCheck(spec, 1.7, y, random.params(system));
    check.rhs(system);
    if (derivatives) {
      check.derivatives(system);
    }
  }

  @Property(seed = "1978", tries = 300, shrinking = ShrinkingMode.OFF)
  void equationsAreTheirExpansionByCells(@ForAll long seed) {
    RandomSpec random = new RandomSpec(seed);
    check(random, random.equations(), false);
  }

  @Property(seed = "1978", tries = 300, shrinking = ShrinkingMode.OFF)
  void transitionsAreTheirExpansionByCells(@ForAll long seed) {
    RandomSpec random = new RandomSpec(seed);
    check(random, random.transitions(), false);
  }

  @Property(seed = "1978", tries = 60, shrinking = ShrinkingMode.OFF)
  void derivativesAreThoseOfTheExpansion(@ForAll long seed) {
    RandomSpec random = new RandomSpec(seed);
    check(random, seed % 2 == 0 ? random.equations() : random.transitions(), true);
  }
}
