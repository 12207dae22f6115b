package episode.notebook;

import episode.backend.function.GraphFunction;
import episode.backend.function.JitFunction;
import episode.data.Tables;
import episode.epi.FinalSize;
import episode.epi.NextGeneration;
import episode.explore.Exploration;
import episode.expr.Given;
import episode.expr.Graph;
import episode.model.Posterior;
import episode.plot.Columns;
import episode.plot.Display;
import episode.plot.Part;
import episode.plot.Plot;
import episode.render.MimeBundle;
import episode.sample.Draws;
import episode.sample.Nuts;
import episode.system.At;
import episode.system.AxisPoints;
import episode.system.CompiledSystem;
import episode.system.Curve;
import episode.system.OpSystem;
import episode.system.Solution;
import episode.system.SystemBuilder;
import episode.system.TimeSpan;
import episode.system.Trait;
import episode.system.Values;
import episode.transform.Gradients;
import java.time.LocalDate;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import tech.tablesaw.api.Table;

/** The words that a notebook needs no import for; each one only forwards. */
public final class Episode {

  /** Rows that hold until the next one, for {@code .input("beta", piecewise, …)}. */
  public static final Curve piecewise = Curve.PIECEWISE;

  /** Straight lines between rows, for {@code .input("beta", linear, …)}. */
  public static final Curve linear = Curve.LINEAR;

  /** A smooth curve through rows that never overshoots, for {@code .input("beta", spline, …)}. */
  public static final Curve spline = Curve.SPLINE;

  /** Column by column, for {@code jacobian(forward, f)}. */
  public static final Gradients.Direction forward = Gradients.Direction.FORWARD;

  /** Row by row, for {@code jacobian(reverse, f)}. */
  public static final Gradients.Direction reverse = Gradients.Direction.REVERSE;

  private Episode() {}

  /** Returns a builder for a system of this name, see {@link OpSystem#named}. */
  public static SystemBuilder system(String name) {
    return OpSystem.named(name);
  }

  /** Returns the system of a text with one statement a line, see {@link OpSystem#text}. */
  public static OpSystem system(String name, String text) {
    return OpSystem.text(name, text);
  }

  /** Returns the system of all that several say, see {@link OpSystem#compose}. */
  public static OpSystem compose(String name, OpSystem first, OpSystem... others) {
    return OpSystem.compose(name, first, others);
  }

  /** Returns values from names and values that take turns, see {@link Values#of(Object...)}. */
  public static Values values(Object... namesAndValues) {
    return Values.of(namesAndValues);
  }

  /** Returns the trait of having a value where none is given, see {@link Trait#defaultValue}. */
  public static Trait defaultValue(double value) {
    return Trait.defaultValue(value);
  }

  /** Returns the trait of having a unit, such as 1/day, see {@link Trait#unit}. */
  public static Trait unit(String unit) {
    return Trait.unit(unit);
  }

  /** Returns the trait of lying between two numbers, see {@link Trait#bounds}. */
  public static Trait bounds(double lower, double upper) {
    return Trait.bounds(lower, upper);
  }

  /** Returns points at equal distances for an axis, see {@link AxisPoints#grid}. */
  public static AxisPoints grid(double low, double high, int size) {
    return AxisPoints.grid(low, high, size);
  }

  /** Returns points at equal ratios for an axis, see {@link AxisPoints#logGrid}. */
  public static AxisPoints logGrid(double low, double high, int size) {
    return AxisPoints.logGrid(low, high, size);
  }

  /** Returns points at these coordinates for an axis, see {@link AxisPoints#points}. */
  public static AxisPoints points(double... coordinates) {
    return AxisPoints.points(coordinates);
  }

  /** Returns names in an order for an axis, see {@link AxisPoints#ordinal}. */
  public static AxisPoints ordinal(String... names) {
    return AxisPoints.ordinal(names);
  }

  /** Returns a span in hours that saves every whole hour. */
  public static TimeSpan hours(double from, double to) {
    return TimeSpan.hours(from, to);
  }

  /** Returns a span in days that saves every whole day. */
  public static TimeSpan days(double from, double to) {
    return TimeSpan.days(from, to);
  }

  /** Returns a span in weeks that saves every whole week. */
  public static TimeSpan weeks(double from, double to) {
    return TimeSpan.weeks(from, to);
  }

  /** Returns a span in years that saves every whole year. */
  public static TimeSpan years(double from, double to) {
    return TimeSpan.years(from, to);
  }

