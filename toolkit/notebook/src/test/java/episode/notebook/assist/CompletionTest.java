package episode.notebook.assist;

import static episode.notebook.Episode.days;
import static episode.notebook.Episode.function;
import static episode.notebook.Episode.posterior;
import static episode.notebook.Episode.system;
import static episode.notebook.Episode.values;
import static org.assertj.core.api.Assertions.assertThat;

import episode.plot.Columns;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
  private static final Map<String, Object> SESSION = session();

  private static Map<String, Object> session() {
    OpSystem sir =
        system("SIR")
            .state("S", "I", "R")
            .parameter("beta", "gamma")
            .alias("N", "S + I + R")
            .transition("infection: S -> I", "beta * I / N")
            .transition("recovery: I -> R", "gamma")
            .output("weekly", "7 * infection")
            .build();
    OpSystem ages =
        system("ages")
            .axis("age", "0-17", "18-64", "65+")
            .state("X[age]", "Y[age]")
            .parameter("rate[age]")
            .transition("move: X -> Y", "rate")
            .build();
    Map<String, Object> variables = new LinkedHashMap<>();
    CompiledSystem flu = sir.compile();
    Values guess = values("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
    variables.put("ages", ages);
    variables.put("aged", ages.compile());
    variables.put("sir", sir);
    variables.put("flu", flu);
    variables.put("guess", guess);
    variables.put("solution", flu.solve(guess, days(0, 3)));
    variables.put("cases", Columns.of("date", new double[] {0, 1}, "in_bed", new double[] {3, 8}));
    variables.put("half", posterior(flu, guess, days(0, 3)).prior("beta ~ normal(2, 1)"));
    variables.put(
        "draft",
        system("draft")
            .axis("town", "north", "south")
            .state("Well[town]", "Worn")
            .parameter("tau")
            .alias("Sum", "Worn + 1")
            .transition("wear: Well -> 0", "tau"));
    variables.put("longer", sir.extended("longer").state("Dead"));
    variables.put("wave", function("x ^ 2 + y", "x", "y"));
    return variables;
  }

  private static Optional<Offers> offers(String marked) {
    int cursor = marked.indexOf('|');
    String code = marked.substring(0, cursor) + marked.substring(cursor + 1);
    return new ToolkitAssistant().complete(code, cursor, SESSION);
  }

  static List<String> texts(String marked) {
    return offers(marked).orElseThrow().offers().stream().map(Offer::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        // what the chain itself declares, finished or not
        "`system(\"A\").state(\"S\", \"I\").parameter(\"beta\").transition(\"infection: S -> I\", \"be|\")`; beta",
        "`system(\"A\").state(\"S\", \"I\").parameter(\"beta\").transition(\"infection: S -> I\", \"be|`; beta",
        "`system(\"A\")\\n  .state(\"Sus\")\\n  .alias(\"N\", \"2 * Su|\\n  .parameter(\"Sum\")`; Sus, Sum",
        "`system(\"A\").state(\"S\", \"I\").alias(\"N\", \"S + |\")`; S, I, N, abs(",
        "`var a = system(\"A\").state(\"Sa\")\\nvar b = system(\"B\").state(\"Sb\").alias(\"N\", \"S|\")`; Sb",
        "`system(\"A\").axis(\"age\", \"kid\", \"old\").state(\"S[a|\")`; age",
        "`system(\"A\").axis(\"age\", \"kid\", \"old\").state(\"S[age]\").alias(\"N\", \"S[age=k|]\")`; kid",
        "`system(\"A\").axis(\"age\", \"0-17\", \"65+\").state(\"S[age]\").alias(\"N\", \"S[age=0-|]\")`; 0-17",
        "`system(\"A\").axis(\"age\", \"kid\").state(\"S[age]\").alias(\"N\", \"sum(b in a|, S[b])\")`; age",
        "`system(\"A\").state(\"Sus\", \"Inf\").transition(\"infection: S|\", \"1\")`; Sus",
        "`system(\"A\").state(\"Sus\", \"Inf\").transition(\"infection: Sus -> I|\", \"1\")`; Inf",
        "`sir.extended(\"more\").parameter(\"mu\").deaths(\"m|\")`; mu, min(, max(",
        "`sir.stratify(\"vax\", \"none\", \"done\").multiply(\"inf|\", \"done\", \"0\")`; infection",
        "`system(\"A\").time(\"we|\")`; week",
        "`Optional.of(system(\"A\").state(\"Sx\").alias(\"N\", \"S|\"))`; Sx",
        // what a builder of the session declares, and the system that it extends
        "`draft.alias(\"x\", \"W|\")`; Well, Worn",
        "`draft.alias(\"x\", \"ta|\")`; tau",
        "`draft.alias(\"x\", \"Well[town=n|]\")`; north",
        "`draft.output(\"x\", \"we|\")`; wear",
        "`var more = draft.state(\"Wet\")\nmore.alias(\"x\", \"We|\")`; Wet, Well",
        "`longer.transition(\"gone: I -> De|\", \"1\")`; Dead",
        "`longer.alias(\"x\", \"ga|\")`; gamma",
        // variables of the session and of the cell
        "`flu.gradient(\"max(|)\"`; S, I, R, beta, gamma, N",
        "`flu.gradient(\"max(I)\", guess, days(0, 14), \"ga|\")`; gamma",
        "`flu.solve(guess, days(0, 14)).state(\"I|`; I",
        "`solution.flow(\"re|\")`; recovery",
        "`solution.output(\"|\")`; weekly",
        "`solution.plot(\"S\", \"inf|\")`; infection, inf",
        "`var mine = aged.solve(guess, days(0, 1));\\nmine.state(\"X\", \"1|\")`; 18-64",
        "`aged.solve(guess, days(0, 1)).state(\"X\", \"|\")`; 0-17, 18-64, 65+",
        "`flu.solve(values(\"be|\"`; beta",
        "`values(\"bet|`; beta",
        "`guess.with(\"gam|\", 1)`; gamma",
        "`sir.compile(\"interp|\")`; interpreter",
        "`flu.withFixedStep(\"rk|\", 0.1)`; rk4",
        "`function(\"x ^ 2 + si|\", \"x\")`; sign(, sin(, sinh(",
        "`function(\"xy ^ 2 + x|\", \"xy\")`; xy",
        "`grad(wave, \"y|\")`; y",
        // priors and observations
        "`posterior(flu, guess, days(0, 1)).prior(\"be|\")`; beta",
        "`posterior(flu, guess, days(0, 1)).prior(\"beta ~ norm|\")`; normal(",
        "`posterior(flu, guess, days(0, 1)).prior(\"beta ~ trunc|\")`; truncated(",
        "`half.prior(\"gamma ~ truncated(half|\")`; halfNormal(, halfCauchy(",
        "`half.observe(\"in_bed ~ neg|\", cases, at(\"date\"))`; negativeBinomial(",
        "`half.observe(\"in|\", cases, at(\"date\"))`; in_bed",
        "`half.observe(\"in_bed ~ poisson(I|)\", cases, at(\"date\"))`; I",
        "`half.observe(\"in_bed ~ poisson(inc|)\", cases, at(\"date\"))`; incidence(",
        "`half.observe(\"in_bed ~ poisson(I)\", cases, at(\"da|\"))`; date",
        "`plot(cases, \"date\", \"in|\")`; in_bed",
        "`model(\"m\").prior(\"mu ~ normal(0, 1)\").prior(\"x ~ normal(m|, 1)\")`; mu, min(, max(",
        "`system(\"x\", \\\"\\\"\\\"\\nstate Sus\\nalias N = Su|\\n\\\"\\\"\\\")`; Sus",
        // text cells
        "`%%system sir\\npara|`; parameter",
        "`%%system sir\\nstate S, I\\nparameter beta\\ninfection: S -> I : be|`; beta",
        "`%%system sir\\nstate S, I\\ninfection: S|`; S",
        "`%%system sir\\nstate Sus[age]\\nN = Su|\\naxis age = kid, old`; Sus",
        "`%%system sir\\naxis age = kid, old\\nstate S[age]\\nN = S[age=o|]`; old",
        "`%%system sir\\ntime w|`; week",
        // typos and capitals
        "`flu.gradient(\"GAM|\")`; gamma",
        "`flu.gradient(\"gmm|\")`; gamma",
      })
  void whatFitsIsOffered(String marked, String expected) {
    List<String> wanted = List.of(expected.split(", "));
    List<String> found = texts(marked.replace("\\n", "\n").replace("\\\"", "\""));
    assertThat(found.subList(0, Math.min(wanted.size(), found.size()))).isEqualTo(wanted);
  }

  @Test
  void offersReplaceTheWordAtTheCursor() {
    Offers offers = offers("flu.gradient(\"max(ga|m\")").orElseThrow();
    assertThat(offers.start()).isEqualTo("flu.gradient(\"max(".length());
    assertThat(offers("aged.solve().state(\"X\", \"18-|\")").orElseThrow().start())
        .isEqualTo("aged.solve().state(\"X\", \"".length());
  }

  @Test
  void kindsAndOriginsAreSaid() {
    assertThat(offers("flu.gradient(\"|\")").orElseThrow().offers())
        .contains(
            new Offer("S", "state", "of SIR"),
            new Offer("beta", "parameter", "of SIR"),
            new Offer("infection", "flow", "of SIR: S -> I, rate beta * I / N"),
            new Offer("clip(", "function", "clip(x, low, high)"));
    assertThat(offers("half.prior(\"x ~ nor|\")").orElseThrow().offers())
        .containsExactly(new Offer("normal(", "distribution", "normal(mean, sd)"));
  }

  @Test
  void whatIsNoFormulaIsLeftToOthers() {
    assertThat(offers("flu.sol|")).isEmpty();
    assertThat(offers("// flu.gradient(\"|\")")).isEmpty();
    assertThat(texts("var text = \"be|\"")).isEmpty();
    assertThat(texts("System.out.println(\"be|\")")).isEmpty();
    assertThat(texts("flu.gradient(\"2|\")")).isEmpty();
  }

  @Test
  void nothingMakesItStumble() {
    String cell =
        "var a = system(\"A\").axis(\"x\", grid(0, 1, 5)).state(\"S[x]\", \"I[x=1]\")\n"
            + ".alias(\"N\", \"\"\"\n S[ + \\\" ( ~ ] \"\"\").transition(\"S -> \", '\"').prior(\"~\")";
    for (int i = 0; i <= cell.length(); i++) {
      for (int from = 0; from < i; from += 7) {
        String part = cell.substring(from, i);
        new ToolkitAssistant().complete(part, part.length(), SESSION);
        new ToolkitAssistant().complete("%%system x\n" + part, part.length() + 11, SESSION);
        new ToolkitAssistant().inspect(part, part.length(), SESSION);
      }
    }
  }
}
