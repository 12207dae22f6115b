package episode.model;

import episode.expr.NamedAxis;
import episode.expr.Tensor;
import episode.plot.Columns;
import episode.system.At;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user has said so far, read but not yet checked. Immutable: every change is a copy.
 *
 * @param name the name of the model
 * @param dynamics the system, where there is one
 * @param axes axes of the model itself
 * @param priors statements {@code name ~ distribution}
 * @param aliases named formulas of parameters
 * @param derived named formulas that are computed for every draw only
 * @param observations statements about columns of data
 * @param fixed values of names that are not sampled
 * @param start values of parameters to start from
 */
record Draft(
    String name,
    Optional<Dynamics> dynamics,
    List<NamedAxis> axes,
    List<Statement> priors,
    List<Statement> aliases,
    List<Statement> derived,
    List<Observing> observations,
    Map<String, Tensor> fixed,
    Map<String, Tensor> start) {

  /**
   * A statement about data.
   *
   * @param statement column on the left, model on the right
   * @param columns the data
   * @param at where the times are
   */
  record Observing(Statement statement, Columns columns, Optional<At> at) {}

  static Draft named(String name, Optional<Dynamics> dynamics) {
    return new Draft(
        name, dynamics, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), Map.of());
  }

  Draft dynamics(Optional<Dynamics> other) {
    return new Draft(name, other, axes, priors, aliases, derived, observations, fixed, start);
  }

  Draft axis(NamedAxis axis) {
    List<NamedAxis> more = plus(axes, axis);
    return new Draft(name, dynamics, more, priors, aliases, derived, observations, fixed, start);
  }

  Draft prior(Statement prior) {
    List<Statement> more = plus(priors, prior);
    return new Draft(name, dynamics, axes, more, aliases, derived, observations, fixed, start);
  }

  Draft alias(Statement alias) {
    List<Statement> more = plus(aliases, alias);
    return new Draft(name, dynamics, axes, priors, more, derived, observations, fixed, start);
  }

  Draft derive(Statement formula) {
    List<Statement> more = plus(derived, formula);
    return new Draft(name, dynamics, axes, priors, aliases, more, observations, fixed, start);
  }

  Draft observe(Observing observing) {
    List<Observing> more = plus(observations, observing);
    return new Draft(name, dynamics, axes, priors, aliases, derived, more, fixed, start);
  }

  Draft fixed(Map<String, Tensor> values) {
    Map<String, Tensor> more = new LinkedHashMap<>(fixed);
    more.putAll(values);
    return new Draft(name, dynamics, axes, priors, aliases, derived, observations, more, start);
  }

  Draft start(Map<String, Tensor> values) {
    Map<String, Tensor> more = new LinkedHashMap<>(start);
    more.putAll(values);
    return new Draft(name, dynamics, axes, priors, aliases, derived, observations, fixed, more);
  }

  private static <T> List<T> plus(List<T> list, T element) {
    List<T> more = new ArrayList<>(list);
    more.add(element);
    return List.copyOf(more);
  }
}