  /** Returns a span in the system's own unit that saves these times. */
  public static TimeSpan times(double... times) {
    return TimeSpan.times(times);
  }

  /** Returns the table in a file, see {@link Tables#read}. */
  public static Table table(String path, String... columns) {
    return Tables.read(path, columns);
  }

  /** Returns the columns as a table. */
  public static Table table(Columns columns) {
    return Tables.of(columns);
  }

  /**
   * Returns the states and outputs of a solution at its saved times, see {@link Solution#table}.
   */
  public static Table table(Solution solution) {
    return Tables.of(Given.argument(solution, "solution", "table").table());
  }

  /** Returns the draws of a fit, see {@link Draws#table}. */
  public static Table table(Draws fit) {
    return Tables.of(Given.argument(fit, "fit", "table").table());
  }

  /** Returns an empty plot with these axis labels, see {@link Plot#of}. */
  public static Plot plot(String xLabel, String yLabel) {
    return Plot.of(xLabel, yLabel);
  }

  /**
   * Returns a plot of columns of a table over another of its columns, as points with lines. Groups
   * of a long table have colours or panels: {@code plot(table, "date", "cases", "age")}.
   */
  public static Plot plot(Table table, String x, String... y) {
    return ColumnPlot.of(Tables.columns(table), x, y);
  }

  /** Returns a plot of columns over another one of them, as points with lines. */
  public static Plot plot(Columns columns, String x, String... y) {
    return ColumnPlot.of(columns, x, y);
  }

  /**
   * Returns a solution with a slider for a number, until the system has come to rest, see {@link
   * Exploration#of(CompiledSystem, Values, String, double, double)}.
   */
  public static Exploration explore(
      CompiledSystem system, Values values, String name, double low, double high) {
    return Exploration.of(system, values, name, low, high);
  }

  /** Returns a solution over a span with a slider for a number, see {@link Exploration}. */
  public static Exploration explore(
      CompiledSystem system, Values values, TimeSpan span, String name, double low, double high) {
    return Exploration.of(system, values, span, name, low, high);
  }

  /**
   * Returns a model of data about a system, without priors and observations yet, see {@link
   * Posterior#of}.
   */
  public static Posterior posterior(CompiledSystem system, Values values, TimeSpan span) {
    return Posterior.of(system, values, span);
  }

  /** Returns a model of data about a system, which is compiled for it. */
  public static Posterior posterior(OpSystem system, Values values, TimeSpan span) {
    return Posterior.of(Given.argument(system, "system", "posterior").compile(), values, span);
  }

  /** Returns a model without a system, see {@link Posterior#named}. */
  public static Posterior model(String name) {
    return Posterior.named(name);
  }

  /**
   * Returns the next-generation matrix of a system at a state without infection, see {@link
   * NextGeneration#of}.
   */
  public static NextGeneration nextGeneration(
      OpSystem system, Values diseaseFree, String... infected) {
    return NextGeneration.of(system, diseaseFree, infected);
  }

  /** Returns the next-generation matrix of a compiled system, see {@link NextGeneration#of}. */
  public static NextGeneration nextGeneration(
      CompiledSystem system, Values diseaseFree, String... infected) {
    OpSystem bare = Given.argument(system, "system", "nextGeneration").system();
    return NextGeneration.of(bare, diseaseFree, infected);
  }

  /** Returns the share of a homogeneous population that falls ill, see {@link FinalSize#of}. */
  public static double finalSize(double r0) {
    return FinalSize.of(r0);
  }

  /** Returns the share of each group that falls ill, see {@link FinalSize#of}. */
  public static double[] finalSize(double[][] nextGeneration, double[] susceptible) {
    return FinalSize.of(nextGeneration, susceptible);
  }

  /** Returns which column of the data holds the times, as numbers. */
  public static At at(String column) {
    return At.at(column);
  }

  /** Returns which column of the data holds the times, as dates counted from an origin. */
  public static At at(String column, At.From origin) {
    return At.at(column, origin);
  }

  /** Returns the date, such as "1978-01-21", that is time zero. */
  public static At.From from(String date) {
    return At.from(date);
  }

  /** Returns the date that is time zero. */
  public static At.From from(LocalDate date) {
    return At.from(date);
  }

  /** Returns a sampler with the default settings, see {@link Nuts}. */
  public static Nuts nuts() {
    return Nuts.nuts();
  }

