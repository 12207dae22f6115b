package episode.system;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.function.GraphFunction;
import episode.expr.EpisodeException;
import episode.expr.Formula;
import episode.expr.Given;
import episode.expr.Graph;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Quantity;
import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import episode.solve.OdeProblem;
import episode.solve.StepTimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A system of ordinary differential equations in normalised form: states over named axes,
 * parameters, aliases, transitions and equations, initial values. Immutable and safe to share.
 */
public final class OpSystem implements Display {
  private final Definitions definitions;
  private final List<Problem> warnings;
  private final SystemGraphs graphs;
  private final Map<String, Object> metadata;
  private final boolean isNamed;

  private OpSystem(
      Definitions definitions,
      List<Problem> warnings,
      SystemGraphs graphs,
      Map<String, Object> metadata,
      boolean isNamed) {
    this.metadata = Collections.unmodifiableMap(metadata);
    this.isNamed = isNamed;
    this.definitions = definitions;
    this.warnings = List.copyOf(warnings);
    this.graphs = graphs;
  }

  /**
   * Returns an empty builder for a system of this name.
   *
   * <pre>{@code
   * OpSystem.named("decay").state("x").parameter("k").equation("x", "-k * x").build()
   * }</pre>
   */
  public static SystemBuilder named(String name) {
    return new SystemBuilder(name);
  }

  /**
   * Returns the system of a text with one statement a line, in any order, such as
   *
   * <pre>
   * state S, I, R
   * parameter beta, gamma
   * N = S + I + R
   * infection: S -> I : beta * I / N
   * recovery: I -> R : gamma      # a comment
   * </pre>
   *
   * The same strings mean the same as in a {@link SystemBuilder}. A statement goes on to the next
   * line where a bracket is open, where the line ends in an operator or a comma, and where the next
   * line starts with one.
   *
   * @throws EpisodeException E1 or E2 with every problem found and its line; E2181 for a text of
   *     more than 1,000,000 characters
   */
  public static OpSystem text(String name, String text) {
    return SystemText.read(name, text);
  }

  /** Returns the words that statements of a text start with, each with an example. */
  public static Map<String, String> statements() {
    return TextWord.examples();
  }

  /**
   * Returns the system of a spec in the format of op_system 0.2, YAML or JSON. Its parameters are
   * the free names of its formulas, sorted; its name is that of the file. A file whose name ends in
   * {@code .system} is read as {@link #text} does.
   *
   * @throws EpisodeException E1 or E2 with every problem found; E2501 where the file cannot be read
   */
  public static OpSystem read(String path) {
    return read(Path.of(Given.argument(path, "path", "read")));
  }

  /**
   * Returns the system of a spec in a file, as {@link #read(String)} does.
   *
   * @throws EpisodeException E1 or E2 with every problem found; E2501 where the file cannot be read
   */
  public static OpSystem read(Path file) {
    String name = Given.argument(file, "file", "read").getFileName().toString();
    if (name.endsWith(".system")) {
      return text(name.substring(0, name.length() - ".system".length()), SpecText.of(file));
    }
    String stem = name.replaceFirst("\\.(ya?ml|json)$", "");
    return SpecReader.read(stem, SpecText.parse(SpecText.of(file)));
  }

  /**
   * Returns the system of a spec's text, as {@link #read(String)} does; it is called "spec".
   *
   * @throws EpisodeException E1 or E2 with every problem found; E2501 where it is no YAML or JSON
   */
  public static OpSystem parse(String spec) {
    return SpecReader.read("spec", SpecText.parse(spec));
  }

  /**
   * Returns the system of some definitions.
   *
   * @param broken names whose declarations could not be read: their users are not blamed
   * @param found problems found before
   * @throws EpisodeException with all problems
   */
  static OpSystem of(Definitions definitions, Set<String> broken, List<Problem> found) {
    return of(definitions, broken, found, List.of());
  }

  /** Returns the system of some definitions, whose reading gave some warnings. */
  static OpSystem of(
      Definitions definitions, Set<String> broken, List<Problem> found, List<Problem> warned) {
    CellNames.check(definitions.states(), found);
    SystemGraphs graphs = SystemGraphs.checked(definitions, broken, found);
    List<Problem> warnings = new ArrayList<>(warned);
    warnings.addAll(Checks.warnings(definitions));
    warnings.addAll(Signs.warnings(definitions));
    warnings.addAll(MovedJumps.warnings(definitions));
    warnings.addAll(HiddenJumps.warnings(definitions));
    return new OpSystem(definitions, warnings, graphs, Map.of(), true);
  }

