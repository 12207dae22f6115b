package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  private static EpisodeKernel kernel;

  @BeforeAll
  static void open() {
    kernel = EpisodeKernel.open(SessionOptions.standard().withExtensions(false));
    kernel.execute(
        "record Town(String name, int people) {}\nvar town = new Town(\"Ulm\", 1);", 1, false);
  }

  @AfterAll
  static void close() {
    kernel.onShutdown(false);
    kernel = null;
  }

  private static ReplacementOptions complete(String code) {
    return kernel.complete(code, code.length());
  }

  @Test
  void membersAreOffered() {
    ReplacementOptions options = complete("int x = 1\nMath.sq");
    assertThat(options.getReplacements()).contains("sqrt(");
    assertThat(options.getSourceStart()).isEqualTo(15);
    assertThat(options.getSourceEnd()).isEqualTo(17);
  }

  @Test
  void variablesOfTheSessionAndOfTheCellAreKnown() {
    assertThat(complete("town.peo").getReplacements()).contains("people()");
    assertThat(complete("var text = \"abc\"\nint n = 3;\ntext.subs").getReplacements())
        .contains("substring(");
    assertThat(complete("int f() { return 1; }\ntow").getReplacements()).contains("town");
  }

  @Test
  void magicsAreOffered() {
    assertThat(complete("1\n%ti").getReplacements()).contains("%time", "%timeit");
    assertThat(complete("%%ti").getReplacements()).containsExactly("%%time", "%%timeit");
  }

  @Test
  void aMethodIsInspectedWithoutItsBracket() {
    DisplayData found = kernel.inspect("var y = Math.sqrt", 17, false);
    assertThat((String) found.getData(MIMEType.TEXT_PLAIN)).contains("double Math.sqrt(double");
    assertThat(kernel.inspect("var y = Math.sqrt(2)", 14, false)).isNotNull();
    assertThat(kernel.inspect("+ +", 1, false)).isNull();
  }

  @Test
  void completenessIsJudged() {
    assertThat(kernel.isComplete("int a = 1\na + 2")).isEqualTo("complete");
    assertThat(kernel.isComplete("for (int i = 0; i < 3; i++) {")).isBlank();
    assertThat(kernel.isComplete("var s =")).isBlank();
    assertThat(kernel.isComplete("String s = \"abc")).isEqualTo("invalid");
    assertThat(kernel.isComplete("/* begun")).isBlank();
    assertThat(kernel.isComplete("int a = 1; /* begun\n")).isBlank();
    assertThat(kernel.isComplete("/* begun and ended */")).isEqualTo("complete");
    assertThat(kernel.isComplete("%time 1 + 1")).isEqualTo("complete");
    assertThat(kernel.isComplete("")).isEqualTo("complete");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nowhere",
        "nowhere.member()",
        "int y = \"a\";",
        "import java.util.*",
        "record P(int x) {}\nnew P(1)",
        "int twice(int x) {\n  return 2 * x;\n}",
        "@Deprecated int old() { return 1; }",
        "var later = %time 1",
        "x -> x + 1",
        "a.b c = null;",
        "if (true) { nowhere(); }",
        "return 5;"
      })
  void whatOnlyItsNamesOrTypesMakeWrongIsComplete(String code) {
    assertThat(kernel.isComplete(code)).isEqualTo("complete");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import = 7q",
        "int 5x = 3;",
        "1 +* 2",
        "class = 3;",
        "7q",
        "a b c d;",
        "1\nint )"
      })
  void whatIsNotJavaByItsFormIsInvalid(String code) {
    assertThat(kernel.isComplete(code)).isEqualTo("invalid");
  }
}
