package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeclareAgainTest {

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
  void aVariableDeclaredAgainLeavesWhatWasMadeFromItAlone() {
    bench.run("var origin = 1;\nvar derived = List.of(origin);");
    assertThat(bench.run("var origin = 2;").text("stderr")).isEmpty();
    assertThat(bench.value("derived")).isEqualTo("[1]");
  }

  @Test
  void functionsOfEarlierCellsSeeTheNewValue() {
    bench.run("var seen = 1;\nSupplier<Integer> look = () -> seen;\nint read() { return seen; }");
    bench.run("var seen = 2;");
    assertThat(bench.value("look.get() + read()")).isEqualTo("4");
  }

  @Test
  void aClassDeclaredAgainNamesTheVariablesThatItTakes() {
    bench.run("record P(int x) {}\nvar p = new P(1);\nvar ps = List.of(p);");
    assertThat(bench.run("record P(double x) {}").text("stderr"))
        .isEqualTo(
            "P was declared again, and what depends on its old declaration had to go: p, ps."
                + " Run the cells that made them again.\n");
    assertThat(bench.failure("p.x()").message())
        .isEqualTo(
            "cannot find variable 'p': it went when P was declared again: run its cell again");
  }

  @Test
  void aClassDeclaredAgainTakesWhatWasMadeFromItsObjects() {
    bench.run("class T { int v = 1; }\nT t1 = new T();\nvar vv = t1.v;\nvar more = vv + t1.v;");
    assertThat(bench.run("class T { int v = 2; }").text("stderr"))
        .isEqualTo(
            "T was declared again, and what depends on its old declaration had to go: t1, vv, more."
                + " Run the cells that made them again.\n");
    assertThat(bench.failure("vv").message())
        .isEqualTo(
            "cannot find variable 'vv': it went when T was declared again: run its cell again");
    bench.run("T t1 = new T();\nvar vv = t1.v;");
    assertThat(bench.value("vv")).isEqualTo("2");
  }

  @Test
  void aVariableThatWentWithItsClassIsNewEachTimeItIsDeclaredAgain() {
    bench.run("int read() { return step.value(); }");
    for (int round = 0; round < 4; round++) {
      bench.run(
          "record Step(int value, int r" + round + ") {}\nvar step = new Step(" + round + ", 0);");
      assertThat(bench.value("step.value() + 10 * read()")).isEqualTo("" + 11 * round);
    }
  }

  @Test
  void theSameClassDeclaredAgainChangesNothing() {
    bench.run("record Q(int x) {}\nvar q = new Q(1);");
    assertThat(bench.run("record Q(int x) {}").text("stderr")).isEmpty();
    assertThat(bench.value("q")).isEqualTo("Q[x=1]");
  }

  @Test
  void membersWithoutAModifierAreOpenToOtherCells() {
    bench.run("class Base { int x = 1; int f() { return x; } protected int g() { return 10; } }");
    bench.run(
        "class Heir extends Base { int f() { return x + 1; } protected int g() { return 20; } }");
    bench.run("enum Kind { ONE { int n() { return 1; } }; abstract int n(); }");
    assertThat(bench.value("Base b = new Heir();\nb.x + b.f() + b.g() + Kind.ONE.n()"))
        .isEqualTo("24");
    assertThat(bench.value("new Base() { int f() { return super.f() + 100; } }.f()"))
        .isEqualTo("101");
  }

  @Test
  void heirsOfASealedTypeMayStandInOtherCells() {
    bench.run(
        "sealed interface Shape permits Disc, Box {}\nrecord Disc(int r) implements Shape {}");
    bench.run("record Box(int a) implements Shape {}");
    bench.run("record Disc(long r) implements Shape {}");
    assertThat(bench.value("List<Shape> shapes = List.of(new Disc(1), new Box(2));\nshapes"))
        .isEqualTo("[Disc[r=1], Box[a=2]]");
  }

  @Test
  void aDeclarationInTheSameWordsWorksAfterAReset() {
    String cell =
        "record Kept(int x) {}\nvar once = new Kept(7);\nint twice() { return 2 * once.x(); }";
    for (int round = 0; round < 3; round++) {
      bench.run(cell);
      assertThat(bench.value("once.x() + twice()")).isEqualTo("21");
      bench.run("%reset");
      System.gc();
    }
  }

  @Test
  void valuesOfAnOldDeclarationGoOnWorking() {
    bench.run("class Old { int f() { return helper() + 1; } }\nint helper() { return 1; }");
    bench.run("var kept = new Object[] {null};\nkept[0] = (Supplier<Integer>) new Old()::f;");
    bench.run("class Old { String f() { return \"new\"; } }");
    assertThat(bench.value("((Supplier<?>) kept[0]).get() + new Old().f()")).isEqualTo("2new");
  }

  @Test
  void aMethodMayCallOneThatIsDeclaredLater() {
    assertThat(bench.run("int early() { return late() + 1; }").text("stderr"))
        .isEqualTo("early cannot be used yet: method late()\n");
    Failure failure = bench.failure("early()");
    assertThat(failure.name()).isEqualTo("UnresolvedReference");
    assertThat(failure.message()).isEqualTo("early cannot be used yet: method late()");
    assertThat(failure.traceback().get(2)).isEqualTo("    early()");
    bench.run("int late() { return 1; }");
    assertThat(bench.value("early()")).isEqualTo("2");
  }

  @Test
  void aDeclarationThatFailsLeavesTheVariableAsItWas() {
    bench.run("var kept = \"a\";\nList<Integer> list = List.of(1);");
    bench.failure("String kept = missing();");
    assertThat(bench.value("kept")).isEqualTo("a");
    bench.failure("int kept = Integer.parseInt(\"x\");");
    assertThat(bench.value("kept + kept.length()")).isEqualTo("a1");
    bench.failure("int list = 1 / 0;");
    assertThat(bench.value("list.get(0)")).isEqualTo("1");
  }

  @Test
  void aMethodOrTypeWhoseNewDeclarationFailsIsStillThere() {
    bench.run("int thrice(int a) { return 3 * a; }\nenum Light { RED, GREEN }");
    bench.run("class Lamp { int v = 6; }\nvar lamp = new Lamp();");
    bench.failure("int thrice(int a) { return \"a\"; }");
    bench.failure("enum Light { RED; int f() { return \"s\"; } }");
    assertThat(bench.value("thrice(4) + Light.GREEN.name() + lamp.v")).isEqualTo("12GREEN6");
    bench.failure("class Lamp { int v = \"s\"; }");
    assertThat(bench.value("new Lamp().v")).isEqualTo("6");
    assertThat(bench.failure("lamp.v").message())
        .isEqualTo(
            "cannot find variable 'lamp': it went when Lamp was declared again: run its cell"
                + " again");
  }

  @Test
  void methodsOfOneCellMayCallEachOtherWithoutANote() {
    Recorder recorder =
        bench.run(
            "int even(int n) { return n == 0 ? 1 : odd(n - 1); }\n"
                + "int odd(int n) { return n == 0 ? 0 : even(n - 1); }\neven(10)");
    assertThat(recorder.value()).isEqualTo("1");
    assertThat(recorder.text("stderr")).isEmpty();
  }

  @Test
  void aClassThatIsMissingNamesItsImport() {
    assertThat(bench.run("BufferedImage image;").text("stderr"))
        .isEqualTo(
            "image cannot be used yet: class BufferedImage (import it: import"
                + " java.awt.image.BufferedImage;)\n");
  }

  @Test
  void anImportTakesNothing() {
    bench.run(
        "record Cell(int x) {}\nObject object = new Cell(1);\nvar alias = object;\nvar n = 5;\n"
            + "Object[] made = {new Cell(4)};\nTimer timer = null;\n"
            + "var timers = new ArrayList<Timer>(3);");
    bench.run("record Cell(int x, int y) {}\nn = 6;");
    assertThat(bench.run("import java.text.*;\nimport javax.management.timer.*;").text("stderr"))
        .isEmpty();
    assertThat(bench.value("object + \" \" + alias + n + made[0] + timer + timers"))
        .isEqualTo("Cell[x=1] Cell[x=1]6Cell[x=4]null[]");
  }

  @Test
  void aDeclarationThatBreaksAMethodSaysSoAtOnceAndOnce() {
    bench.run("int half() { return 1; }\nint whole() { return 2 * half(); }");
    String broken = "whole cannot be used any more: * does not work for int and String";
    assertThat(bench.run("String half() { return \"a\"; }").text("stderr"))
        .isEqualTo(broken + "\n");
    assertThat(bench.run("1 + 1").text("stderr")).isEmpty();
    assertThat(bench.failure("whole()").message()).isEqualTo(broken);
    assertThat(bench.run("int half() { return 3; }").text("stderr")).isEmpty();
    assertThat(bench.value("whole()")).isEqualTo("6");
  }

  @Test
  void aVariableOfAnotherTypeNamesTheMethodsThatItBreaks() {
    bench.run("int tally = 1;\nint raise() { return ++tally; }");
    assertThat(bench.run("String tally = \"a\";").text("stderr"))
        .isEqualTo("raise cannot be used any more: ++ does not work for String\n");
    bench.run("double tally = 1;\nint raise() { return (int) ++tally; }");
    assertThat(bench.value("raise()")).isEqualTo("2");
  }
}