  /**
   * Returns this system with what its spec says for engines.
   *
   * @param named whether the spec gives its name, not its file
   */
  OpSystem with(Map<String, Object> forEngines, boolean named) {
    return new OpSystem(definitions, warnings, graphs, forEngines, named);
  }

  /** Returns whether somebody gave the name; else it is that of a file. */
  boolean isNamed() {
    return isNamed;
  }

  /**
   * Returns this system as a spec in YAML, with op_system's keys. Formulas are in op_system's words
   * where those can say all of them, so that op_system reads them; else they are in the grammar of
   * the builder. What op_system has no key for stands in the block {@code episode:}. {@link #parse}
   * returns the same system; equal systems give equal texts.
   */
  public String toYaml() {
    return SpecWriter.yaml(this);
  }

  /**
   * Returns this system in the text form, one statement a line: {@link #text} returns the same
   * system, and equal systems give equal texts where their formulas were written alike. What a spec
   * says for engines is not in the text; a comment names its keys.
   *
   * @throws EpisodeException E2184 with every statement that the text form cannot say, such as a
   *     flow with an axis only on the right
   */
  public String toText() {
    return TextWriter.text(this);
  }

  Definitions definitions() {
    return definitions;
  }

  /**
   * Returns the system of all that several systems say. What they share, states, parameters and
   * axes of the same name, they must declare alike; the flows of all of them move shared states.
   *
   * @throws EpisodeException E2170 for a name that is not the same in both, E2171 for a flow or an
   *     equation that both have; other codes where the whole does not hold together
   */
  public static OpSystem compose(String name, OpSystem first, OpSystem... others) {
    Given.argument(first, "first", "compose");
    return Composition.of(name, first, List.of(Given.arguments(others, "others", "compose")));
  }

  /**
   * Returns this system with other names for states, parameters, aliases, inputs, flows, outputs or
   * axes, from old to new.
   *
   * @throws EpisodeException E2103 for unknown names, E2101 for new ones that are taken
   */
  public OpSystem renamed(Map<String, String> names) {
    Definitions renamed = Renaming.of(definitions, names);
    return of(renamed, Set.of(), List.of(), dropped());
  }

  /** Returns a warning that a system made of this one lacks what is said for engines. */
  List<Problem> dropped() {
    return SpecMetadata.dropped(name(), metadata);
  }

  /** Returns this system with another name for one thing, as {@link #renamed(Map)} does. */
  public OpSystem renamed(String old, String other) {
    Given.argument(old, "old", "renamed");
    return renamed(Map.of(old, Given.argument(other, "other", "renamed")));
  }

  /**
   * Returns this system with a prefix before the names of its states, parameters, aliases, inputs,
   * named flows and outputs, but not of its axes.
   *
   * @param kept names that stay as they are, such as those shared with another system
   */
  public OpSystem prefixed(String prefix, String... kept) {
    return renamed(
        Renaming.prefixed(definitions, prefix, List.of(Given.arguments(kept, "kept", "prefixed"))));
  }

  /**
   * Returns a builder that has all that this system says and takes more: states, flows between them
   * and this system's, aliases, outputs. What is there cannot be said again.
   */
  public SystemBuilder extended(String name) {
    return new SystemBuilder(name, definitions, dropped());
  }

  /**
   * Returns this system about to get a further axis, along which its states are divided; what
   * differs between the strata is said there, and {@link Stratification#build} gives the system.
   *
   * <pre>{@code
   * sir.stratify("vax", "none", "done").multiply("infection", "done", "0.1").build()
   * }</pre>
   */
  public Stratification stratify(String axis, String... elements) {
    return new Stratification(
        this, axis, List.of(Given.arguments(elements, "elements", "stratify")));
  }

  /** Returns this system about to get a further axis of points, or of elements with an order. */
  public Stratification stratify(String axis, AxisPoints points) {
    return new Stratification(this, axis, Given.argument(points, "points", "stratify"));
  }

  /**
   * Returns what happens at one element of an axis along which this system separates: no element
   * influences another. A block is as small as the text; an engine maps it over the axis.
   *
   * @throws EpisodeException E2104 where there is no such axis, E2511 where the system does not
   *     separate along it
   */
  public Block block(String axis) {
    return Block.of(definitions, axis);
  }

