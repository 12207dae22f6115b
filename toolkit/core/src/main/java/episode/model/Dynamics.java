package episode.model;

import episode.backend.Backend;
import episode.expr.GraphBuilder;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.system.OpSystem;
import episode.system.Traits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a posterior needs of a system of differential equations. */
interface Dynamics {

  /** Returns the system's name. */
  String name();

  /** Returns the system that is solved. */
  OpSystem system();

  /** Returns where solves run. */
  Backend backend();

  /** Returns the axes. */
  List<NamedAxis> axes();

  /** Returns the parameters with their axes. */
  Map<String, List<NamedAxis>> parameters();

  /** Returns the states with their axes. */
  Map<String, List<NamedAxis>> states();

  /**
   * Returns all that varies in time and has a name: t, states, inputs, aliases, flows and outputs.
   */
  Map<String, List<NamedAxis>> series();

  /** Returns the flows with their axes. */
  Map<String, List<NamedAxis>> flows();

  /** Returns the bounds of a parameter, and what else was said of it. */
  Traits traits(String name);

  /** Returns the value that the user gave for a parameter or the start of a state. */
  Optional<Tensor> given(String name);

  /** Returns the states that neither a value nor a formula of the system starts. */
  Set<String> unsaid();

  /** Returns the states that transitions move: populations, which are not negative. */
  Set<String> populations();

  /**
   * Returns the states that start at 0 and that no other state's flow reaches.
   *
   * @param values every parameter, and the states whose start is known
   */
  Set<String> staysZero(Map<String, Tensor> values);

  /** Returns how far below 0 a quantity that cannot be negative may come by errors of a solve. */
  double noise();

  /** Returns this with other tolerances. */
  Dynamics tolerances(double rtol, double atol);

  /**
   * Returns what is wrong with the values that the user gave.
   *
   * @param elsewhere names that need no value
   */
  List<Problem> problems(Set<String> elsewhere);

  /** Returns when solves start, in the system's unit of time. */
  double start();

  /** Returns when the span ends, in the system's unit of time. */
  double end();

  /** Returns the times at which trajectories are shown. */
  double[] saved();

  /** Returns the label of a time axis. */
  String timeLabel();

  /** Returns a number of days in the system's unit of time; NaN where that is no unit. */
  double days(double days);

  /**
   * Returns series at some times as nodes.
   *
   * @param what what is solved for
   * @param values a node per parameter, and per state whose start is given
   */
  Solved solve(GraphBuilder builder, Request what, Map<String, Node> values);

  /** Returns how a solve failed, in words with time and last step; empty where it succeeded. */
  Optional<String> failure(Tensor report);

  /**
   * What is solved for.
   *
   * @param series names of series
   * @param flows names of flows that are summed up from the start
   * @param times when, ascending
   */
  record Request(Set<String> series, Set<String> flows, double[] times) {}

  /**
   * A solve as nodes.
   *
   * @param series per name an array [times, axes…]
   * @param accumulated per flow the total since the start, an array [times, axes…]
   * @param report what {@link #failure} reads
   */
  record Solved(Map<String, Node> series, Map<String, Node> accumulated, Node report) {}
}
