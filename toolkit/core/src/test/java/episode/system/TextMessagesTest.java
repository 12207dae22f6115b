package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import org.junit.jupiter.api.Test;

/** The exact messages of slips that readers of the page make in the text form. */
class TextMessagesTest {
  private static final String LOSS = "It loses this much even where nobody is left: multiply by ";

  private static void assertMessage(String text, String message) {
    assertThatThrownBy(() -> OpSystem.text("x", text))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message.stripIndent());
  }

  private static void assertWarning(String text, String state, String where) {
    assertThat(OpSystem.text("x", text).warnings())
        .hasToString(
            "[E2156 '"
                + state
                + "' can fall below 0\n"
                + where
                + "\n  "
                + LOSS
                + state
                + ", or by a factor that vanishes with it.]");
  }

  @Test
  void cellsOfOneNameAreRefused() {
    assertMessage(
        """
            axis a = x, z
            state S[a], S__a_z
            S' = 1
            S__a_z' = 1
            """,
        """
            E2101 Two cells are called 'S__a_z'
              in line 2
                state S[a], S__a_z
                            ^^^^^^
              Rename elements or states.""");
  }

  @Test
  void labelsThatLookLikeAnAxisAreNoSecondName() {
    assertMessage(
        """
            axis a = x__b_y, x
            axis b = z, y__b_z
            state S[a, b]
            S' = 1
            """,
        """
            E2101 Two cells are called 'S__a_x__b_y__b_z'
              in line 3
                state S[a, b]
                      ^^^^^^^
              Rename elements or states.""");
  }

  @Test
  void integralWithoutAnAxisIsRefused() {
    assertMessage(
        """
            axis y = grid(0, 1, 3)
            state u[y], x
            u' = 1
            x' = integrate(u)
            """,
        """
            E1202 It is not said over which axis 'integrate' runs
              in line 4
                x' = integrate(u)
                     ^^^^^^^^^^^^
              Write integrate(y in x, …) with y in place of the axis x, as in u[y].""");
  }

  @Test
  void blankThatIsNoSpaceIsRefused() {
    assertMessage(
        """
            state S, I
            S\u00a0-> I : 1
            """,
        """
            E2187 The blank U+00A0 is no space
              in line 2
                S\u00a0-> I : 1
                 ^
              Replace it by a space.""");
  }

  @Test
  void valuesOfCurvesAreOfOneUnit() {
    assertMessage(
        """
            parameter g unit('1/day')
            state I unit('person'), R unit('person')
            I -> R : piecewise(t, [3], [g, 2 * I])
            """,
        """
            E2140 Quantities in 1/day and in person are alternatives
              in line 3
                I -> R : piecewise(t, [3], [g, 2 * I])
                                               ^^^^^
              Correct the formula, or the unit of a name in it; a name without a unit fits \
            anything.""");
  }

  @Test
  void knotsAreInTheUnitOfTheArgument() {
    assertMessage(
        """
            parameter g unit('1/day'), k unit('person')
            state I, R
            I -> R : linear(g, [1, k], [1, 2])
            """,
        """
            E2140 Quantities in 1/day and in person are compared
              in line 3
                I -> R : linear(g, [1, k], [1, 2])
                                       ^
              Correct the formula, or the unit of a name in it; a name without a unit fits \
            anything.""");
  }

  @Test
  void unitOfTimeTwiceIsRefused() {
    assertMessage(
        """
            time day
            time week
            state S
            S' = 1
            """,
        """
            E2114 The unit of time is said twice: day and week
              in line 2
                time week
                ^^^^^^^^^
              Keep one of them.""");
  }

  @Test
  void boundsTwiceAreRefused() {
    assertMessage(
        """
            state S
            parameter g bounds(0, 5) bounds(1, 2)
            S' = -g * S
            """,
        """
            E2138 'g' has bounds twice
              in line 2
                parameter g bounds(0, 5) bounds(1, 2)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              Keep one of them.""");
  }

  @Test
  void defaultThatIsNoNumberIsRefused() {
    assertMessage(
        """
            state S
            parameter g = NaN
            S' = -g * S
            """,
        """
            E2138 A default is not a number
              in line 2
                parameter g = NaN
                ^^^^^^^^^^^^^^^^^
              Values are finite numbers.""");
  }

  @Test
  void mixingTwiceIsRefused() {
    assertMessage(
        """
            state S, I
            parameter beta
            S -> I : beta * I
            stratify age = young, old
            parameter C[age, age], D[age, age]
            mixing C
            mixing D
            """,
        """
            E2149 The mixing along 'age' is said already
              in line 7
                mixing D
                       ^
              Keep one of them.""");
  }

  @Test
  void mixingThatIsNoMatrixIsRefused() {
    assertMessage(
        """
            state S, I
            parameter beta
            S -> I : beta * I
            stratify age = young, old
            mixing 1
            """,
        """
            E2186 The mixing is no matrix over 'age' twice
              in line 5
                mixing 1
                       ^
              Declare parameter C[age, age] below 'stratify' and write: mixing C.""");
  }

  @Test
  void infectionsAreNamedByFlowsThatThereAre() {
    assertMessage(
        """
            state S, I
            S -> I : 1
            stratify age = young, old
            susceptibility old : 0.5
            """,
        """
            E2148 No flow is an infection
              in line 4
                susceptibility old : 0.5
                                     ^^^
              Name those that are, as in infection S -> I.""");
  }

  @Test
  void otherArrowsAreNotOurs() {
    assertMessage(
        """
            state S, I
            S => I : 1
            S → I : 2
            """,
        """
            E2187 '=>' is no arrow of transitions
              in line 2
                S => I : 1
                  ^^
              Write ->, as in: infection: S -> I : beta * I / N.
            E2187 '→' is no arrow of transitions
              in line 3
                S → I : 2
                  ^
              Write ->, as in: infection: S -> I : beta * I / N.""");
  }

  @Test
  void twoSignsOfEqualityDefineNothing() {
    assertMessage(
        """
            state x
            x' == 1
            """,
        """
            E2187 '==' compares, it defines nothing
              in line 2
                x' == 1
                   ^^
              Write =, as in: N = S + I + R.""");
  }

  @Test
  void derivativeAsAFractionIsRefused() {
    assertMessage(
        """
            state S
            dS/dt = 1
            """,
        """
            E2187 'dS/dt' is no name
              in line 2
                dS/dt = 1
                ^^^^^^
              Write S' = … for the derivative of a state.""");
  }

  @Test
  void shareOfAPinnedFlowKeepsItsPins() {
    assertMessage(
        """
            axis a = p, q
            axis b = u, v
            state S[a, b]
            S[a=p] -> S[b=v] : 1
            """,
        """
            E2112 Axis 'a' is only on the right
              in line 4
                S[a=p] -> S[b=v] : 1
                          ^^^^^^
              Say how the flow is shared out: declare a parameter share[a] that adds up to 1
              and write one transition per element: "S[a=p, b] -> S[a=p, b=v]" with the rate \
            share[a=p] * (rate).""");
  }

  @Test
  void usersOfABrokenAxisAreNotBlamed() {
    assertMessage(
        """
            axis b = grid(0, 1)
            state S[b], x
            S' = -S
            x' = sum(c in b, S[c])
            """,
        """
            E2182 These are no points of an axis
              in line 1
                axis b = grid(0, 1)
                         ^^^^^^^^^^
              As in: axis x = grid(0, 10, 21), from 0 to 10 in 21 points""");
  }

  @Test
  void usersOfAnAxisWithoutANameAreNotBlamed() {
    assertMessage(
        """
            axis a b = x, y
            state S[a], I
            S -> I : 1
            """,
        """
            E2102 'a b' is not a name
              in line 1
                axis a b = x, y
                     ^^^
              Names are letters, digits and underscores, a letter or underscore first.""");
  }

  @Test
  void usersOfAStateWithASemicolonAreNotBlamed() {
    assertMessage(
        """
            state S; I
            S -> I : 1
            """,
        """
            E2182 A comma is missing between the names
              in line 1
                state S; I
                      ^^^^
              As in: state S, I""");
  }

  @Test
  void namesOfAMistakenLineAreMeantButNotListed() {
    assertMessage(
        """
            parameter gamma 0.3
            state S, I
            S -> I : gama
            """,
        """
            E2182 A '=' is missing before the value
              in line 1
                parameter gamma 0.3
                          ^^^^^^^^^
              As in: parameter gamma = 0.3
            E2103 Unknown name 'gama'
              in line 3
                S -> I : gama
                         ^^^^
              Did you mean 'gamma'? Known names: S, I, t.""");
  }

  @Test
  void pinsOfOneAxisStayInTheAdvice() {
    assertMessage(
        """
            axis a = p, q
            axis b = u, v
            state S[a, b]
            S[a=q]' = -S[a=q]
            """,
        """
            E2106 'S' has 2 axes (a, b), here 1 subscript
              in line 4
                S[a=q]' = -S[a=q]
                           ^^^^^^
              Write S[a=q, b].""");
  }

  @Test
  void decimalsHaveAPoint() {
    assertMessage(
        """
            state S
            parameter g = 0,5
            S -> 0 : 0,5 * g
            """,
        """
            E2182 Behind the comma stands a number
              in line 2
                parameter g = 0,5
                                ^
              As in: parameter gamma = 0.5, with a point
            E1105 Unexpected ','
              in line 3
                S -> 0 : 0,5 * g
                          ^
              Decimals have a point: 0.5.""");
  }

  @Test
  void unknownCurveOfAnInputIsRefused() {
    assertMessage(
        """
            input b = cubic([0, 1], [1, 2])
            state S
            S -> 0 : b
            """,
        """
            E2182 Unknown curve 'cubic'
              in line 1
                input b = cubic([0, 1], [1, 2])
                          ^^^^^
              Curves of inputs: piecewise, linear, spline.""");
  }

  @Test
  void inputIsNoInitialValue() {
    assertMessage(
        """
            input b = linear([0, 1], [1, 2])
            state S
            initial S = b
            S -> 0 : 1
            """,
        """
            E2115 'S' uses the input 'b', which has no value before the start
              in line 3
                initial S = b
                            ^
              Initial values follow from parameters and from other states, not from t.""");
  }

  @Test
  void eachMistakeOfAnElementIsNamed() {
    assertMessage(
        """
            axis age = 0-4, 0_4
            axis b = x, x
            axis c = , y
            state S[age]
            S' = 1
            """,
        """
            E2102 Element '0_4' differs from '0-4' in signs only
              in line 1
                axis age = 0-4, 0_4
                                ^^^
              In names of cells both are '0_4': give them different letters.
            E2102 Element 'x' is there twice
              in line 2
                axis b = x, x
                            ^
              The elements of an axis are different names without ".
            E2102 Element '' is empty
              in line 3
                axis c = , y
                         ^
              The elements of an axis are different names without ".""");
  }

  @Test
  void byteOrderMarkIsNoPartOfAText() {
    assertThat(OpSystem.text("x", "\ufeffstate S\nS' = 1\n").states()).hasSize(1);
  }

  @Test
  void labelsThatAreAllNumbersAreNumbers() {
    String text = "axis age = 0, 15, 65\nstate S[age], m\nS' = age\nm' = sum(a in age, a * S[a])\n";
    double[] rates =
        OpSystem.text("x", text).compile().rhs(0, Values.of("S", new double[] {1, 2, 3}));
    assertThat(rates).containsExactly(0, 15, 65, 15 * 2 + 65 * 3);
  }

  @Test
  void negativeRateIsAWarning() {
    assertWarning("state S, I\nS -> I : -1\n", "I", "  in transition(\"S -> I\")\n    -1\n    ^^");
  }

  @Test
  void rateOfAnInputBelowZeroIsAWarning() {
    assertWarning(
        "state S, I\ninput v = linear([0, 1], [-1, -2])\nS -> I : v\n",
        "I",
        "  in transition(\"S -> I\")\n    v\n    ^");
  }

  @Test
  void divisionByTheSourceInAnAliasIsAWarning() {
    assertWarning(
        "state S, I\nparameter b\nalias k = b / S\nS -> I : k\n",
        "S",
        "  in transition(\"S -> I\")\n    k\n    ^");
  }

  @Test
  void lossOfTheSumOverAnAxisIsAWarning() {
    assertWarning(
        "axis a = p, q\nstate S[a]\nS' = -sum(S)\n",
        "S",
        "  in equation(\"S\")\n    -sum(S)\n     ^^^^^^");
  }

  @Test
  void shareBeyondOneIsRefused() {
    assertMessage(
        """
            state D, S
            D -> S : 1
            stratify v = a, b
            only S
            parameter p = 1.5
            share b : p
            """,
        """
            E2147 The share 'p' is 1.5
              in line 6
                share b : p
                          ^
              A share is from 0 to 1.""");
  }

  @Test
  void shareBeyondOneIsRefusedAtTheCall() {
    OpSystem system =
        OpSystem.text(
            "x",
            """
            state D, S
            D -> S : 1
            stratify v = a, b
            only S
            parameter p
            share b : p
            """);
    assertThat(system.compile().rhs(0, Values.of("D", 1, "p", 0.25))).contains(0.75, 0.25);
    assertThatThrownBy(() -> system.compile().rhs(0, Values.of("D", 1, "p", 1.5)))
        .hasMessageStartingWith("E2141");
  }
}