  /**
   * Returns what a spec says for engines, by its key, as read: {@code initial_state}, {@code
   * kernels}, {@code operators}, {@code factorize_axes} and others. The right-hand side does not
   * depend on it. Empty for a system that is no spec's.
   */
  public Map<String, Object> metadata() {
    return metadata;
  }

  /**
   * Returns what the spec's {@code initial_state} says of every cell, by the cell's name: the name
   * of a parameter, or a map of {@code shaped} (an array's name), {@code axes} and {@code coords}
   * (the cell's place). Empty for a system that is no spec's. Values for engines: {@link #initial}
   * does not depend on them.
   */
  public Map<String, Object> initialCells() {
    return InitialCells.of(this);
  }

  /** Returns the name. */
  public String name() {
    return definitions.name();
  }

  /** Returns the unit in which time runs. */
  public TimeScale time() {
    return definitions.time();
  }

  /** Returns the axes, in the order declared. */
  public List<NamedAxis> axes() {
    return definitions.axes();
  }

  /** Returns the states, in the order declared. */
  public List<Template> states() {
    return definitions.states();
  }

  /** Returns the parameters, in the order declared. */
  public List<Template> parameters() {
    return definitions.parameters();
  }

  /** Returns the quantities that are known at every time from a table, in the order declared. */
  public List<Input> inputs() {
    return definitions.inputs();
  }

  /** Returns the aliases, in the order declared. */
  public List<Definition> aliases() {
    return definitions.aliases();
  }

  /** Returns the transitions, in the order declared: the stoichiometry and the rates. */
  public List<Transition> transitions() {
    return definitions.transitions();
  }

  /** Returns the time derivatives that were written as such. */
  public List<Definition> equations() {
    return definitions.equations();
  }

  /** Returns what is added to derivatives besides transitions and equations, by operators. */
  public List<Definition> contributions() {
    return definitions.contributions();
  }

  /** Returns the initial values that follow from parameters and other states. */
  public List<Definition> initialValues() {
    return definitions.initialValues();
  }

  /**
   * Returns the times at which functions of time have jumps or kinks, rising: the rows of inputs,
   * the points of time axes, and the numbers among the knots of {@code piecewise(t, …)} and the
   * like. A step of a solve ends at each, and the next starts afresh. Of a cycle, as that of {@code
   * t % 7}, there is one time.
   */
  public List<Double> breakpoints() {
    return StepEnds.of(definitions).numbers();
  }

  /**
   * Returns such times that depend on parameters, as {@code t0} in {@code linear(t, [t0, …], …)}.
   */
  public List<Formula> movingBreakpoints() {
    return StepEnds.of(definitions).moving();
  }

  /**
   * Returns the times at which steps of a solve end, as {@link episode.solve.OdeProblem} takes
   * them; empty where there are none.
   */
  public Optional<StepTimes> breaks() {
    return StepEnds.of(definitions).times(MovedJumps.refused(definitions));
  }

  /** Returns the derived quantities, in the order declared. */
  public List<Definition> outputs() {
    return definitions.outputs();
  }

  /**
   * Returns the derived quantity of a name.
   *
   * @throws EpisodeException E2120 where there is none
   */
  public Definition output(String name) {
    return Lookup.output(definitions, name);
  }

  /** Returns what was said of a parameter or state besides its axes. */
  public Traits traits(String name) {
    return definitions.traits().getOrDefault(name, Traits.NONE);
  }

  /** Returns whether it is known that nobody enters or leaves. */
  public boolean isConserved() {
    return new Balance(definitions, graphs.rhs()).isKnownToHold();
  }

  /** Returns some values with the defaults of those parameters that they leave out. */
  public Values completed(Values values) {
    return Bindings.completed(this, values);
  }

  /**
   * Returns by which names something is differentiated: those asked for, all parameters where there
   * are none.
   *
   * @throws EpisodeException E2305 for a name that is neither a parameter nor a state that the
   *     values give
   */
  public List<String> derivativeNames(Values values, String... asked) {
    return Bindings.derivativeNames(this, values, asked);
  }

  /** Returns what looks like an oversight, such as a parameter that nothing uses. */
  public List<Problem> warnings() {
    return warnings;
  }

