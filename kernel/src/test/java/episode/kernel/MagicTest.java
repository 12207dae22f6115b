package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import episode.kernel.magic.MagicCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void timeSaysNothingOfWhatDidNotCompile() {
    Recorder recorder = new Recorder();
    bench.execute("%%time\nfoo(", recorder);
    assertThat(recorder.text("stdout")).isEmpty();
    bench.execute("%%time\nInteger.parseInt(\"x\")", recorder);
    assertThat(recorder.text("stdout")).startsWith("Took ");
  }

  @Test
  void timeitShowsAMistakeInTheLineOfTheUser() {
    assertThat(Bench.plain(bench.failure("%timeit Math.sqr(2)")))
        .endsWith(
            "line 1: cannot find method 'sqr' in Math\n"
                + "    Math.sqr(2)\n"
                + "         ^^^\n"
                + "  Did you mean 'sqrt'?");
    assertThat(Bench.plain(bench.failure("%%timeit\nint a = 1;\na = foo;")))
        .endsWith("line 3: cannot find variable 'foo'\n" + "    a = foo\n" + "        ^^^");
  }

  @Test
  void loadSaysWhichLineOfAFileFails(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("two.java"), "package a.b;\nint q = 1;\nq + r;\n");
    assertThat(Bench.plain(bench.failure("%load " + file)))
        .startsWith(
            "Compile error in " + file + ", line 3: cannot find variable 'r'\n    q + r;\n");
    Files.writeString(file, "int loaded(int x) {\n  return 1 / x;\n}\n");
    bench.run("%load " + file);
    assertThat(Bench.plain(bench.failure("loaded(0)"))).contains("in " + file + ", line 2\n");
  }

  @Test
  void loadSaysWhichCellOfANotebookFails(@TempDir Path folder) throws Exception {
    String code = "{\"cell_type\": \"code\", \"source\": \"%s\"}";
    Path file =
        Files.writeString(
            folder.resolve("two.ipynb"),
            "{\"cells\": ["
                + String.format(code, "int q = 1;")
                + ","
                + String.format(code, "q + r")
                + "]}");
    assertThat(Bench.plain(bench.failure("%load " + file)))
        .startsWith("Compile error in " + file + ", code cell 2, line 1: ");
  }

  @Test
  void timeitSaysWhatIsWrongWithAnOption() {
    String usage = "\n  Write %timeit [-n LOOPS] [-r REPEATS] CODE; %timeit? shows an example.";
    assertThat(bench.failure("%timeit -n=5 1 + 1").message())
        .isEqualTo("E7001 %timeit takes '-n 5', with a blank, not '-n='" + usage);
    assertThat(bench.failure("%timeit -r 2.5 1 + 1").message())
        .isEqualTo("E7001 %timeit takes a whole number after -r, not '2.5'" + usage);
    assertThat(bench.failure("%timeit -n 99999999999 1 + 1").message())
        .startsWith("E7001 %timeit takes a whole number after -n, not '99999999999'");
    assertThat(bench.failure("%timeit --loops 5 1 + 1").message())
        .isEqualTo("E7001 %timeit has no option '--loops'" + usage);
    assertThat(bench.run("int x = 2;\n%timeit -n 1 -r 1 -x + 1").text("stdout"))
        .contains("per run");
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
    assertThat(bench.value("var list = %lsmagic\nlist.getClass().getSimpleName()"))
        .isEqualTo("DisplayData");
    assertThat(bench.value("final var length = %time \"a b\".length()\nlength + 1")).isEqualTo("4");
    assertThat(bench.value("List<String> names = %time List.of(\"a\")\nnames.get(0).length()"))
        .isEqualTo("1");
    assertThat(bench.value("names = %time List.of(\"abc\")\nnames.get(0).length()")).isEqualTo("3");
  }

  @Test
  void aMagicGoesOnUntilItsBracketsClose() {
    assertThat(bench.value("%time Math.max(\n  1,\n  2)")).isEqualTo("2");
    assertThat(bench.value("int first = 1;\n%who ( and no more\nfirst + 1")).isEqualTo("2");
  }

  @Test
  void aSemicolonKeepsTheValueFromBeingShown() {
    assertThat(bench.value("%time 1 + 1;")).isEmpty();
    assertThat(bench.value("%%time\n1 + 1;")).isEmpty();
    assertThat(bench.value("%%time\n1 + 1")).isEqualTo("2");
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
  void whoLooksAtTheStartOfATextAndSurvivesOneThatDoesNotFit() {
    bench.run("var text = new StringBuilder(\"word \".repeat(100_000));");
    assertThat(bench.value("%who StringBuilder")).contains("word word").hasSizeLessThan(300);
    String failing = "throw new OutOfMemoryError(\"Java heap space\");";
    // no class of its own: once one is dropped, JShell 25 has no documentation of the JDK
    bench.run("Object h = new Object() { public String toString() { " + failing + " } };");
    assertThat(bench.value("%who Object")).contains("(its toString fails: OutOfMemoryError)");
    bench.run("%reset");
  }

  @Test
  void percentSignsInJavaAreNotMagics() {
    assertThat(bench.value("int seven = 7;\nseven\n  % 4")).isEqualTo("3");
    assertThat(bench.value("int four = 4;\nseven\n  %four")).isEqualTo("3");
    assertThat(bench.value("String.format(\"%s\", 1)")).isEqualTo("1");
    assertThat(bench.value("String.format(\"x = %d\", 1)")).isEqualTo("x = 1");
    assertThat(bench.value("var text = \"\"\"\nx = %time 1\n\"\"\"\ntext.strip()"))
        .isEqualTo("x = %time 1");
    assertThat(bench.value("var block = \"\"\"\n%time x\n\"\"\"\nblock.strip()"))
        .isEqualTo("%time x");
  }

  @Test
  void aMagicThatThereIsNotIsSaidToBeNone() {
    assertThat(bench.failure("%tiem 1").message())
        .isEqualTo("E7002 There is no magic %tiem\n  Did you mean %time? %lsmagic lists all.");
    assertThat(bench.failure("%%load x").message())
        .isEqualTo("E7002 %load is a magic of a line\n  Write it with one percent sign: %load");
    assertThat(bench.failure("int before = 2;\n%%time\n1").message())
        .isEqualTo(
            "E7002 %%time stands inside a cell\n"
                + "  A magic with two percent signs is the first line of a cell of its own.");
  }

  @Test
  void aQuestionMarkShowsWhatIsKnown() {
    for (String question : List.of("%time?", "?%time", "%time ??")) {
      assertThat(bench.page(question)).startsWith("# %time\n\nRuns code once");
    }
    assertThat(bench.page("Math.sqrt?")).startsWith("double Math.sqrt(double");
    assertThat(bench.page("Math.max?")).contains("int Math.max(int", "double Math.max(double");
    assertThat(bench.page("String.valueOf(3)?")).contains("String String.valueOf(int");
    assertThat(bench.page("String?")).contains("java.lang.String");
    assertThat(bench.page("List?")).contains("java.util.List").contains("subList");
    assertThat(bench.failure("%tiem?").message())
        .isEqualTo("E7002 There is no magic %tiem\n  Did you mean %time? %lsmagic lists all.");
    assertThat(bench.failure("zebrafish?").message())
        .isEqualTo(
            "E7003 Nothing is known about 'zebrafish'\n"
                + "  Ask for a variable, a type, a method such as flu.solve? or a magic such as"
                + " %time?.");
    assertThat(bench.value("boolean yes = true; yes ? 1 : 2")).isEqualTo("1");
  }

  @Test
  void aQuestionShowsTheTypeAndTheValueOfAVariable() {
    bench.run("String s1 = \"Ulm\"; int many = 3; int[] ages = {1, 2}; var towns = List.of(s1);");
    assertThat(bench.page("s1?")).isEqualTo("String s1\n\nUlm");
    assertThat(bench.page("many?")).isEqualTo("int many\n\n3");
    assertThat(bench.page("ages?")).isEqualTo("int[] ages\n\n[2]");
    assertThat(bench.page("towns?")).isEqualTo("List<String> towns\n\n1 element");
    assertThat(bench.page("s1.length()?")).contains("int String.length()");
    assertThat(bench.page("s1.trim().length() ?")).contains("int String.length()");
  }

  private void says(String source, String... lines) {
    assertThat(bench.failure(source).message()).isEqualTo(String.join("\n", lines));
  }

  @Test
  void wrongArgumentsAreNamedWithTheRightOnes() {
    says(
        "%timeit -n 3",
        "E7001 %timeit needs code, after -n LOOPS and -r REPEATS",
        "  Write %timeit [-n LOOPS] [-r REPEATS] CODE; %timeit? shows an example.");
    says(
        "%reset all",
        "E7001 %reset takes nothing, not 'all'", "  Write %reset; %reset? shows an example.");
    says(
        "%load",
        "E7001 %load needs something after it", "  Write %load FILE...; %load? shows an example.");
    says(
        "%%time 3\n1",
        "E7001 %%time takes the lines below it, not '3' beside it",
        "  Write %time CODE; %time? shows an example.");
    says(
        "%maven --rep x:y:1",
        "E7001 %maven has no option '--rep' without a value",
        "  Write %maven GROUP:ARTIFACT:VERSION... [--repo URL] [--offline]; %maven? shows an"
            + " example.");
  }

  @Test
  void filesThatCannotBeLoadedAreNamed(@TempDir Path folder) throws IOException {
    String here = Path.of("").toAbsolutePath().toString();
    String[] remedies = {
      "  %load takes files of Java, scripts of JShell and notebooks.",
      "  Paths start at " + here + "."
    };
    says("%load no.java", "E7004 'no.java' is not there", remedies[0], remedies[1]);
    says("%load src", "E7004 'src' is a folder", remedies[0], remedies[1]);
    Path damaged = Files.writeString(folder.resolve("damaged.ipynb"), "{}");
    String what = "E7004 '" + damaged + "' is no notebook";
    says("%load \"" + damaged + "\"", what, remedies[0], remedies[1]);
    says(
        "%classpath no.jar",
        "E7005 There is no 'no.jar' to add", "  Nothing was added. Paths start at " + here + ".");
    says(
        "%classpath \"" + folder + "/*.jar\"",
        "E7005 There is no '" + folder + "/*.jar' to add",
        "  Nothing was added. Paths start at " + here + ".");
  }
}
