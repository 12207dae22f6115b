package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text form says what the builder says, and its problems name their lines. */
class SystemTextTest {

  @Test
  void everyStatementMeansWhatItsMethodMeans() {
    OpSystem text =
        OpSystem.text(
            "SIR",
            """
            # An epidemic.
            time week
            axis age = 0-17, 18-64, 65+
            axis place = 2
            state S[age], I[age, place], R, V
            parameter beta, gamma   # per week
            alias N = sum(S) + sum(I) + R
            half = 1 / 2
            infection: S -> I[place=1] : beta * half * sum(I) / N
            I -> R : gamma
            equation V = -0.1 * V
            initial S = 1 - sum(p in place, I[age, p])
            output weekly[age] = 7 * infection
            """);
    OpSystem fluent =
        OpSystem.named("SIR")
            .time("week")
            .axis("age", "0-17", "18-64", "65+")
            .axis("place", 2)
            .state("S[age]", "I[age, place]", "R", "V")
            .parameter("beta", "gamma")
            .alias("N", "sum(S) + sum(I) + R")
            .alias("half", "1 / 2")
            .transition("infection: S -> I[place=1]", "beta * half * sum(I) / N")
            .transition("I -> R", "gamma")
            .equation("V", "-0.1 * V")
            .initial("S", "1 - sum(p in place, I[age, p])")
            .output("weekly[age]", "7 * infection")
            .build();
    assertSame(text, fluent);
    assertThat(text.time()).isEqualTo(TimeScale.WEEK);
    assertThat(text.outputs()).hasToString(fluent.outputs().toString());
  }

  @Test
  void flowsWithoutANameAreCalledByTheirArrow() {
    OpSystem text =
        OpSystem.text(
            "x",
            """
            state S, I, multiply
            S -> I : 0.1
            multiply -> S : 0.2
            stratify age = young, old
            multiply S->I[age=old] : 2
            """);
    assertThat(text.transition("S -> I").rate().text())
        .isEqualTo("0.1 * (2 if age == \"old\" else 1)");
  }

  private static void assertSame(OpSystem text, OpSystem fluent) {
    assertThat(text).hasToString(fluent.toString());
  }

  @Test
  void axesAreListsOfLabelsSizesPointsAndOrders() {
    OpSystem text =
        OpSystem.text(
            "x",
            """
            axis x = grid(0, 1.5, 4)
            axis y = logGrid(1, 100, 3)
            axis z = points(-1, 0.5, 2e3)
            ordinal axis dose = none, 'one, two'
            state u[x, y, z, dose]
            u' = x
            """);
    OpSystem fluent =
        OpSystem.named("x")
            .axis("x", AxisPoints.grid(0, 1.5, 4))
            .axis("y", AxisPoints.logGrid(1, 100, 3))
            .axis("z", AxisPoints.points(-1, 0.5, 2000))
            .axis("dose", AxisPoints.ordinal("none", "one, two"))
            .state("u[x, y, z, dose]")
            .equation("u", "x")
            .build();
    assertSame(text, fluent);
    assertThat(text.axes()).isEqualTo(fluent.axes());
  }

  @Test
  void demographyHasStatementsOfItsOwn() {
    OpSystem text =
        OpSystem.text(
            "x",
            """
            axis age = 0-17, 18+
            state S[age], I[age]
            parameter b, mu[age], g
            S -> I : g
            importation I[age=18+] : 0.5
            births S[age=0-17] : b * sum(S)
            deaths : mu
            deaths I : 2 * mu
            ageing age : 1 / 18
            """);
    OpSystem fluent =
        OpSystem.named("x")
            .axis("age", "0-17", "18+")
            .state("S[age]", "I[age]")
            .parameter("b", "mu[age]", "g")
            .transition("S -> I", "g")
            .importation("I[age=18+]", "0.5")
            .births("S[age=0-17]", "b * sum(S)")
            .deaths("mu")
            .deaths("I", "2 * mu")
            .ageing("age", "1 / 18")
            .build();
    assertSame(text, fluent);
    assertMessage(
        "state S\nbirths S\nordinal dose = a\naxis x = grid(0, 1, y)\naxis y = points(1, 0)",
        """
        E2182 The statement 'births' is not complete
          in line 2
            births S
            ^^^^^^^^
          As in: births S[age=0-17] : b * N
        E2182 The statement 'ordinal' is not complete
          in line 3
            ordinal dose = a
            ^^^^^^^^^^^^^^^^
          As in: ordinal axis dose = none, one, two
        E2182 These are no points of an axis
          in line 4
            axis x = grid(0, 1, y)
                     ^^^^^^^^^^^^^
          As in: axis x = grid(0, 10, 21), from 0 to 10 in 21 points
        E2125 The points of an axis do not rise at 0
          in line 5
            axis y = points(1, 0)
            ^^^^^^^^^^^^^^^^^^^^^
          Give finite numbers, each larger than the one before.\
        """);
  }

