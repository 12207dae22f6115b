package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.NamedAxis;
import episode.expr.Tensor;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Formulas that ask for past values: what is asked for, and what the answers do. */
class HistoryFormulasTest {
  private static SystemBuilder builder() {
    return OpSystem.named("x")
        .axis("age", "young", "old")
        .state("S", "I[age]")
        .parameter("beta", "tau", "C[age, age]");
  }

  private static OpSystem system() {
    return builder()
        .alias("L[age]", "sum(b in age, C[age, b] * delay(I[b], tau))")
        .equation("S", "-beta * history(S * sum(I), lag=2 * 7)")
        .equation(
            "I", "L + convolve_history(beta * I, kernel=K, window=30, interpolation='linear')")
        .build();
  }

  private static final Values POINT =
      Values.of("beta", 0.5, "tau", 3, "C", new double[][] {{1, 2}, {3, 4}});

  @Test
  void requirementsAreListedWithNumbersThatAreUniqueInTheSystem() {
    List<HistoryRequirement> asked = system().historyRequirements();
    assertThat(asked).extracting(HistoryRequirement::id).containsExactly(0, 1, 2);
    assertThat(asked)
        .extracting(HistoryRequirement::kind)
        .containsExactly("delay", "history", "convolve_history");
    assertThat(asked)
        .extracting(HistoryRequirement::signal)
        .containsExactly("I[b]", "S * sum(I)", "beta * I");
    assertThat(asked)
        .extracting(HistoryRequirement::options)
        .containsExactly(
            Map.of("tau", "tau"),
            Map.of("lag", 14.0),
            Map.of("kernel", "K", "window", 30.0, "interpolation", "linear"));
    assertThat(asked.get(0).axes()).extracting(NamedAxis::name).containsExactly("age");
    assertThat(asked.get(1).axes()).isEmpty();
    assertThat(asked.get(2).axes()).extracting(NamedAxis::name).containsExactly("age");
    assertThat(asked.get(2).requiredOptions()).containsExactly("kernel", "window");
    assertThat(asked)
        .allSatisfy(one -> assertThat(one.missingOptions()).isEmpty())
        .allSatisfy(one -> assertThat(one.unknownOptions()).isEmpty());
  }

  @Test
  void missingAndUnknownOptionsAreListedAndNotRefused() {
    OpSystem system =
        OpSystem.parse(
            "state: [x]\nequations: {x: \"convolve_history(x, kernel=K, widnow=3) + history(x)\"}\n");
    HistoryRequirement convolution = system.historyRequirements().get(0);
    assertThat(convolution.missingOptions()).containsExactly("window");
    assertThat(convolution.unknownOptions()).containsExactly("widnow");
    assertThat(system.historyRequirements().get(1).missingOptions()).containsExactly("lag");
    assertThat(system.parameters()).isEmpty();
  }

  @Test
  void answersStandForTheCalls() {
    HistoryProvider provider =
        (asked, now, t) -> {
          double[] past = now.doubles().clone();
          for (int i = 0; i < past.length; i++) {
            past[i] = 100 * (asked.id() + 1) + t + past[i];
          }
          return Tensor.of(now.shape(), past);
        };
    double[] y = {10, 2, 3};
    // delay: 100 + 1 + I; history: 200 + 1 + S * (2 + 3); convolution: 300 + 1 + beta * I
    double young = 103;
    double old = 104;
    double[] expected = {
      -0.5 * (201 + 50), young + 2 * old + 301 + 1, 3 * young + 4 * old + 301 + 1.5
    };
    for (String backend : new String[] {"interpreter", "jvm"}) {
      CompiledSystem compiled = system().compile(backend).with(provider);
      assertThat(compiled.rhs(1, y, POINT)).containsExactly(expected);
    }
  }

  @Test
  void answersAreGivenNumbersToDerivatives() {
    CompiledSystem compiled =
        system().compile().with((asked, now, t) -> Tensor.filled(now.dtype(), now.shape(), 7));
    double[] y = {10, 2, 3};
    assertThat(compiled.jacobian(0, y, POINT).matrix())
        .isEqualTo(new double[][] {new double[3], new double[3], new double[3]});
    assertThat(compiled.parameterJacobians(0, y, POINT).get("beta").doubles())
        .containsExactly(new double[] {-7, 0, 0}, Offset.offset(0.0));
    assertThat(compiled.parameterJacobians(0, y, POINT).get("C").doubles())
        .containsExactly(0, 0, 0, 0, 7, 7, 0, 0, 0, 0, 7, 7);
  }

  @Test
  void withoutAProviderItIsSaidWhatIsAskedFor() {
    assertThatThrownBy(() -> system().compile().rhs(0, new double[3], POINT))
        .hasMessage(
            """
            E2210 The system asks for past values: 0: delay of I[b] {tau=tau} in alias("L[age]")
              Give it a provider: compiled.with(HistoryProvider).rhs(t, y, values).""");
  }

