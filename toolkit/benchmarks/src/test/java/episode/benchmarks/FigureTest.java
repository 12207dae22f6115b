package episode.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is timed has to be right: the expected numbers come from the same problems in C. */
class FigureTest {

  @Test
  void solvesEndWhereTheYardstickEnds() {
    // Same method, tolerances and steps; the products are summed in another order.
    assertThat(Figure.SOLVE_SIR.ready().run()).isCloseTo(980.19034528, within(1e-7));
    assertThat(Workloads.solve(Models.sir(), Models.sirPoint()).run())
        .isEqualTo(FirstSolve.solve("beta * I / N"));
    assertThat(Figure.SOLVE_SEIR16.ready().run()).isBetween(30_000.0, 40_000.0);
  }

  @Test
  void logDensitiesHaveTheYardsticksValues() {
    assertThat(Figure.GRADIENT_SIR.ready().run()).isCloseTo(-1078.03995778, within(1e-6));
    assertThat(Figure.GRADIENT_SEIR16.ready().run()).isCloseTo(-693688.788937, within(1e-3));
    // Constants of the priors, which the yardstick leaves out: normals, log 2 for the sd of 1/2,
    // log 5, and log Φ(2) and log Φ(0.8) of the truncations (SciPy's norm.logcdf).
    double constants = -Math.log(2 * Math.PI) + Math.log(2) + Math.log(5) + 0.0230129 + 0.2380736;
    assertThat(Figure.GRADIENT_SCHOOL.ready().run())
        .isCloseTo(-64.6556820069 + constants, within(1e-5));
  }

  @Test
  void rightHandSidesMoveTheState() {
    // 10⁴ Euler steps of 10⁻⁹ days from dI/dt = 0.4 · 999/1000 − 0.1.
    assertThat(Figure.RHS_SIR.ready().run()).isCloseTo(1 + 1e-5 * 0.2996, within(1e-9));
    // dE/dt of the first group: q · S · Σ contact · 10 is positive and below 10 a day.
    assertThat(Figure.RHS_SEIR16.ready().run()).isBetween(0.0, 1e-4);
  }

  @Test
  void everyFormulaIsAnother() {
    assertThat(IntStream.range(-10, 40).mapToObj(FirstSolve::formula)).doesNotHaveDuplicates();
  }
}
