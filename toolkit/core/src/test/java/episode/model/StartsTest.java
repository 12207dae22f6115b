package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.plot.Columns;
import episode.sample.Draws;
import episode.sample.Nuts;
import episode.sample.SamplingException;
import episode.system.At;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where chains start, what is said of states that start at 0, and rows that say nothing. */
class StartsTest {
  private static final Columns DATA =
      Columns.of("day", new double[] {1, 2, 3}, "cases", new double[] {3, 5, 9});

  private static Posterior flu(Object... start) {
    Values values = Values.of("beta", 1.7, "gamma", 0.5).with(Values.of(start));
    return Posterior.of(BoardingSchoolTest.sir(), values, TimeSpan.days(0, 14))
        .prior("beta ~ logNormal(0, 1)");
  }

  @Test
  void statesThatNobodyGaveAreNamed() {
    Posterior posterior = flu("S", 762).observe("cases ~ poisson(I + 0.1)", DATA, At.at("day"));
    assertThat(posterior.toString()).endsWith("\n  not given, so 0 at the start: I, R");
    Draws fit = Nuts.nuts().chains(1).threads(1).warmup(20).draws(20).seed(1).sample(posterior);
    String note =
        "I, R start at 0, because no value was given, and nothing flows in from elsewhere: give"
            + " one, values(\"I\", …), or a prior.";
    assertThat(fit.warnings()).contains(note);
    assertThat(fit.summary("beta").toString()).contains(note);
  }

  @Test
  void statesThatOthersFillAreNoReasonForAWarning() {
    Posterior posterior = flu("S", 762, "I", 1).observe("cases ~ poisson(I)", DATA, At.at("day"));
    assertThat(posterior.toString()).endsWith("\n  not given, so 0 at the start: R");
    assertThat(posterior.notes()).isEmpty();
    assertThat(flu("S", 762, "R", 0).prior("I ~ exponential(1)").toString())
        .doesNotContain("not given");
  }

  @Test
  void chainWithoutAStartNamesRowAndStates() {
    Posterior posterior = flu("S", 762).observe("cases ~ poisson(I)", DATA, At.at("day"));
    assertThatThrownBy(() -> Nuts.nuts().chains(1).threads(1).sample(posterior))
        .isInstanceOf(SamplingException.class)
        .hasMessageContaining("chain 1, 100 tries")
        .hasMessageContaining(
            "    row 1 of cases ~ poisson(I): cases = 3 has log likelihood -Inf at mean = 0\n"
                + "    I, R start at 0,")
        .hasMessageEndingWith(
            "  Start nearer to the data, or change the priors: the starts tried lie within 0.5 of"
                + " the one given, on the unconstrained scale.");
  }

  @Test
  void failedSolvesAreToldInASentence() {
    Posterior posterior =
        Posterior.of(
                OpSystem.named("B")
                    .state("x")
                    .parameter("a")
                    .equation("x", "a * x * x")
                    .build()
                    .compile(),
                Values.of("x", 1, "a", 100),
                TimeSpan.times(0, 1))
            .prior("a ~ logNormal(5, 1)")
            .observe("x ~ normal(x, 1)", Columns.of("t", new double[] {1}, "x", y(2)), At.at("t"));
    assertThatThrownBy(() -> Nuts.nuts().chains(1).threads(1).sample(posterior))
        .hasMessageContaining(
            "At a = 100.0: the solve of B failed: the step size fell below what the time can");
  }

  @Test
  void gapsEndIntervalsAndSayNothing() {
    String statement = "cases ~ poisson(incidence(infection))";
    Posterior gap =
        flu("S", 762, "I", 1)
            .observe(
                statement,
                Columns.of("day", y(1, 2, 3), "cases", y(3, Double.NaN, 9)),
                At.at("day").withGaps());
    Posterior full = flu("S", 762, "I", 1).observe(statement, DATA, At.at("day"));
    double[] u = {Math.log(1.5)};
    double[] slopes = new double[1];
    double[] gradient = new double[1];
    double without = gap.newLogDensity().logDensityAndGradient(u, slopes);
    double with = full.newLogDensity().logDensityAndGradient(u, gradient);
    Draws fit =
        Nuts.nuts()
            .chains(1)
            .threads(1)
            .warmup(0)
            .draws(1)
            .seed(1)
            .sample(full.start(Values.of("beta", 1.5)));
    double[] rows = full.posteriorPredictive(fit, 1, 1).logLikelihood("cases")[0];
    double[] gaps = gap.posteriorPredictive(fit, 1, 1).logLikelihood("cases")[0];
    // The same solve and the same sums; only the term of row 2 is missing.
    assertThat(gaps[0]).isEqualTo(rows[0]);
    assertThat(gaps[1]).isNaN();
    assertThat(gaps[2]).isEqualTo(rows[2]);
    double beta = Math.exp(u[0]);
    double h = 1e-4;
    // Row 2 alone, by its own model of one row whose interval is the same.
    double second = rowTwo(Math.log(beta));
    assertThat(with - without).isCloseTo(second, within(1e-4)); // two solves of rtol 1e-6
    double slope = (rowTwo(u[0] + h) - rowTwo(u[0] - h)) / (2 * h);
    assertThat(gradient[0] - slopes[0]).isCloseTo(slope, within(1e-2)); // noise 1e-6 over h
  }

