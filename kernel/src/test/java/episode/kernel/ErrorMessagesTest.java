package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrorMessagesTest {

  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private String plain(String source) {
    return Bench.plain(bench.failure(source));
  }

  @Test
  void aCompileErrorMarksThePlace() {
    assertThat(plain("int one = 1\nint two = one + missing"))
        .isEqualTo(
            "Compile error in cell 1, line 2: cannot find variable 'missing'\n"
                + "    int two = one + missing\n"
                + "                    ^^^^^^^");
  }

  @Test
  void aMissingMethodNamesItsClass() {
    assertThat(bench.failure("var s = \"a\";\ns.foo(1)").message())
        .isEqualTo("cannot find method 'foo' in String");
    assertThat(bench.failure("Math.foo()").message()).isEqualTo("cannot find method 'foo' in Math");
    assertThat(bench.failure("foo()").message()).isEqualTo("cannot find method 'foo'");
    assertThat(bench.failure("new Foo()").message()).isEqualTo("cannot find class 'Foo'");
  }

  @Test
  void anUnclosedBracketIsMarked() {
    assertThat(plain("Math.max(1,\n  2"))
        .isEqualTo(
            "Compile error in cell 1, line 1: '(' is never closed\n"
                + "    Math.max(1,\n"
                + "            ^");
  }

  @Test
  void aWrongTypeIsExplained() {
    assertThat(plain("int x = \"text\";"))
        .isEqualTo(
            "Compile error in cell 1, line 1: wrong type: String is given where int is needed\n"
                + "    int x = \"text\";\n"
                + "            ^^^^^^\n"
                + "  Integer.parseInt(text) reads a number.");
  }

  @Test
  void aRuntimeErrorNamesTheLinesOfTheCellsOnTheWay() {
    bench.run("int half(int x) {\n  return 1 / x;\n}");
    assertThat(plain("int a = 0;\nhalf(a)"))
        .isEqualTo(
            "ArithmeticException: / by zero\n"
                + "  in cell 1, line 2\n"
                + "      return 1 / x;\n"
                + "  in cell 2, line 2\n"
                + "    half(a)");
  }

  @Test
  void aVariableWhoseDeclarationFailedHasNoValue() {
    bench.failure("String b = Optional.<String>empty().get();");
    assertThat(bench.failure("b.length()").message())
        .isEqualTo("b has no value: the cell that declares it failed");
    assertThat(bench.value("%who")).contains("no value: its declaration failed");
    bench.failure("String b = Optional.<String>empty().get();");
    assertThat(bench.failure("b.length()").message()).startsWith("b has no value");
    bench.run("b = null;");
    bench.run("String b = null;");
    assertThat(bench.failure("b.length()").message()).contains("because \"b\" is null");
    assertThat(bench.value("b = \"ab\";\nb.length()")).isEqualTo("2");
  }

  @Test
  void aCauseIsNamed() {
    assertThat(
            plain("throw new IllegalStateException(\"outer\", new RuntimeException(\"inner\"));"))
        .startsWith("IllegalStateException: outer\n")
        .contains("\n  caused by RuntimeException: inner\n  in cell 1, line 1\n");
  }

  @Test
  void anErrorAddressedToTheUserIsItsMessageAlone() {
    assertThat(plain("throw new " + Advice.class.getCanonicalName() + "();"))
        .isEqualTo("E2103 Unknown name 'bta'\n  Did you mean 'beta'?");
  }

  @Test
  void anErrorInCodeUnderACellMagicHasItsLine() {
    assertThat(plain("%%time\nint z = 0;\n1 / z")).contains("in cell 1, line 3\n    1 / z");
  }

  @Test
  void deepRecursionIsToldInShort() {
    bench.run("int down(int n) { return down(n + 1) + 1; }");
    assertThat(plain("down(0)"))
        .matches(
            "StackOverflowError\n"
                + "  in cell 1, line 1, \\d+ times\n"
                + "    int down\\(int n\\) .*(\n  in cell 2, line 1\n    down\\(0\\))?");
  }

  @Test
  void anUnknownMagicIsSaidToBeOne() {
    assertThat(plain("%nothing"))
        .isEqualTo("E7002 There is no magic %nothing\n  %lsmagic lists all.");
  }

  @Test
  void aValueThatCannotBeShownIsAnErrorOfTheCell() {
    bench.run("class Shy { public String toString() { throw new RuntimeException(\"no\"); } }");
    assertThat(plain("new Shy()")).startsWith("RuntimeException: no");
  }

  @Test
  void outOfMemoryIsSurvived() {
    assertThat(bench.failure("new long[Integer.MAX_VALUE][1000];").name())
        .isEqualTo("OutOfMemoryError");
    assertThat(bench.value("1")).isEqualTo("1");
  }

  @Test
  void ofJavasOwnCallsOnlyTheOneThatTheCellMadeIsNamed() {
    assertThat(plain("Integer.parseInt(\"abc\")"))
        .isEqualTo(
            "NumberFormatException: For input string: \"abc\"\n"
                + "  at Integer.parseInt\n"
                + "  in cell 1, line 1\n"
                + "    Integer.parseInt(\"abc\")");
  }

  @Test
  void aCauseHasItsOwnLine() {
    assertThat(plain("class Init { static int v = 1 / 0; }\nnew Init()"))
        .isEqualTo(
            "ExceptionInInitializerError\n"
                + "  in cell 1, line 2\n"
                + "    new Init()\n"
                + "  caused by ArithmeticException: / by zero\n"
                + "  in cell 1, line 1\n"
                + "    class Init { static int v = 1 / 0; }");
  }

  @Test
  void anAssertionOfACellIsChecked() {
    assertThat(plain("assert 1 > 2 : \"no\"")).startsWith("AssertionError: no");
  }

  @Test
  void anErrorAddressedToTheUserHasItsLineInACellOfSeveral() {
    assertThat(plain("int a = 1;\nthrow new " + Advice.class.getCanonicalName() + "();"))
        .startsWith("E2103 Unknown name 'bta'\n  Did you mean 'beta'?\n  in cell 1, line 2\n");
  }

  @Test
  void aThreadThatEndsByAnExceptionIsNamed() {
    String source =
        "var t = new Thread(() -> { throw new IllegalStateException(\"bad\"); }, \"worker\");\n"
            + "t.start();\nt.join();";
    assertThat(bench.run(source).text("stderr"))
        .startsWith("Thread \"worker\" ended. IllegalStateException: bad\n  in cell 1, line 1\n");
  }

  @Test
  void anExitInAThreadIsToldLikeOneOfTheCell() {
    String source = "var t = new Thread(() -> System.exit(2));\nt.start();\nt.join();";
    assertThat(bench.run(source).text("stderr"))
        .contains("SystemExit: the cell asked the process to exit with status 2");
  }

  @Test
  void whatACellDoesToItsStreamsEndsWithIt() {
    bench.run("System.out.close();\nSystem.setOut(null);");
    bench.failure("System.setErr(null);\n1 / 0");
    assertThat(bench.run("System.out.print(1);").text("stdout")).isEqualTo("1");
    assertThat(plain("1 / 0")).startsWith("ArithmeticException");
  }

  @Test
  void aCommentThatIsNotClosedIsAnError() {
    assertThat(bench.failure("1 /* why").message()).isEqualTo("'/*' is never closed");
  }

  @Test
  void whatNoClassFileHoldsIsRefusedAndForgotten() {
    String text = "\"" + "a".repeat(70_000) + "\"";
    for (String cell :
        new String[] {"var long1 = " + text, text, "System.out.print(" + text + ")"}) {
      Failure failure = bench.failure(cell);
      assertThat(failure.message())
          .isEqualTo("this text is longer than the 65,535 bytes that Java allows");
      assertThat(Bench.plain(failure))
          .hasSizeLessThan(1000)
          .endsWith("Keep it in a file: Files.readString(Path.of(\"text.txt\")).");
      assertThat(bench.value("int next = 1;\nnext")).isEqualTo("1");
    }
    assertThat(bench.failure("int[] many = {" + "1,".repeat(12_000) + "};\nmany.length").message())
        .isEqualTo("this is more code than the 64 kB that Java allows in one place");
    assertThat(bench.value("int last = 2;\nlast")).isEqualTo("2");
  }

  @Test
  void ofALongLineThePartAroundThePlaceIsShown() {
    String[] lines =
        plain("int x = " + "1 + ".repeat(200) + "mising + " + "1 + ".repeat(90) + "1;").split("\n");
    assertThat(lines[1]).hasSizeLessThan(180).startsWith("    … ").endsWith(" …");
    assertThat(lines[1].substring(lines[2].indexOf('^'), lines[2].lastIndexOf('^') + 1))
        .isEqualTo("mising");
  }

  @Test
  void aNameWhoseDeclarationWaitsIsSaidToWait() {
    bench.run("class Farm { Cow cow; }");
    assertThat(bench.failure("new Farm()").message())
        .isEqualTo("cannot find class 'Farm': its declaration waits for class Cow");
  }
}
