package episode.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.system.OpSystem;
import episode.system.Stepper;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The right-hand side on somebody's own INDArrays. */
class Nd4jStepperTest {
  private static final OpSystem AGES =
      OpSystem.named("by age")
          .axis("age", "young", "old")
          .state("x[age]", "gone")
          .parameter("k[age]", "m")
          .transition("loss: x -> gone", "k + exp(-m * t)")
          .build();
  private static final double[] STATE = {8, 4, 1};
  private static final double[] PARAMETERS = {0.5, 0.1, 0.25};

  private final Stepper stepper = AGES.compile().stepper();
  private final double[] expected = stepper.apply(2, STATE, PARAMETERS);

  private static INDArray array(DataType type, double... values) {
    return Nd4j.createFromArray(values).castTo(type);
  }

  private void assertSlopes(INDArray slopes, DataType type, double tolerance) {
    assertThat(slopes.dataType()).isEqualTo(type);
    assertThat(slopes.shape()).containsExactly(3);
    for (int i = 0; i < expected.length; i++) {
      assertThat(slopes.getDouble(i)).isCloseTo(expected[i], Offset.offset(tolerance));
    }
  }

  @Test
  void resultIsAnArrayLikeTheState() {
    INDArray y = array(DataType.DOUBLE, STATE);
    INDArray parameters = array(DataType.DOUBLE, PARAMETERS);
    INDArray slopes = stepper.apply(2, y, parameters);
    assertSlopes(slopes, DataType.DOUBLE, 1e-14);
    assertThat(stepper.apply(Nd4j.scalar(2.0), y, parameters)).isEqualTo(slopes);
    assertThat(y.toDoubleVector()).containsExactly(STATE);
    assertThat(parameters.toDoubleVector()).containsExactly(PARAMETERS);
  }

  @Test
  void parametersComeByNameToo() {
    INDArray slopes =
        stepper.apply(
            2,
            array(DataType.DOUBLE, STATE),
            Map.of("m", Nd4j.scalar(0.25), "k", array(DataType.DOUBLE, 0.5, 0.1)));
    assertSlopes(slopes, DataType.DOUBLE, 1e-14);
  }

  /** Single precision has 24 bits: 6e-8 of numbers up to 12, through some operations. */
  @Test
  void singlePrecisionStays() {
    INDArray slopes =
        stepper.apply(2, array(DataType.FLOAT, STATE), array(DataType.FLOAT, PARAMETERS));
    assertSlopes(slopes, DataType.FLOAT, 5e-6);
  }

  @Test
  void viewsAreReadWhereTheyLie() {
    INDArray both = Nd4j.createFromArray(new double[][] {{8, 0.5}, {4, 0.1}, {1, 0.25}});
    INDArray slopes = stepper.apply(2, both.getColumn(0).reshape(3), both.getColumn(1).reshape(3));
    assertSlopes(slopes, DataType.DOUBLE, 1e-14);
  }

  /** Every array that is not freed would be found again by the collector, and reused memory not. */
  @Test
  void aLoopOfSomebodyElseStepsOn() {
    INDArray y = array(DataType.DOUBLE, STATE);
    INDArray parameters = array(DataType.DOUBLE, PARAMETERS);
    double[] plain = STATE.clone();
    for (int step = 0; step < 200; step++) {
      y.addi(stepper.apply(0.01 * step, y, parameters).muli(0.01));
      double[] slopes = stepper.apply(0.01 * step, plain, PARAMETERS);
      for (int i = 0; i < plain.length; i++) {
        plain[i] += 0.01 * slopes[i];
      }
    }
    for (int i = 0; i < plain.length; i++) {
      // 200 steps, an ulp or two of 12 in each
      assertThat(y.getDouble(i)).isCloseTo(plain[i], Offset.offset(1e-12));
    }
  }

  @Test
  void whatDoesNotFitIsRefusedAtOnce() {
    INDArray y = array(DataType.DOUBLE, 1, 2, 3, 4);
    assertThatThrownBy(() -> stepper.apply(0, y, array(DataType.FLOAT, PARAMETERS)))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3213 'y' has shape [4], expected [3]\n"
                + "  'y' holds, in this order: x[young], x[old], gone.\n"
                + "E3213 'parameters' is FLOAT32, expected FLOAT64\n"
                + "  All arrays of a call have one element type, which the result has, too.");
    assertThatThrownBy(() -> stepper.apply(0, array(DataType.INT8, 1, 2, 3), y))
        .isInstanceOf(EpisodeException.class)
        .hasMessageContaining("E3213 'y' is BYTE, expected FLOAT64 or FLOAT32");
    assertThatThrownBy(() -> stepper.apply(0, array(DataType.DOUBLE, STATE), Map.of("M", y)))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3213 Unknown parameter 'M'\n"
                + "  Did you mean 'm'? Parameters: k, m.\n"
                + "E3213 Parameter 'k[age]' has no array\n"
                + "  Put one of shape [2] into the map.\n"
                + "E3213 Parameter 'm' has no array\n"
                + "  Put one of shape [] into the map.");
  }

  @Test
  void arraysOfTwoLibrariesAreRefused() {
    Object mixed = PARAMETERS;
    assertThatThrownBy(() -> stepper.<Object>apply(0, array(DataType.DOUBLE, STATE), mixed))
        .isInstanceOf(EpisodeException.class)
        .hasMessage("E3213 'parameters' is of class double[]\n  All are of one library: INDArray.");
  }
}
