package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Aliases that use aliases that use aliases: nothing that goes through a system runs out of stack.
 */
class LongChainsTest {
  private static final int LENGTH = 2_000;

  /** Returns x that decays at a rate of k + 2000, said in as many aliases. */
  private static SystemBuilder chain(String axes) {
    SystemBuilder builder = OpSystem.named("chain").state("x" + axes, "y" + axes).parameter("k");
    builder.alias("a0" + axes, "k * x / (x + y) + y / (x + y) * k");
    for (int i = 1; i <= LENGTH; i++) {
      builder.alias("a" + i + axes, "a" + (i - 1) + " + 1");
    }
    return builder;
  }

  private static final Values POINT = Values.of("x", 3, "y", 1, "k", 0.5);

  @Test
  void chainsInEquationsTransitionsAndOutputs() {
    OpSystem equations =
        chain("").equation("x", "-a2000 * x").equation("y", "a2000 * x").closed().build();
    OpSystem flows = chain("").transition("x -> y", "a2000").output("out", "a2000").build();
    for (OpSystem system : new OpSystem[] {equations, flows}) {
      // k x/(x + y) + k y/(x + y) = k, and 2000 ones
      assertThat(system.compile().rhs(0, POINT))
          .containsExactly(new double[] {-6001.5, 6001.5}, within(1e-9));
      assertThat(system.parts()).isNotEmpty();
      assertThat(system.summary()).isNotNull();
    }
  }

  @Test
  void chainsCanBeWrittenRenamedAndReadAgain() {
    OpSystem system = chain("").transition("x -> y", "a2000").build();
    OpSystem read = OpSystem.parse(system.renamed(Map.of("k", "rate")).toYaml());
    assertThat(read.compile().rhs(0, Values.of("x", 3, "y", 1, "rate", 0.5)))
        .containsExactly(new double[] {-6001.5, 6001.5}, within(1e-9));
    assertThat(OpSystem.text("chain", system.toText()).aliases()).hasSize(LENGTH + 1);
  }

  @Test
  void chainsCanBeDivided() {
    OpSystem divided =
        chain("").transition("flow: x -> y", "a2000").build().stratify("g", "p", "q").build();
    double[][] halves = {{2, 1}, {0.25, 0.75}};
    Values point = Values.of("x", halves[0], "y", halves[1], "k", 0.5);
    assertThat(divided.compile().rhs(0, point))
        .containsExactly(new double[] {-4001, -2000.5, 4001, 2000.5}, within(1e-9));
  }

  @Test
  void chainsOverAnAxisAreReadFromSpecs() {
    StringBuilder spec = new StringBuilder("axes: [{name: g, coords: [p, q]}]\nstate: ['x[g]']\n");
    spec.append("equations: {'x[g]': '-a2000[g]'}\naliases:\n  'a0[g]': k*x[g]\n");
    for (int i = 1; i <= LENGTH; i++) {
      spec.append("  'a" + i + "[g]': a" + (i - 1) + "[g] + 1\n");
    }
    OpSystem system = OpSystem.parse(spec.toString());
    double[] x = {2, 4};
    assertThat(system.compile().rhs(0, Values.of("x", x, "k", 0.5)))
        .containsExactly(new double[] {-2001, -2002}, within(1e-9));
    assertThat(OpSystem.parse(system.toYaml()).aliases()).hasSize(LENGTH + 1);
  }
}
