package episode.notebook.assist;

import static episode.notebook.Episode.system;
import static episode.notebook.Episode.values;
import static org.assertj.core.api.Assertions.assertThat;

import episode.system.CompiledSystem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InspectionTest {
  private static final Map<String, Object> SESSION = session();

  private static Map<String, Object> session() {
    CompiledSystem flu =
        system("SIR")
            .state("S", "I", "R")
            .parameter("beta", "gamma")
            .transition("infection: S -> I", "beta * I")
            .transition("recovery: I -> R", "gamma")
            .build()
            .compile();
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("flu", flu);
    variables.put("guess", values("beta", 1.7, "S", 762));
    return variables;
  }

  private static Optional<Page> page(String marked) {
    int cursor = marked.indexOf('|');
    String code = marked.substring(0, cursor) + marked.substring(cursor + 1);
    return new ToolkitAssistant().inspect(code, cursor, SESSION);
  }

  private static String text(String marked) {
    return page(marked).orElseThrow().text();
  }

  @Test
  void methodsAreExplainedWithTheNamesOfTheirParameters() {
    assertThat(text("flu.sol|ve(guess, days(0, 3))"))
        .startsWith("Solution CompiledSystem.solve(Values values, TimeSpan span)\n\nReturns the")
        .contains("\nParameters\n  values  the parameters, and initial values of states\n")
        .contains("\nErrors\n  EpisodeException  E2 where the values do not fit");
    assertThat(page("flu.sol|ve(guess)").orElseThrow().markdown())
        .startsWith("```java\nSolution CompiledSystem.solve(Values values, TimeSpan span)\n```\n")
        .contains("\n**Parameters**\n\n- `values` the parameters");
  }

  @Test
  void theCallAroundTheCursorIsExplained() {
    assertThat(text("flu.gradient(|"))
        .startsWith("Gradient CompiledSystem.gradient(String formula");
    assertThat(text("flu.solve(guess, |)")).startsWith("Solution CompiledSystem.solve(");
    assertThat(text("system(\"A\")\n .state(\"S\", \n .tran|sition("))
        .startsWith("SystemBuilder SystemBuilder.transition(String arrow, String rate)");
  }

  @Test
  void entryPointsSayWhatTheyForwardTo() {
    assertThat(text("poster|ior(flu, guess, days(0, 1))"))
        .startsWith("static Posterior Episode.posterior(CompiledSystem system, Values values,");
    assertThat(text("sys|tem(\"A\", \"\")"))
        .startsWith("static OpSystem Episode.system(String name, String text)")
        .contains("\n    infection: S -> I : beta * I / N\n");
  }

  @Test
  void variablesShowTypeAndValue() {
    assertThat(text("flu|"))
        .startsWith(
            "CompiledSystem flu\n\nSIR on jvm: 3 states, 2 parameters\n\nA system made ready");
    assertThat(text("gue|ss")).startsWith("Values guess\n\nValues{beta=1.7, S=762.0}\n\n");
    assertThat(text("var half = flu.solve(guess, days(0, 3));\nhal|f"))
        .startsWith("Solution half\n\n");
  }

  @Test
  void typesAreExplained() {
    assertThat(text("Poster|ior")).startsWith("class episode.model.Posterior\n\nA model of data");
  }

  @Test
  void wordsOfFormulasAreExplained() {
    assertThat(text("flu.gradient(\"cli|p(I, 0, 1)\")"))
        .isEqualTo(
            "clip(x, low, high)\n\nx, no less than low and no more than high.\n\n"
                + "Kind: function\nExample: clip(1.2, 0, 1) = 1\nAlso: clamp");
    assertThat(text("posterior(flu).prior(\"x ~ negative|Binomial(2)\")"))
        .contains("  mean  numbers from 0 on\n", "\nValues: whole numbers from 0 on\n")
        .contains("\nVariance: mean + mean^2 / size\n");
    assertThat(text("flu.gradient(\"S|\")")).contains("S is a state of SIR.", "In guess: 762.0");
    assertThat(text("flu.gradient(\"infec|tion\")")).contains("of SIR: S -> I, rate beta * I");
    assertThat(text("%%system x\nsta|te S")).contains("Example: state S, I[age]");
    assertThat(text("%%system x\nstate Sus\nN = Su|s")).startsWith("state Sus\n");
  }

  @Test
  void whatIsUnknownIsLeftToOthers() {
    assertThat(page("Math.sq|rt(2)")).isEmpty();
    assertThat(page("var x = 1| + 2")).isEmpty();
    assertThat(page("flu.nothing|()")).isEmpty();
    assertThat(page("|")).isEmpty();
  }
}
