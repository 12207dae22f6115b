package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.plot.Columns;
import episode.plot.Panel;
import episode.plot.Plot;
import episode.sample.Draws;
import episode.sample.LogDensity;
import episode.sample.Nuts;
import episode.system.At;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A system of two groups that do not meet is two systems. */
class StratifiedTest {
  private static final double[] DAYS = {1, 3, 4, 6};
  private static final double[][] CASES = {{3, 9, 14, 30}, {2, 4, 7, 11}};
  private static final double[] SUSCEPTIBLE = {500, 300};

  private static CompiledSystem two() {
    return OpSystem.named("two")
        .axis("group", "a", "b")
        .state("S[group]", "I[group]")
        .parameter("beta[group]", "gamma")
        .transition("infection: S -> I", "beta * I / (S + I)")
        .transition("recovery: I -> 0", "gamma")
        .output("tenth[group]", "0.1 * I")
        .output("expected[group]", "tenth * 5")
        .build()
        .compile();
  }

  private static CompiledSystem one() {
    return OpSystem.named("one")
        .state("S", "I")
        .parameter("beta", "gamma")
        .transition("infection: S -> I", "beta * I / (S + I)")
        .transition("recovery: I -> 0", "gamma")
        .build()
        .compile();
  }

  private static Posterior stratified(String observation, int[] order) {
    int[] row = IntStream.range(0, 8).map(i -> order[i]).toArray();
    Columns data =
        Columns.of(
            "day", IntStream.of(row).mapToDouble(r -> DAYS[r % 4]).toArray(),
            "group", IntStream.of(row).mapToObj(r -> r < 4 ? "a" : "b").toArray(String[]::new),
            "tested", IntStream.of(row).mapToDouble(r -> r < 4 ? 0.5 : 0.25).toArray(),
            "cases", IntStream.of(row).mapToDouble(r -> CASES[r / 4][r % 4]).toArray());
    Values values = Values.of("S", SUSCEPTIBLE, "I", new double[] {2, 1}, "gamma", 0.2);
    return Posterior.of(two(), values, TimeSpan.days(0, 7))
        .prior("beta[group] ~ halfNormal(2)")
        .observe(observation, data, At.at("day"))
        .tolerances(1e-9, 1e-9);
  }

  private static Posterior single(int group, String observation) {
    Columns data = Columns.of("day", DAYS, "cases", CASES[group]);
    Values values = Values.of("S", SUSCEPTIBLE[group], "I", 2 - group, "gamma", 0.2);
    return Posterior.of(one(), values, TimeSpan.days(0, 7))
        .prior("beta ~ halfNormal(2)")
        .observe(observation, data, At.at("day"))
        .tolerances(1e-9, 1e-9);
  }

  private static void same(Posterior both, Posterior a, Posterior b) {
    double[] gradient = new double[2];
    double[] first = new double[1];
    double[] second = new double[1];
    double value = both.newLogDensity().logDensityAndGradient(new double[] {0.3, -0.1}, gradient);
    LogDensity densityA = a.newLogDensity();
    double sum = densityA.logDensityAndGradient(new double[] {0.3}, first);
    sum += b.newLogDensity().logDensityAndGradient(new double[] {-0.1}, second);
    // Steps differ, so solves agree to their tolerance of 1e-9, times counts of some tens.
    assertThat(value).isCloseTo(sum, within(1e-6));
    assertThat(gradient[0]).isCloseTo(first[0], within(1e-5));
    assertThat(gradient[1]).isCloseTo(second[0], within(1e-5));
  }

  @Test
  void prevalenceOfGroupsIsThatOfEach() {
    int[] ordered = {0, 4, 1, 5, 2, 6, 3, 7};
    same(
        stratified("cases[group] ~ poisson(I[group])", ordered),
        single(0, "cases ~ poisson(I)"),
        single(1, "cases ~ poisson(I)"));
  }

