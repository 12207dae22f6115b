package episode.notebook;

import static episode.notebook.Episode.at;
import static episode.notebook.Episode.compose;
import static episode.notebook.Episode.days;
import static episode.notebook.Episode.explore;
import static episode.notebook.Episode.finalSize;
import static episode.notebook.Episode.from;
import static episode.notebook.Episode.function;
import static episode.notebook.Episode.grad;
import static episode.notebook.Episode.grid;
import static episode.notebook.Episode.jacobian;
import static episode.notebook.Episode.jit;
import static episode.notebook.Episode.jvp;
import static episode.notebook.Episode.logGrid;
import static episode.notebook.Episode.model;
import static episode.notebook.Episode.nextGeneration;
import static episode.notebook.Episode.nuts;
import static episode.notebook.Episode.plot;
import static episode.notebook.Episode.points;
import static episode.notebook.Episode.posterior;
import static episode.notebook.Episode.system;
import static episode.notebook.Episode.table;
import static episode.notebook.Episode.times;
import static episode.notebook.Episode.values;
import static episode.notebook.Episode.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backends;
import episode.backend.function.GraphFunction;
import episode.data.ArvizFile;
import episode.data.Tables;
import episode.model.Posterior;
import episode.plot.Columns;
import episode.plot.Grid;
import episode.plot.Plot;
import episode.render.MimeBundle;
import episode.sample.Draws;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.Solution;
import episode.system.TimeSpan;
import episode.system.Trait;
import episode.system.Values;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tech.tablesaw.api.Table;

/**
 * What a notebook may be given by mistake: a row per call, and the code of the error that is seen.
 * No call ends in an exception of Java's own.
 */
class MisuseTest {

