package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDArray;
import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.CompiledFunction;
import episode.backend.Recording;
import episode.backend.array.ArrayBackend;
import episode.backend.array.Counting;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.solve.SolveReport;
import episode.system.CompiledSystem;
import episode.system.Gradient;
import episode.system.OpSystem;
import episode.transform.Gradients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What op_system's issue 74 asks for, point by point: nothing changes for who does not ask; what is
 * compiled for a library can be traced, solved and differentiated in it, with nothing made a number
 * of the host on the way. Inference through a solve stands in {@code PytorchModelTest}, the call
 * for other people's solvers and tapes in {@code DjlStepperTest}.
 */
class SystemsRunInAnyArrayLibraryTest {
  private static final OpSystem SIR = DefaultUse.SIR;
  private static final double[] POINT = {0, 700, 40, 23, 1.7, 0.5};

  private static List<Tensor> point(Graph graph) {
    List<Tensor> inputs = new ArrayList<>();
    for (Node input : graph.inputs()) {
      inputs.add(Tensor.of(POINT[inputs.size()]));
    }
    return inputs;
  }

  /** Existing workflows remain unchanged: bit by bit, with engines on the class path or not. */
  @Test
  void whoDoesNotAskForAnEngineSeesNothingOfIt() throws Exception {
    assumeThat(Files.exists(Path.of("/proc/self/maps"))).isTrue();
    String everything = System.getProperty("java.class.path");
    String plain =
        Arrays.stream(everything.split(java.io.File.pathSeparator))
            .filter(path -> !path.contains("djl") || path.endsWith("test-classes"))
            .collect(Collectors.joining(java.io.File.pathSeparator));
    assertThat(plain).doesNotContain("pytorch").isNotEqualTo(everything);
    List<String> without = output(plain);
    List<String> with = output(everything);
    assertThat(with).isEqualTo(without).hasSize(21).noneMatch(line -> line.startsWith("loaded"));
    assertThat(with.get(0)).isEqualTo("jvm");
  }

  private static List<String> output(String classPath) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                DefaultUse.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text.lines().toList();
  }

  /** Parity: every backend that is there gives the numbers of the default. */
  @Test
  void everyBackendGivesTheNumbersOfTheDefault() {
    Backends.compare(SIR.rhs(), point(SIR.rhs())).check();
    List<String> compared =
        Backends.compare(SIR.rhs(), point(SIR.rhs())).entries().stream()
            .map(entry -> entry.backend())
            .distinct()
            .toList();
    assertThat(compared).contains("jvm", "interpreter", "pytorch", "mxnet");
  }

  /** A compiled callable can be evaluated under the library's own compiler: all of it is script. */
  @Test
  void nothingIsMadeANumberWhereItIsCompiled() {
    List<String> names = SIR.rhs().inputs().stream().map(Node::name).toList();
    for (Gradients.Direction direction : Gradients.Direction.values()) {
      Graph jacobian = Gradients.jacobian(SIR.rhs(), names, direction);
      CompiledFunction script = new PytorchBackend().compile(jacobian);
      assertThat(script.explain()).contains("TorchScript").doesNotContain(".item()");
      List<Tensor> expected = Backends.jvm().compile(jacobian).apply(point(jacobian));
      List<Tensor> seen = script.apply(point(jacobian));
      for (int i = 0; i < expected.size(); i++) {
        double reference = expected.get(i).at(0);
        double allowed = 1e-12 * Math.max(1, Math.abs(reference));
        assertThat(seen.get(i).at(0)).isCloseTo(reference, Offset.offset(allowed));
      }
    }
  }

  /** Tracers: no operation on the way reads an array, whatever is evaluated. */
  @ParameterizedTest
  @ValueSource(strings = {Engines.PYTORCH, Engines.MXNET})
  void noOperationReadsTheHost(String engine) {
    Dialect dialect = engine.equals(Engines.PYTORCH) ? new PytorchDialect() : new MxnetDialect();
    Engines.start(engine);
    Counting<NDArray> counting = new Counting<>(new DjlNamespace(engine, dialect));
    Graph graph = Gradients.valueAndGradient(total(), List.of("beta", "gamma", "S"));
    CompiledFunction.Invocation call = new ArrayBackend<>(counting).compile(graph).newCall();
    List<Tensor> inputs = point(graph);
    for (int i = 0; i < inputs.size(); i++) {
      call.call().write(call.input(i), inputs.get(i));
    }
    call.run();
    assertThat(counting.read()).isZero();
    counting.reset();
    call.run();
    assertThat(counting.read()).isZero();
    assertThat(counting.sent()).isZero();
    assertThat(counting.computed()).isPositive();
  }

  /** The sum of squares of all derivatives. */
  private static Graph total() {
    episode.expr.GraphBuilder b = new episode.expr.GraphBuilder();
    List<Node> inputs = new ArrayList<>();
    for (Node input : SIR.rhs().inputs()) {
      inputs.add(b.input(input.name(), (Type.ArrayOf) input.type()));
    }
    Node sum = b.constant(0);
    for (Node slope : b.inline(SIR.rhs(), inputs)) {
      sum = b.add(sum, b.mul(slope, slope));
    }
    return b.build("total", List.of(sum));
  }

  /** A solve needs no callback to the host: with fixed steps one call is all of it. */
  @ParameterizedTest
  @ValueSource(strings = {"euler", "rk4", "tsit5"})
  void aSolveOfFixedStepsIsOneCall(String method) {
    Recording pytorch = new Recording(new PytorchBackend());
    CompiledSystem fixed = SIR.compile(pytorch).withFixedStep(method, 0.1);
    Gradient expected =
        SIR.compile("jvm")
            .withFixedStep(method, 0.1)
            .gradient("max(I)", DefaultUse.GUESS, DefaultUse.SPAN, "beta", "gamma");
    Gradient seen = fixed.gradient("max(I)", DefaultUse.GUESS, DefaultUse.SPAN, "beta", "gamma");
    assertThat(pytorch.count("run")).isEqualTo(1);
    assertThat(pytorch.count("get", "set")).isZero();
    double allowed = 1e-9 * Math.abs(expected.of("beta"));
    assertThat(seen.of("beta")).isCloseTo(expected.of("beta"), Offset.offset(allowed));
  }

  /** With steps of controlled size the error of each comes to the host, and rows that are saved. */
  @Test
  void onlyTheErrorOfAStepComesToTheHost() {
    Backend inner = new PytorchBackend();
    Recording pytorch = new Recording(inner);
    SolveReport report = SIR.compile(pytorch).solve(DefaultUse.GUESS, DefaultUse.SPAN).report();
    long attempts = report.accepted() + report.rejected();
    // norms for the size of the first step
    assertThat(pytorch.count("get")).isEqualTo(attempts + 3);
    assertThat(pytorch.count("read")).isEqualTo(15);
  }
}
