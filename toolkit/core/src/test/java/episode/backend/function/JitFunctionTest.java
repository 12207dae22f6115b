package episode.backend.function;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.CodeSize;
import episode.backend.CompiledProgram;
import episode.backend.OpRule;
import episode.backend.Program;
import episode.plot.Grid;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JitFunctionTest {
  private static final GraphFunction DOT =
      GraphFunction.of("sum(i in g, w[i] * x[i]) + log(1 + exp(b))", "w[g]", "x[g]", "b");

  /** Counts what it compiles. */
  private record Counting(Backend inner, AtomicInteger count) implements Backend {
    @Override
    public String name() {
      return "counting";
    }

    @Override
    public CompiledProgram compile(Program program) {
      count.incrementAndGet();
      return inner.compile(program);
    }

    @Override
    public Backend with(String op, OpRule rule) {
      return new Counting(inner.with(op, rule), count);
    }
  }

  private static double[] filled(int n, double value) {
    double[] filled = new double[n];
    java.util.Arrays.fill(filled, value);
    return filled;
  }

  @Test
  void otherValuesNeverCompileAgain() {
    Counting backend = new Counting(Backends.jvm(), new AtomicInteger());
    JitFunction jitted = DOT.grad("x", "b").jit(backend);
    for (int i = 0; i < 200; i++) {
      jitted.apply(filled(3, i), filled(3, 1.0 / i), i - 100);
    }
    assertThat(backend.count()).hasValue(1);
    assertThat(jitted.compilations().entries()).hasSize(1);
  }

  @Test
  void otherShapesCompileOnceAndSayWhy() {
    Counting backend = new Counting(Backends.jvm(), new AtomicInteger());
    JitFunction jitted = DOT.jit(backend);
    for (int round = 0; round < 5; round++) {
      for (int n = 1; n <= 3; n++) {
        jitted.apply(filled(n, 2), filled(n, 3), 0);
      }
    }
    assertThat(backend.count()).hasValue(3);
    List<JitCompilation> entries = jitted.compilations().entries();
    assertThat(entries.get(2).reason()).isEqualTo("first call");
    assertThat(entries.get(1).reason())
        .isEqualTo(
            "input w: float64[2] instead of float64[1], input x: float64[2] instead of float64[1]");
    assertThat(entries.get(0).inputs())
        .containsExactly("w: float64[3]", "x: float64[3]", "b: float64[]");
    assertThat(entries.get(0).backend()).isEqualTo("counting");
    assertThat(entries.get(0).nanos()).isPositive();
  }

  @Test
  void codeOfTheShapesUsedLastIsKept() {
    Counting backend = new Counting(Backends.interpreter(), new AtomicInteger());
    JitFunction jitted = DOT.jit(backend);
    for (int n = 1; n <= 40; n++) {
      jitted.apply(filled(n, 2), filled(n, 3), 0);
    }
    jitted.apply(filled(40, 2), filled(40, 3), 0);
    assertThat(backend.count()).hasValue(40);
    jitted.apply(filled(1, 2), filled(1, 3), 0);
    assertThat(backend.count()).hasValue(41);
    assertThat(jitted.explain().shapes()).hasSize(32);
    for (int n = 1; n <= 200; n++) {
      jitted.apply(filled(n, 2), filled(n, 3), 0);
    }
    assertThat(jitted.compilations().entries()).hasSize(100);
  }

  @Test
  void aReportSaysHowMuchWasGenerated() {
    CodeSize jvm = sizeOn(Backends.jvm());
    assertThat(jvm.methods()).isPositive();
    assertThat(jvm.bytes()).isGreaterThan(100L * jvm.methods()); // names and constants too
    assertThat(sizeOn(Backends.interpreter())).isEqualTo(CodeSize.NONE);
    JitFunction jitted = DOT.jit(Backends.jvm());
    jitted.apply(filled(3, 1), filled(3, 2), 0);
    Grid grid = (Grid) jitted.compilations().parts().get(0);
    assertThat(grid.names()).contains("methods", "bytes");
    assertThat(grid.rows().get(0)).contains(jvm.methods(), jvm.bytes());
  }

  private static CodeSize sizeOn(Backend backend) {
    JitFunction jitted = DOT.jit(backend);
    jitted.apply(filled(3, 1), filled(3, 2), 0);
    return jitted.compilations().entries().get(0).size();
  }

  @Test
  void anExplanationShowsTheGraphsAndTheCode() {
    JitFunction jitted = DOT.jit(Backends.jvm());
    assertThat(jitted.explain().toString()).isEmpty();
    assertThat(jitted.explain().parts()).hasSize(1);
    JitExplanation.Shaped shape = jitted.explain(filled(2, 1), filled(2, 1), 0).shapes().get(0);
    // log(1 + exp b) is written as it stands and compiled in its stable form.
    assertThat(shape.before().toString()).contains(" LOG(");
    assertThat(shape.after().toString()).contains("LOG1P").doesNotContain(" LOG(");
    assertThat(shape.code()).contains(": 1 method of ").contains("bytes");
    assertThat(jitted.compilations().entries()).hasSize(1);
  }

  @Test
  void recentCompilationsAreThoseOfFunctionsInUse() {
    JitFunction jitted = DOT.jit();
    jitted.apply(filled(2, 1), filled(2, 1), 0);
    assertThat(Compilations.recent().entries()).containsAll(jitted.compilations().entries());
    assertThat(jitted.parts()).hasSize(2);
  }

  @Test
  void aFunctionThatNobodyUsesIsForgotten() {
    WeakReference<JitFunction> gone = new WeakReference<>(used());
    for (int i = 0; i < 50 && gone.get() != null; i++) {
      System.gc();
      Thread.onSpinWait();
    }
    assertThat(gone.get()).isNull();
  }

  private static JitFunction used() {
    JitFunction jitted = GraphFunction.of("x + 1", "x").jit();
    jitted.apply(1);
    return jitted;
  }
}
