package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code %%system} in a session that has the toolkit as its extension. */
class SystemCellTest {
  private static final String SIR =
      "state S, I\nparameter beta\ninfection: S -> I : beta * I / (S + I)";

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(SessionOptions.standard());
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static Recorder run(String source) {
    Recorder recorder = new Recorder();
    session
        .execute(source, recorder)
        .failure()
        .ifPresent(
            failure -> {
              throw new AssertionError(Bench.plain(failure));
            });
    return recorder;
  }

  private static Failure failure(String source) {
    return session.execute(source, CellListener.NONE).failure().orElseThrow();
  }

  @Test
  void theSystemIsShownAndAVariableOfLaterCells() {
    Recorder shown = run("%%system sir\n" + SIR);
    JsonObject equations = shown.contents("display").get(0).getAsJsonObject("data");
    assertThat(equations.get("text/latex").getAsString()).contains("\\frac{dS}{dt}");
    assertThat(shown.outputs().toString()).contains("Flow diagram: S -> I");
    assertThat(run("sir.compile().rhs(0, values(\"S\", 3, \"I\", 1, \"beta\", 2))").value())
        .isEqualTo("[-1.5, 1.5]");
    assertThat(run("OpSystem same = sir;\nsame.name()").value()).isEqualTo("sir");
  }

  @Test
  void aMistakeIsMarkedInItsLineOfTheCellWithoutAStackTrace() {
    Failure failure = failure("%%system wrong\nstate S, I\n\nS -> I : bta");
    assertThat(Bench.plain(failure))
        .isEqualTo(
            """
            E2103 Unknown name 'bta'
              in line 4
                S -> I : bta
                         ^^^
              Known names: S, I, t.""");
  }

  @Test
  void aMistakeLeavesTheVariableAsItWas() {
    run("%%system kept\nstate S\nS' = 1");
    failure("%%system kept\nstate S\nS' = 2 *");
    assertThat(run("kept.equations()").value()).isEqualTo("[S = 1]");
  }

  @Test
  void aVariableMayBeDeclaredAgain() {
    run("var again = 1;");
    run("%%system again\nstate S\nS' = 1");
    run("%%system again\nstate S\nS' = 2");
    assertThat(run("again.equations()").value()).isEqualTo("[S = 2]");
  }

  @Test
  void theNameIsOneOfJava() {
    String remedy = "Write %%system SIR in the first line and the statements below it.";
    assertThat(failure("%%system\nstate S").message())
        .isEqualTo("E2183 %%system needs the name of a variable\n  " + remedy);
    assertThat(failure("%%system SIR by age\nstate S").message())
        .isEqualTo("E2183 'SIR by age' is no name for a variable\n  " + remedy);
    assertThat(failure("%%system class\nstate S").message())
        .isEqualTo("E2183 'class' is no name for a variable\n  " + remedy);
  }

  @Test
  void quotesAndBackslashesComeThrough() {
    run(
        "%%system quoted\naxis a = \"x, y\", '\\u0041\\'\nstate S[a]\nS[a=\"x, y\"]' = 1\n# \"\\\nS[a='\\u0041\\']' = 2");
    assertThat(run("quoted.axes().get(0).elements()").value()).isEqualTo("[x, y, \\u0041\\]");
  }

  @Test
  void longTextsComeThrough() {
    String statements = "state S\nS' = 0" + "\n  + 1 # a rather long comment".repeat(5_000);
    run("%%system large\n" + statements);
    assertThat(run("large.compile().rhs(0, values(\"S\", 0))").value()).isEqualTo("[5000.0]");
  }

  @Test
  void theMagicIsListedAndCompleted() {
    assertThat(run("%lsmagic").value()).contains("%%system   ", "%time   ");
  }
}
