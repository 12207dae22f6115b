package episode.model;

import episode.backend.function.DerivativeCheck;
import episode.backend.function.GraphFunction;
import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Given;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.plot.Display;
import episode.plot.Part;
import episode.sample.Draws;
import episode.sample.LogDensity;
import episode.sample.Target;
import episode.sample.Variable;
import episode.system.At;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.TableInput;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A model of data: priors, formulas and observations, with or without a system of differential
 * equations, as one log density that a sampler can take.
 *
 * <pre>{@code
 * var posterior = Posterior.of(flu, guess, days(0, 14))
 *     .prior("beta ~ truncated(normal(2, 1), 0, inf)")
 *     .prior("gamma ~ truncated(normal(0.4, 0.5), 0, inf)")
 *     .prior("phi_inv ~ exponential(5)")
 *     .observe("in_bed ~ negativeBinomial(I, 1 / phi_inv)", cases, at("date", from("1978-01-21")));
 * var fit = nuts().seed(2024).sample(posterior);
 * }</pre>
 *
 * <p>In an observation, left of {@code ~} is a column of the data and right of it the model: names
 * of the model first, then other columns of the data. What is written is read at once, and refused
 * where nothing said later could make it right: distributions, data, flows (E1, E5, E6). The rest
 * is checked when the model is first used, and all problems are reported together (E2, E5).
 * Immutable: every method returns another model. Safe to share.
 */
public final class Posterior implements Target, Display {
  private final Draft draft;
  private final Supplier<Compilation> compilation;

  private Posterior(Draft draft) {
    this.draft = draft;
    this.compilation = new Once<>(() -> new Compilation(Plan.of(draft)));
  }

  /** Returns an empty model without differential equations. */
  public static Posterior named(String name) {
    return new Posterior(Draft.named(name, Optional.empty()));
  }

  /**
   * Returns a model around solves of a system.
   *
   * @param values parameters and states at the start: those that get a prior start there, the
   *     others keep these values
   * @param span from when to when solves run
   */
  public static Posterior of(CompiledSystem system, Values values, TimeSpan span) {
    Dynamics dynamics = new SystemDynamics(system, values, span, SystemDynamics.settings(system));
    return new Posterior(Draft.named(dynamics.name(), Optional.of(dynamics)));
  }

  /** Returns this model with an axis whose elements are called 1, 2, … */
  public Posterior axis(String name, int size) {
    String[] numbers =
        IntStream.rangeClosed(1, size).mapToObj(Integer::toString).toArray(String[]::new);
    return axis(name, numbers);
  }

  /** Returns this model with an axis. */
  public Posterior axis(String name, String... elements) {
    return new Posterior(
        draft.axis(
            new NamedAxis(
                Given.argument(name, "name", "axis"),
                List.of(Given.arguments(elements, "elements", "axis")))));
  }

  /**
   * Returns this model with a parameter and its prior.
   *
   * <pre>{@code
   * model.prior("beta ~ truncated(normal(2, 1), 0, inf)")
   * }</pre>
   *
   * @param statement such as {@code theta[school] ~ normal(mu, tau)}
   * @throws EpisodeException E5101 to E5108 where it cannot be right
   */
  public Posterior prior(String statement) {
    Statement read = Statement.random("prior", statement);
    return settled(draft.prior(read), read);
  }

  /** Returns this model with a parameter and its prior, built in Java. */
  public Posterior prior(String name, Expr distribution) {
    return prior(name + " ~ " + distribution);
  }

  /**
   * Returns this model with a name for a formula of parameters; it is part of every draw.
   *
   * @param name with its axes, such as {@code theta[school]}
   */
  public Posterior alias(String name, String formula) {
    return new Posterior(draft.alias(Statement.equation("alias", name, formula)));
  }

  /** Returns this model with a name for a formula of parameters, built in Java. */
  public Posterior alias(String name, Expr formula) {
    return alias(name, Given.argument(formula, "formula", "alias").toString());
  }

  /**
   * Returns this model with a quantity that is computed from every draw: {@code R0}.
   *
   * @throws EpisodeException E1 or E2 where the formula is wrong; once there are observations,
   *     names must be known
   */
  public Posterior derive(String name, String formula) {
    Statement read = Statement.equation("derive", name, formula);
    return settled(draft.derive(read), read);
  }

