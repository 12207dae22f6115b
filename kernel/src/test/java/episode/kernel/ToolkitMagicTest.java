package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code %sample} and {@code %gradcheck} in a session that has the toolkit as its extension. */
class ToolkitMagicTest {
  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(SessionOptions.standard());
    value("var line = model(\"line\").prior(\"x ~ normal(0, 1)\");");
    value("var decay = system(\"decay\", \"state y\\nparameter k\\ny' = -k * y\").compile();");
    value("var start = values(\"y\", 2, \"k\", 0.5);");
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static String value(String source) {
    Recorder recorder = new Recorder();
    session
        .execute(source, recorder)
        .failure()
        .ifPresent(
            failure -> {
              throw new AssertionError(Bench.plain(failure));
            });
    return recorder.contents("display").toString() + recorder.contents("result");
  }

  private static String failure(String source) {
    return session.execute(source, CellListener.NONE).failure().orElseThrow().message();
  }

  @Test
  void drawsAreKeptAndShown() {
    String options = " --chains 1 --warmup 60 --draws 30 --seed 3";
    assertThat(value("%sample line" + options)).contains("ess_bulk");
    assertThat(value("fit.draws(\"x\")[0].length")).contains("30");
    value("%sample model(\"a, b\").prior(\"x ~ normal(0, 1)\") --name other" + options);
    assertThat(value("other.draws(\"x\")[0][29] == fit.draws(\"x\")[0][29]")).contains("true");
    value("%sample line --name=same --chains=1 --warmup 60 --draws=30 --seed=3");
    assertThat(value("same.draws(\"x\")[0][29] == fit.draws(\"x\")[0][29]")).contains("true");
    value("var named = %sample line" + options);
    assertThat(value("named.chains()")).contains("1");
  }

  @Test
  void explainTakesTheErrorThatWasLast() {
    failure("system(\"odd\").state(\"S\").transition(\"S ->\", \"bta\").build()");
    assertThat(value("%explain")).contains("# E2102 ");
    failure("nowhere");
    assertThat(value("%explain")).contains("error codes");
    assertThat(failure("%explain E9")).startsWith("E7012 There is no error code 'E9'");
    assertThat(value("%explain E701")).contains("E7010 ").contains("E7011 ");
  }

  @Test
  void thePosteriorIsMadeOnce() {
    value("int made = 0;");
    value("Object counted() { made++; return line; }");
    value("%sample counted() --name once --chains 1 --warmup 60 --draws 30");
    assertThat(value("made + \" time\"")).contains("1 time");
  }

  @Test
  @Timeout(120)
  void anInterruptKeepsTheDrawsInTheVariable() {
    CellListener impatient =
        new CellListener() {
          private boolean interrupted;

          @Override
          public void display(JsonObject content, boolean update) {
            if (!interrupted) {
              interrupted = true;
              session.interrupt();
            }
          }
        };
    value("var wide = model(\"wide\").axis(\"i\", 50).prior(\"x[i] ~ normal(0, 1)\");");
    String endless = "%sample wide --name cut --chains 1 --warmup 60 --draws 2_000_000";
    assertThat(session.execute(endless, impatient).failure()).isEmpty();
    assertThat(value("cut.interrupted() + \" \" + (cut.length(0) > 0)")).contains("true true");
  }

  @Test
  void wrongArgumentsOfSampleAreNamed() {
    String usage =
        "\n  Write %sample posterior, and after it --name, --chains, --warmup, --draws or --seed"
            + " with their values; %sample? shows an example.";
    assertThat(failure("%sample")).isEqualTo("E7010 %sample needs a posterior" + usage);
    assertThat(failure("%sample 3")).isEqualTo("E7010 an Integer is no posterior" + usage);
    assertThat(failure("%sample line --draws many"))
        .isEqualTo("E7010 --draws many is no whole number" + usage);
    assertThat(failure("%sample line --length 3"))
        .isEqualTo("E7010 %sample has no option --length" + usage);
    assertThat(failure("%sample line --name 3x"))
        .isEqualTo("E7010 '3x' is no name for a variable" + usage);
  }

  @Test
  void gradientsAreCheckedHoweverTheyAreNamed() {
    for (String call :
        new String[] {
          "decay, start, days(0, 2)",
          "decay.solve(start, days(0, 2))",
          "decay.checkGradient(start, days(0, 2))"
        }) {
      assertThat(value("%gradcheck " + call)).contains("forward", "reverse", "differences");
    }
    assertThat(value("%gradcheck function(\"x * y\", \"x\", \"y\"), 2, 3")).contains("forward");
  }

  @Test
  void whatHasNoDerivativesIsNamed() {
    assertThat(failure("%gradcheck start, days(0, 2)"))
        .isEqualTo(
            "E7011 'start' has no derivatives to check\n"
                + "  Write a compiled system, values and a span, as in %gradcheck flu, guess,"
                + " days(0, 14), or a function and its point.");
    assertThat(failure("%gradcheck decay"))
        .startsWith("E7011 'decay' is checked somewhere, and nothing says where\n");
    assertThat(failure("%gradcheck")).startsWith("E7011 %gradcheck needs what to check");
  }
}
