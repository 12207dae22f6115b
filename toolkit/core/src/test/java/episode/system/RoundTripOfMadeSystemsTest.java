package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.EpisodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Systems that were made of other systems, written as specs and read again. */
class RoundTripOfMadeSystemsTest {

  /** Flows between states that differ in axes cannot all be divided: those that can are kept. */
  private static void keep(Stratification strata) {
    OpSystem system;
    try {
      system = strata.build();
    } catch (EpisodeException e) {
      assertThat(e.problems())
          .allMatch(problem -> problem.code().matches("E21(45|46|47|48|49|4[0-4])|E12.."));
      return;
    }
    SpecWriterTest.assertKept(system);
  }

  @Property(seed = "1978", tries = 150)
  void aStratifiedSystem(@ForAll @LongRange(min = 0) long seed) {
    OpSystem system = RandomSystems.builder(seed).build();
    keep(system.stratify("vax", "none", "done once"));
    keep(system.stratify("x1", AxisPoints.grid(0, 1, 3)));
    if (!system.transitions().isEmpty()) {
      String flow = system.transitions().get(0).label();
      Stratification strata = system.stratify("vax", "none", "done").parameter("m[vax, vax]", "ve");
      keep(strata.infection(flow).mixing("m").multiply(flow, "done", "1 - ve"));
      keep(strata.infection(flow).susceptibility("done", "1 - ve").overwrite(flow, "none", "ve"));
      keep(system.stratify("strain", "a", "b").only("I").strains());
    }
  }

  @Property(seed = "1978", tries = 150)
  void aRenamedAndAComposedSystem(@ForAll @LongRange(min = 0) long seed) {
    OpSystem system = RandomSystems.builder(seed).build();
    OpSystem other = system.prefixed("b_");
    SpecWriterTest.assertKept(other);
    SpecWriterTest.assertKept(OpSystem.compose("both", system, other));
    Map<String, String> names = new TreeMap<>(Map.of("age", "class", "S", "Sus", "N", "All"));
    SpecWriterTest.assertKept(system.renamed(names));
  }

  private static OpSystem past() {
    return OpSystem.named("past")
        .axis("age", "young", "old")
        .state("S[age]", "I[age]", "R[age]")
        .parameter("tau", "beta", "C[age, age]")
        .alias("D[age, age:b]", "C[age, b] + C[b, age]")
        .alias("lam[age]", "beta * sum(b in age, D[age, b] * delay(I[b], tau) / sum(S + I + R))")
        .transition("infection: S -> I", "lam")
        .transition("recovery: I -> R", "convolve_history(infection_past, kernel=K, window=30)")
        .alias("infection_past[age]", "beta * I")
        .build();
  }

  @Test
  void systemsWithAPast() {
    OpSystem system = past().renamed("infection_past", "before");
    List<OpSystem> all = new ArrayList<>(List.of(system, system.prefixed("a_")));
    all.add(OpSystem.compose("two", system, system.prefixed("b_", "C", "D", "tau")));
    all.add(system.stratify("vax", "none", "done").build());
    all.forEach(SpecWriterTest::assertKept);
  }

  @Test
  void inputsWithDatesInAComposedAndStratifiedSystem() {
    Map<String, Object> rows =
        Map.of(
            "day", new String[] {"2020-03-01", "2020-03-11"}, "rate", new double[] {0.3, 0.1 / 3});
    OpSystem dated =
        OpSystem.named("dated")
            .state("S", "I")
            .input("beta", Curve.LINEAR, rows, At.at("day", At.from("2020-02-20")), "rate")
            .transition("infection: S -> I", "beta * I / (S + I)")
            .build();
    SpecWriterTest.assertKept(dated);
    SpecWriterTest.assertKept(dated.stratify("vax", "none", "done").build());
    SpecWriterTest.assertKept(OpSystem.compose("both", dated, dated.prefixed("b_")));
  }

  @Test
  void aSystemThatNoSpecSaysIsAnErrorWithTheFirstDifference() {
    assertThat(SpecCheck.refusal("x", "equation x of x = 1, and not: equation x of x = 2"))
        .hasMessage(
            """
            E2523 System 'x' cannot be written as a spec
              The spec would say equation x of x = 1, and not: equation x of x = 2
              This is a limit of toYaml(): keep the text or the code that makes the system, or write that part in another way.""");
    OpSystem one = OpSystem.named("x").state("x").equation("x", "1").build();
    OpSystem two = OpSystem.named("x").state("x").equation("x", "2").build();
    assertThat(new SpecCheck(two).difference(two.toYaml())).isEmpty();
    assertThat(new SpecCheck(two).difference(one.toYaml()))
        .contains("equation x of x = 1, and not: equation x of x = 2");
    assertThat(new SpecCheck(two).difference("state: [x"))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("a text that cannot be read: E2501"));
  }
}