  /** Returns this model with a quantity that is computed from every draw, built in Java. */
  public Posterior derive(String name, Expr formula) {
    return derive(name, Given.argument(formula, "formula", "derive").toString());
  }

  /**
   * Returns this model with data.
   *
   * @param statement such as {@code y[school] ~ normal(theta[school], sigma[school])}
   * @param data {@code Columns}, a map from names to arrays, or a table
   */
  public Posterior observe(String statement, Object data) {
    return observe(statement, data, Optional.empty());
  }

  /**
   * Returns this model with data taken at some times.
   *
   * <pre>{@code
   * model.observe("in_bed ~ poisson(I)", cases, at("day"))
   * }</pre>
   *
   * @param statement such as {@code cases ~ poisson(incidence(infection))}; an incidence is the
   *     flow over the interval that ends at the row, and the first begins at the start of the span
   * @param at where the times are: {@code at("day")}, {@code at("date", from("1978-01-21"))}
   */
  public Posterior observe(String statement, Object data, At at) {
    return observe(statement, data, Optional.of(Given.argument(at, "at", "observe")));
  }

  /** Returns this model with data, the distribution built in Java. */
  public Posterior observe(String column, Expr distribution, Object data) {
    return observe(column + " ~ " + distribution, data);
  }

  /** Returns this model with data taken at some times, the distribution built in Java. */
  public Posterior observe(String column, Expr distribution, Object data, At at) {
    return observe(column + " ~ " + distribution, data, at);
  }

  private Posterior observe(String statement, Object data, Optional<At> at) {
    Statement read = Statement.random("observe", statement);
    return settled(draft.observe(new Draft.Observing(read, TableInput.of(data), at)), read);
  }

  /** Returns a model whose newest statement is not wrong for good. */
  private static Posterior settled(Draft draft, Statement newest) {
    List<Problem> problems = Settled.problems(draft, newest);
    if (!problems.isEmpty()) {
      throw new EpisodeException(problems);
    }
    return new Posterior(draft);
  }

  /** Returns this model with values of names that are not sampled. */
  public Posterior fixed(Values values) {
    return new Posterior(draft.fixed(tensors(values)));
  }

  /**
   * Returns this model with parameter values that every chain starts from.
   *
   * <pre>{@code
   * model.start(values("beta", 1.5))
   * }</pre>
   */
  public Posterior start(Values values) {
    return new Posterior(draft.start(tensors(values)));
  }

  /**
   * Returns this model with other tolerances of its solves, per step; 1e-6 and 1e-6 by default.
   *
   * @param rtol relative tolerance
   * @param atol absolute tolerance, in units of the states
   */
  public Posterior tolerances(double rtol, double atol) {
    return new Posterior(draft.dynamics(draft.dynamics().map(d -> d.tolerances(rtol, atol))));
  }

