package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.expr.EpisodeException;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;

/** Operators and kernels of specs that act in the right-hand side, because the spec says so. */
class SpecActingTest {
  private static final String SPEC =
      """
      axes:
        - {name: x, type: continuous, coords: [0, 0.5, 1.5, 2]}
        - {name: age, coords: [young, old]}
      state: ["u[x]", "w[x, age]", "S[age]"]
      equations: {"u[x]": "-k * u[x]", "w[x, age]": "0", "S[age]": "-S[age]"}
      operators:
        - {kind: Transport, axis: x, velocity: "1 + c", bc: outflow, apply_to: ["u[x]"]}
        - {kind: diffusion, axis: x, rate: 0.25}
        - {kind: jump_integral, axis: x, rate: "r[age]", apply_to: [w],
           kernel: {form: exponential, params: {scale: 7, lambda: l}}, direction: up}
      """;

  private static final String ACTING = SPEC + "episode: {version: 1, operators: rhs}\n";

  private static final double[] Y = {1, 4, 2, 3, 1, 2, 5, 4, 3, 6, 2, 1, 7, 9};

  private static final Values VALUES =
      Values.of("k", 0.5, "c", 2, "r", new double[] {0.3, 0.6}, "l", 0.8);

  @Test
  void operatorsActLikeThoseOfTheBuilder() {
    OpSystem written =
        OpSystem.named("m")
            .time("none")
            .axis("x", AxisPoints.points(0, 0.5, 1.5, 2))
            .axis("age", "young", "old")
            .state("u[x]", "w[x, age]", "S[age]")
            .parameter("k", "c", "r[age]", "l")
            .equation("u", "-k * u")
            .equation("w", "0")
            .equation("S", "-S")
            .operator("advection(u, x, 1 + c, 'open')")
            .operator("diffusion(u, x, 0.25)")
            .operator("diffusion(w, x, 0.25)")
            .operator("jump(w, x, r, 'exponential', l, 'up')")
            .build();
    double[] expected = written.compile().rhs(0, Y, VALUES);
    OpSystem acting = OpSystem.parse(ACTING);
    assertThat(acting.compile().rhs(0, Y, VALUES)).isEqualTo(expected);
    assertThat(acting.parameters()).extracting(Template::name).contains("c", "l", "r");
    OpSystem again = OpSystem.parse(acting.toYaml());
    assertThat(again.compile().rhs(0, Y, VALUES)).isEqualTo(expected);
    OpSystem rewritten = OpSystem.parse(written.toYaml());
    assertThat(rewritten.compile().rhs(0, Y, VALUES)).isEqualTo(expected);
  }

  @Test
  void operatorsActInOurOwnGrammarToo() {
    String own =
        """
        axes: [{name: x, type: continuous, coords: [0, 1, 3]}]
        state: ["u[x]"]
        equations: {u: "0"}
        operators: [{kind: diffusion, axis: x, rate: "D * x^2"}]
        episode: {version: 1, formulas: episode, parameters: [D], operators: rhs}
        """;
    OpSystem system = OpSystem.parse(own);
    // faces: D 0.5 · 1 and D 5 · 1 / 2; widths 0.5, 1.5, 1
    double[] seen = system.compile().rhs(0, new double[] {0, 1, 2}, Values.of("D", 2));
    assertThat(seen).containsExactly(2 * 1.0, (5 - 1) / 1.5, -5);
  }

  @Test
  void withoutTheWordOperatorsAreForEngines() {
    OpSystem plain = OpSystem.parse(SPEC);
    assertThat(plain.contributions()).isEmpty();
    assertThat(plain.parameters()).extracting(Template::name).containsExactly("k");
    assertThat(plain.metadata()).containsKey("operators");
  }

