package episode.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The exact messages of problems inside formulas, as the user of a system sees them. */
class FormulaMessagesTest {

  private static OpSystem build(String formula) {
    return OpSystem.named("x")
        .axis("age", "young", "old")
        .axis("place", "north", "south")
        .state("I[age]")
        .parameter("beta", "contact[age, age]")
        .alias("k[age]", formula)
        .equation("I", "k")
        .build();
  }

  @Test
  void strangeCharacterIsRefused() {
    assertMessage(
        () -> build("beta $ I"),
        """
            E1101 Unexpected '$'
              in alias("k[age]")
                beta $ I
                     ^
              Formulas hold numbers, names, + - * / ^ %, comparisons, ( ) and [ ].""");
  }

  @Test
  void numberRunsIntoANameIsRefused() {
    assertMessage(
        () -> build("2beta * I"),
        """
            E1102 '2beta' is not a number
              in alias("k[age]")
                2beta * I
                ^^^^^
              For a product write 2 * beta.""");
  }

  @Test
  void ifAsAFunctionIsRefused() {
    assertMessage(
        () -> build("if(t < 1, beta, 0)"),
        """
            E1105 Unexpected 'if'
              in alias("k[age]")
                if(t < 1, beta, 0)
                ^^
              Write: value if condition else other value.""");
  }

  @Test
  void openQuoteIsRefused() {
    assertMessage(
        () -> build("I['old]"),
        """
            E1103 The quote is not closed
              in alias("k[age]")
                I['old]
                  ^^^^^
              Add ' after the name.""");
  }

  @Test
  void emptyFormulaIsRefused() {
    assertMessage(
        () -> build(""),
        """
            E1104 The formula is empty
              in alias("k[age]")
            \s\s\s\s
                ^
              Write 0 for nothing.""");
  }

  @Test
  void missingParenthesisIsRefused() {
    assertMessage(
        () -> build("beta * (I + S"),
        """
            E1105 Missing ')'
              in alias("k[age]")
                beta * (I + S
                             ^
              The '(' at character 8 is not closed.""");
  }

  @Test
  void missingBracketIsRefused() {
    assertMessage(
        () -> build("beta * I[age"),
        """
            E1105 Missing ']'
              in alias("k[age]")
                beta * I[age
                            ^
              The '[' at character 9 is not closed.""");
  }

  @Test
  void missingOperatorIsRefused() {
    assertMessage(
        () -> build("beta I"),
        """
            E1105 Unexpected 'I'
              in alias("k[age]")
                beta I
                     ^
              An operator is missing before it; a product is written with *.""");
  }

  @Test
  void missingOperandIsRefused() {
    assertMessage(
        () -> build("beta * "),
        """
            E1105 Unexpected end of the formula
              in alias("k[age]")
                beta *\s
                       ^
              A number, a name or ( must follow.""");
  }

  @Test
  void comparisonWithOneSignIsRefused() {
    assertMessage(
        () -> build("beta = 2"),
        """
            E1105 Unexpected '='
              in alias("k[age]")
                beta = 2
                     ^
              To compare write ==.""");
  }

  @Test
  void halfAChoiceIsRefused() {
    assertMessage(
        () -> build("beta if I > 2"),
        """
            E1105 Missing 'else'
              in alias("k[age]")
                beta if I > 2
                             ^
              Write: value if condition else other value.""");
  }

  @Test
  void subscriptWithoutNameIsRefused() {
    assertMessage(
        () -> build("I[+]"),
        """
            E1105 Unexpected '+'
              in alias("k[age]")
                I[+]
                  ^
              Between [ and ] stand index names, as in contact[age, b], or elements, as in S[age=old] and S["18-64"].""");
  }

  @Test
  void twoFormulasInASumIsRefused() {
    assertMessage(
        () -> build("sum(b in age, I[b], 2)"),
        """
            E1106 'sum' over an axis takes one formula, here 2
              in alias("k[age]")
                sum(b in age, I[b], 2)
                ^^^^^^^^^^^^^^^^^^^^^^
              Write sum(b in age, formula).""");
  }

  @Test
  void unknownFunctionIsRefused() {
    assertMessage(
        () -> build("exq(I)"),
        """
            E1201 Unknown function 'exq'
              in alias("k[age]")
                exq(I)
                ^^^
              Did you mean 'exp'? Functions: sum, prod, abs, sign, floor, ceil, round, rint, sqrt, exp, expm1, log, ln, log1p, log2, log10, sin, cos, tan, asin, arcsin, acos, arccos, atan, arctan, sinh, cosh, tanh, erf, lgamma, … (26 more).""");
  }

