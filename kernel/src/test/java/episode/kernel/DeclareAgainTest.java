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
  void theSameClassDeclaredAgainChangesNothing() {
    bench.run("record Q(int x) {}\nvar q = new Q(1);");
    assertThat(bench.run("record Q(int x) {}").text("stderr")).isEmpty();
    assertThat(bench.value("q")).isEqualTo("Q[x=1]");
  }

  @Test
  void aMethodMayCallOneThatIsDeclaredLater() {
    assertThat(bench.run("int early() { return late() + 1; }").text("stderr"))
        .isEqualTo("early cannot be used yet: method late()\n");
    assertThat(bench.failure("early()").name()).isEqualTo("UnresolvedReference");
    bench.run("int late() { return 1; }");
    assertThat(bench.value("early()")).isEqualTo("2");
  }
}
