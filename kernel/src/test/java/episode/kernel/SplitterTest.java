package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SplitterTest {

  private static JShell shell;
  private static Splitter splitter;

  @BeforeAll
  static void open() {
    shell = JShell.builder().executionEngine("local").build();
    splitter = new Splitter(shell.sourceCodeAnalysis(), "time"::equals);
  }

  @AfterAll
  static void close() {
    shell.close();
  }

  private static Splitter.Cut cut(String source) {
    return splitter.split(new SourceText(source, 1, 0));
  }

  private static Arguments cell(String source, String... statements) {
    return Arguments.of(source, List.of(statements));
  }

  static Stream<Arguments> cells() {
    return Stream.of(
        cell("var a = 1\nvar b = 2", "var a = 1;", "var b = 2;"),
        cell("a; b; c", "a;", "b;", "c;"),
        cell("foo();;bar()", "foo();", "bar();"),
        cell("// nothing\n/* at all */"),
        cell("a = 3 // c\r\nb = 4 /* x */", "a = 3;", "b = 4;"),
        cell("x\n  + 2\n  ++y", "x\n  + 2;", "++y;"),
        cell("f(1) // why\n   // and\n   .g()\nh", "f(1) // why\n   // and\n   .g();", "h;"),
        cell("int f(int x) { return x; }\nf(2)", "int f(int x) { return x; }", "f(2);"),
        cell("@Deprecated\nvoid f() {}", "@Deprecated\nvoid f() {}"),
        cell(
            "import java.util.List\nimport java.io.File",
            "import java.util.List;",
            "import java.io.File;"),
        cell("if (a) b();\nelse c();\nd", "if (a) b();\nelse c();", "d;"),
        cell("if (a) {\n}\nelse {\n}\nd", "if (a) {\n}\nelse {\n}", "d;"),
        cell(
            "try {\n}\ncatch (Exception e) {}\nfinally {}\nd",
            "try {\n}\ncatch (Exception e) {}\nfinally {}",
            "d;"),
        cell("do x++;\nwhile (x < 3);\nx", "do x++;\nwhile (x < 3);", "x;"),
        cell("for (;;)\n  f()\nint q = 3;", "for (;;)\n  f();", "int q = 3;"),
        cell(
            "var f = (String x) -> {\n  return 1;\n}\nf",
            "var f = (String x) -> {\n  return 1;\n};",
            "f;"),
        cell("var g = new Object() {\n int x;\n}\ng", "var g = new Object() {\n int x;\n};", "g;"),
        cell("int[] a = {1,\n2}\na", "int[] a = {1,\n2};", "a;"),
        cell(
            "var y = switch (x) { default -> 2; }\ny",
            "var y = switch (x) { default -> 2; };",
            "y;"),
        cell("class A {\n  int x = 1;\n}\nnew A()", "class A {\n  int x = 1;\n}", "new A();"),
        cell(
            "String s = \"\"\"\n a;\n %b \" }\n \"\"\"\ns",
            "String s = \"\"\"\n a;\n %b \" }\n \"\"\";", "s;"),
        cell(
            "char c = '\"'\nString s = \"\\\"//\"\ns",
            "char c = '\"';",
            "String s = \"\\\"//\";",
            "s;"),
        cell("int a = 7\na\n  % 2", "int a = 7;", "a\n  % 2;"),
        cell("x\n%time f(\ny", "x;", "%time f(", "y;"));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aCellIsCutIntoStatements(String source, List<String> statements) {
    Splitter.Cut cut = cut(source);
    assertThat(cut.broken()).isEqualTo(-1);
    assertThat(cut.statements().stream().map(Statement::code).collect(Collectors.toList()))
        .isEqualTo(statements);
  }

  @Test
  void aByteOrderMarkIsNoPartOfACell() {
    assertThat(new SourceText("\ufeffx + 1", 1, 0).text()).isEqualTo("x + 1");
  }

  @Test
  void offsetsPointIntoTheCell() {
    for (Statement statement : cut("a\n// c\n  b;c\nd").statements()) {
      assertThat(statement.code())
          .startsWith(statement.source().text().substring(statement.offset(), statement.end()));
    }
  }

  @Test
  void whatIsIncompleteOrWrongIsPointedAt() {
    assertThat(cut("ok\nfoo(1,"))
        .extracting("broken", "incomplete", "unmatched")
        .containsExactly(3, true, 6);
    assertThat(cut("foo)")).extracting("broken", "unmatched").containsExactly(0, 3);
    assertThat(cut("String s = \"abc").broken()).isZero();
  }
}
