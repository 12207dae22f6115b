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
  void aCauseIsNamed() {
    assertThat(
            plain("throw new IllegalStateException(\"outer\", new RuntimeException(\"inner\"));"))
        .startsWith("IllegalStateException: outer\n")
        .endsWith("  caused by java.lang.RuntimeException: inner");
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
        .startsWith("StackOverflowError\n  in cell 1, line 1\n")
        .endsWith(" more; %trace prints all");
    assertThat(bench.failure("down(0)").traceback()).hasSizeLessThan(20);
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
}