  /** Returns a formula as a function, see {@link GraphFunction#of(String, String...)}. */
  public static GraphFunction function(String formula, String... inputs) {
    return GraphFunction.of(formula, inputs);
  }

  /** Returns a graph as a function of its inputs, see {@link GraphFunction#of(Graph)}. */
  public static GraphFunction function(Graph graph) {
    return GraphFunction.of(graph);
  }

  /** Returns the derivatives of a number, see {@link GraphFunction#grad}. */
  public static GraphFunction grad(GraphFunction function, String... inputs) {
    return Given.argument(function, "function", "grad").grad(inputs);
  }

  /** Returns a number and its derivatives, see {@link GraphFunction#valueAndGrad}. */
  public static GraphFunction valueAndGrad(GraphFunction function, String... inputs) {
    return Given.argument(function, "function", "valueAndGrad").valueAndGrad(inputs);
  }

  /** Returns results and tangents, see {@link GraphFunction#jvp}. */
  public static GraphFunction jvp(GraphFunction function, String... inputs) {
    return Given.argument(function, "function", "jvp").jvp(inputs);
  }

  /** Returns results and cotangents of inputs, see {@link GraphFunction#vjp}. */
  public static GraphFunction vjp(GraphFunction function, String... inputs) {
    return Given.argument(function, "function", "vjp").vjp(inputs);
  }

  /** Returns derivatives of arrays, see {@link GraphFunction#jacobian(String...)}. */
  public static GraphFunction jacobian(GraphFunction function, String... inputs) {
    return Given.argument(function, "function", "jacobian").jacobian(inputs);
  }

  /** Returns derivatives of arrays, {@code forward} or {@code reverse}. */
  public static GraphFunction jacobian(
      Gradients.Direction direction, GraphFunction function, String... inputs) {
    return Given.argument(function, "function", "jacobian").jacobian(direction, inputs);
  }

  /** Returns the second derivatives of a number, see {@link GraphFunction#hessian}. */
  public static GraphFunction hessian(GraphFunction function, String... inputs) {
    return Given.argument(function, "function", "hessian").hessian(inputs);
  }

  /** Returns a function over many members, see {@link GraphFunction#vmap}. */
  public static GraphFunction vmap(GraphFunction function, String... inputs) {
    return Given.argument(function, "function", "vmap").vmap(inputs);
  }

  /**
   * Returns a function that reverse derivatives compute anew, see {@link GraphFunction#checkpoint}.
   */
  public static GraphFunction checkpoint(GraphFunction function) {
    return Given.argument(function, "function", "checkpoint").checkpoint();
  }

  /** Returns a function compiled for the backend in use, see {@link GraphFunction#jit()}. */
  public static JitFunction jit(GraphFunction function) {
    return Given.argument(function, "function", "jit").jit();
  }

  /** Returns a function compiled for a backend, see {@link GraphFunction#jit(String)}. */
  public static JitFunction jit(GraphFunction function, String backend) {
    return Given.argument(function, "function", "jit").jit(backend);
  }

  /** Returns a system's right-hand side compiled, see {@link OpSystem#function}. */
  public static JitFunction jit(OpSystem system) {
    return Given.argument(system, "system", "jit").function().jit();
  }

  /** Returns a system's right-hand side compiled for a backend, see {@link OpSystem#function}. */
  public static JitFunction jit(OpSystem system, String backend) {
    return Given.argument(system, "system", "jit").function().jit(backend);
  }

  /** Shows several values from one cell, from top to bottom. */
  public static void show(Object... values) {
    for (Object value : values == null ? new Object[] {null} : values) {
      if (BaseKernel.notebookKernel() != null) {
        BaseNotebookStatics.display(value);
      } else {
        System.out.println(plain(value));
      }
    }
  }

  private static String plain(Object value) {
    Object shown = value instanceof Table table ? Tables.columns(table) : value;
    if (!(shown instanceof Display display)) {
      return String.valueOf(value);
    }
    StringBuilder text = new StringBuilder();
    for (MimeBundle bundle : MimeBundle.of(display)) {
      text.append(bundle.data().get("text/plain")).append('\n');
    }
    return text.toString();
  }

  /**
   * Returns the page about an error code such as "E6101": cause, example and repair; a list of the
   * codes that start so for a part such as "E61".
   */
  public static Part explain(String code) {
    return Explanations.of(code);
  }
}
