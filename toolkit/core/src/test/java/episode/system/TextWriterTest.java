package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TextWriterTest {

  private static OpSystem assertKept(OpSystem system) {
    String text = system.toText();
    OpSystem again = OpSystem.text(system.name(), text);
    assertThat(Meaning.of(again.definitions())).isEqualTo(Meaning.of(system.definitions()));
    assertThat(again.toText()).isEqualTo(text);
    return again;
  }

  @Property(seed = "1978", tries = 300)
  void aSystemWrittenAsTextAndReadIsTheSame(@ForAll @LongRange(min = 0) long seed) {
    assertKept(RandomSystems.builder(seed).build());
  }

  @Test
  void aStatementIsALine() {
    OpSystem system =
        OpSystem.named("flu")
            .time("week")
            .axis("age", "0-17", "a,b", "65+")
            .axis("place", 50)
            .axis("x", AxisPoints.grid(0, 1, 5))
            .axis("y", AxisPoints.points(0.5, 1))
            .axis("dose", AxisPoints.ordinal("none", "one"))
            .state("S[age]", "I[age]", "V", "u[x]", "v[y]", "w[place]", "d[dose]")
            .parameter("beta", "C[age, age]")
            .parameter("k", Trait.defaultValue(0.5), Trait.unit("1/week"), Trait.bounds(0, 5))
            .parameter("seed")
            .input("rain", Curve.LINEAR, new double[] {0, 30}, new double[] {0.5, 2})
            .alias("time_scale", "2")
            .alias("D[age, age:b]", "C[b, age] *\n  beta")
            .transition("infection: S -> I", "sum(b in age, D[age, b] * I[b]) * rain")
            .transition("I[age=65+] -> 0", "seed * time_scale")
            .births("S[age=\"a,b\"]", "k")
            .ageing("age", "k")
            .equation("V", "-k * V")
            .equation("u", "x")
            .operator("diffusion(v, y, k)")
            .equation("w", "0")
            .equation("d", "dose")
            .initial("I[age=0-17]", "seed")
            .output("all", "sum(S)")
            .build();
    assertKept(system);
    assertThat(system.toText())
        .isEqualTo(
            """
            time week
            axis age = 0-17, "a,b", 65+
            axis place = 50
            axis x = grid(0, 1, 5)
            axis y = points(0.5, 1)
            ordinal axis dose = none, one
            state S[age], I[age], V, u[x], v[y], w[place], d[dose]
            parameter beta, C[age, age]
            parameter k = 0.5 unit('1/week') bounds(0, 5)
            parameter seed
            input rain = linear([0, 30], [0.5, 2])
            time_scale = 2
            D[age, age:b] = C[b, age] * beta
            infection: S -> I : sum(b in age, D[age, b] * I[b]) * rain
            I[age=65+] -> 0 : seed * time_scale
            births: 0 -> S[age="a,b"] : k
            ageing: S -> S[age+1] : k
            ageing: I -> I[age+1] : k
            V' = -k * V
            u' = x
            w' = 0
            d' = dose
            operator diffusion(v, y, k)
            initial I[age=0-17] = seed
            output all = sum(S)
            """);
  }

  @Test
  void wordsAndSignsMayBeNamesAndLabels() {
    assertKept(
        OpSystem.named("words")
            .axis("stage", "in", "it's", "a = b", "x[1]", "#", " # two", "65+")
            .axis("axis", "7")
            .axis("one", "grid(0, 1, 5)")
            .state("output[stage]", "closed", "deaths")
            .alias("time", "2")
            .alias("axis_", "3")
            .alias("alias", "time + axis_")
            .transition("births: output -> closed", "alias")
            .transition("output[stage=in] -> output[stage=\"it's\"]", "time")
            .equation("deaths", "births_ * time")
            .alias("births_", "sum(output)")
            .build());
  }

  @Test
  void systemsOfSystemsAreWritten() {
    OpSystem host =
        OpSystem.named("host")
            .state("S", "I", "R")
            .parameter("beta", "gamma", "mu")
            .alias("N", "S + I + R")
            .transition("infection: S -> I", "beta * I / N")
            .transition("recovery: I -> R", "gamma")
            .deaths("mu")
            .births("S", "replacement")
            .initial("S", "100 - I")
            .build();
    assertKept(host);
    OpSystem aged = host.stratify("age", "young", "old").multiply("infection", "old", "2").build();
    assertKept(aged);
    assertKept(aged.stratify("vax", "none", "done").susceptibility("done", "0.5").build());
    assertKept(OpSystem.compose("two", host, host.prefixed("v_")));
  }

  @Test
  void specsAreWrittenInWordsOfTheBuilder() {
    OpSystem again =
        assertKept(
            OpSystem.parse(
                """
                kind: transitions
                axes: [{name: age, coords: [young, old]}]
                state: ["S[age]", "I[age]"]
                aliases: {"l[age]": "b * sum_over(C[age, age:a] * I[age:a], age=a)"}
                transitions: [{from: "S[age]", to: "I[age]", rate: "l[age] + S__age_young"}]
                """));
    assertThat(again.toText())
        .contains("l[age] = b * sum(a in age, C[age, a] * I[a])\n")
        .doesNotContain("# What");
  }

  @Test
  void whatIsSaidForEnginesIsLeftToAComment() {
    OpSystem system =
        OpSystem.parse("{state: [x], equations: {x: 1}, initial_state: {x: x0}, meta: {a: 1}}");
    assertThat(system.toText())
        .endsWith("# What the spec says for engines is not here: initial_state, meta\n");
  }

  @Test
  void whatItCannotSayIsAnError() {
    OpSystem copies =
        OpSystem.parse(
            """
            kind: transitions
            axes: [{name: strain, coords: [a, b]}]
            state: [S, "I[strain]"]
            transitions: [{from: S, to: "I[strain]", rate: k}]
            """);
    assertThatThrownBy(copies::toText)
        .hasMessage(
            """
            E2184 The text form cannot say 'S -> I : k'
              Axis 'strain' is only on the right.
              toYaml() writes every system.""");
    OpSystem days =
        OpSystem.parse(
            """
            axes: [{name: day, type: continuous, coords: [0, 10]}]
            time_axis: day
            state: [s]
            equations: {s: "b[day]"}
            """);
    assertThatThrownBy(days::toText)
        .hasMessage(
            """
            E2184 The text form cannot say 'axis day'
              An axis of points in time is called 'time'.
              toYaml() writes every system.""");
    OpSystem lines =
        OpSystem.named("q").axis("a", "one\ntwo", "b").state("x[a]").equation("x", "1").build();
    assertThatThrownBy(lines::toText)
        .hasMessageStartingWith("E2184 The text form cannot say 'one two'\n  A label has one");
  }

  @Test
  void flowsOfOneNameAreOneKindOfEvent() {
    OpSystem system =
        OpSystem.text(
            "flows",
            """
            state S, I
            deaths: S -> 0 : 0.1
            deaths: I -> 0 : 0.2
            """);
    assertThat(system.flow("deaths").axes()).isEmpty();
    assertThat(system.transitions()).hasSize(2);
    assertThatThrownBy(() -> OpSystem.text("x", "state S, I\ngo: S -> I : 1\ngo: I -> S : 1"))
        .hasMessageStartingWith("E2101 'go' is already a transition");
  }
}