  private static Map<String, Tensor> tensors(Values values) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Given.argument(values, "values", "the posterior")
        .names()
        .forEach(name -> tensors.put(name, values.tensor(name).orElseThrow()));
    return tensors;
  }

  /**
   * Returns this model, checked.
   *
   * @throws EpisodeException with all problems
   */
  public Posterior check() {
    compilation.get();
    return this;
  }

  /** Returns the log density on the unconstrained scale, for one thread. */
  @Override
  public LogDensity newLogDensity() {
    return compilation.get().newDensity();
  }

  /**
   * Returns the log density of the unconstrained coordinates {@code u}, an array of one number per
   * coordinate, as a function to be differentiated, mapped and compiled. It has the values of
   * {@link #start} and those the model was made with where no others are given, if they are all
   * known.
   */
  public GraphFunction function() {
    return compilation.get().function();
  }

  /**
   * Returns the derivatives of the log density at parameter values, each computed in several ways.
   *
   * @param values one for each parameter
   */
  public DerivativeCheck checkGradient(Values values) {
    return function().checkGradient(unconstrained(values));
  }

  /** Returns parameters, aliases and derived quantities: what a draw consists of. */
  @Override
  public List<Variable> variables() {
    return compilation.get().variables();
  }

  @Override
  public List<String> coordinates(int dimension) {
    return compilation.get().coordinates();
  }

  /**
   * Returns where a chain starts on the unconstrained scale: at the values of {@link #start},
   * within 0.5 of those the model was made with, drawn from the priors (NaN) for the rest.
   */
  @Override
  public double[] start(int chain, int dimension) {
    return compilation.get().starts().of(chain);
  }

  /** Returns the values of {@link #start} and those the model was made with; NaN for the rest. */
  @Override
  public double[] guess(int chain, int dimension) {
    return compilation.get().starts().given();
  }

  /**
   * Returns a draw from the priors on the unconstrained scale; parameters whose coordinates are
   * given stay as they are, and the others are drawn given those.
   */
  @Override
  public double[] drawn(double[] given, UniformRandomProvider random) {
    return compilation.get().starts().drawn(given, random);
  }

  /**
   * Returns which states nothing was said about, so that they start at 0 and stay there, and which
   * rows of counts add up longer than the others.
   */
  @Override
  public List<String> notes() {
    Plan plan = compilation.get().plan();
    return Stream.of(ZeroStarts.notes(plan), UnevenIntervals.notes(plan))
        .flatMap(List::stream)
        .toList();
  }

  /** Returns the system whose solutions are observed; empty for a model without one. */
  public Optional<OpSystem> system() {
    return draft.dynamics().map(Dynamics::system);
  }

  /** Returns what priors and named formulas say so far, names first; nothing is checked. */
  public Map<String, String> statements() {
    Map<String, String> said = new LinkedHashMap<>();
    draft.priors().forEach(prior -> said.put(prior.name(), "~ " + prior.right().text().strip()));
    draft.aliases().forEach(alias -> said.put(alias.name(), "= " + alias.right().text().strip()));
    return said;
  }

  /** Returns the names of the parameters that have a prior. */
  public List<String> parameters() {
    return List.copyOf(compilation.get().plan().sampled().keySet());
  }

  /**
   * Returns the place of parameter values on the unconstrained scale.
   *
   * @param values one for each parameter
   */
  public double[] unconstrained(Values values) {
    return compilation.get().starts().of(tensors(values));
  }

  /**
   * Returns data simulated from the priors.
   *
   * @param draws how many times
   */
  public Prediction priorPredictive(int draws, long seed) {
    return compilation.get().predictions().fromPriors(draws, seed);
  }

  /**
   * Returns data simulated from a fit.
   *
   * @param fit draws of this model
   * @param draws how many of them are used, evenly from all chains
   */
  public Prediction posteriorPredictive(Draws fit, int draws, long seed) {
    return compilation.get().predictions().fromDraws(fit, draws, seed);
  }

  /** Returns what the user wrote, one statement a line, and which states start at 0 unsaid. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("model ").append(draft.name());
    draft.axes().forEach(axis -> text.append("\n  axis ").append(axis));
    draft.priors().forEach(prior -> text.append("\n  prior ").append(prior));
    draft.aliases().forEach(alias -> text.append("\n  alias ").append(alias));
    draft.derived().forEach(formula -> text.append("\n  derive ").append(formula));
    for (Draft.Observing observing : draft.observations()) {
      text.append("\n  observe ").append(observing.statement());
      text.append("  (").append(observing.columns().rows()).append(" rows)");
    }
    List<String> zero = ZeroStarts.of(draft);
    if (!zero.isEmpty()) {
      text.append("\n  not given, so 0 at the start: ").append(String.join(", ", zero));
    }
    return text.toString();
  }

  /** Returns the statements as formulas, and what is missing or wrong before it can be sampled. */
  @Override
  public List<Part> parts() {
    Part statements = Part.latex(StatementsLatex.of(draft), toString());
    List<String> open = Plan.problems(draft).stream().map(Problem::toString).toList();
    return open.isEmpty()
        ? List.of(statements)
        : List.of(statements, Part.text("Not ready to be sampled:\n" + String.join("\n", open)));
  }

  /** A value that is made when it is first asked for. */
  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> make;
    private final List<T> made = new ArrayList<>(1);

    Once(Supplier<T> make) {
      this.make = make;
    }

    @Override
    public synchronized T get() {
      if (made.isEmpty()) {
        made.add(make.get());
      }
      return made.get(0);
    }
  }
}
