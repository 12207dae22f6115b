package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolkitRemediesTest {

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(new SessionOptions(true, Duration.ofSeconds(3)));
    String source =
        "var unbuilt = system(\"decay\").state(\"x\").parameter(\"k\").equation(\"x\", \"-k * x\");\n"
            + "var decay = unbuilt.build();\n"
            + "var flu = decay.compile();\n"
            + "var g = values(\"k\", 1, \"x\", 2);\n"
            + "var s = flu.solve(g, days(0, 1));\n"
            + "var cases = Columns.of(\"day\", new int[] {1}, \"seen\", new int[] {1});";
    assertThat(session.execute(source, CellListener.NONE).failure()).isEmpty();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static Failure failure(String source) {
    return session.execute(source, CellListener.NONE).failure().orElseThrow();
  }

  private static String remedy(String source) {
    String[] lines = Bench.plain(failure(source)).split("\n");
    return lines[lines.length - 1].strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "unbuilt.compile() @ It is not built yet: end the chain with .build(), as in"
            + " unbuilt.build().compile().",
        "unbuilt.solve(g, days(0, 1)) @ It is not built yet: end the chain with .build(), as in"
            + " unbuilt.build().compile().solve(…).",
        "decay.solve(g, days(0, 1)) @ Compile it first: decay.compile().solve(…).",
        "explore(decay, g, days(0, 1), \"k\", 1, 2) @ Compile it first: decay.compile().",
        "posterior(unbuilt, g, days(0, 1)) @ It is not built yet: unbuilt.build().",
        "posterior(g, flu, days(0, 1)) @ The system comes first, then the values, then the span.",
        "posterior(flu, g) @ Say from when to when: posterior(flu, g, days(0, 14)).",
        "flu.solve(values(k=1, x=2), days(0, 1)) @ Names and values take turns: values(\"k\", 1,"
            + " …).",
        "values(k, 1) @ A name has quotes: \"k\".",
        "system(\"x\").states(\"S\") @ Did you mean 'state'?",
        "system(\"x\").solve(g) @ It is not built yet: end the chain with .build(), as in"
            + " ….build().compile().solve(…).",
        "flu.solve(values(\"k\", 1, \"x\", 2)) @ Say from when to when: solve(values(\"k\", 1,"
            + " \"x\", 2), days(0, 14)).",
        "flu.solve(g, 10) @ Say from when to when, with the unit of time: days(0, 10).",
        "flu.solve(days(0, 1), g) @ The values come first, the span behind them: solve(values,"
            + " days(0, 14)).",
        "posterior(flu, g, days(0, 1)).priorPredictive() @ Say how many draws, and a seed:"
            + " priorPredictive(200, 1).",
        "plot(s) @ It plots itself: s.plot().",
        "plot(s, \"x\") @ A solution plots itself: s.plot(\"x\").",
        "s.table().write() @ As a table it has files:"
            + " table(solution.table()).write().csv(\"solution.csv\").",
        "posterior(flu, g, days(0, 1)).prior(\"k\", \"normal(1, 1)\") @ Write it as one text:"
            + " prior(\"k ~ normal(1, 1)\").",
        "system(\"x\").transition(\"S -> I\") @ The rate per head follows it: transition(\"S ->"
            + " I\", \"beta * I\").",
        "system(\"x\").transition(\"S -> I : b * I\") @ The rate has quotes of its own:"
            + " transition(\"S -> I\", \"b * I\").",
        "system(\"x\").equation(\"S' = -S\") @ Name and formula have quotes of their own:"
            + " equation(\"S\", \"-S\").",
        "table(weekly.csv) @ A path has quotes: table(\"weekly.csv\").",
        "compose(\"two\", unbuilt) @ It is not built yet: unbuilt.build().",
        "values(\"k\"=1.7) @ Names and values take turns: values(\"k\", 1.7).",
        "flu.solve(g, 0, 14) @ Say the unit of time: solve(g, days(0, 14)).",
        "flu.solve(g) @ Say from when to when: solve(g, days(0, 14)).",
        "weeks(14) @ Say from when to when: weeks(0, 14).",
        "s.x @ Write .state(\"x\").",
        "s.get(\"x\") @ Write .state(\"x\").",
        "s[\"x\"] @ Write .state(\"x\").",
        "g.k @ Write .number(\"k\").",
        "g.get(\"k\") @ Write .number(\"k\").",
        "g[\"k\"] @ Write .number(\"k\").",
        "unbuilt.transition(\"x -> 0\", 0.3) @ A rate is a formula in quotes: \"0.3\".",
        "posterior(flu, g, days(0, 1)).observe(\"seen ~ poisson(x)\", cases, \"day\") @ Name the"
            + " column of times so: at(\"day\").",
        "days(\"2024-01-01\", \"2024-02-01\") @ A span is numbers: days(0, 31). Dates belong to"
            + " data: at(\"date\", from(\"2024-01-01\")).",
        "systm(\"SIR\") @ Did you mean 'system'?",
        "fulx.solve(g, days(0, 1)) @ Did you mean 'flu'?",
        "!ls -l @ A cell runs Java, not the commands of a shell: use a terminal.",
        "%pip install x @ %maven adds libraries of Java. %lsmagic lists all.",
        "%cd data @ A session stays in its folder: write the folder before the file's name."
            + " %lsmagic lists all.",
        "%matplotlib inline @ Results plot themselves, as in solution.plot(). %lsmagic lists all."
      })
  void aMistakeWithTheToolkitHasARemedy(String source, String remedy) {
    assertThat(remedy(source)).isEqualTo(remedy);
  }

  @Test
  void systemsAreTakenCompiledOrNot() {
    String source =
        "posterior(decay, g, days(0, 1));\n"
            + "var sir = system(\"sir\").state(\"S\", \"I\").transition(\"S -> I\","
            + " \"2 * I / (S + I)\").transition(\"I -> S\", \"1\").build();\n"
            + "nextGeneration(sir.compile(), values(\"S\", 9)).r0()";
    assertThat(session.execute(source, CellListener.NONE).failure()).isEmpty();
  }

  @Test
  void anUnknownPosteriorIsMarkedAsItWasWritten() {
    assertThat(Bench.plain(failure("%sample nothing")))
        .startsWith("Compile error in cell ")
        .contains("    nothing\n    ^^^^^^^");
  }

  @Test
  void anIndexOfWhatIsNoArrayIsOneError() {
    assertThat(failure("g[\"k\"]").message()).isEqualTo("[…] is for arrays, and this is Values");
  }
}
