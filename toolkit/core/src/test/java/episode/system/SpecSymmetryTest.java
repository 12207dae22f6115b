package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;

/** What does not change when a model is written in another way. */
class SpecSymmetryTest {
  private static final String AXES =
      "axes: [{name: age, coords: [a, b, c]}, {name: vax, coords: [u, v]}]\n";
  private static final String MODEL =
      """
      kind: transitions
      state: ["S[age,vax]", "I[age,vax]"]
      aliases:
        "lam[age]": "beta * apply_along(C[age, age:a] * I[age:a, vax:q], age=a, vax=q)"
      transitions:
        - {from: "S[age,vax]", to: "I[age,vax]", rate: "lam[age] * (1 - ve[vax])"}
        - {from: "I[age,vax]", to: null, rate: "g[age]"}
        - {coord_shift: {vax: u -> v}, apply_to: [S, I], rate: "nu[age]"}
      """;

  private static double[] random(Random random, int size) {
    return random.doubles(size, 0.1, 1).toArray();
  }

  @Property(seed = "1978", tries = 50)
  void anotherOrderOfAxesPermutesTheResult(@ForAll long seed) {
    Random random = new Random(seed);
    Values values =
        Values.of("beta", 0.5, "ve", random(random, 2), "g", random(random, 3))
            .with("nu", random(random, 3))
            .with("C", new double[][] {random(random, 3), random(random, 3), random(random, 3)});
    double[] y = random(random, 12);
    OpSystem one = OpSystem.parse(AXES + MODEL);
    OpSystem other =
        OpSystem.parse(
            AXES
                + MODEL
                    .replace("[age,vax]", "[vax,age]")
                    .replace(":a, vax:q]", ":a]")
                    .replace("I[age:a]", "I[vax:q, age:a]"));
    double[] seen = one.compile().rhs(0, y, values);
    double[] permuted = other.compile().rhs(0, turned(y, 3, 2), values);
    // the order of additions differs
    assertThat(permuted).containsExactly(turned(seen, 3, 2), Offset.offset(1e-13));
  }

  /** Returns each block of rows × columns with its axes exchanged. */
  private static double[] turned(double[] y, int rows, int columns) {
    double[] turned = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      int block = i / (rows * columns) * rows * columns;
      int row = (i - block) / columns;
      int column = (i - block) % columns;
      turned[block + column * rows + row] = y[i];
    }
    return turned;
  }

  @Property(seed = "1978", tries = 50)
  void anAxisOfOneElementChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    Values values =
        Values.of("beta", 0.5, "ve", random(random, 2), "g", random(random, 3))
            .with("nu", random(random, 3))
            .with("C", new double[][] {random(random, 3), random(random, 3), random(random, 3)});
    double[] y = random(random, 12);
    String more = AXES.replace("axes: [", "axes: [{name: one, coords: [only]}, ");
    OpSystem wider =
        OpSystem.parse(
            more
                + MODEL
                    .replace("[age,vax]", "[age,one,vax]")
                    .replace("I[age:a, vax:q], age=a", "I[age:a, one:o, vax:q], age=a, one=o"));
    double[] seen = OpSystem.parse(AXES + MODEL).compile().rhs(0, y, values);
    // the order of additions may differ
    assertThat(wider.compile().rhs(0, y, values)).containsExactly(seen, Offset.offset(1e-13));
  }
}