  @Test
  void nameCalledLikeAFunctionIsRefused() {
    assertMessage(
        () -> build("beta(1 - I)"),
        """
            E1201 'beta' is not a function
              in alias("k[age]")
                beta(1 - I)
                ^^^^
              For a product write beta * (…).""");
  }

  @Test
  void wrongNumberOfArgumentsIsRefused() {
    assertMessage(
        () -> build("exp(I, 2)"),
        """
            E1202 'exp' takes 1 argument, here 2
              in alias("k[age]")
                exp(I, 2)
                ^^^^^^^^^
              Write exp(x).""");
  }

  @Test
  void sumOfTwoThingsIsRefused() {
    assertMessage(
        () -> build("sum(age, I)"),
        """
            E1202 'sum' takes 1 argument, or axes and 1 argument; here 2
              in alias("k[age]")
                sum(age, I)
                ^^^^^^^^^^^
              Write sum(b in age, …) over an axis, sum(…) over all.""");
  }

  @Test
  void textAsValueIsRefused() {
    assertMessage(
        () -> build("'old' * 2"),
        """
            E1203 A text in quotes has no value
              in alias("k[age]")
                'old' * 2
                ^^^^^
              Write a name.""");
  }

  @Test
  void functionOverAnAxisIsRefused() {
    assertMessage(
        () -> build("exp(b in age, I[b])"),
        """
            E1204 'exp' does not run over an axis
              in alias("k[age]")
                exp(b in age, I[b])
                ^^^
              These do: sum, prod, min, max, integrate.""");
  }

  @Test
  void unknownNameIsRefused() {
    assertMessage(
        () -> build("bta * I / beta"),
        """
            E2103 Unknown name 'bta'
              in alias("k[age]")
                bta * I / beta
                ^^^
              Did you mean 'beta'? Known names: beta, contact, k, I, t.""");
  }

  @Test
  void indexAsValueIsRefused() {
    assertMessage(
        () -> build("sum(b in age, b * I[b])"),
        """
            E1209 Index 'b' runs over the categorical axis 'age', whose labels are not all numbers
              in alias("k[age]")
                sum(b in age, b * I[b])
                              ^
              Between brackets it picks elements, as in S[b]. For a number per element declare a \
            parameter over it, or an ordinal axis.""");
  }

  @Test
  void categoricalAxisAsValueIsRefused() {
    assertMessage(
        () -> build("age * I"),
        """
            E1209 Here stands the categorical axis 'age', whose labels are not all numbers
              in alias("k[age]")
                age * I
                ^^^
              Between brackets it picks elements, as in S[age]. For a number per element declare a \
            parameter over it, or an ordinal axis.""");
  }

  @Test
  void indexWithBracketsIsRefused() {
    assertMessage(
        () -> build("sum(b in age, b[age] * I[b])"),
        """
            E2103 'b' is an index, which takes no brackets
              in alias("k[age]")
                sum(b in age, b[age] * I[b])
                              ^
              It stands between them, as in S[b].""");
  }

  @Test
  void unknownAxisInSumIsRefused() {
    assertMessage(
        () -> build("sum(b in agee, I[b])"),
        """
            E2104 Unknown axis 'agee'
              in alias("k[age]")
                sum(b in agee, I[b])
                         ^^^^
              Did you mean 'age'? Axes: age, place.""");
  }

  @Test
  void unknownIndexIsRefused() {
    assertMessage(
        () -> build("contact[age, k] * I"),
        """
            E2105 Unknown index 'k'
              in alias("k[age]")
                contact[age, k] * I
                             ^
              Indices: age, place.""");
  }

  @Test
  void elementWithoutAxisIsRefused() {
    assertMessage(
        () -> build("I[old]"),
        """
            E2105 Unknown index 'old'
              in alias("k[age]")
                I[old]
                  ^^^
              For the element write I[age=old].""");
  }

  @Test
  void tooManySubscriptsIsRefused() {
    assertMessage(
        () -> build("I[age, age]"),
        """
            E2106 'I' has 1 axis (age), here 2 subscripts
              in alias("k[age]")
                I[age, age]
                ^^^^^^^^^^^
              Write I[age].""");
  }

  @Test
  void subscriptOfAScalarIsRefused() {
    assertMessage(
        () -> build("beta[age]"),
        """
            E2106 'beta' has no axes, here 1 subscript
              in alias("k[age]")
                beta[age]
                ^^^^^^^^^
              Write beta.""");
  }

  @Test
  void subscriptOnAnotherAxisIsRefused() {
    assertMessage(
        () -> build("I[place]"),
        """
            E2106 'I' has no further axis 'place'
              in alias("k[age]")
                I[place]
                  ^^^^^
              It has 1 axis (age).""");
  }

