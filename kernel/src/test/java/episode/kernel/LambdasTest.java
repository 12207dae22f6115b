package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LambdasTest {

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
  void lambdasFollowTheClassThatTheyNameOrAreNamedWithIt() {
    bench.run(
        "abstract class Law { abstract int v(); }\nclass One extends Law { int v() { return 1; } }\n"
            + "Law law = new One();\nSupplier<Law> same = () -> law;\n"
            + "Runnable show = () -> System.out.println(same.get().v());\n"
            + "Function<Law, Integer> value = x -> x.v();\nSupplier<Object> other = () -> 7;");
    assertThat(bench.run("abstract class Law { abstract int v(); int w; }").text("stderr"))
        .isEqualTo(
            "Law was declared again, and what depends on its old declaration had to go: law, same,"
                + " show. Run the cells that made them again.\n");
    assertThat(bench.value("value.apply(new One()) + 10 * (int) other.get()")).isEqualTo("71");
    assertThat(bench.failure("show.run()").message())
        .isEqualTo(
            "cannot find variable 'show': it went when Law was declared again: run its cell again");
  }

  @Test
  void aLambdaThatFitsAVariableOfAnotherTypeReadsIt() {
    bench.run("int cnt = 1;\nSupplier<Object> read = () -> cnt;\nSupplier<Integer> n = () -> cnt;");
    assertThat(bench.run("String cnt = \"a\";").text("stderr"))
        .isEqualTo(
            "cnt was declared again, and what depends on its old declaration had to go: n. Run the"
                + " cells that made them again.\n");
    assertThat(bench.value("read.get()")).isEqualTo("a");
  }

  @Test
  void aLambdaCallsTheMethodThatThereIsNow() {
    bench.run("int rate() { return 1; }\nint twice() { return 2 * rate(); }");
    bench.run("IntSupplier call = () -> rate() + 10 * twice();");
    assertThat(bench.run("int rate() { return 2; }").text("stderr")).isEmpty();
    assertThat(bench.value("call.getAsInt()")).isEqualTo("42");
  }

  @Test
  void aVariableThatWasAssignedSinceKeepsItsValue() {
    bench.run("record Dot(int x) {}\nSupplier<Object> made = () -> new Dot(1);");
    bench.run("made = () -> \"mine\";");
    assertThat(bench.run("record Dot(int x, int y) {}").text("stderr")).isEmpty();
    assertThat(bench.value("made.get()")).isEqualTo("mine");
  }
}