  @Test
  void anAnswerOfTheWrongShapeIsRefused() {
    CompiledSystem compiled = system().compile().with((asked, now, t) -> Tensor.of(1.0));
    assertThatThrownBy(() -> compiled.rhs(0, new double[3], POINT))
        .hasMessage(
            """
            E2211 The provider gave float64[] for 0: delay of I[b] {tau=tau} in alias("L[age]")
              Past values are like the signal: float64[2].""");
  }

  @Test
  void solvingSaysThatItIsNotThereYet() {
    String message =
        """
        E4020 System 'x' asks for past values: 0: delay of I[b] {tau=tau} in alias("L[age]")
          Delay equations are not solved yet; compiled.with(HistoryProvider).rhs(t, y, values) \
        evaluates them.""";
    CompiledSystem compiled = system().compile();
    TimeSpan span = TimeSpan.days(0, 5);
    assertThatThrownBy(() -> compiled.solve(POINT, span)).hasMessage(message);
    assertThatThrownBy(() -> compiled.gradient("max(S)", POINT, span)).hasMessage(message);
    assertThatThrownBy(() -> compiled.jacobian("S", POINT, span)).hasMessage(message);
    assertThatThrownBy(() -> compiled.checkGradient(POINT, span)).hasMessage(message);
    assertThatThrownBy(() -> system().rhsApart(List.of())).hasMessage(message);
  }

  @Test
  void pastValuesOfPastValuesAreRefused() {
    assertThatThrownBy(() -> builder().equation("S", "delay(history(S, 1), 2)").build())
        .hasMessage(
            """
            E1216 'delay' asks for past values of past values
              in equation("S")
                delay(history(S, 1), 2)
                      ^^^^^^^^^^^^^
              Make the inner one a state or a formula of states and parameters.""");
    assertThatThrownBy(
            () -> builder().alias("D", "delay(S, 1)").equation("S", "delay(S + D, 2)").build())
        .hasMessageContaining("E1216");
  }

  @Test
  void initialValuesHaveNoPast() {
    assertThatThrownBy(() -> builder().initial("S", "delay(beta, 2)").build())
        .hasMessage(
            """
            E1215 'delay' stands where there are no past values
              in initial("S")
                delay(beta, 2)
                ^^^^^^^^^^^^^^
              It may stand in aliases, rates and equations of a system.""");
  }

  @Test
  void optionsHaveNames() {
    assertThatThrownBy(() -> builder().equation("S", "convolve_history(S, K, 3)").build())
        .hasMessage(
            """
            E1111 An option has a name
              in equation("S")
                convolve_history(S, K, 3)
                                    ^
              Write convolve_history(I, kernel=K, window=30).""");
    assertThatThrownBy(() -> builder().equation("S", "delay(S, 3, tau=4)").build())
        .hasMessage(
            """
            E1111 Option 'tau' is there twice
              in equation("S")
                delay(S, 3, tau=4)
                            ^^^^^
              Write delay(I, tau).""");
  }

  @Test
  void unknownLagIsRefused() {
    assertThatThrownBy(() -> builder().equation("S", "delay(S, tou)").build())
        .hasMessageContaining("E2103 Unknown name 'tou'")
        .hasMessageContaining("Did you mean 'tau'?");
  }

  @Test
  void lagOfASpecIsAParameterAndAKernelIsAWord() {
    String spec =
        """
        axes: [{name: age, coords: [young, old]}]
        state: ["x[age]"]
        equations: {"x[age]": "delay(x[age], tau) + convolve_history(x[age], kernel=gamma, window=w)"}
        """;
    OpSystem system = OpSystem.parse(spec);
    assertThat(system.parameters()).extracting(Template::name).containsExactly("tau");
    assertThat(system.historyRequirements().get(1).options())
        .isEqualTo(Map.of("kernel", "gamma", "window", "w"));
    double[] seen =
        system.compile().with((a, now, t) -> now).rhs(0, new double[] {1, 2}, Values.of("tau", 1));
    assertThat(seen).containsExactly(2, 4);
  }

  @Test
  void pastValuesAreWrittenAsSuch() {
    assertThat(Equations.latex(system()))
        .contains("I_{b}\\left(t - \\tau\\right)")
        .contains("\\left[S \\, \\sum_{a} I_{a}\\right]_{t - 2 \\cdot 7}")
        .contains(
            "\\int_{0}^{30} K\\left(s\\right) \\, \\left[\\beta \\, I_{a}\\right]_{t - s} \\, ds");
  }

  @Test
  void whatIsWrittenReadsBackTheSame() {
    for (HistoryRequirement asked : system().historyRequirements()) {
      assertThat(asked.signal()).isNotEmpty();
    }
    String text = "delay(I[b], tau=2 * x) + convolve_history(y, kernel=K, window=30)";
    assertThat(episode.expr.Expr.of(text)).hasToString(text);
  }
}