  @Test
  void defaultsUnitsAndBoundsFollowTheName() {
    OpSystem text =
        OpSystem.text(
            "x",
            "axis age = a, b\nstate S[age] unit('person'), R\n"
                + "parameter beta, gamma = 0.3 unit('1/(day*person)') bounds(0, 5), "
                + "mu[age]=-1e-1 bounds(-inf, 0)\nS -> R : beta * gamma * mu");
    assertThat(text.traits("gamma")).isEqualTo(new Traits("1/(day*person)", 0.3, 0, 5));
    assertThat(text.traits("mu")).isEqualTo(new Traits("", -0.1, Double.NEGATIVE_INFINITY, 0));
    assertThat(text.traits("S").unit()).isEqualTo("person");
    assertThat(text.parameters()).hasToString("[beta, gamma, mu[age]]");
    assertMessage(
        "state S, , R\nparameter a = x, b bound(1), c d\nS' = a * b * c",
        """
        E2182 The statement 'state' is not complete
          in line 1
            state S, , R
            ^^^^^^^^^^^^
          As in: state S, I[age]
        E2182 The default of 'a' is no number
          in line 2
            parameter a = x, b bound(1), c d
                        ^^^
          As in: a = x, without 'parameter'
        E2182 This says nothing about 'b'
          in line 2
            parameter a = x, b bound(1), c d
                               ^^^^^^^^
          As in: EXAMPLE
        E2182 A comma is missing between the names
          in line 2
            parameter a = x, b bound(1), c d
                                         ^^^
          As in: parameter c, d\
        """
            .replace("EXAMPLE", TextWord.of("parameter").orElseThrow().example()));
  }

  @Test
  void adviceIsInTheWordsOfTheText() {
    assertMessage(
        "state S[age]\nS' = 1",
        """
        E2104 Unknown axis 'age'
          in line 1
            state S[age]
                    ^^^
          Declare it: axis age = first, second.\
        """);
    assertMessage(
        "parameter a",
        """
        E2116 System 'x' has no state
          Declare one: state S, I, R.\
        """);
  }

