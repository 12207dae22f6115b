package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionTest {

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
  void aLastValueWithoutSemicolonIsShown() {
    assertThat(bench.value("1 + 1")).isEqualTo("2");
    assertThat(bench.value("var shown = 3")).isEqualTo("3");
    assertThat(bench.value("int assigned\nassigned = 4")).isEqualTo("4");
  }

  @Test
  void aLastValueWithSemicolonIsNot() {
    assertThat(bench.value("1 + 1;")).isEmpty();
    assertThat(bench.value("var hidden = 3;")).isEmpty();
  }

  @Test
  void onlyTheLastStatementIsShown() {
    assertThat(bench.value("1\n2\n3")).isEqualTo("3");
  }

  @Test
  void aChainOfCallsMayEndWithoutSemicolonBeforeTheNextStatement() {
    String source =
        "var chain = new StringBuilder()\n"
            + "    .append(\"a\")   // why\n"
            + "    .append(\"b\")\n"
            + "    .toString()\n"
            + "chain + \"c\"";
    assertThat(bench.value(source)).isEqualTo("abc");
  }

  @Test
  void classesMethodsAndLoopsAreFollowedByStatements() {
    String source =
        "record Point(int x, int y) {}\n"
            + "int sum(Point p) { return p.x() + p.y(); }\n"
            + "int total = 0\n"
            + "for (int i = 0; i < 3; i++)\n  total += sum(new Point(i, i));\n"
            + "if (total > 100) {\n  total = 0;\n}\nelse {\n  total++;\n}\n"
            + "total";
    assertThat(bench.value(source)).isEqualTo("7");
  }

  @Test
  void nothingRunsWhenABracketIsMissing() {
    bench.run("int untouched = 1;");
    bench.failure("untouched = 2;\nMath.max(1, 2");
    assertThat(bench.value("untouched")).isEqualTo("1");
  }

  @Test
  void statementsBeforeAFailureKeepTheirEffect() {
    bench.failure("int kept = 5;\nint zero = 0;\nkept / zero");
    assertThat(bench.value("kept")).isEqualTo("5");
  }

  @Test
  void cellsAreCounted() {
    int first = bench.execute("1", CellListener.NONE).executionCount();
    CellResult second = bench.execute("nowhere", CellListener.NONE);
    assertThat(second.executionCount()).isEqualTo(first + 1);
    assertThat(second.ok()).isFalse();
  }

  @Test
  void exitIsAnErrorAndTheSessionLivesOn() {
    assertThat(bench.failure("System.exit(3);").message()).contains("status 3");
    assertThat(bench.failure("Runtime.getRuntime().halt(1);").name()).isEqualTo("SystemExit");
    assertThat(
            bench.failure("java.util.function.IntConsumer f = System::exit; f.accept(1);").name())
        .isEqualTo("SystemExit");
    assertThat(bench.value("1")).isEqualTo("1");
  }

  @Test
  void servicesAndClassesAreFoundThroughTheContextClassLoader() {
    bench.run("class Here {}");
    String found = "Thread.currentThread().getContextClassLoader().loadClass(Here.class.getName())";
    assertThat(bench.value("Here.class == " + found)).isEqualTo("true");
    assertThat(bench.value("Here.class == Class.forName(Here.class.getName())")).isEqualTo("true");
  }

  @Test
  void allCellsRunOnOneThread() {
    bench.run("var thread = Thread.currentThread();");
    assertThat(bench.value("thread == Thread.currentThread()")).isEqualTo("true");
  }

  @Test
  void inputIsAskedForLineByLine() {
    Recorder recorder = new Recorder(text -> {}, "typed");
    bench.execute("new Scanner(System.in).nextLine()", recorder);
    assertThat(recorder.value()).isEqualTo("typed");
  }

  @Test
  void readingWhereNobodyCanTypeSaysSo() {
    String message = "no input here: this cell runs without anybody who could type it";
    assertThat(bench.failure("System.in.read()").message()).contains(message);
    assertThat(bench.failure("new Scanner(System.in).nextLine()").message()).contains(message);
    assertThat(bench.failure("new BufferedReader(new InputStreamReader(System.in)).readLine()"))
        .extracting(Failure::message)
        .asString()
        .contains(message);
  }

  @Test
  void inputBeyondAsciiArrivesWhole() {
    Recorder recorder = new Recorder(text -> {}, "ä€");
    bench.execute(
        "byte[] typed = new byte[6];\nfor (int i = 0; i < 6; i++) typed[i] = (byte)"
            + " System.in.read();\nnew String(typed, \"UTF-8\").strip()",
        recorder);
    assertThat(recorder.value()).isEqualTo("ä€");
  }

  @Test
  void aSecondSessionIsRefusedAndDoesNoHarm() {
    PrintStream mine = System.out;
    assertThatThrownBy(() -> Session.open(SessionOptions.standard()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(System.out).isSameAs(mine);
    assertThat(bench.value("1")).isEqualTo("1");
  }
}
