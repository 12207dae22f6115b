package episode.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import org.junit.jupiter.api.Test;

/** The exact messages of problems of stratifications. */
class StrataMessagesTest {
  private static SystemBuilder sir() {
    return OpSystem.named("SIR")
        .state("S", "I", "R")
        .parameter("beta", "gamma")
        .transition("infection: S -> I", "beta * I / (S + I + R)")
        .transition("recovery: I -> R", "gamma");
  }

  private static Stratification aged() {
    return sir().build().stratify("age", "young", "old");
  }

  private static void assertMessage(Stratification stratification, String message) {
    assertThatThrownBy(stratification::build)
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message.stripIndent());
  }

  @Test
  void allThatIsWrongIsReportedAtOnce() {
    assertMessage(
        aged()
            .only("S", "J")
            .parameter("beta", "c[ages]")
            .multiply("infektion", "old", "0.5")
            .overwrite("recovery", "odl", "gama")
            .multiply("recovery", "old", "2 *"),
        """
            E2103 Unknown state 'J'
              in only("S", "J")
                J
                ^
              States: S, I, R.
            E2101 'beta' is already a parameter
              in parameter("beta")
                beta
                ^^^^
              Choose another name.
            E2104 Unknown axis 'ages'
              in parameter("c[ages]")
                c[ages]
                  ^^^^
              Did you mean 'age'? Axes: age.
            E2118 Unknown flow 'infektion'
              in multiply("infektion", "old")
                infektion
                ^^^^^^^^^
              Did you mean 'infection'? Flows: infection, recovery.
            E2107 Axis 'age' has no element 'odl'
              in overwrite("recovery", "odl")
                odl
                ^^^
              Did you mean 'old'? Elements: young, old.
            E1105 Unexpected end of the formula
              in multiply("recovery", "old")
                2 *
                   ^
              A number, a name or ( must follow.""");
  }

  @Test
  void aMistakeInAFormulaIsShownWhereItWasMade() {
    assertMessage(
        aged().multiply("recovery", "old", "1 - q").mixing("contcat"),
        """
            E2103 Unknown name 'q'
              in multiply("recovery", "old")
                1 - q
                    ^
              Known names: beta, gamma, S, I, R, t.
            E2103 Unknown name 'contcat'
              in mixing("contcat")
                contcat
                ^^^^^^^
              Known names: beta, gamma, S, I, R, t.""");
  }

  @Test
  void anAxisThatIsThereIsRefused() {
    assertMessage(
        sir().build().stratify("beta", "a", "a"),
        """
            E2101 'beta' is already a parameter
              in stratify("beta")
                beta
                ^^^^
              Choose another name.
            E2102 Element 'a' is there twice
              in stratify("beta")
                a
                ^
              The elements of an axis are different names without ".""");
  }

  @Test
  void anAxisWithoutElementsIsRefused() {
    assertMessage(
        sir().build().stratify("age"),
        """
            E2102 Axis 'age' has no elements
              Name them: .stratify("age", "young", "old").""");
  }

  @Test
  void equationsCannotBeDivided() {
    assertMessage(
        sir().state("V").equation("V", "I").build().stratify("age", "a", "b").only("V"),
        """
            E2145 State 'V' changes by an equation, which cannot be divided
              Write its changes as transitions, or leave it out.""");
  }

  @Test
  void strainsNeedTheInfectedStates() {
    assertMessage(
        aged().strains(),
        """
            E2145 It is not said which states know the strains
              Name the infected ones: .only("E", "I").""");
  }

  @Test
  void aFlowIntoSomeStatesNeedsShares() {
    assertMessage(
        aged().only("I", "R"),
        """
            E2146 Flow 'infection' enters the strata of 'age' unshared
              in transition("infection: S -> I")
                beta * I / (S + I + R)
                ^^^^^^^^^^^^^^^^^^^^^^
              Say who gets which part: .share("infection", "young", "0.5"); or divide S too.""");
  }

  @Test
  void sharesAddUpToOne() {
    assertMessage(
        sir()
            .transition("0 -> S", "3")
            .build()
            .stratify("age", "a", "b")
            .share("a", "0.2")
            .share("b", "0.7"),
        """
            E2147 The shares of '0 -> S' add up to 0.9, not 1
              in share("b")
                0.7
                ^^^
              Leave one stratum out: it gets the rest.""");
  }

  @Test
  void susceptibilityNeedsAnInfection() {
    assertMessage(
        aged().only("R").susceptibility("old", "0.5"),
        """
            E2148 No flow is an infection
              in susceptibility("old")
                0.5
                ^^^
              Name those that are, as in .infection("infection").
            E2146 Flow 'recovery' enters the strata of 'age' unshared
              in transition("recovery: I -> R")
                gamma
                ^^^^^
              Say who gets which part: .share("recovery", "young", "0.5"); or divide I too.""");
  }

  @Test
  void whatChangesNothingIsRefused() {
    assertMessage(
        aged()
            .only("S")
            .infection("infection")
            .overwrite("recovery", "old", "1")
            .share("infection", "old", "1")
            .infectiousness("R", "old", "0.5"),
        """
            E2149 The overwrite of 'recovery' in 'old' changes nothing
              in overwrite("recovery", "old")
                1
                ^
              It is for flows from or into states with the new axis: S.
            E2149 The share of 'infection' in 'old' changes nothing
              in share("infection", "old")
                1
                ^
              It is for flows into states with the new axis from elsewhere: S.
            E2149 The infectiousness of 'R' in 'old' changes nothing
              in infectiousness("R", "old")
                0.5
                ^^^
              It counts for states with the new axis in the rates of infections; such states: S.""");
  }

  @Test
  void theSameIsSaidOnce() {
    assertMessage(
        aged().overwrite("recovery", "old", "1").overwrite("recovery", "old", "2"),
        """
            E2149 Stratum 'old' has overwrite("recovery", "old") already
              in overwrite("recovery", "old")
                2
                ^
              Keep one of them.""");
  }

  @Test
  void traitsOfNewParametersAreChecked() {
    assertMessage(
        aged().parameter("ve", Trait.defaultValue(2), Trait.bounds(0, 1)),
        """
            E2138 The default of 've' is 2
              in parameter("ve")
                ve
                ^^
              Its bounds are 0 to 1.""");
  }
}