  @Test
  void unknownKindsCannotAct() {
    String spec = ACTING.replace("kind: diffusion", "kind: reaction");
    assertThatThrownBy(() -> OpSystem.parse(spec))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            """
            E2133 An operator 'reaction' has no place in the right-hand side
              in operators[1].kind
                reaction
                ^^^^^^^^
              Kinds: advection, diffusion, jump_integral, transport.""");
  }

  @Test
  void aMissingDiffusivityOrLengthIsRefused() {
    assertThatThrownBy(() -> OpSystem.parse(ACTING.replace(", rate: 0.25", "")))
        .isInstanceOf(EpisodeException.class)
        .hasMessageContaining("Give the diffusivity, as in rate: 0.1.");
    assertThatThrownBy(() -> OpSystem.parse(ACTING.replace("lambda: l", "sigma: l")))
        .isInstanceOf(EpisodeException.class)
        .hasMessageContaining("A kernel 'exponential' has it, as in lambda: 1.");
  }

  @Test
  void aWrongBoundaryPointsIntoTheOperator() {
    assertThatThrownBy(() -> OpSystem.parse(ACTING.replace("bc: outflow", "bc: outflw")))
        .isInstanceOf(EpisodeException.class)
        .hasMessageContaining("E2130 Unknown boundary 'outflw'")
        .hasMessageContaining("in operators[0]");
  }

  private static final String KERNELS =
      """
      axes: [{name: x, type: continuous, coords: [0, 0.5, 2]}]
      state: ["u[x]"]
      equations:
        "u[x]": apply_along(K[x, x:xi] * u[x:xi], x=xi, kernel=integrate)
      kernels: [{name: K, axes: [x], form: FORM}]
      """;

  @Test
  void kernelsAreMatricesOfTheDistance() {
    Map<String, DoubleUnaryOperator> forms =
        Map.of(
            "gaussian, params: {scale: a, sigma: s}",
            d -> 3 * Math.exp(-d * d / (2 * 0.49)),
            "exponential, params: {scale: 3, lambda: s}",
            d -> 3 * Math.exp(-d / 0.7),
            "gamma, params: {scale: 3, k: 2.5, theta: s}",
            d -> 3 * Math.pow(Math.max(d, 1e-12) / 0.7, 1.5) * Math.exp(-d / 0.7),
            "power_law, params: {scale: a, sigma: s, p: 2}",
            d -> 3 * Math.pow(1 + d / 0.7, -2),
            "erfc, params: {scale: a, sigma: s}",
            d -> 3 * Erfc.value(d / 0.7));
    double[] x = {0, 0.5, 2};
    double[] w = {0.25, 1, 0.75};
    double[] u = {1, 4, 2};
    for (Map.Entry<String, DoubleUnaryOperator> form : forms.entrySet()) {
      String spec = KERNELS.replace("FORM", form.getKey());
      OpSystem system = OpSystem.parse(spec + "episode: {version: 1, operators: rhs}");
      Values values = Values.of("s", 0.7);
      values = form.getKey().contains("scale: a") ? values.with("a", 3) : values;
      double[] seen = system.compile().rhs(0, u, values);
      double[] again = OpSystem.parse(system.toYaml()).compile().rhs(0, u, values);
      for (int i = 0; i < 3; i++) {
        double expected = 0;
        for (int j = 0; j < 3; j++) {
          expected += w[j] * form.getValue().applyAsDouble(Math.abs(x[i] - x[j])) * u[j];
        }
        // erfc is a difference from 1, whose digits it has
        assertThat(seen[i]).as(form.getKey()).isCloseTo(expected, within(1e-14 * expected));
        assertThat(again[i]).isEqualTo(seen[i]);
      }
      assertThat(OpSystem.parse(spec).parameters())
          .extracting(Template::toString)
          .containsExactly("K[x, x]");
    }
  }

  @Test
  void aKernelWithoutPointsCannotAct() {
    String spec =
        KERNELS.replace("axes: [x], form: FORM", "form: erfc, params: {scale: 1, sigma: 1}");
    assertThatThrownBy(() -> OpSystem.parse(spec + "episode: {version: 1, operators: rhs}"))
        .isInstanceOf(EpisodeException.class)
        .hasMessageContaining("E2133 Kernel 'K' is no matrix over one axis of points")
        .hasMessageContaining("Name its axis, as in axes: [x].");
  }
}