  @Test
  void outputsAreObserved() {
    int[] ordered = {0, 4, 1, 5, 2, 6, 3, 7};
    same(
        stratified("cases[group] ~ poisson(expected)", ordered),
        single(0, "cases ~ poisson(0.5 * I)"),
        single(1, "cases ~ poisson(0.5 * I)"));
  }

  @Test
  void rowsMayComeInAnyOrder() {
    int[] shuffled = {7, 2, 0, 5, 4, 1, 3, 6};
    same(
        stratified("cases[group] ~ poisson(incidence(infection))", shuffled),
        single(0, "cases ~ poisson(incidence(infection))"),
        single(1, "cases ~ poisson(incidence(infection))"));
  }

  @Test
  void columnsOnTheRightFollowTheirRows() {
    int[] shuffled = {7, 2, 0, 5, 4, 1, 3, 6};
    same(
        stratified("cases[group] ~ poisson(tested * incidence(infection[group]))", shuffled),
        single(0, "cases ~ poisson(0.5 * incidence(infection))"),
        single(1, "cases ~ poisson(0.25 * incidence(infection))"));
  }

  @Test
  void sumsRunOverGroupsAndNotOverTime() {
    Columns data = Columns.of("day", DAYS, "cases", new double[] {5, 13, 21, 41});
    Values values = Values.of("S", SUSCEPTIBLE, "I", new double[] {2, 1}, "gamma", 0.2);
    Posterior model =
        Posterior.of(two(), values, TimeSpan.days(0, 7)).prior("beta[group] ~ halfNormal(2)");
    Posterior total = model.observe("cases ~ poisson(sum(I))", data, At.at("day"));
    Posterior spelt = model.observe("cases ~ poisson(I[group=a] + I[group=b])", data, At.at("day"));
    double[] u = {0.3, -0.1};
    double value = total.newLogDensity().logDensityAndGradient(u, new double[2]);
    double other = spelt.newLogDensity().logDensityAndGradient(u, new double[2]);
    assertThat(value).isCloseTo(other, within(1e-9));
  }

  @Test
  void drawsAndPredictionsAreNamedByGroup() {
    Posterior model = stratified("cases[group] ~ poisson(I)", new int[] {0, 1, 2, 3, 4, 5, 6, 7});
    Draws fit = Nuts.nuts().chains(1).warmup(100).draws(50).seed(1).sample(model);
    assertThat(fit.names()).containsExactly("beta[a]", "beta[b]");
    Prediction prediction = model.posteriorPredictive(fit, 10, 1);
    assertThat(prediction.state("S", "b")[3][0]).isEqualTo(300);
    assertThat(prediction.values("cases")[0]).hasSize(8);
  }

  @Test
  void predictionsAreDrawnOverTimeWithAPanelForEachGroup() {
    Posterior model = stratified("cases[group] ~ poisson(I)", new int[] {7, 2, 0, 5, 4, 1, 3, 6});
    Plot plot = model.priorPredictive(5, 1).plot("cases");
    assertThat(plot.panels()).extracting(Panel::title).containsExactly("a", "b");
    assertThat(plot.panels().get(0).x().label()).isEqualTo("time (days)");
    Columns points = plot.panels().get(1).layers().get(3).data();
    assertThat(points.numbers("x")).containsExactly(DAYS);
    assertThat(points.numbers("y")).containsExactly(CASES[1]);
    assertThat(plot.panels().get(1).layers().get(0).data().numbers("x")).containsExactly(DAYS);
  }

  @Test
  void startOfTheEpidemicMayBeSampled() {
    Columns data = Columns.of("day", DAYS, "cases", CASES[0]);
    Posterior model =
        Posterior.of(one(), Values.of("S", 500, "gamma", 0.2, "beta", 0.8), TimeSpan.days(0, 7))
            .prior("I ~ exponential(0.5)")
            .observe("cases ~ poisson(I)", data, At.at("day"));
    Draws fit = Nuts.nuts().chains(2).warmup(200).draws(200).seed(1).sample(model);
    // Growth of 0.6 a day takes 1 to 1.8 on day 1 and to 36 on day 6.
    assertThat(fit.mean("I")).isBetween(0.5, 2.5);
  }
}
