package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.expr.Formula;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever writes as in another notation is told what is written here. */
class OtherNotationsTest {

  private static void assertMessage(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message.stripTrailing());
  }

  private static void assertText(String text, String message) {
    assertMessage(() -> OpSystem.text("x", text), message);
  }

  private static SystemBuilder twoStates() {
    return OpSystem.named("x").state("S", "I");
  }

  @Test
  void aFlowCalledInfectionNeedsItsColon() {
    assertText(
        "state S, I\nparameter beta\ninfection S -> I : beta * I",
        """
        E2102 Two names stand before '->'
          in line 3
            infection S -> I : beta * I
            ^^^^^^^^^^^
          A colon ends the name of a transition: infection: S -> I.
        """);
  }

  @Test
  void namesInTheTextFormHaveCommasBetweenThem() {
    assertText(
        "state S I\nparameter beta; gamma\nparameter delta 0.5, eps: 2\nS -> I : beta * I",
        """
        E2182 A comma is missing between the names
          in line 1
            state S I
                  ^^^
          As in: state S, I
        E2182 A comma is missing between the names
          in line 2
            parameter beta; gamma
                      ^^^^^^^^^^^
          As in: parameter beta, gamma
        E2182 A '=' is missing before the value
          in line 3
            parameter delta 0.5, eps: 2
                      ^^^^^^^^^
          As in: parameter delta = 0.5
        E2182 A '=' is missing before the value
          in line 3
            parameter delta 0.5, eps: 2
                                 ^^^^^^
          As in: parameter eps = 2
        """);
  }

  @Test
  void namesInOneTextHaveQuotesOfTheirOwn() {
    assertMessage(
        () -> OpSystem.named("x").state("S I R", "A[age], B[age]").build(),
        """
        E2102 'S I R' does not declare a name
          in state("S I R")
            S I R
            ^^^^^
          Each name has quotes of its own: "S", "I", "R".
        E2102 'A[age], B[age]' does not declare a name
          in state("A[age], B[age]")
            A[age], B[age]
            ^^^^^^^^^^^^^^
          Each name has quotes of its own: "A[age]", "B[age]".
        """);
  }

  @Test
  void whereAStateStartsIsAStatementOfItsOwn() {
    assertText(
        "state S = 999, I\nS -> I : 1",
        """
        E2138 State 'S' has a default
          in line 1
            state S = 999, I
                  ^
          A state has a unit only; where it starts says initial S = 999.
        """);
    assertText(
        "state S 999",
        """
        E2182 A '=' is missing before the value
          in line 1
            state S 999
                  ^^^^^
          As in: initial S = 999
        """);
  }

  @Test
  void aFormulaIsNoDefault() {
    assertText(
        "state S\nparameter gamma = 1 / 7\nS' = -gamma * S",
        """
        E2182 The default of 'gamma' is no number
          in line 2
            parameter gamma = 1 / 7
                            ^^^^^^^
          As in: gamma = 1 / 7, without 'parameter'
        """);
  }

  @Test
  void commentsStartWithANumberSign() {
    assertText(
        "state S\nparameter c // the rate\nS' = -c * S",
        """
        E2187 '//' starts no comment
          in line 2
            parameter c // the rate
                        ^^
          Comments start with #; a whole-number quotient is floor(a / b).
        """);
  }

  @Test
  void aLineThatEndsInAnOperatorIsToBlameItself() {
    assertText(
        "state S, I\nS -> I : 2 *\nI -> S : 1",
        """
        E1105 Unexpected end of the formula
          in line 2
            S -> I : 2 *
                        ^
          A number, a name or ( must follow.
        """);
    assertThat(OpSystem.text("x", "state S\nS' = -S +\n  1\nA = 2 *\n  S").aliases()).hasSize(1);
  }

  @Test
  void arrowsAreOfOneKind() {
    assertText(
        "state S, I\nS --> I : 1\nS <-> I : 1\ninput = 2\nS -> I -> S : 1",
        """
        E2187 '-->' is no arrow of transitions
          in line 2
            S --> I : 1
              ^^^
          Write ->, as in: infection: S -> I : beta * I / N.
        E2187 '<->' is no arrow of transitions
          in line 3
            S <-> I : 1
              ^^^
          Write ->, and one transition for each direction: S -> I, then I -> S.
        E2102 A second '->' in the transition
          in line 5
            S -> I -> S : 1
                   ^^
          Write one transition for each arrow.
        """);
    assertMessage(
        () -> twoStates().transition("S --> I", "1").build(),
        """
        E2102 '-->' is no arrow of transitions
          in transition("S --> I")
            S --> I
              ^^^
          Write ->, as in: infection: S -> I : beta * I / N.
        """);
    assertThat(OpSystem.text("x", "axis a = x, 'y=>z'\nstate S[a]\nS[a='y=>z'] -> 0 : 1").states())
        .hasSize(1);
  }

  @Test
  void reactionsAreNoTransitions() {
    assertText(
        "state S, I\ninfection: S + I -> 2 I : 1",
        """
        E2102 A transition has one state on each side of '->'
          in line 2
            infection: S + I -> 2 I : 1
                       ^^^^^^^^^^^^
          Who meets whom is in the rate per head: S -> I with the rate beta * I / N.
        """);
  }

  @Test
  void aRateIsAnArgumentOfItsOwn() {
    assertMessage(
        () -> twoStates().transition("S -> I : 2 * I", "1").build(),
        """
        E2102 A rate stands in the transition
          in transition("S -> I : 2 * I")
            S -> I : 2 * I
                   ^^^^^^^
          It has quotes of its own: .transition("S -> I", "2 * I").
        """);
  }

  @Test
  void anEquationNamesItsState() {
    assertMessage(
        () -> twoStates().equation("S'", "-S").equation("dI/dt", "S").build(),
        """
        E2102 An equation names the state, not its derivative
          in equation("S'")
            S'
            ^^
          Write .equation("S", "-S").
        E2102 An equation names the state, not its derivative
          in equation("dI/dt")
            dI/dt
            ^^^^^
          Write .equation("I", "S").
        """);
    assertText(
        "state S\nequation S' = -S",
        """
        E2102 An equation names the state, not its derivative
          in line 2
            equation S' = -S
                     ^^
          Write equation S = -S.
        """);
  }

  @Test
  void wordsOfOtherLanguagesAreKnown() {
    assertThatThrownBy(() -> OpSystem.text("x", "state S\nparam beta\nS' = 1"))
        .hasMessageContaining("E2180 Unknown statement 'param'")
        .hasMessageContaining("\n  Did you mean 'parameter'? Statements: time, axis,");
    assertText(
        "state: S, I\nstate 'S'",
        """
        E2182 No colon stands behind 'state'
          in line 1
            state: S, I
            ^^^^^^^^^^^
          As in: state S, I[age]
        E2182 The statement 'state' cannot be read
          in line 2
            state 'S'
            ^^^^^^^^^
          As in: state S, I[age]
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "t > 3 ? 1 : 0 ~ Write: value if condition else other value.",
        "Math.exp(-t) ~ Functions stand alone: exp(x), sqrt(x), min(a, b).",
        "pop.S ~ Names are letters, digits and underscores, without a point.",
        "β₀ ~ Names are letters, digits and underscores: write plain digits, as in beta0.",
        "I² ~ Powers are written x^2.",
        "x⁻¹ ~ Powers are written x^2.",
        "t ≤ 3 ~ Write <=.",
        "√(t) ~ Write sqrt(x).",
        "C @ I ~ Write the sum of products: sum(b in age, C[age, b] * I[b]).",
        "|t| ~ Write abs(x) for the absolute value, and or for one of two conditions.",
        "\\beta ~ Names are written without a backslash.",
        "n! ~ The factorial n! is exp(lgamma(n + 1)).",
        "!n ~ Write not.",
        "2 * t; ~ Leave the semicolon out.",
        "exp t ~ Arguments stand in brackets: exp(…).",
        "beta t ~ An operator is missing before it; a product is written with *.",
        "1 + I' ~ Only the left side of an equation has a derivative: V' = -c * V."
      })
  void signsOfOtherNotationsHaveARemedy(String formula, String remedy) {
    assertThatThrownBy(() -> Formula.parse("alias(\"k\")", formula))
        .isInstanceOf(EpisodeException.class)
        .satisfies(
            e -> assertThat(((EpisodeException) e).problems().get(0).remedy()).isEqualTo(remedy));
  }
}
