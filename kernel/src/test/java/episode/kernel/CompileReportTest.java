package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompileReportTest {

  private static Bench bench;

  @BeforeAll
  static void open() {
    bench = new Bench();
    bench.run("int count = 3;\nint total(int a) { return a; }\nvar names = List.of(\"a\");");
    bench.run("int[] field = {1};\ninterface Rate { double at(double t); }");
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static String remedy(String source) {
    String[] lines = Bench.plain(bench.failure(source)).split("\n");
    return lines[lines.length - 1].strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "cuont + 1 ~ Did you mean 'count'?",
        "totl(3) ~ Did you mean 'total'?",
        "System.out.printn(1) ~ Did you mean 'println'?",
        "names.ad(1) ~ Did you mean 'add'?",
        "names.length() ~ Did you mean 'size()'?",
        "names.lenght() ~ Did you mean 'size()'?",
        "field.length() ~ Did you mean 'length'?",
        "field.size() ~ Did you mean 'length'?",
        "new ArrayLst<String>() ~ Did you mean 'ArrayList'?",
        "new BufferedImage(1, 1, 1) ~ Import it: import java.awt.image.BufferedImage;",
        "x = 5 ~ Declare it first: var x = 5;",
        "True ~ Java writes true.",
        "print(3) ~ Java: System.out.println(…). The last value of a cell shows" + " itself.",
        "len(names) ~ Java: text.length(), list.size(), array.length.",
        "sqrt(2) ~ Java: Math.sqrt(…).",
        "package mine; ~ Cells have no package: leave this line out.",
        "# why ~ A comment of Java starts with //.",
        "import numpy as np ~ That is Python. An import of Java names a class: import"
            + " java.util.List;",
        "'hello' ~ Text stands between double quotes: \"hello\".",
        "def f(x): return x ~ A method of Java says its types: double f(double x) { return x;"
            + " }",
        "x if 1 > 0 else 2 ~ Java: condition ? value : other.",
        "import matplotlib.pyplot as plt ~ That is Python. Results plot themselves, as in"
            + " solution.plot().",
        "import numpy.linalg as la ~ That is Python. An import of Java names a class: import"
            + " java.util.List;",
        "\"a\" * 3 ~ \"ab\".repeat(3) repeats a text; Double.parseDouble(text) reads a number.",
        "t = (1,) ~ Java has no tuples: List.of(1, 2), or new double[] {1, 2}.",
        "a, b = 1, 2 ~ One variable at a time: var a = …; var b = …;",
        "help(names) ~ Ask with a question mark: names?",
        "exit() ~ A session ends by the menu Kernel, or when its page is shut down.",
        "[i * 2 for i in names] ~ Java: IntStream.range(0, n).mapToObj(i -> …).toList(), or"
            + " list.stream().map(x -> …).toList().",
        "2 ^ 0.5 ~ Powers are Math.pow(x, 2); ^ is the exclusive or of whole numbers.",
        "unseen += 1 ~ Declare it first: var unseen = 0;",
        "5 ** 2 ~ Powers are Math.pow(x, 2) in Java.",
        "for i in names: count ~ Java: for (int i = 0; i < n; i++) { … }",
        "if count > 2: count ~ Java: if (…) { … }",
        "var l = [1, 2] ~ Java: List.of(1, 2, 3) for a list, new double[] {1, 2, 3} for"
            + " an array.",
        "var d = {\"a\": 1} ~ Java: Map.of(\"a\", 1, \"b\", 2).",
        "true and false ~ Java: && is and, || is or, ! is not.",
        "int class = 3; ~ class is a word of Java itself: take another name.",
        "int 3x = 3; ~ A name cannot start with a digit.",
        "goto x ~ Java has no goto: loops have break and continue.",
        "package foo; class X {} ~ Cells have no package: leave this line out.",
        "? ~ A question has a name before or after the mark: Math.sqrt?"
      })
  void everyMistakeHasItsRemedy(String source, String remedy) {
    assertThat(remedy(source)).isEqualTo(remedy.strip());
  }

  @Test
  void aMagicInABlockIsSaidToHaveNoPlaceThere() {
    assertThat(remedy("if (true) {\n%time 1\n}"))
        .isEqualTo("Magics stand at the start of a statement's line, not inside a block.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "String s = 5; ~ wrong type: int is given where String is needed",
        "goto x ~ this is not Java",
        "System.out.println(1) a ~ a ';' is missing",
        "List<String> q = List.of(1, 2); ~ wrong type: Integer is given where String is needed",
        "int i = 1.5; ~ wrong type: double is given where int is needed",
        "List<int> q = null; ~ int cannot stand between < and >",
        "total(1, 2) ~ total(int) is called with (int, int)",
        "total() ~ total(int) is called with ()",
        "String.format(1) ~ no format(int); there is format(String, Object...),"
            + " format(Locale, String, Object...)",
        "\"a\" - \"b\" ~ - does not work for String and String",
        "names[0] ~ […] is for arrays, and this is List<String>",
        "int f(int x) { if (x > 1) return 1; } ~ some way through this method returns no value",
        "int f(int x) { return 1; x++; } ~ this is never reached",
        "void g() { Thread.sleep(5); } ~ InterruptedException may be thrown here and must be"
            + " caught or declared",
        "class Fast implements Rate {} ~ Fast has to implement at(double) of Rate",
        "new Rate() ~ Rate is abstract: make one of a class that implements" + " it",
        "{ int q = 1; int q = 2; } ~ variable q is declared already",
        "{ int k = 3; Runnable r = () -> total(k); k++; } ~ a lambda or class can use a local"
            + " variable only if it never changes",
        "{ int y; y++; } ~ y has no value yet on some way to here",
        "String.length() ~ method length() belongs to an object, not to its" + " class",
        "int x = 99999999999; ~ this number is too large for an int",
        "\"abc ~ this text is never closed",
        "import foo.bar.Baz; ~ there is no package foo.bar",
        "var x = 1 var y = 2 ~ a ';' is missing"
      })
  void everyErrorIsSaidInPlainWords(String source, String message) {
    assertThat(bench.failure(source).message()).isEqualTo(message.strip());
  }

  @Test
  void theNameThatIsMissingIsMarked() {
    assertThat(Bench.plain(bench.failure("names\n  .stream()\n  .mapp(x -> x)\n  .toList()")))
        .contains(
            "line 3: cannot find method 'mapp' in Stream\n      .mapp(x -> x)\n       ^^^^\n");
  }

  @Test
  void severalErrorsOfOneStatementAreSaidAtOnce() {
    assertThat(
            bench
                .failure("class A { int f() { return no1; }\n int g() { return \"a\"; } }")
                .message())
        .isEqualTo(
            "cannot find variable 'no1' in A\nwrong type: String is given where int is needed");
  }

  @Test
  void aVariableWhoseCellFailedIsNamedAsSuchAndNeverMeant() {
    bench.failure("var model = nowhere(1);\nint behind = 2;");
    assertThat(bench.failure("model").message())
        .isEqualTo("cannot find variable 'model': the cell that declares it failed; run it again");
    assertThat(bench.failure("behind").message()).contains("the cell that declares it failed");
    assertThat(bench.failure("names.model").message())
        .isEqualTo("cannot find variable 'model' in List");
    bench.failure("int parsed = Integer.parseInt(\"x\");\n");
    bench.failure("String parsable = List.of(\"x\").get(1);");
    assertThat(Bench.plain(bench.failure("parsabel"))).doesNotContain("Did you mean 'parsable'");
    bench.run("var model = 1;");
    assertThat(remedy("modl")).isEqualTo("Did you mean 'model'?");
  }

  @Test
  void aNameIsNeverOfferedInItsOwnPlace() {
    bench.run("int simulated(int days) { return days; }");
    assertThat(Bench.plain(bench.failure("simulated + 1"))).doesNotContain("Did you mean");
  }
}