  private static final String NONE = null;
  private static final String[] NAMES = null;
  private static final double[] NUMBERS = null;
  private static final double NAN = Double.NaN;
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static final OpSystem SIR =
      system("SIR")
          .state("S", "I")
          .parameter("beta", "gamma")
          .transition("infection: S -> I", "beta * I / (S + I)")
          .transition("recovery: I -> 0", "gamma")
          .build();
  private static final CompiledSystem FLU = SIR.compile();
  private static final Values GUESS = values("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
  private static final TimeSpan SPAN = days(0, 3);
  private static final Solution SOLUTION = FLU.solve(GUESS, SPAN);
  private static final Columns DATA =
      Columns.of("day", new int[] {1, 2}, "cases", new int[] {3, 8});
  private static final Posterior POSTERIOR =
      posterior(FLU, GUESS, SPAN)
          .prior("beta ~ uniform(1, 2)")
          .observe("cases ~ poisson(I)", DATA, at("day"));
  private static final Draws FIT = nuts().chains(1).warmup(5).draws(5).sample(POSTERIOR);
  private static final GraphFunction PRODUCT = function("x * y", "x", "y");
  private static final Plot PLOT = plot("x", "y");
  private static final double[] TWO = {1, 2};
  private static final double[] THREE = {1, 2, 3};

  /** A call, and the code with which it is refused. */
  private record Row(String code, String call, Call misuse) {
    /** What a cell does: it asks for a value. */
    interface Call {
      Object value();
    }
  }

  private static Row row(String code, String call, Row.Call misuse) {
    return new Row(code, call, misuse);
  }

  @TestFactory
  Stream<DynamicTest> systemsAreRefusedWithACode() {
    return refused(
        row("E2119", "system(null)", () -> system(NONE).build()),
        row("E2102", "state(\"\")", () -> system("S").state("").build()),
        row("E2119", "state(null)", () -> system("s").state(NONE).build()),
        row("E2119", "state(null trait)", () -> system("s").state("S", (Trait) null).build()),
        row("E2119", "parameter(null)", () -> system("s").parameter(NAMES).build()),
        row("E2119", "compose(null)", () -> compose("two", null)),
        row("E2119", "compose(SIR, null)", () -> compose("two", SIR, (OpSystem) null)),
        row("E2119", "read(null)", () -> OpSystem.read(NONE)),
        row("E2119", "parse(null)", () -> OpSystem.parse(null)),
        row("E2119", "renamed(null)", () -> SIR.renamed("S", null)),
        row("E2119", "prefixed(null)", () -> SIR.prefixed("a_", NAMES)),
        row("E2119", "stratify(null)", () -> SIR.stratify("age", NAMES)),
        row("E2103", "SIR.state(null)", () -> SIR.state(null)),
        row("E2119", "SIR.observe(null)", () -> SIR.observe(Arrays.asList(NONE))),
        row("E2119", "points(null)", () -> points(NUMBERS)),
        row("E2125", "points(NaN)", () -> points(1, NAN)),
        row("E2125", "grid(0, inf)", () -> grid(0, INFINITE, 3)),
        row("E2125", "logGrid(tiny, huge)", () -> logGrid(1e-300, 1e308, 3)),
        row("E2125", "grid(-1 points)", () -> grid(0, 1, -1)));
  }

  @TestFactory
  Stream<DynamicTest> valuesAndTimesAreRefusedWithACode() {
    return refused(
        row("E2201", "values(null)", () -> values((Object[]) null)),
        row("E2202", "values(beta, null)", () -> values("beta", null)),
        row("E2119", "values of a map null", () -> Values.of((Map<String, ?>) null)),
        row("E2119", "with(null)", () -> GUESS.with(null)),
        row("E2119", "with(null, 1)", () -> GUESS.with(null, 1)),
        row("E2119", "without(null)", () -> GUESS.without(NAMES)),
        row("E2103", "number(null)", () -> GUESS.number(null)),
        row("E2301", "days(NaN)", () -> days(NAN, 3)),
        row("E2301", "days(0, inf)", () -> days(0, INFINITE)),
        row("E2301", "days(3, 0)", () -> days(3, 0)),
        row("E2301", "days(0, 1e300)", () -> days(0, 1e300)),
        row("E2119", "times(null)", () -> times(NUMBERS)),
        row("E2301", "times()", () -> times()),
        row("E2119", "savedAt(null)", () -> SPAN.savedAt(NUMBERS)),
        row("E2301", "every(NaN)", () -> SPAN.every(NAN)),
        row("E2119", "from(null)", () -> from(NONE)),
        row("E2119", "from(null date)", () -> from((LocalDate) null)),
        row("E6206", "from(text)", () -> from("yesterday")),
        row("E2119", "at(null)", () -> at(null)),
        row("E2119", "at(day, null)", () -> at("day", null)));
  }

  @TestFactory
  Stream<DynamicTest> solvesAreRefusedWithACode() {
    return refused(
        row("E2119", "solve(null)", () -> FLU.solve(null, SPAN)),
        row("E2119", "solve(guess, null)", () -> FLU.solve(GUESS, null)),
        row("E2206", "solve with NaN", () -> FLU.solve(GUESS.with("beta", NAN), SPAN)),
        row("E2203", "solve without beta", () -> FLU.solve(GUESS.without("beta"), SPAN)),
        row("E2119", "gradient(null)", () -> FLU.gradient(null, GUESS, SPAN)),
        row("E2119", "gradient, values null", () -> FLU.gradient("max(I)", null, SPAN)),
        row("E2119", "gradient, span null", () -> FLU.gradient("max(I)", GUESS, null)),
        row("E2305", "gradient by nothing", () -> FLU.gradient("max(I)", GUESS, SPAN, "zeta")),
        row("E2119", "gradient by null", () -> FLU.gradient("max(I)", GUESS, SPAN, NONE)),
        row("E2119", "checkGradient(null)", () -> FLU.checkGradient(null, SPAN)),
        row("E2119", "checkGradient(g, null)", () -> FLU.checkGradient(GUESS, null)),
        row("E2119", "function(null)", () -> FLU.function(null, GUESS, SPAN)),
        row("E2119", "initial(null)", () -> FLU.initial(null)),
        row("E2119", "rhs(y null)", () -> FLU.rhs(0, NUMBERS, GUESS)),
        row("E2208", "rhs(y short)", () -> FLU.rhs(0, new double[1], GUESS)),
        row("E4012", "a method of nothing", () -> FLU.withFixedStep("rk5", 0.1)),
        row("E4012", "a step of NaN", () -> FLU.withFixedStep("rk4", NAN)),
        row("E2103", "state(null)", () -> SOLUTION.state(null)),
        row("E2119", "state(S, null)", () -> SOLUTION.state("S", NAMES)),
        row("E2209", "state(S, child)", () -> SOLUTION.state("S", "child")),
        row("E2118", "flow(null)", () -> SOLUTION.flow(null)),
        row("E2120", "outputArray()", () -> SOLUTION.outputArray("")),
        row("E2119", "incidenceArray(null)", () -> SOLUTION.incidenceArray(null)),
        row("E2303", "at(NaN)", () -> SOLUTION.at(NAN)),
        row("E2119", "observe(null)", () -> SOLUTION.observe(null)),
        row("E2119", "plot(null)", () -> SOLUTION.plot(NAMES)),
        row("E2119", "explore(null)", () -> explore(null, GUESS, "beta", 0, 3)),
        row("E2119", "explore, values null", () -> explore(FLU, null, "beta", 0, 3)),
        row("E2119", "explore, span null", () -> explore(FLU, GUESS, null, "beta", 0, 3)),
        row("E2119", "explore, name null", () -> explore(FLU, GUESS, null, 0, 3)),
        row("E4022", "explore to NaN", () -> explore(FLU, GUESS, "beta", 0, NAN)),
        row("E2119", "nextGeneration(null)", () -> nextGeneration((OpSystem) null, GUESS)),
        row("E2119", "compiled null", () -> nextGeneration((CompiledSystem) null, GUESS)),
        row("E2119", "nextGeneration(SIR, null)", () -> nextGeneration(SIR, null)),
        row("E2408", "finalSize(NaN)", () -> finalSize(NAN)),
        row("E2119", "finalSize(null)", () -> finalSize(null, NUMBERS)),
        row("E2408", "finalSize(2 × 1)", () -> finalSize(new double[][] {{1}, {1}}, TWO)));
  }

  @TestFactory
  Stream<DynamicTest> fitsAreRefusedWithACode() {
    return refused(
        row("E2119", "posterior(null)", () -> posterior((OpSystem) null, GUESS, SPAN)),
        row("E2119", "compiled null", () -> posterior((CompiledSystem) null, GUESS, SPAN)),
        row("E2119", "posterior, values null", () -> posterior(FLU, null, SPAN)),
        row("E2119", "posterior, span null", () -> posterior(FLU, GUESS, null)),
        row("E2119", "prior(null)", () -> POSTERIOR.prior(null)),
        row("E2119", "observe(null)", () -> POSTERIOR.observe(null, DATA)),
        row("E6208", "observe no data", () -> POSTERIOR.observe("y ~ poisson(I)", null)),
        row("E2119", "observe at null", () -> POSTERIOR.observe("y ~ poisson(I)", DATA, null)),
        row("E6123", "uneven data", () -> model("m").observe("y ~ normal(0, 1)", uneven())),
        row("E2119", "start(null)", () -> POSTERIOR.start(null)),
        row("E2119", "alias(null)", () -> POSTERIOR.alias("R0", NONE)),
        row("E2119", "axis(null)", () -> model("m").axis("school", NAMES)),
        row("E5120", "0 predictions", () -> POSTERIOR.priorPredictive(0, 1)),
        row("E2119", "a null fit", () -> POSTERIOR.posteriorPredictive(null, 1, 1)),
        row("E5002", "sample(null)", () -> nuts().sample(null)),
        row("E5002", "progress(null)", () -> nuts().progress(null)),
        row("E5002", "0 chains", () -> nuts().chains(0)),
        row("E5002", "targetAccept(NaN)", () -> nuts().targetAccept(NAN)),
        row("E5003", "mean(null)", () -> FIT.mean(null)),
        row("E5003", "summary(nothing)", () -> FIT.summary("zeta")),
        row("E5003", "plot(null name)", () -> FIT.plot(NONE)),
        row("E5003", "draw(9, 0)", () -> FIT.draw(9, 0)),
        row("E5003", "draw(0, -1)", () -> FIT.draw(0, -1)),
        row("E5005", "quantile(NaN)", () -> FIT.quantile("beta", NAN)),
        row("E2119", "ArviZ null", () -> ArvizFile.write(null, "fit.json")),
        row("E2119", "ArviZ to null", () -> ArvizFile.write(FIT, null)));
  }

  private static Map<String, double[]> uneven() {
    return Map.of("y", TWO, "z", THREE);
  }

  @TestFactory
  Stream<DynamicTest> functionsAreRefusedWithACode() {
    return refused(
        row("E2119", "function(null)", () -> function(NONE, "x")),
        row("E2119", "function(x, null)", () -> function("x", NONE)),
        row("E2119", "apply(null)", () -> PRODUCT.apply((Object[]) null)),
        row("E3125", "apply(1)", () -> PRODUCT.apply(1)),
        row("E2202", "apply(1, null)", () -> PRODUCT.apply(1, null)),
        row("E2202", "apply(1, text)", () -> PRODUCT.apply(1, "two")),
        row("E2119", "grad(null)", () -> grad(null)),
        row("E3114", "grad by nothing", () -> grad(PRODUCT, "z")),
        row("E2119", "jvp(null)", () -> jvp(null)),
        row("E2119", "jacobian(null direction)", () -> jacobian(null, PRODUCT, "x")),
        row("E2119", "vmap(null names)", () -> vmap(PRODUCT, NAMES)),
        row("E3126", "vmap of two sizes", () -> vmap(PRODUCT).apply(TWO, THREE)),
        row("E2119", "jit(null)", () -> jit((GraphFunction) null)),
        row("E2119", "jit(f, null)", () -> jit(PRODUCT, null)),
        row("E3202", "jit(f, nothing)", () -> jit(PRODUCT, "gpu")),
        row("E2119", "compile(null)", () -> SIR.compile(NONE)),
        row("E2119", "compare(null)", () -> Backends.compare(null, List.of())));
  }

  @TestFactory
  Stream<DynamicTest> tablesAndPlotsAreRefusedWithACode() {
    String[] wards = {"A", "B"};
    return refused(
        row("E2119", "table(null)", () -> table(NONE)),
        row("E2119", "table(null columns)", () -> table((Columns) null)),
        row("E6101", "table(nothing)", () -> table("there/is/none.csv")),
        row("E2119", "columns(null)", () -> Tables.columns(null)),
        row("E2119", "plot(null table)", () -> plot((Table) null, "x", "y")),
        row("E6201", "plot of no column", () -> plot(DATA, "day", "deaths")),
        row("E6123", "line, lengths", () -> PLOT.line("a", TWO, THREE)),
        row("E6124", "line, null", () -> PLOT.line("a", null, TWO)),
        row("E6124", "line over a number", () -> PLOT.line("a", 1, TWO)),
        row("E2119", "line without name", () -> PLOT.line(null, TWO, TWO)),
        row("E6123", "points, lengths", () -> PLOT.points("a", THREE, TWO)),
        row("E6123", "band, lengths", () -> PLOT.band("a", THREE, THREE, TWO)),
        row("E6123", "lines, lengths", () -> PLOT.lines("a", TWO, new double[][] {THREE})),
        row("E6123", "fan, lengths", () -> PLOT.fan("a", TWO, new double[][] {THREE})),
        row("E6124", "fan of null", () -> PLOT.fan("a", TWO, new double[][] {null})),
        row("E6125", "names and numbers", () -> PLOT.bars("a", wards, TWO).line("b", TWO, TWO)),
        row("E2119", "histogram(null)", () -> PLOT.histogram("a", null)),
        row("E6126", "colour(red)", () -> PLOT.colour("a", "red")),
        row("E6126", "size(-1)", () -> PLOT.size(-1, 10)),
        row("E2119", "title(null)", () -> PLOT.title(null)),
        row("E6126", "grid of none", () -> Plot.grid(2, List.of())),
        row("E6123", "a longer row", () -> Grid.of("a").row(1, 2)),
        row("E6123", "columns, lengths", () -> Columns.of("a", TWO, "b", THREE)),
        row("E6124", "columns, no name", () -> Columns.of(1, TWO)),
        row("E6201", "no column", () -> DATA.numbers("deaths")),
        row("E6126", "no row", () -> DATA.cell("day", 2)));
  }

  /** What has no numbers to show is shown empty, without an error. */
  @TestFactory
  Stream<DynamicTest> plotsOfNothingAreEmpty() {
    double[] none = {};
    double[] gaps = {NAN, INFINITE, -INFINITE};
    return Stream.of(
            PLOT,
            PLOT.line("a", none, none),
            PLOT.line("a", gaps, THREE),
            PLOT.line("a", THREE, gaps),
            PLOT.band("a", THREE, gaps, THREE),
            PLOT.histogram("a", none),
            PLOT.histogram("a", gaps),
            PLOT.density("a", none),
            PLOT.heat("a", gaps, THREE),
            PLOT.fan("a", none, new double[0][]),
            PLOT.bars("a", new String[] {null}, new double[] {NAN}),
            PLOT.line("a", THREE, new double[] {1e308, -1e308, 0}))
        .map(
            plot ->
                DynamicTest.dynamicTest(
                    plot.toString(),
                    () -> assertThat(MimeBundle.of(plot).data()).containsKey("image/png")));
  }

  private static Stream<DynamicTest> refused(Row... rows) {
    return Stream.of(rows)
        .map(row -> DynamicTest.dynamicTest(row.call(), () -> assertRefused(row)));
  }

  private static void assertRefused(Row row) {
    try {
      Object value = row.misuse().value();
      assertThat(value).as("what should be refused").isNull();
    } catch (RuntimeException refusal) {
      assertThat(refusal).hasMessageStartingWith(row.code() + " ").hasMessageContaining("\n  ");
    }
  }
}
