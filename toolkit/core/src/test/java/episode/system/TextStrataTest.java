package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import org.junit.jupiter.api.Test;

/** Stratifications in the text form say what the builder's do; their problems name their lines. */
class TextStrataTest {

  private static void assertSame(OpSystem text, OpSystem fluent) {
    assertThat(text).hasToString(fluent.toString());
  }

  private static void assertMessage(String text, String message) {
    assertThatThrownBy(() -> OpSystem.text("x", text))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message);
  }

  @Test
  void whatFollowsAStratificationBelongsToIt() {
    String base =
        "state S, I, R\nparameter beta, gamma, b\n0 -> S : b\n"
            + "infection: S -> I : beta * I / (S + I + R)\nrecovery: I -> R : gamma\n";
    OpSystem text =
        OpSystem.text(
            "SIR",
            base
                + """
                stratify age = young, old
                  parameter C[age, age]
                  mixing C
                  share old : 0.2
                stratify vax = none, done
                  only S, I
                  parameter ve
                  infection infection
                  multiply infection[vax=done] : 1 - ve
                  overwrite recovery[vax=done] : 2 * gamma
                  infectiousness I[vax=done] : 0.6
                  susceptibility done : 0.7
                  share done : 0.5
                """);
    OpSystem fluent =
        OpSystem.text("SIR", base)
            .stratify("age", "young", "old")
            .parameter("C[age, age]")
            .mixing("C")
            .share("old", "0.2")
            .build()
            .stratify("vax", "none", "done")
            .only("S", "I")
            .parameter("ve")
            .infection("infection")
            .multiply("infection", "done", "1 - ve")
            .overwrite("recovery", "done", "2 * gamma")
            .infectiousness("I", "done", "0.6")
            .susceptibility("done", "0.7")
            .share("done", "0.5")
            .build();
    assertSame(text, fluent);
    assertThat(text.toYaml()).isEqualTo(fluent.toYaml());
  }

  @Test
  void strataHaveTraitsPointsAndOrders() {
    String base = "state S, I\nparameter b = 1\nf: S -> I : b * S\n";
    OpSystem text =
        OpSystem.text(
            "SI",
            base
                + """
                stratify ordinal dose = one, two
                  parameter ve = 0.9 bounds(0, 1) unit('1')
                  multiply f[dose=two] : 1 - ve
                stratify x = grid(0, 1, 3)
                """);
    OpSystem fluent =
        OpSystem.text("SI", base)
            .stratify("dose", AxisPoints.ordinal("one", "two"))
            .parameter("ve", Trait.defaultValue(0.9), Trait.bounds(0, 1), Trait.unit("1"))
            .multiply("f", "two", "1 - ve")
            .build()
            .stratify("x", AxisPoints.grid(0, 1, 3))
            .build();
    assertSame(text, fluent);
    assertThat(text.traits("ve")).isEqualTo(new Traits("1", 0.9, 0, 1));
    assertThat(text.traits("b").byDefault()).isEqualTo(1);
    assertThat(text.toYaml()).isEqualTo(fluent.toYaml());
  }

  @Test
  void whatIsNoStatementOfStrataStandsAboveThem() {
    assertMessage(
        "state S, I\nS -> I : 1\nstratify vax = none, done\nN = S + I\nclosed",
        """
        E2185 Below 'stratify' stands only what differs between the strata
          in line 4
            N = S + I
            ^^^^^^^^^
          Write this above 'stratify'. Below it: stratify, parameter, only, share, multiply, overwrite, infection, infectiousness, susceptibility, mixing, strains.
        E2185 Below 'stratify' stands only what differs between the strata
          in line 5
            closed
            ^^^^^^
          Write this above 'stratify'. Below it: stratify, parameter, only, share, multiply, overwrite, infection, infectiousness, susceptibility, mixing, strains.\
        """);
    assertMessage(
        "state S, I\n"
            + "f: S -> I : 1\n"
            + "stratify vax = a, b\n"
            + "overwrite f[vax=a] : 1\n"
            + "overwrite f[vax=a] : 2",
        """
        E2149 Stratum 'a' has overwrite("f", "a") already
          in line 5
            overwrite f[vax=a] : 2
                                 ^
          Keep one of them.\
        """);
  }

  @Test
  void aMistakeInAStratificationHasItsLine() {
    assertMessage(
        "state S, I\ninfection: S -> I : S * I\nstratify vax = none, done\n"
            + "multiply infektion[vax=done] : 2\nmultiply infection[vax=don] : 2\n"
            + "multiply infection[vax=done] : q",
        """
        E2118 Unknown flow 'infektion'
          in line 4
            multiply infektion[vax=done] : 2
                     ^^^^^^^^^
          Did you mean 'infection'? Flows: infection.
        E2107 Axis 'vax' has no element 'don'
          in line 5
            multiply infection[vax=don] : 2
                                   ^^^
          Did you mean 'done'? Elements: none, done.
        E2103 Unknown name 'q'
          in line 6
            multiply infection[vax=done] : q
                                           ^
          Known names: S, I, t.\
        """);
    assertMessage(
        "state S\nS -> 0 : 1\nstrains\nstratify vax = a, b\nmultiply f[age=b] : 1\nstrains 3",
        """
        E2182 There is no 'stratify' above 'strains'
          in line 3
            strains
            ^^^^^^^
          As in: stratify vax = none, done
        E2182 The axis is 'vax' here
          in line 5
            multiply f[age=b] : 1
                       ^^^
          As in: multiply infection[vax=done] : 1 - ve
        E2182 The statement 'strains' is not complete
          in line 6
            strains 3
            ^^^^^^^^^
          As in: strains\
        """);
  }
}
