package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;

/** The right-hand side on arrays of the host, under somebody else's solver. */
class StepperTest {
  private static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("S -> I", "beta * I / N")
          .transition("I -> R", "gamma")
          .build();

  private static final OpSystem AGES =
      OpSystem.named("by age")
          .axis("age", "young", "old")
          .state("x[age]", "gone")
          .parameter("k[age]", "m")
          .transition("loss: x -> gone", "k + m * t")
          .build();

  private static final Values GUESS = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);

  @Test
  void numbersAreThoseOfTheRightHandSide() {
    Stepper stepper = SIR.compile().stepper();
    double[] y = {762, 1, 3};
    double[] expected = SIR.compile().rhs(0, y, GUESS);
    assertThat(stepper.apply(0, y, new double[] {1.7, 0.5})).containsExactly(expected);
    assertThat(stepper.apply(0, y, GUESS)).containsExactly(expected);
    assertThat(SIR.compile("interpreter").stepper().apply(0, y, GUESS)).containsExactly(expected);
  }

  @Test
  void axesAreUnrolledInTheOrderOfTheLabels() {
    Stepper stepper = AGES.compile().stepper();
    assertThat(stepper.stateLabels()).containsExactly("x[young]", "x[old]", "gone");
    assertThat(stepper.parameterLabels()).containsExactly("k[young]", "k[old]", "m");
    double[] slopes = stepper.apply(2, new double[] {8, 4, 0}, new double[] {0.5, 0.1, 0.25});
    assertThat(slopes).containsExactly(-8.0, -2.4, 10.4);
  }

  @Test
  void callsOfSeveralThreadsDoNotDisturbEachOther() {
    Stepper stepper = SIR.compile().stepper();
    double[] y = {762, 1, 3};
    boolean all =
        IntStream.range(0, 10_000)
            .parallel()
            .allMatch(
                turn -> {
                  double[] slopes = stepper.apply(0, y, new double[] {0, turn});
                  return slopes[1] == -turn && slopes[2] == turn;
                });
    assertThat(all).isTrue();
  }

  /** Dormand and Prince's method of order 8 by the authors of Hipparchus. */
  @Test
  void anIntegratorOfHipparchusSolvesIt() {
    Stepper stepper = SIR.compile().stepper();
    OrdinaryDifferentialEquation equation =
        new OrdinaryDifferentialEquation() {
          @Override
          public int getDimension() {
            return stepper.stateLabels().size();
          }

          @Override
          public double[] computeDerivatives(double t, double[] y) {
            return stepper.apply(t, y, new double[] {1.7, 0.5});
          }
        };
    ODEState start = new ODEState(0, new double[] {762, 1, 0});
    double[] theirs =
        new DormandPrince853Integrator(1e-8, 1, 1e-10, 1e-12)
            .integrate(equation, start, 14)
            .getPrimaryState();
    Solution ours = SIR.compile().withTolerances(1e-10, 1e-10).solve(GUESS, TimeSpan.days(0, 14));
    // both control their errors per step at 1e-10 of up to 763; they add up over the steps
    Offset<Double> close = Offset.offset(1e-5);
    assertThat(theirs[0]).isCloseTo(ours.state("S")[14], close);
    assertThat(theirs[1]).isCloseTo(ours.state("I")[14], close);
    assertThat(theirs[2]).isCloseTo(ours.state("R")[14], close);
  }

  @Test
  void wrongLengthsAreRefusedWithTheLayout() {
    Stepper stepper = SIR.compile().stepper();
    assertThatThrownBy(() -> stepper.apply(0, new double[4], new double[1]))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3213 'y' has shape [4], expected [3]\n"
                + "  'y' holds, in this order: S, I, R.\n"
                + "E3213 'parameters' has shape [1], expected [2]\n"
                + "  'parameters' holds, in this order: beta, gamma.");
  }

  @Test
  void whatIsNoArrayAndNoTimeIsRefused() {
    Stepper stepper = SIR.compile().stepper();
    double[] y = {762, 1, 0};
    assertThatThrownBy(() -> stepper.apply(0, y, (double[]) null))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3213 'parameters' is null, expected an array of shape [2]\n"
                + "  'parameters' holds, in this order: beta, gamma.");
    assertThatThrownBy(() -> stepper.apply(0, null, "parameters"))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3213 'y' is null, expected an array of shape [3]\n"
                + "  'y' holds, in this order: S, I, R.");
    assertThatThrownBy(() -> stepper.apply(Double.NaN, y, new double[2]))
        .isInstanceOf(EpisodeException.class)
        .hasMessage("E3213 't' is NaN, expected a number\n  It is the time in the system's unit.");
  }

  @Test
  void aStepperShowsWhatItsArraysHold() {
    assertThat(SIR.compile().stepper())
        .hasToString("Stepper of SIR on jvm\n  y: S, I, R\n  parameters: beta, gamma");
  }

  @Test
  void arraysThatNobodyKnowsAreRefused() {
    Stepper stepper = SIR.compile().stepper();
    assertThatThrownBy(() -> stepper.apply(0, List.of(762, 1, 0), List.of(1.7, 0.5)))
        .isInstanceOf(EpisodeException.class)
        .hasMessageMatching(
            "E3214 Nobody here computes with arrays of class java\\.util\\.\\S+\n"
                + "  Take double\\[\\]; INDArray with the module episode-nd4j on the class path;"
                + " NDArray with episode-djl\\.");
    assertThatThrownBy(() -> stepper.apply(0, "y", Map.of("beta", "x")))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E3214");
  }

  @Test
  void ratesThatAskForThePastHaveNoStepper() {
    OpSystem late =
        OpSystem.named("late").state("x").parameter("k").equation("x", "-k * delay(x, 2)").build();
    assertThatThrownBy(() -> late.compile().stepper())
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3216 'late' has no stepper: its rates ask for the past\n"
                + "  Ask rhs(t, y, values) of a system that knows it: compiled.with(provider).");
  }
}
