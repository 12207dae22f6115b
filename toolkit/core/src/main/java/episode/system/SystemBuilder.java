package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects what is said about a system, in any order; {@link #build} checks it as a whole. Every
 * method that takes a formula's text also takes an {@link Expr} built in Java; none of them takes
 * null (E2119). For one thread.
 *
 * <pre>{@code
 * OpSystem.named("SIR")
 *     .state("S", "I", "R")
 *     .parameter("beta", "gamma")
 *     .alias("N", "S + I + R")
 *     .transition("infection: S -> I", "beta * I / N")
 *     .transition("recovery: I -> R", "gamma")
 *     .build()
 * }</pre>
 */
public final class SystemBuilder {

  /** A declared axis. */
  record Axis(String name, List<String> elements, Optional<AxisPoints> points) {
    Axis(String name, List<String> elements) {
      this(name, elements, Optional.empty());
    }

    NamedAxis named() {
      return points.map(made -> made.named(name)).orElseGet(() -> new NamedAxis(name, elements));
    }
  }

  /** Something with a formula: what is defined, and how. */
  record Statement(String target, String formula) {}

  private static final int MOST_ELEMENTS = 1_000_000;

  private static final Pattern DEFAULT =
      Pattern.compile("([^=]+)=\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)\\s*");

  final String name;
  final List<Axis> axes = new ArrayList<>();
  final List<String> states = new ArrayList<>();
  final List<String> parameters = new ArrayList<>();
  final List<InputReading.Source> inputs = new ArrayList<>();
  final List<Statement> aliases = new ArrayList<>();
  final List<Statement> transitions = new ArrayList<>();
  final List<Statement> equations = new ArrayList<>();
  final List<Statement> initialValues = new ArrayList<>();
  final List<Statement> outputs = new ArrayList<>();
  final List<String> operators = new ArrayList<>();
  final List<Demography.Statement> demography = new ArrayList<>();
  final List<Statement> contributions = new ArrayList<>();
  final Map<String, Traits> traits = new LinkedHashMap<>();

  boolean closed;

  /** Whether this repeats a whole system: flows may share names and run over the target's axes. */
  boolean isNormalised;

  String time = "day";

  private boolean timeIsSaid;

  /** Names in statements that could not be read: what uses them is not to blame. */
  final Set<String> unread = new HashSet<>();

  /** What the system that is extended says; empty where a new one is built. */
  final Optional<Definitions> base;

  /** Warnings of what that system said and this one does not. */
  final List<Problem> dropped;

  SystemBuilder(String name) {
    this.name = given("named", name);
    base = Optional.empty();
    dropped = List.of();
  }

  /** Makes a builder that goes on from a system, without what a warning tells of. */
  SystemBuilder(String name, Definitions definitions, List<Problem> dropped) {
    this.dropped = dropped;
    this.name = given("extended", name);
    base = Optional.of(definitions);
    closed = definitions.closed();
    time = definitions.time() == TimeScale.NONE ? "none" : definitions.time().word();
  }

  /**
   * Adds an axis with the names of its elements, and returns this.
   *
   * <pre>{@code
   * system("SIR by age").axis("age", "0-17", "18-64", "65+").state("S[age]", "I[age]")
   * }</pre>
   */
  public SystemBuilder axis(String axis, String... elements) {
    axes.add(new Axis(given("axis", axis), given("axis", elements)));
    return this;
  }

  /**
   * Adds an axis with so many elements, called 1, 2, 3, …, and returns this.
   *
   * @throws EpisodeException E2117 for more than 1,000,000 elements
   */
  public SystemBuilder axis(String axis, int size) {
    if (size > MOST_ELEMENTS) {
      String what = "Axis '" + axis + "' has " + size + " elements; the limit is " + MOST_ELEMENTS;
      throw new EpisodeException(Problem.of("E2117", what).remedy("Use a coarser axis."));
    }
    List<String> elements = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      elements.add(Integer.toString(i));
    }
    axes.add(new Axis(given("axis", axis), elements));
    return this;
  }

  /**
   * Adds an axis of points or of names in an order, such as {@code axis("x", grid(0, 10, 21))}, and
   * returns this. A quantity over points that are called {@code time} means its value at t,
   * interpolated linearly and constant outside of the points.
   */
  public SystemBuilder axis(String axis, AxisPoints points) {
    if (points == null) {
      given("axis", (String) null);
    }
    axes.add(new Axis(given("axis", axis), points.elements(), Optional.of(points)));
    return this;
  }

  /**
   * Adds states, such as {@code "S"} and {@code "I[age, place]"}, and returns this.
   *
   * <pre>{@code
   * system("SIR").state("S", "I", "R")
   * }</pre>
   */
  public SystemBuilder state(String... declarations) {
    states.addAll(given("state", declarations));
    return this;
  }

  /** Adds a state with its unit, as in {@code state("S", unit("person"))}, and returns this. */
  public SystemBuilder state(String declaration, Trait first, Trait... more) {
    return state(declaration).traits(declaration, first, more);
  }

  /**
   * Adds a parameter with a default, a unit or bounds, as in {@code parameter("gamma",
   * defaultValue(0.3), unit("1/day"), bounds(0, 5))}, and returns this.
   */
  public SystemBuilder parameter(String declaration, Trait first, Trait... more) {
    return parameter(declaration).traits(declaration, first, more);
  }

  private SystemBuilder traits(String declaration, Trait first, Trait... more) {
    int bracket = declaration.indexOf('[');
    String name = (bracket < 0 ? declaration : declaration.substring(0, bracket)).strip();
    Traits before = traits.getOrDefault(name, Traits.NONE);
    traits.put(name, Trait.all(declaration, before, first, more));
    return this;
  }

  /**
   * Adds parameters, such as {@code "beta"} and {@code "contact[age, age]"}, and returns this. An
   * axis that is there twice has a row index and a column index. {@code "gamma = 0.3"} has a
   * default.
   *
   * <pre>{@code
   * system("SIR").parameter("beta", "gamma")
   * }</pre>
   */
  public SystemBuilder parameter(String... declarations) {
    for (String declaration : given("parameter", declarations)) {
      Matcher value = DEFAULT.matcher(declaration);
      if (value.matches()) {
        parameter(value.group(1).strip(), Trait.defaultValue(Double.parseDouble(value.group(2))));
      } else {
        parameters.add(declaration);
      }
    }
    return this;
  }

  /**
   * Makes a name stand for a quantity that is known at every time, and returns this: {@code
   * .input("beta", linear, times, values)}. It is no parameter; any formula may use it. Before the
   * first time it has the first value, after the last time the last. Steps of a solve end at its
   * times.
   *
   * @param times double[n], rising, in the system's unit of time
   * @param values double[n]
   */
  public SystemBuilder input(String quantity, Curve curve, double[] times, double[] values) {
    inputs.add(
        new InputReading.Source(
            given("input", quantity),
            given("input", curve),
            given("input", times).clone(),
            given("input", values).clone()));
    return this;
  }

  /**
   * Makes a name stand for a quantity that is known at every time from the rows of a table, and
   * returns this: {@code .input("beta", linear, table, "day", "value")}.
   *
   * @param table a table, {@link episode.plot.Columns} or a map from names to arrays
   * @param times the column of times: numbers in the system's unit of time, or dates, the first of
   *     which is time 0
   * @param values the column of values
   * @throws EpisodeException E6208 where nobody can read the table
   */
  public SystemBuilder input(
      String quantity, Curve curve, Object table, String times, String values) {
    return input(quantity, curve, table, At.at(given("input", times)), values);
  }

  /**
   * Makes a name stand for a quantity that is known at every time from the rows of a table, and
   * returns this: {@code .input("beta", linear, table, at("date", from("2020-03-01")), "value")}.
   *
   * @param at the column of times; where it holds dates, which of them is time 0
   */
  public SystemBuilder input(String quantity, Curve curve, Object table, At at, String values) {
    inputs.add(
        InputTable.source(
            given("input", quantity),
            given("input", curve),
            TableInput.of(table),
            given("input", at),
            given("input", values)));
    return this;
  }

  /**
   * Gives a formula a name, such as {@code "N"} or {@code "lambda[age]"}, and returns this. An axis
   * may be there twice, its second index with a name of its own: {@code alias("C[age, age:b]",
   * "home[age, b] + school[age, b]")}.
   *
   * <pre>{@code
   * system("SIR").state("S", "I", "R").alias("N", "S + I + R")
   * }</pre>
   */
  public SystemBuilder alias(String target, String formula) {
    aliases.add(new Statement(given("alias", target), given("alias", formula)));
    return this;
  }

  /** Gives a formula a name, and returns this. */
  public SystemBuilder alias(String target, Expr formula) {
    return alias(target, text("alias", target, formula));
  }

  /**
   * Makes a contact matrix the sum of its layers, and returns this: {@code contacts("contact[age,
   * age]", "home", "work * open")}. A bare name with the same axes pairs up element by element.
   *
   * @param layers formulas, at least one
   */
  public SystemBuilder contacts(String target, String... layers) {
    List<String> terms = new ArrayList<>();
    for (String layer : given("contacts", layers)) {
      boolean loose = layer.matches("(?s).*(\\b(if|or|and|not)\\b|[<>=]).*");
      terms.add(loose ? "(" + layer.strip() + ")" : layer.strip());
    }
    return alias(target, String.join(" + ", terms));
  }

  /**
   * Adds a flow and returns this: {@code "infection: S -> I"}, {@code "S -> I"}, {@code "0 -> S"}
   * for people who enter, {@code "S -> 0"} for people who leave, {@code "S[vax=none] ->
   * S[vax=one]"} between single elements of an axis.
   *
   * <pre>{@code
   * system("SIR").state("I", "R").parameter("gamma").transition("recovery: I -> R", "gamma")
   * }</pre>
   *
   * @param rate per head of the source and per unit of time; people per unit of time where they
   *     enter. A bare name means all its axes, and equal axes pair up.
   */
  public SystemBuilder transition(String arrow, String rate) {
    transitions.add(new Statement(given("transition", arrow), given("transition", rate)));
    return this;
  }

  /** Adds a flow and returns this. */
  public SystemBuilder transition(String arrow, Expr rate) {
    return transition(arrow, text("transition", arrow, rate));
  }

  /**
   * Adds people who come from outside at a rate per unit of time, in the flow {@code importation};
   * returns this. {@code importation("I", "0.5")} is {@code transition("importation: 0 -> I",
   * "0.5")}.
   */
  public SystemBuilder importation(String cells, String rate) {
    return demography("importation", cells, rate);
  }

  /** Adds people who come from outside, and returns this. */
  public SystemBuilder importation(String cells, Expr rate) {
    return importation(cells, text("importation", cells, rate));
  }

  /**
   * Adds people who are born into some cells, such as {@code "S[age=0-17]"}, in the flow {@code
   * births}; returns this.
   *
   * @param rate people per unit of time, or {@code "replacement"}: as many as leave the system by
   *     deaths and other flows to 0
   */
  public SystemBuilder births(String cells, String rate) {
    return demography("births", cells, rate);
  }

  /** Adds people who are born into some cells, and returns this. */
  public SystemBuilder births(String cells, Expr rate) {
    return births(cells, text("births", cells, rate));
  }

  /**
   * Adds deaths in every compartment, which is every state without an equation, in the flow {@code
   * deaths}; returns this.
   *
   * @param rate per head and per unit of time
   */
  public SystemBuilder deaths(String rate) {
    return demography("deaths", "", rate);
  }

  /** Adds deaths in every compartment, and returns this. */
  public SystemBuilder deaths(Expr rate) {
    return deaths(text("deaths", "", rate));
  }

  /** Adds deaths in some cells, such as {@code "I"}, on top of any others; returns this. */
  public SystemBuilder deaths(String cells, String rate) {
    return demography("deaths", cells, rate);
  }

  /** Adds deaths in some cells, and returns this. */
  public SystemBuilder deaths(String cells, Expr rate) {
    return deaths(cells, text("deaths", cells, rate));
  }

  /**
   * Lets everyone in a compartment with the axis move on to its next element, in the flow {@code
   * ageing}: {@code S[age] -> S[age+1]}; nobody leaves the last one. Returns this.
   *
   * @param rate per head and per unit of time, such as 1 / (years in the class × 365)
   */
  public SystemBuilder ageing(String axis, String rate) {
    return demography("ageing", axis, rate);
  }

  /** Lets everyone in a compartment with the axis move on to its next element; returns this. */
  public SystemBuilder ageing(String axis, Expr rate) {
    return ageing(axis, text("ageing", axis, rate));
  }

  private SystemBuilder demography(String kind, String target, String rate) {
    demography.add(new Demography.Statement(kind, given(kind, target), given(kind, rate)));
    return this;
  }

  /**
   * Makes a formula the time derivative of a state that no transition moves; returns this.
   *
   * <pre>{@code
   * system("decay").state("x").parameter("k").equation("x", "-k * x")
   * }</pre>
   */
  public SystemBuilder equation(String state, String derivative) {
    equations.add(new Statement(given("equation", state), given("equation", derivative)));
    return this;
  }

  /** Makes a formula the time derivative of a state that no transition moves; returns this. */
  public SystemBuilder equation(String state, Expr derivative) {
    return equation(state, text("equation", state, derivative));
  }

  /**
   * Makes a formula of parameters and other states' initial values the initial value of a state
   * that is not given a value itself; returns this.
   */
  public SystemBuilder initial(String state, String value) {
    initialValues.add(new Statement(given("initial", state), given("initial", value)));
    return this;
  }

  /** Makes a formula the initial value of a state that is not given one; returns this. */
  public SystemBuilder initial(String state, Expr value) {
    return initial(state, text("initial", state, value));
  }

  /**
   * Gives a formula about the running system a name, to be read off a solution; returns this. It
   * may use states, parameters, aliases, flows by name, and t.
   */
  public SystemBuilder output(String target, String formula) {
    outputs.add(new Statement(given("output", target), given("output", formula)));
    return this;
  }

  /** Gives a formula about the running system a name; returns this. */
  public SystemBuilder output(String target, Expr formula) {
    return output(target, text("output", target, formula));
  }

  /**
   * Adds what an operator does along a continuous axis to the derivative of a state, such as {@code
   * diffusion(u, x, D, 'no-flux')}, {@code advection(u, x, v)} and {@code jump(u, x, rate,
   * 'gaussian', sigma)}; returns this. Transitions and an equation of the state go on beside it.
   */
  public SystemBuilder operator(String operator) {
    operators.add(given("operator", operator));
    return this;
  }

  /** Says that nobody enters or leaves, which {@link #build} checks then; returns this. */
  public SystemBuilder closed() {
    closed = true;
    return this;
  }

  /** Says in which unit time runs: hour, day (the default), week, year or none; returns this. */
  public SystemBuilder time(String unit) {
    if (timeIsSaid) {
      throw new EpisodeException(
          Problem.of("E2114", "The unit of time is said twice: " + time + " and " + unit)
              .remedy("Keep one of them."));
    }
    timeIsSaid = true;
    time = given("time", unit);
    return this;
  }

  /** Returns something that is not null. */
  static <T> T given(String method, T text) {
    if (text == null) {
      throw new EpisodeException(
          Problem.of("E2119", "A text of ." + method + "(…) is null")
              .remedy("Write it in quotes, as in .state(\"S\")."));
    }
    return text;
  }

  static List<String> given(String method, String... texts) {
    List<String> all = new ArrayList<>();
    if (texts == null) {
      given(method, (String) null);
      return all;
    }
    for (String text : texts) {
      all.add(given(method, text));
    }
    return all;
  }

  private static String text(String method, String target, Expr formula) {
    if (formula == null) {
      given(method, (String) null);
    }
    return Formula.of(method + "(\"" + target + "\")", formula).text();
  }

  /**
   * Returns the system.
   *
   * @throws EpisodeException with every problem found, E1 for a formula and E2 for the system
   */
  public OpSystem build() {
    return new Reading(this).system();
  }

  /** Returns the names that are declared so far, for completion; nothing is checked. */
  public List<Declaration> declared() {
    return List.copyOf(Declaration.of(this));
  }

  /** Returns a reminder that a system comes from {@link #build}. */
  @Override
  public String toString() {
    return "system " + name + ", not built yet: end the chain with .build()";
  }
}
