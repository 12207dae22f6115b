package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import episode.kernel.magic.MagicCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MagicTest {

  private static Bench bench;

  @BeforeAll
  static void open() {
    bench = new Bench();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void aLineIsReadWithItsQuotes() {
    MagicCall call = MagicCall.ofLine("%load \"a file\" b");
    assertThat(call.name()).isEqualTo("load");
    assertThat(call.arguments()).containsExactly("a file", "b");
    assertThat(call.rest()).isEqualTo("\"a file\" b");
  }

  @Test
  void aCellIsReadWithItsBody() {
    MagicCall call = MagicCall.ofCell("%%system SIR\nstate S\nstate I").orElseThrow();
    assertThat(call.arguments()).containsExactly("SIR");
    assertThat(call.body().orElseThrow().strip()).isEqualTo("state S\nstate I");
    assertThat(MagicCall.ofCell("%%time").orElseThrow().body().orElseThrow()).isBlank();
    assertThat(MagicCall.ofCell("1 %% 2")).isEmpty();
  }

  @Test
  void timeKeepsTheValueAndTheQuotes() {
    Recorder recorder = bench.run("%time \"a b\".length()");
    assertThat(recorder.value()).isEqualTo("3");
    assertThat(recorder.text("stdout")).startsWith("Took ");
  }

  @Test
  void timeitReportsARun() {
    assertThat(bench.run("%timeit Math.sqrt(2)").text("stdout"))
        .contains("per run (mean ± sd of 7");
    assertThat(bench.run("%%timeit\nint s = 0;\ns++;").text("stdout")).contains("per run");
  }

  @Test
  void aMagicMayStandBetweenStatements() {
    assertThat(bench.value("int before = 1\n%time before + 1\nbefore + 2")).isEqualTo("3");
  }

  @Test
  void theValueOfAMagicCanBeAssigned() {
    assertThat(bench.value("var list = %lsmagic\nlist.toString().contains(\"%time\")"))
        .isEqualTo("true");
  }

  @Test
  void whoNamesVariablesAndResetForgetsThem() {
    bench.run("int named = 1;");
    assertThat(bench.value("%who")).contains("named").contains("int");
    bench.run("%reset");
    assertThat(bench.value("%who")).isEqualTo("No variables.");
    assertThat(bench.value("List.of(1)")).isEqualTo("[1]");
  }

  @Test
  void percentSignsInJavaAreNotMagics() {
    assertThat(bench.value("int seven = 7;\nseven\n  % 4")).isEqualTo("3");
    assertThat(bench.value("String.format(\"%s\", 1)")).isEqualTo("1");
    assertThat(bench.value("var block = \"\"\"\n%time x\n\"\"\"\nblock.strip()"))
        .isEqualTo("%time x");
  }
}