  @Test
  void unknownElementIsRefused() {
    assertMessage(
        () -> build("I[age=odl]"),
        """
            E2107 Axis 'age' has no element 'odl'
              in alias("k[age]")
                I[age=odl]
                  ^^^^^^^
              Did you mean 'old'? Elements: young, old.""");
  }

  @Test
  void axisTwiceIsRefused() {
    assertMessage(
        () -> build("contact * I"),
        """
            E2108 'contact' has an axis twice (age, age)
              in alias("k[age]")
                contact * I
                ^^^^^^^
              Say which index each one takes, as in sum(b in age, contact[age, b] * …).""");
  }

  @Test
  void unusedIndexIsRefused() {
    assertMessage(
        () -> build("sum(b in age, I)"),
        """
            E2109 Index 'b' is not used
              in alias("k[age]")
                sum(b in age, I)
                    ^^^^^^^^
              What varies over it takes it in brackets, as in I[b].""");
  }

  @Test
  void listAsANumberIsRefused() {
    assertMessage(
        () -> build("beta * [1, 2]"),
        """
            E1210 A list stands where a number should
              in alias("k[age]")
                beta * [1, 2]
                       ^^^^^^
              Lists are arguments of functions such as piecewise, linear, smooth_step, bspline.""");
  }

  @Test
  void numberAsAListIsRefused() {
    assertMessage(
        () -> build("linear(t, 1, [1, 2])"),
        """
            E1211 Argument 2 of 'linear' is a list
              in alias("k[age]")
                linear(t, 1, [1, 2])
                          ^
              Write linear(t, [0, 30, 60], [a, b, c]).""");
  }

  @Test
  void valuesThatDoNotMatchTheKnotsAreRefused() {
    assertMessage(
        () -> build("piecewise(t, [1, 2], [3, 4])"),
        """
            E1211 'piecewise' takes 3 values, here 2
              in alias("k[age]")
                piecewise(t, [1, 2], [3, 4])
                                     ^^^^^^
              As many values as breakpoints + 1.""");
    assertMessage(
        () -> build("bspline(t, [1, 2], [3, 4])"),
        """
            E1211 'bspline' takes 4 coefficients, here 2
              in alias("k[age]")
                bspline(t, [1, 2], [3, 4])
                                   ^^^^^^
              As many coefficients as knots + degree - 1.""");
    assertMessage(
        () -> build("linear(t, [], [])"),
        """
            E1211 'linear' takes at least 1 knot, here 0
              in alias("k[age]")
                linear(t, [], [])
                          ^^
              Add knots, or write a number alone.""");
  }

  @Test
  void knotsThatDoNotRiseAreRefused() {
    assertMessage(
        () -> build("linear(t, [0, 30, 30], [1, 2, 3])"),
        """
            E1212 Knot 30 does not rise above 30
              in alias("k[age]")
                linear(t, [0, 30, 30], [1, 2, 3])
                                  ^^
              Knots are finite numbers in ascending order, all different.""");
    assertMessage(
        () -> build("smooth_step(t, 5, 1e400, 0, 1)"),
        """
            E1212 Knot inf is not finite
              in alias("k[age]")
                smooth_step(t, 5, 1e400, 0, 1)
                                  ^^^^^
              Knots are finite numbers in ascending order, all different.""");
  }

  @Test
  void breakpointThatIsAParameterIsRefused() {
    assertMessage(
        () -> build("piecewise(t, [beta], [1, 2])"),
        """
            E1213 A breakpoint of 'piecewise' is a number
              in alias("k[age]")
                piecewise(t, [beta], [1, 2])
                              ^^^^
              A jump has no derivative by its time. Write the number, or a change that takes some \
            time: smooth_step(t, t0, t0 + 1, a, b).""");
  }

  @Test
  void degreeThatNoSplineHasIsRefused() {
    assertMessage(
        () -> build("bspline(t, [0, 1], [1, 2, 3], beta)"),
        """
            E1214 This is no degree of a spline
              in alias("k[age]")
                bspline(t, [0, 1], [1, 2, 3], beta)
                                              ^^^^
              Leave it out for cubic splines, or write a whole number from 1 to 9.""");
  }

  @Test
  void curveWithTooFewArgumentsIsRefused() {
    assertMessage(
        () -> build("bspline(t, [0, 1])"),
        """
            E1202 'bspline' takes 3 or 4 arguments, here 2
              in alias("k[age]")
                bspline(t, [0, 1])
                ^^^^^^^^^^^^^^^^^^
              Write bspline(t, [0, 30, 60], [a, b, c, d, e]).""");
  }

  private static void assertMessage(ThrowingCallable what, String message) {
    assertThatThrownBy(what).isInstanceOf(EpisodeException.class).hasMessage(message);
  }
}