  /** The term of row 2: what a model of rows 1 and 2 has more than one of row 1. */
  private static double rowTwo(double u) {
    double[] none = new double[1];
    double both = upTo(y(1, 2), y(3, 5)).newLogDensity().logDensityAndGradient(y(u), none);
    double one = upTo(y(1), y(3)).newLogDensity().logDensityAndGradient(y(u), none);
    return both - one;
  }

  private static Posterior upTo(double[] days, double[] cases) {
    return flu("S", 762, "I", 1)
        .observe(
            "cases ~ poisson(incidence(infection))",
            Columns.of("day", days, "cases", cases),
            At.at("day"));
  }

  @Test
  void shiftedStartsEndWithTheValuesThemselves() {
    // Only rates within 1e-4 of 2 are possible: no shifted start is.
    Posterior narrow =
        Posterior.of(
                BoardingSchoolTest.sir(),
                Values.of("beta", 2, "gamma", 0.5, "S", 762, "I", 1, "R", 0),
                TimeSpan.days(0, 14))
            .prior("beta ~ logNormal(0, 1)")
            .observe(
                "cases ~ poisson(1e-4 - abs(beta - 2) + 0 * I)",
                Columns.of("day", y(1), "cases", y(1)),
                At.at("day"));
    Draws fit = Nuts.nuts().chains(1).threads(1).warmup(0).draws(1).seed(1).sample(narrow);
    assertThat(fit.mean("beta")).isCloseTo(2, within(1e-4));
  }

  @Test
  void rowsWithoutAModelOfTimeAreNamed() {
    Posterior model =
        Posterior.named("m")
            .prior("p ~ uniform(1, 2)")
            .observe("y ~ poisson(p - 5)", Map.of("y", y(2)));
    assertThatThrownBy(() -> Nuts.nuts().chains(1).threads(1).sample(model))
        .hasMessageContaining("row 1 of y ~ poisson(p - 5): y = 2 has log likelihood NaN at mean");
  }

  private static double[] y(double... y) {
    return y;
  }

  @Test
  void countsOverMissingDaysAreNamedInANote() {
    Posterior even =
        counted(
            "poisson(incidence(infection))",
            "2024-02-01",
            "2024-02-02",
            "2024-02-03",
            "2024-02-04");
    Posterior uneven =
        counted(
            "poisson(incidence(infection))",
            "2024-02-01",
            "2024-02-02",
            "2024-02-03",
            "2024-02-06");
    assertThat(even.notes()).isEmpty();
    assertThat(uneven.notes())
        .containsExactly(
            "'cases' has 1 row that counts longer than the others, since the row before: 2024-02-06"
                + " (3 days). Where days are missing because nobody counted, put in empty rows and"
                + " observe at(\"date\", from(\"2024-01-31\")).withGaps().");
    assertThat(
            counted("poisson(I)", "2024-02-01", "2024-02-02", "2024-02-03", "2024-02-06").notes())
        .as("what is ill at a time is no count of an interval")
        .isEmpty();
  }

  private static Posterior counted(String distribution, String... dates) {
    CompiledSystem sir =
        OpSystem.named("sir")
            .state("S", "I")
            .parameter("beta")
            .transition("infection: S -> I", "beta * I")
            .build()
            .compile();
    Columns data = Columns.of("date", dates, "cases", new int[] {1, 2, 3, 4});
    return Posterior.of(sir, Values.of("S", 99, "I", 1), TimeSpan.days(0, 10))
        .prior("beta ~ exponential(100)")
        .observe("cases ~ " + distribution, data, At.at("date", At.from("2024-01-31")));
  }
}
