package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import episode.expr.EpisodeException;
import episode.system.CompiledSystem;
import episode.system.Gradient;
import episode.system.OpSystem;
import episode.system.Stepper;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The right-hand side on somebody's own NDArrays, under somebody's own tape. */
class DjlStepperTest {
  private static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("S -> I", "beta * (1 + 0.2 * cos(t)) * I / N")
          .transition("I -> R", "gamma")
          .build();
  private static final double[] STATE = {700, 40, 23};
  private static final double[] PARAMETERS = {1.7, 0.5};
  private static final double SIZE = 0.25;
  private static final int STEPS = 40;

  private final Stepper stepper = SIR.compile("jvm").stepper();
  private final double[] expected = stepper.apply(2, STATE, PARAMETERS);

  private static NDManager manager(String engine) {
    return Engines.start(engine).newBaseManager(Device.cpu());
  }

  private void assertSlopes(NDArray slopes, DataType type, double tolerance) {
    assertThat(slopes.getDataType()).isEqualTo(type);
    assertThat(slopes.getShape().getShape()).containsExactly(3);
    assertThat(slopes.getDevice()).isEqualTo(Device.cpu());
    Number[] numbers = slopes.toArray();
    for (int i = 0; i < expected.length; i++) {
      assertThat(numbers[i].doubleValue()).isCloseTo(expected[i], Offset.offset(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.PYTORCH, Engines.MXNET})
  void resultIsAnArrayLikeTheState(String engine) {
    try (NDManager manager = manager(engine)) {
      NDArray y = manager.create(STATE);
      NDArray parameters = manager.create(PARAMETERS);
      NDArray slopes = stepper.apply(2, y, parameters);
      assertSlopes(slopes, DataType.FLOAT64, 1e-12);
      assertThat(slopes.getManager()).isSameAs(manager);
      assertSlopes(stepper.apply(manager.create(2.0), y, parameters), DataType.FLOAT64, 1e-12);
      Map<String, NDArray> named =
          Map.of("gamma", manager.create(0.5), "beta", manager.create(1.7));
      assertSlopes(stepper.apply(2, y, named), DataType.FLOAT64, 1e-12);
      assertThat(y.toDoubleArray()).containsExactly(STATE);
    }
  }

  /** What was computed on the way is freed; the result is the caller's. */
  @ParameterizedTest
  @ValueSource(strings = {Engines.PYTORCH, Engines.MXNET})
  void onlyTheResultIsLeftToTheManager(String engine) {
    try (NDManager manager = manager(engine)) {
      NDArray y = manager.create(STATE);
      NDArray parameters = manager.create(PARAMETERS);
      stepper.apply(2, y, parameters).close();
      int before = manager.getManagedArrays().size();
      NDArray slopes = stepper.apply(2, y, parameters);
      assertThat(manager.getManagedArrays()).hasSize(before + 1);
      slopes.close();
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  /** Single precision has 24 bits: 6e-8 of numbers up to 700, through some operations. */
  @ParameterizedTest
  @ValueSource(strings = {Engines.PYTORCH, Engines.MXNET})
  void singlePrecisionStays(String engine) {
    try (NDManager manager = manager(engine)) {
      NDArray y = manager.create(new float[] {700, 40, 23});
      NDArray slopes = stepper.apply(2, y, manager.create(new float[] {1.7f, 0.5f}));
      assertSlopes(slopes, DataType.FLOAT32, 1e-4);
    }
  }

  /**
   * The classical method by hand, with the same steps as jvm's, and memory in between collected.
   */
  @ParameterizedTest
  @ValueSource(strings = {Engines.PYTORCH, Engines.MXNET})
  void aTapeOfTheUserGoesThroughALoopOfTheUser(String engine) {
    CompiledSystem fixed = SIR.compile("jvm").withFixedStep("rk4", SIZE);
    Values start =
        Values.of("beta", 1.7, "gamma", 0.5, "S", STATE[0], "I", STATE[1], "R", STATE[2]);
    TimeSpan span = TimeSpan.times(0, STEPS * SIZE);
    Gradient reference = fixed.gradient("sum(I * t) / 10", start, span, "beta", "gamma", "S");
    try (NDManager manager = manager(engine);
        GradientCollector tape = Engine.getEngine(engine).newGradientCollector()) {
      NDArray parameters = manager.create(PARAMETERS);
      parameters.setRequiresGradient(true);
      NDArray y = manager.create(STATE);
      y.setRequiresGradient(true);
      NDArray end = solved(manager, y, parameters);
      System.gc();
      NDArray infected = end.mul(manager.create(new double[] {0, 1, 0})).sum();
      assertThat(infected.toDoubleArray()[0])
          .isCloseTo(reference.value(), Offset.offset(1e-9 * reference.value()));
      tape.backward(infected);
      double[] slopes = parameters.getGradient().toDoubleArray();
      assertSame(slopes[0], reference.of("beta"));
      assertSame(slopes[1], reference.of("gamma"));
      assertSame(y.getGradient().toDoubleArray()[0], reference.of("S"));
    }
  }

  private static void assertSame(double seen, double expected) {
    assertThat(seen).isCloseTo(expected, Offset.offset(1e-9 * Math.abs(expected)));
  }

  private NDArray solved(NDManager manager, NDArray start, NDArray parameters) {
    NDArray half = manager.create(SIZE / 2);
    NDArray whole = manager.create(SIZE);
    NDArray sixth = manager.create(SIZE / 6);
    NDArray two = manager.create(2.0);
    NDArray y = start;
    for (int step = 0; step < STEPS; step++) {
      double t = step * SIZE;
      NDArray k1 = stepper.apply(t, y, parameters);
      NDArray k2 = stepper.apply(t + SIZE / 2, y.add(k1.mul(half)), parameters);
      NDArray k3 = stepper.apply(t + SIZE / 2, y.add(k2.mul(half)), parameters);
      NDArray k4 = stepper.apply(t + SIZE, y.add(k3.mul(whole)), parameters);
      y = y.add(k1.add(k2.add(k3).mul(two)).add(k4).mul(sixth));
    }
    return y;
  }

  @Test
  void arraysThatAreClosedOrOfAnotherEngineAreRefused() {
    try (NDManager torch = manager(Engines.PYTORCH);
        NDManager mxnet = manager(Engines.MXNET)) {
      NDArray y = torch.create(STATE);
      assertThatThrownBy(() -> stepper.apply(0, y, mxnet.create(PARAMETERS)))
          .isInstanceOf(EpisodeException.class)
          .hasMessage(
              "E3213 'parameters' is on MXNet, cpu(), expected PyTorch, cpu()\n"
                  + "  All arrays of a call are of one library and on one device.");
      y.close();
      assertThatThrownBy(() -> stepper.apply(0, y, torch.create(PARAMETERS)))
          .isInstanceOf(EpisodeException.class)
          .hasMessage(
              "E3213 'y' is closed, expected an array in use\n"
                  + "  Keep it, and the manager that owns it, open until the call has returned.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.PYTORCH, Engines.MXNET})
  void whatDoesNotFitIsRefusedAtOnce(String engine) {
    try (NDManager manager = manager(engine)) {
      NDArray y = manager.create(new float[] {1, 2});
      assertThatThrownBy(() -> stepper.apply(0, y, manager.create(PARAMETERS)))
          .isInstanceOf(EpisodeException.class)
          .hasMessage(
              "E3213 'y' has shape [2], expected [3]\n"
                  + "  'y' holds, in this order: S, I, R.\n"
                  + "E3213 'parameters' is FLOAT64, expected FLOAT32\n"
                  + "  All arrays of a call have one element type, which the result has, too.");
      NDArray whole = manager.create(new int[] {1, 2, 3});
      assertThatThrownBy(() -> stepper.apply(0, whole, whole))
          .isInstanceOf(EpisodeException.class)
          .hasMessageContaining("E3213 'y' is INT32, expected FLOAT64 or FLOAT32");
    }
  }
}
