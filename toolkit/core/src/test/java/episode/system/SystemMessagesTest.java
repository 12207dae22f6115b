package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The exact messages of problems between the statements of a system. */
class SystemMessagesTest {

  @Test
  void nameTwiceIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .state("S", "I")
                .parameter("S")
                .equation("S", "-S")
                .equation("I", "S")
                .build(),
        """
            E2101 'S' is already a state
              in parameter("S")
                S
                ^
              Choose another name.""");
  }

  @Test
  void nullAsAStateIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state((String) null),
        """
            E2119 A text of .state(…) is null
              Write it in quotes, as in .state("S").""");
  }

  @Test
  void nullAsAFormulaIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S").transition("S -> 0", (String) null),
        """
            E2119 A text of .transition(…) is null
              Write it in quotes, as in .state("S").""");
  }

  @Test
  void aWordOfFormulasAsANameIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S", " and").equation("S", "1").build(),
        """
            E2102 'and' is a word of formulas
              in state("and")
                 and
                 ^^^
              Choose another name. Reserved: and, else, if, in, not, or.""");
  }

  @Test
  void aTransitionFromNothingWrittenIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S").transition("births: -> S", "1").build(),
        """
            E2102 Nothing stands before '->'
              in transition("births: -> S")
                births: -> S
                        ^^
              Write 0 -> S for people who come from outside.""");
  }

  @Test
  void aTransitionToNothingWrittenIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S").transition("S ->", "1").build(),
        """
            E2102 Nothing stands after '->'
              in transition("S ->")
                S ->
                  ^^
              Write S -> 0 for people who leave.""");
  }

  @Test
  void aTransitionFromAStateToItselfIsAWarning() {
    OpSystem system = OpSystem.named("x").state("S").transition("S -> S", "1").build();
    assertThat(system.warnings())
        .hasToString(
            "[E2155 Transition 'S -> S' moves nobody\n"
                + "  Its source is its destination; name another state, or remove it.]");
  }

  @Test
  void aTransitionBetweenElementsOfOneStateIsNoWarning() {
    OpSystem system =
        OpSystem.named("x")
            .axis("vax", "no", "yes")
            .state("S[vax]")
            .transition("S[vax=no] -> S[vax=yes]", "1")
            .build();
    assertThat(system.warnings()).isEmpty();
  }

  @Test
  void timeAsANameIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("t").equation("t", "1").build(),
        """
            E2101 't' is already the time
              in state("t")
                t
                ^
              Choose another name.""");
  }

  @Test
  void axisTwiceDeclaredIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .axis("age", "a")
                .axis("age", "b")
                .state("S[age]")
                .equation("S", "1")
                .build(),
        """
            E2101 Axis 'age' is declared twice
              in axis("age")
                age
                ^^^
              Rename or remove one.""");
  }

  @Test
  void notADeclarationIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S + I").build(),
        """
            E2102 'S + I' does not declare a name
              in state("S + I")
                S + I
                ^^^^^
              Write S, or S[age] with the axes that it varies over.""");
  }

  @Test
  void aDeclarationHasNoValue() {
    assertMessage(
        () -> OpSystem.named("x").state("S = 2").parameter("beta=x").equation("S", "beta").build(),
        """
            E2102 'S = 2' does not declare a name
              in state("S = 2")
                S = 2
                ^^^^^
              Declare the name alone, .state("S"); its value is given to a solve: values("S", 2).
            E2102 'beta=x' does not declare a name
              in parameter("beta=x")
                beta=x
                ^^^^^^
              Declare the name alone, .parameter("beta"); its value is given to a solve: \
            values("beta", …).""");
    assertMessage(
        () -> OpSystem.named("x").state("S").alias("k = 2", "3").equation("S", "k").build(),
        """
            E2102 'k = 2' does not declare a name
              in alias("k = 2")
                k = 2
                ^^^^^
              Its formula has quotes of its own: .alias("k", "2").""");
  }

  @Test
  void aDeclarationHasAName() {
    assertMessage(
        () -> OpSystem.named("x").state("").build(),
        """
            E2102 '' does not declare a name
              in state("")
               \s
                ^
              Write its name: S, or S[age] with the axes that it varies over.""");
  }

  @Test
  void axisRepeatedInAStateIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .axis("age", "a", "b")
                .state("S[age, age]")
                .equation("S", "1")
                .build(),
        """
            E2102 Axis 'age' is there twice
              in state("S[age, age]")
                S[age, age]
                       ^^^
              Only a parameter may have an axis twice; declare a second axis.""");
  }

  @Test
  void axisWithoutElementsIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").axis("age").state("S").equation("S", "1").build(),
        """
            E2102 Axis 'age' has no elements
              Name them: .axis("age", "young", "old").""");
  }

  @Test
  void elementTwiceIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .axis("age", "0-4", "0_4")
                .state("S[age]")
                .equation("S", "1")
                .build(),
        """
            E2102 Element '0_4' differs from '0-4' in signs only
              in axis("age")
                0_4
                ^^^
              In names of cells both are '0_4': give them different letters.""");
  }

  @Test
  void aTransitionWhoseNameHasNoColonIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S", "I").transition("inf S -> I", "1").build(),
        """
            E2102 Two names stand before '->'
              in transition("inf S -> I")
                inf S -> I
                ^^^^^
              A colon ends the name of a transition: inf: S -> I.""");
  }

  @Test
  void aSolveOfNullIsRefused() {
    OpSystem system = OpSystem.named("x").state("S").equation("S", "1").build();
    assertMessage(
        () -> system.compile().solve(Values.of("S", 0), null),
        """
            E2119 The argument span of solve is null
              A variable is null until its cell has run without an error. Run that cell, or give a value.""");
  }

  @Test
  void severalNamesInOneTextAreRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S, I").equation("S", "1").build(),
        """
            E2102 'S, I' does not declare a name
              in state("S, I")
                S, I
                ^^^^
              Each name has quotes of its own: "S", "I".""");
  }

  @Test
  void aParameterMayHaveItsDefaultInTheSameText() {
    OpSystem system =
        OpSystem.named("x").state("S").parameter("a", "b = 0.5").equation("S", "a * b").build();
    assertThat(system.compile().rhs(0, Values.of("S", 0, "a", 3)))
        .containsExactly(1.5); // 3 times one half
  }

  @Test
  void transitionWithoutArrowIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S", "I").transition("S I", "1").equation("I", "1").build(),
        """
            E2102 There is no '->' in the transition
              in transition("S I")
                S I
                ^^^
              Write name: source -> destination, or source -> destination.""");
  }

  @Test
  void transitionFromNothingToNothingIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S").transition("0 -> 0", "1").build(),
        """
            E2102 The transition has no state
              in transition("0 -> 0")
                0 -> 0
                     ^
              0 may stand on one side only.""");
  }

  @Test
  void transitionToAFormulaIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S", "I").transition("S -> I + S", "1").build(),
        """
            E2102 A transition has one state on each side of '->'
              in transition("S -> I + S")
                S -> I + S
                ^^^^^^^^^^
              Who meets whom is in the rate per head: S -> I with the rate beta * I / N.""");
  }

  @Test
  void badTransitionNameIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S", "I").transition("new infection: S -> I", "1").build(),
        """
            E2102 'new infection' is not a name
              in transition("new infection: S -> I")
                new infection
                ^^^^^^^^^^^^^
              Names are letters, digits and underscores, a letter or underscore first.""");
  }

  @Test
  void unknownStateIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("Sick", "Well").transition("Sikc -> Well", "1").build(),
        """
            E2103 Unknown state 'Sikc'
              in transition("Sikc -> Well")
                Sikc -> Well
                ^^^^
              Did you mean 'Sick'? States: Sick, Well.""");
  }

  @Test
  void unknownAxisOfAStateIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .axis("age", "young", "old")
                .state("S[agee]")
                .equation("S", "-S")
                .build(),
        """
            E2104 Unknown axis 'agee'
              in state("S[agee]")
                S[agee]
                  ^^^^
              Did you mean 'age'? Axes: age.""");
  }

  @Test
  void axisThatTheStateHasNotIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .axis("age", "young", "old")
                .axis("vax", "no", "yes")
                .state("S[age]")
                .transition("S[vax=no] -> 0", "1")
                .build(),
        """
            E2106 'S[age]' has no axis 'vax'
              in transition("S[vax=no] -> 0")
                S[vax=no] -> 0
                  ^^^^^^
              Declare it there: .state("S[age, vax]").""");
  }

  @Test
  void elementThatTheAxisHasNotIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .axis("age", "young", "old")
                .state("S[age]")
                .transition("S[age=odl] -> 0", "1")
                .build(),
        """
            E2107 Axis 'age' has no element 'odl'
              in transition("S[age=odl] -> 0")
                S[age=odl] -> 0
                  ^^^^^^^
              Did you mean 'old'? Elements: young, old.""");
  }

  @Test
  void aliasWithoutItsAxisIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .axis("age", "young", "old")
                .state("S[age]")
                .alias("N", "S")
                .transition("S -> 0", "N")
                .build(),
        """
            E2110 The formula varies over age
              in alias("N")
                S
                ^
              What it belongs to has no axis age: add [age] there, or sum: sum(j in age, …).""");
  }

  @Test
  void rateOverAnotherAxisIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .axis("age", "young", "old")
                .state("S")
                .parameter("mu[age]")
                .transition("S -> 0", "mu")
                .build(),
        """
            E2110 The formula varies over age
              in transition("S -> 0")
                mu
                ^^
              What it belongs to has no axis age: add [age] there, or sum: sum(j in age, …).""");
  }

  @Test
  void aliasCycleIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .state("S")
                .alias("a", "b + 1")
                .alias("b", "2 * a")
                .transition("S -> 0", "a")
                .build(),
        """
            E2111 'a' is defined by itself: a → b → a
              in alias("a")
                b + 1
                ^^^^^
              Break the cycle: one of them must not use the next.""");
  }

  @Test
  void initialCycleIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .state("S", "I")
                .transition("S -> I", "1")
                .initial("S", "10 - I")
                .initial("I", "10 - S")
                .build(),
        """
            E2111 'S' is defined by itself: S → I → S
              in initial("S")
                10 - I
                ^^^^^^
              Break the cycle: one of them must not use the next.""");
  }

  @Test
  void axisOnlyOnTheRightIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .axis("strain", "wild", "new")
                .state("S", "I[strain]")
                .transition("infection: S -> I", "0.1")
                .build(),
        """
            E2112 Axis 'strain' is only on the right
              in transition("infection: S -> I")
                infection: S -> I
                                ^
              Say how the flow is shared out: declare a parameter share[strain] that adds up to 1
              and write one transition per element: "S -> I[strain=wild]" with the rate share[strain=wild] * (rate).""");
  }

  @Test
  void equationBesideTransitionIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S").transition("S -> 0", "1").equation("S", "-S").build(),
        """
            E2113 State 'S' has an equation and transitions
              in equation("S")
                -S
                ^^
              Write all its changes as transitions, or all in the equation.""");
  }

  @Test
  void twoEquationsIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S").equation("S", "1").equation("S", "2").build(),
        """
            E2113 'S' has an equation already
              in equation("S")
                S
                ^
              Keep one of them.""");
  }

  @Test
  void unknownUnitIsRefused() {
    assertMessage(
        () -> OpSystem.named("x").state("S").equation("S", "1").time("dya").build(),
        """
            E2114 Unknown unit of time 'dya'
              Did you mean 'day'? Units: hour, day, week, year, none.""");
  }

  @Test
  void initialValueFromTimeIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .state("S")
                .alias("wave", "sin(t)")
                .equation("S", "wave")
                .initial("S", "wave")
                .build(),
        """
            E2115 'S' uses an alias that has no value before the start
              in initial("S")
                wave
                ^^^^
              Initial values follow from parameters and from other states, not from t.""");
  }

  @Test
  void noStateIsRefused() {
    assertMessage(
        () -> OpSystem.named("empty").build(),
        """
            E2116 System 'empty' has no state
              Declare one: .state("S", "I", "R").""");
  }

  @Test
  void tooManyCellsIsRefused() {
    assertMessage(
        () ->
            OpSystem.named("x")
                .axis("age", 5000)
                .axis("place", 5000)
                .state("S[age, place]")
                .equation("S", "1")
                .build(),
        """
            E2117 'S[age, place]' has 25000000 cells; the limit is 10000000
              in state("S[age, place]")
                S[age, place]
                ^^^^^^^^^^^^^
              Use fewer or shorter axes.""");
  }

  private static void assertMessage(ThrowingCallable what, String message) {
    assertThatThrownBy(what).isInstanceOf(EpisodeException.class).hasMessage(message);
  }
}