  @Test
  void aFileOfThisFormEndsInSystem(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("decay.system"), "state x\nx' = -x\n");
    assertThat(OpSystem.read(file)).hasToString("system decay\n  state x\n  equation x = -x");
  }

  @Test
  void operatorsAddToTheDerivative() {
    OpSystem text =
        OpSystem.text(
            "x",
            "axis x = grid(0, 1, 5)\nstate u[x]\nparameter D\nu' = -u\n"
                + "operator diffusion(u, x, D, 'periodic')");
    OpSystem fluent =
        OpSystem.named("x")
            .axis("x", AxisPoints.grid(0, 1, 5))
            .state("u[x]")
            .parameter("D")
            .equation("u", "-u")
            .operator("diffusion(u, x, D, 'periodic')")
            .build();
    assertSame(text, fluent);
  }

  @Test
  void inputsAndContactsHaveStatementsOfTheirOwn() {
    OpSystem text =
        OpSystem.text(
            "x",
            """
            axis age = a, b
            state S[age]
            parameter home[age, age], work[age, age], w
            contacts C[age, age] = home, w * work
            input beta = linear([0, 30], [0.3, 1e-1])
            S' = beta * sum(j in age, C[age, j] * S[j])
            """);
    OpSystem fluent =
        OpSystem.named("x")
            .axis("age", "a", "b")
            .state("S[age]")
            .parameter("home[age, age]", "work[age, age]", "w")
            .contacts("C[age, age]", "home", "w * work")
            .input("beta", Curve.LINEAR, new double[] {0, 30}, new double[] {0.3, 0.1})
            .equation("S", "beta * sum(j in age, C[age, j] * S[j])")
            .build();
    assertSame(text, fluent);
    assertMessage(
        "state S\nS' = beta\ninput beta = linear([0, 30], [0.3, x])",
        """
        E2182 Rows of an input are numbers
          in line 3
            input beta = linear([0, 30], [0.3, x])
                         ^^^^^^^^^^^^^^^^^^^^^^^^^
          As in: input beta = linear([0, 30], [0.3, 0.1])\
        """);
  }

  @Test
  void statementsMayStandInAnyOrder() {
    OpSystem system =
        OpSystem.text(
            "x",
            "V' = -c * V + age0\nage0 = sum(W)\nW[age=old]' = 1\n"
                + "W[age=young]' = 2\nparameter c\nstate V, W[age]\naxis age = young, old\n");
    assertThat(system.stateNames()).containsExactly("V", "W__age_young", "W__age_old");
    assertThat(system.equations()).hasSize(3);
  }

  @Test
  void aStatementGoesOnWhereItCannotBeFinished() {
    OpSystem system =
        OpSystem.text(
            "x",
            """
            axis age = 0-17,
                       65+
            state S[age], I[age]
            infection: S -> I :
              max(   # the larger one
                1,

                sum(I)
              )
              * 2 +
              # a comment in between
              1
            """);
    assertThat(system.axes().get(0).elements()).containsExactly("0-17", "65+");
    assertThat(system.transitions().get(0).rate().text()).isEqualTo("max( 1, sum(I) ) * 2 + 1");
  }

  @Test
  void wordsMayBeNames() {
    OpSystem system =
        OpSystem.text(
            "x",
            "state S\ntime = 2\nclosed = 3\noutput' = time\nstate output\n"
                + "deaths: S -> 0 : time + closed");
    assertThat(system.aliases()).hasToString("[time = 2, closed = 3]");
    assertThat(system.transition("deaths").rate().text()).isEqualTo("time + closed");
  }

  @Test
  void quotesKeepCommasAndSignsInLabels() {
    OpSystem system =
        OpSystem.text("x", "axis a = '1, 2', \"#3\", [4, 5), '6'\nstate S[a]\nS' = 1");
    assertThat(system.axes().get(0).elements()).containsExactly("1, 2", "#3", "[4, 5)", "6");
    assertThat(OpSystem.text("x", "axis a = '6'\nstate S[a]\nS' = 1").size()).isEqualTo(1);
    assertThat(OpSystem.text("x", "axis a = 6\nstate S[a]\nS' = 1").size()).isEqualTo(6);
  }

  @Test
  void allProblemsAreReportedWithTheirLinesAndNoneTwice() {
    assertMessage(
        """
        stat S, I
        state R
        parameter beta
        equation R
        infection: S -> I : bta * I
        S -> R
        alias beta = 1
        R' = (1 +
        N = R + R)\
        """,
        """
        E2180 Unknown statement 'stat'
          in line 1
            stat S, I
            ^^^^
          Did you mean 'state'? Statements: WORDS.
          Without a word: N = S + I, V' = -c * V, infection: S -> I : beta * I / N.
        E2182 The statement 'equation' is not complete
          in line 4
            equation R
            ^^^^^^^^^^
          As in: equation V = -c * V
        E2182 The transition has no rate
          in line 6
            S -> R
            ^^^^^^
          As in: infection: S -> I : beta * I / N
        E2101 'beta' is already a parameter
          in line 7
            alias beta = 1
                  ^^^^
          Choose another name.
        E1105 Unexpected '='
          in line 9
            N = R + R)
              ^
          To compare write ==.\
        """
            .replace("WORDS", String.join(", ", TextWord.names())));
  }

  private static void assertMessage(String text, String message) {
    assertThatThrownBy(() -> OpSystem.text("x", text))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message);
  }

  @Test
  void theSameTextInTwoLinesHasTwoPlaces() {
    assertMessage(
        "state A, B\nA' = bta\nstate A\nB' = bta",
        """
        E2103 Unknown name 'bta'
          in line 2
            A' = bta
                 ^^^
          Known names: A, B, t.
        E2101 'A' is already a state
          in line 3
            state A
                  ^
          Choose another name.
        E2103 Unknown name 'bta'
          in line 4
            B' = bta
                 ^^^
          Known names: A, B, t.\
        """);
  }

  @Test
  void longTextsAreRefusedWithoutHarm() {
    assertMessage(
        "state S\n" + "#".repeat(1_000_000),
        """
        E2181 The text has 1000008 characters; the limit is 1000000
          Sum over axes instead of writing every element out.\
        """);
    for (String piece : List.of("(\n", "a\n", "\n", "+\n", "a=1\n", "'", "[", "x -> y : (\n")) {
      String text = piece.repeat(1_000_000 / piece.length());
      assertThatThrownBy(() -> OpSystem.text("x", text)).isInstanceOf(EpisodeException.class);
    }
    assertThatThrownBy(() -> OpSystem.text("x", "a\n".repeat(1_000)))
        .message()
        .matches("(?s).*\n… and 80\\d more");
    assertThatCode(() -> OpSystem.text("x", "state S\r\nS' = 1\r\n")).doesNotThrowAnyException();
  }

  @Test
  void pageListsTheStatementsThatThereAre() throws IOException {
    String page = Files.readString(Path.of("..", "..", "docs", "language.md"));
    String section = page.split("### Statements of the text form")[1].split("\n### ")[0];
    List<String> words =
        Pattern.compile("(?m)^\\| `(\\w+)` \\|")
            .matcher(section)
            .results()
            .map(row -> row.group(1))
            .toList();
    assertThat(words).containsExactlyElementsOf(TextWord.names());
  }
}