  /** Returns the number of cells of all states. */
  public int size() {
    int size = 0;
    for (Template state : states()) {
      size += state.size();
    }
    return size;
  }

  /**
   * Returns the name of every cell of the state, in the order of {@code y}: states as declared,
   * each in row-major order; {@code S__age_0_17} for element 0-17 of {@code S[age]}.
   */
  public List<String> stateNames() {
    List<String> names = new ArrayList<>();
    states().forEach(state -> names.addAll(state.cellNames()));
    return names;
  }

  /** Returns the label of every cell of the state for people, such as {@code S[0-17]}. */
  public List<String> stateLabels() {
    List<String> labels = new ArrayList<>();
    states().forEach(state -> labels.addAll(state.cellLabels()));
    return labels;
  }

  /**
   * Returns the right-hand side. Inputs: {@code t}, then states, then parameters, in the order
   * declared, each FLOAT64 with its template's shape, then the past values of {@link
   * #historyRequirements}. Outputs: the derivative of each state.
   */
  public Graph rhs() {
    return graphs.rhs();
  }

  /**
   * Returns the past values that the right-hand side asks for with {@code delay}, {@code history}
   * and {@code convolve_history}; a place in the list is the number of a call.
   */
  public List<HistoryRequirement> historyRequirements() {
    return graphs.past();
  }

  /**
   * Returns the signals whose past values are asked for, at one time. Inputs: t, states and
   * parameters. Outputs: one for each of {@link #historyRequirements}, over its axes.
   */
  public Graph signals() {
    return graphs.signals();
  }

  /**
   * Returns the problem of solving this system.
   *
   * @param given the states whose initial values are given
   * @param observe what to observe, with inputs as in {@link #rhs}
   * @throws EpisodeException E4020 where the right-hand side asks for past values
   */
  public OdeProblem problem(Set<String> given, Graph observe) {
    requireSolvable();
    Optional<StepTimes> breaks = breaks();
    return breaks.isPresent()
        ? OdeProblem.of(rhs(), initial(given), observe, breaks.get())
        : OdeProblem.of(rhs(), initial(given), observe);
  }

  /**
   * Returns once it is sure that this system can be solved.
   *
   * @throws EpisodeException E4020 where the right-hand side asks for past values
   */
  public void requireSolvable() {
    Past.refuse(this);
  }

  /**
   * Returns the value of every flow. Inputs as in {@link #rhs}. Outputs: for each transition, in
   * the order declared, what flows per unit of time, over {@link Transition#axes}. What each
   * element takes from and adds to, {@link #stoichiometry} tells; without equations and operators
   *
   * <pre>dy/dt = Σ flow (e_to − e_from)</pre>
   */
  public Graph flowValues() {
    return SystemGraphs.flowValues(definitions);
  }

  /** Returns which cells each element of each flow takes from and adds to, in the flows' order. */
  public List<Stoichiometry> stoichiometry() {
    return Stoichiometry.of(this);
  }

  /**
   * Returns the right-hand side in two parts that add up to it. Inputs as in {@link #rhs}. Outputs:
   * what each state gains by some of the transitions, then how each changes by everything else.
   *
   * @param apart transitions of this system, such as those that bring new infections
   * @throws EpisodeException E4020 where the right-hand side asks for past values
   */
  public Graph rhsApart(List<Transition> apart) {
    requireSolvable();
    return SystemGraphs.rhsApart(definitions, apart);
  }

  /**
   * Returns the state at the start. Inputs: the parameters, then the given states, in the order
   * declared. Outputs: each state; those neither given nor defined by a formula are 0.
   *
   * @param given the names of the states whose initial values are given
   * @throws EpisodeException E2103 where one of them is no state
   */
  public Graph initial(Set<String> given) {
    given.forEach(this::state);
    List<Problem> problems = new ArrayList<>();
    Graph graph = InitialGraph.of(definitions, given, Set.of(), problems);
    Reading.refuse(problems);
    return graph;
  }

  /**
   * Returns formulas about the running system as a graph. Inputs as in {@link #rhs}; outputs the
   * formulas' values over the axes that they vary over.
   *
   * @param formulas may use states, parameters, aliases, flows and outputs by name, and t
   * @throws EpisodeException with all problems of all formulas
   */
  public Graph observe(List<String> formulas) {
    return observed(formulas.stream().map(text -> Observing.formula(definitions, text)).toList())
        .graph();
  }

