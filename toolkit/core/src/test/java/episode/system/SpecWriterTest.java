package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecWriterTest {

  static OpSystem readAgain(OpSystem system) {
    return OpSystem.parse(system.toYaml());
  }

  /** Equal meanings, and equal texts: writing what was read changes nothing more. */
  static void assertKept(OpSystem system) {
    OpSystem again = readAgain(system);
    assertThat(Meaning.of(again.definitions())).isEqualTo(Meaning.of(system.definitions()));
    assertThat(again.metadata()).isEqualTo(system.metadata());
    assertThat(again.toYaml()).isEqualTo(system.toYaml());
    if (system.isNamed()) {
      assertThat(again.name()).isEqualTo(system.name());
    }
  }

  @ParameterizedTest
  @MethodSource("episode.system.OpSystemVectorsTest#valid")
  void aSpecOfOpSystemIsWrittenInItsOwnWords(String name) {
    OpSystem system = Vector.read(name).system();
    assertKept(system);
    assertThat(system.toYaml()).doesNotContain("episode:");
  }

  @Test
  void aScalarSystemReadsAsItWasWritten() {
    OpSystem sir =
        OpSystem.named("SIR")
            .state("S", "I", "R")
            .parameter("beta", "gamma")
            .alias("N", "S + I + R")
            .transition("infection: S -> I", "beta * I / N")
            .transition("recovery: I -> R", "gamma")
            .build();
    assertThat(sir.toYaml())
        .isEqualTo(
            """
            kind: transitions
            state: [S, I, R]
            aliases:
              N: S + I + R
            transitions:
              - name: infection
                from: S
                to: I
                rate: beta * I / N
              - name: recovery
                from: I
                to: R
                rate: gamma
            episode:
              version: 1
              name: SIR
              time: day
            """);
    assertKept(sir);
  }

  @Test
  void aStratifiedSystemIsInOpSystemsWords() {
    OpSystem seir =
        OpSystem.named("SEIR by age")
            .axis("age", "0-17", "18-64", "65+")
            .state("S[age]", "E[age]", "I[age]")
            .parameter("beta", "sigma", "N[age]", "contact[age, age]")
            .alias("foi[age]", "beta * sum(b in age, contact[age, b] * I[b] / N[b])")
            .transition("infection: S -> E", "foi * exp(-t^2)")
            .transition("E -> I", "max(sigma, 0.1)")
            .initial("S[age]", "N[age] - I[age]")
            .output("weekly[age]", "7 * infection")
            .output("all", "sum(I)")
            .build();
    assertThat(seir.toYaml())
        .isEqualTo(
            """
            kind: transitions
            axes:
              - name: age
                coords: [0-17, 18-64, 65+]
            state:
              - S[age]
              - E[age]
              - I[age]
            aliases:
              foi[age]: beta * sum_over(contact[age, age:b] * I[age:b] / N[age:b], age=b)
            transitions:
              - name: infection
                from: S[age]
                to: E[age]
                rate: foi[age] * np.exp(-t**2)
              - from: E[age]
                to: I[age]
                rate: np.maximum(sigma, 0.1)
            episode:
              version: 1
              name: SEIR by age
              time: day
              parameters:
                - beta
                - sigma
                - N[age]
                - contact[age, age]
              initial:
                S[age]: N[age] - I[age]
              outputs:
                weekly[age]: 7 * infection[age]
                all: sum_over(I[age:a], age=a)
            """);
    assertKept(seir);
  }

  @Test
  void whatOpSystemHasNoWordsForIsInTheBuildersGrammar() {
    OpSystem system =
        OpSystem.named("vaccination")
            .axis("age", "0-17", "18-64")
            .axis("vax", "none", "one")
            .state("S[age, vax]", "V")
            .parameter("nu[vax]", "unused")
            .transition("S[vax=none] -> S[vax=one]", "nu if t > 3 else erf(t)")
            .transition("ageing: S -> S[age+1]", "0.1")
            .transition("0 -> S[age='0-17', vax=none]", "5")
            .transition("S -> 0", "pi / 7")
            .equation("V", "sum(S[age='18-64', vax]) - V")
            .time("none")
            .build();
    assertThat(system.toYaml())
        .isEqualTo(
            """
            kind: transitions
            axes:
              - name: age
                coords: [0-17, 18-64]
              - name: vax
                coords: [none, one]
            state:
              - S[age, vax]
              - V
            transitions:
              - from: S[vax=none]
                to: S[vax=one]
                rate: nu if t > 3 else erf(t)
              - name: ageing
                from: S
                to: S[age+1]
                rate: '0.1'
              - from: null
                to: S[age="0-17", vax=none]
                rate: '5'
              - from: S
                to: null
                rate: pi / 7
            episode:
              version: 1
              name: vaccination
              formulas: episode
              parameters:
                - nu[vax]
                - unused
              equations:
                V: sum(S[age='18-64', vax]) - V
            """);
    assertKept(system);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // an index of the reduction's axis that is not the reduction's own
        "sum(b in age, I[b] * k[age])",
        "prod(b in age, I[b])",
        "max(I)",
        "not (I > 2)",
        "e ^ -pi",
        "I[age='b c']",
        "sum(b in age['b c', a], I[b])",
        "sum(a_ in age, sum(b in age, C[a_, b] * I[b])) * k",
        "sum(age in age, I)",
        "clip(I, 0, 1) if 0 < I <= 1 and k < 2 else hypot(I, pow(k, 2))"
      })
  void everyKindOfFormulaIsKept(String formula) {
    assertKept(
        OpSystem.named("one")
            .axis("age", "a", "b c", "d")
            .state("I[age]")
            .parameter("k[age]", "C[age, age]")
            .equation("I[age]", formula)
            .build());
  }

  @Test
  void metadataIsKept() {
    OpSystem system =
        OpSystem.parse(
            """
            axes:
              - {name: age, coords: [y, o]}
              - {name: loc, coords: ["1", "2"]}
              - {name: x, type: continuous, domain: {lb: 0, ub: 1}, size: 4}
            state: ["S[age,loc]", "H[loc=1]"]
            equations: {"S[age,loc]": "-b[loc] * S[age,loc]", "H[loc=1]": 0}
            initial_state: {"S[age,loc]": {shaped: s0, axes: [loc, age]}, "H[loc=1]": h0}
            kernels: [{name: K, form: gaussian, params: {scale: 1, sigma: 0.5}, axes: [x]}]
            operators: [{kind: diffusion, axis: x, bc: neumann}]
            sources: {anything: [1, {a: null}]}
            meta: {author: "A: B # c"}
            """);
    assertKept(system);
  }
}
