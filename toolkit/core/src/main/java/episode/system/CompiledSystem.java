package episode.system;

import episode.backend.Backend;
import episode.backend.CompiledFunction;
import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A system made ready to run on a backend. Immutable and safe to share. */
public final class CompiledSystem {
  private final OpSystem system;
  private final Backend backend;
  private final CompiledFunction rhs;

  CompiledSystem(OpSystem system, Backend backend) {
    this.system = system;
    this.backend = backend;
    rhs = backend.compile(system.rhs());
  }

  /** Returns the system. */
  public OpSystem system() {
    return system;
  }

  /** Returns the backend that it runs on. */
  public Backend backend() {
    return backend;
  }

  /** Returns the name of every cell of the state, as {@link OpSystem#stateNames} does. */
  public List<String> stateNames() {
    return system.stateNames();
  }

  /** Returns the label of every cell of the state for people, such as {@code S[0-17]}. */
  public List<String> stateLabels() {
    return system.stateLabels();
  }

  /**
   * Returns the time derivative of the state.
   *
   * @param t the time, in the system's unit
   * @param y double[n], in the order of {@link #stateNames}
   * @param values the parameters; initial values in it are ignored
   * @throws EpisodeException E2 where values or state do not fit, with all problems
   */
  public double[] rhs(double t, double[] y, Values values) {
    return flat(rhs.apply(arguments(t, y, values)));
  }

  private List<Tensor> arguments(double t, double[] y, Values values) {
    List<Tensor> parameters = Bindings.parameters(system, values);
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(Tensor.of(t));
    inputs.addAll(split(y));
    inputs.addAll(parameters);
    return inputs;
  }

  private List<Tensor> split(double[] y) {
    if (y.length != system.size()) {
      throw new EpisodeException(
          Problem.of("E2208", "The state has " + y.length + " values, expected " + system.size())
              .remedy("One for each of " + episode.expr.Suggestion.list(stateLabels()) + "."));
    }
    List<Tensor> states = new ArrayList<>();
    int start = 0;
    for (Template state : system.states()) {
      double[] cells = java.util.Arrays.copyOfRange(y, start, start + state.size());
      states.add(Tensor.of(state.shape(), cells));
      start += state.size();
    }
    return states;
  }

  private double[] flat(List<Tensor> states) {
    double[] y = new double[system.size()];
    int start = 0;
    for (Tensor state : states) {
      System.arraycopy(state.doubles(), 0, y, start, state.shape().size());
      start += state.shape().size();
    }
    return y;
  }

  /**
   * Returns the state at the start: double[n], in the order of {@link #stateNames}. States that are
   * neither given nor defined by {@code .initial(…)} are 0.
   *
   * @throws EpisodeException E2 where the values do not fit, with all problems; E2207 for a
   *     population that starts below zero
   */
  public double[] initial(Values values) {
    List<Tensor> inputs = new ArrayList<>(Bindings.parameters(system, values));
    Set<String> given = Bindings.given(system, values);
    given.forEach(name -> inputs.add(values.tensor(name).orElseThrow()));
    double[] y = flat(backend.compile(system.initial(given)).apply(inputs));
    List<Problem> problems = new ArrayList<>();
    Set<String> compartments = Checks.compartments(system.transitions());
    int start = 0;
    for (Template state : system.states()) {
      if (compartments.contains(state.name())) {
        Bindings.nonNegative(state, y, start, problems);
      }
      start += state.size();
    }
    Reading.refuse(problems);
    return y;
  }

  @Override
  public String toString() {
    return system.name() + " on " + backend.name();
  }
}