  /** Returns a formula as {@link #observe} does, with its axes. */
  Observed observed(String formula) {
    return observed(List.of(Observing.formula(definitions, formula)));
  }

  /** Returns an output as a graph, its axes in the order declared; inputs as in {@link #rhs}. */
  Graph outputGraph(String name) {
    return Observing.output(definitions, name);
  }

  /** Formulas as a graph, and which axes each of its outputs has. */
  public record Observed(Graph graph, List<Quantity> quantities) {}

  /** Returns formulas about the running system as {@link #observe} does, with their axes. */
  public Observed observed(List<Formula> formulas) {
    return Observing.observed(definitions, formulas);
  }

  /**
   * Returns this system with a further state for each of the flows: the flow added up from the
   * start, over the flow's axes. {@link #accumulator} tells its name.
   *
   * @param flows labels of transitions
   * @throws EpisodeException E2118 where there is no such flow
   */
  public OpSystem withAccumulators(List<String> flows) {
    return of(Accumulators.added(this, definitions, flows), Set.of(), List.of());
  }

  /** Returns the name of the state that {@link #withAccumulators} adds for a flow. */
  public String accumulator(String flow) {
    return Accumulators.name(this, flow);
  }

  /**
   * Returns the first transition of a label: its name, or {@code E -> I} where it has none.
   *
   * @throws EpisodeException E2118 where there is none
   */
  public Transition transition(String label) {
    return Lookup.transition(definitions, label);
  }

  /**
   * Returns the label of each flow and the axes that it varies over. Flows of one label are added
   * up, over the axes that all of them have.
   */
  public List<Template> flows() {
    return Lookup.flows(definitions);
  }

  /**
   * Returns the flow of a label.
   *
   * @throws EpisodeException E2118 where there is none
   */
  public Template flow(String label) {
    return Lookup.flow(definitions, label);
  }

  /**
   * Returns the state of a name.
   *
   * @throws EpisodeException E2103 where there is none
   */
  public Template state(String name) {
    return Lookup.state(definitions, name);
  }

  /** Returns the right-hand side as a function of the time, the states and the parameters. */
  public GraphFunction function() {
    Graph rhs = rhs();
    return GraphFunction.of(
        rhs, states().stream().map(state -> "d" + state.name() + "/dt").toList(), Map.of());
  }

  /**
   * Returns this system made ready to run on the JVM backend, or on the one that the notebook has
   * chosen with {@code %backend}.
   *
   * <pre>{@code
   * sir.compile().solve(guess, days(0, 14))
   * }</pre>
   */
  public CompiledSystem compile() {
    return compile(Backends.standard());
  }

  /**
   * Returns this system made ready to run on the backend of a name: jvm, interpreter, ….
   *
   * <pre>{@code
   * sir.compile("interpreter")
   * }</pre>
   *
   * @throws EpisodeException E3 where there is no such backend here
   */
  public CompiledSystem compile(String backendName) {
    return compile(Backends.byName(backendName));
  }

  /** Returns this system made ready to run on a backend. */
  public CompiledSystem compile(Backend backend) {
    return new CompiledSystem(this, backend);
  }

  /** Returns the equations in LaTeX: one line for a state, however many cells it has. */
  public Part latex() {
    return SystemViews.equations(this);
  }

  /**
   * Returns the states and flows as a drawing; empty without transitions or with too many states.
   */
  public Optional<Part> diagram() {
    return SystemViews.diagram(this);
  }

  /** Returns the parameters with their shapes, and what uses them. */
  public Grid parameterTable() {
    return ParameterTable.of(this);
  }

  /** Returns what the system says, in sentences. */
  public Part summary() {
    return SystemSummary.of(this);
  }

  /** Returns the equations, the flow diagram, the parameters and the warnings. */
  @Override
  public List<Part> parts() {
    return SystemViews.parts(this);
  }

  /**
   * Returns what does not fit this system in some values: unknown names, missing parameters, wrong
   * shapes, numbers that cannot be. Empty if all is well.
   *
   * @param elsewhere parameters that get their values elsewhere, such as those with a prior
   */
  public List<Problem> problems(Values values, Set<String> elsewhere) {
    return List.copyOf(Bindings.problems(this, values, elsewhere));
  }

  /** Returns the definitions, one to a line. */
  @Override
  public String toString() {
    return SystemViews.text(this);
  }
}
