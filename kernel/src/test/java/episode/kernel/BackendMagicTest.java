package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backends;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code %backend} and {@code %jit} in a session that has the toolkit as its extension. */
class BackendMagicTest {
  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(SessionOptions.standard());
  }

  @AfterAll
  static void closeGivesTheChoiceBack() {
    session.execute("%backend interpreter", CellListener.NONE);
    session.close();
    assertThat(Backends.standard()).isSameAs(Backends.jvm());
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
    return recorder.value();
  }

  private static Failure failure(String source) {
    return session.execute(source, CellListener.NONE).failure().orElseThrow();
  }

  @Test
  void aloneItShowsWhatIsInstalledAndHowToInstallTheOthers() {
    assertThat(value("%backend"))
        .contains("jvm", "in use", "interpreter", "installed")
        .contains("pytorch", "to install: ./episode backend add pytorch")
        .contains("system.compile() and jit(f) use jvm");
  }

  @Test
  void compileUsesTheChosenOneUntilAnotherIsChosen() {
    value("var decay = system(\"decay\", \"state x\\nx' = -x\");");
    assertThat(value("%backend interpreter"))
        .contains("system.compile() and jit(f) use interpreter");
    assertThat(value("decay.compile().backend()")).isEqualTo("interpreter");
    assertThat(value("decay.compile(\"jvm\").backend()")).isEqualTo("jvm");
    value("%backend jvm");
    assertThat(value("decay.compile().backend()")).isEqualTo("jvm");
  }

  @Test
  void aMissingOneIsASentenceWithTheCommandAndLeavesTheChoice() {
    assertThat(failure("%backend pytorch").message())
        .isEqualTo(
            "E3202 Backend 'pytorch' is not installed\n"
                + "  Installed: jvm, interpreter.\n"
                + "  To install it: ./episode backend add pytorch, then restart the kernel.");
    assertThat(value("Backends.standard()")).isEqualTo("jvm");
  }

  @Test
  void anUnknownOneIsASentenceAndLeavesTheChoice() {
    assertThat(failure("%backend foo").message()).startsWith("E3202 There is no backend 'foo'\n");
    assertThat(failure("%backend JVM").message()).contains("Did you mean 'jvm'?");
    assertThat(value("Backends.standard()")).isEqualTo("jvm");
  }

  @Test
  void moreThanOneNameIsRefused() {
    assertThat(failure("%backend pytorch float32").message())
        .isEqualTo(
            "E3217 %backend takes one name, not 'pytorch float32'\n"
                + "  Write %backend alone to see what is installed, or %backend and one name: jvm,"
                + " interpreter.");
  }

  @Test
  void jitListsWhatWasCompiledAndWhy() {
    value("var square = jit(function(\"sum(x * x)\", \"x[i]\"));");
    value("square.apply(new double[] {1});\nsquare.apply(new double[] {2});");
    value("square.apply(new double[] {1, 2});");
    assertThat(value("%jit")).contains("first call", "float64[2] instead of float64[1]", "jvm");
    assertThat(value("square.compilations().entries().size()")).isEqualTo("2");
    Recorder shown = new Recorder();
    session.execute("%jit square", shown);
    assertThat(shown.outputs().toString()).contains("As written:", "As compiled:", "Generated:");
  }

  @Test
  void jitOfSomethingElseIsASentence() {
    value("var plain = 3;");
    assertThat(failure("%jit plain").message())
        .isEqualTo(
            "E3218 'plain' is no compiled function\n"
                + "  Write %jit alone, or %jit f after var f = jit(…).");
  }
}
