package episode.model;

import episode.expr.DType;
import episode.expr.NamedAxis;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** States that start at 0 because nothing else was said. */
final class ZeroStarts {
  /** Where nothing is known of a parameter: neither of the ends of a proportion. */
  private static final double ANY = 0.5;

  private ZeroStarts() {}

  /** Returns the names of those states. */
  static List<String> of(Draft draft) {
    List<String> names = new ArrayList<>();
    draft.dynamics().ifPresent(dynamics -> names.addAll(dynamics.unsaid()));
    names.removeAll(draft.fixed().keySet());
    draft.priors().forEach(prior -> names.remove(prior.name()));
    return names;
  }

  /** Returns a sentence about those that stay at 0 as well, so that the data cannot move them. */
  static List<String> notes(Plan plan) {
    List<String> zero = of(plan.draft());
    if (zero.isEmpty() || plan.observed().isEmpty()) {
      return List.of();
    }
    Dynamics dynamics = plan.dynamics().orElseThrow();
    Map<String, Tensor> values = new LinkedHashMap<>();
    dynamics.parameters().forEach((name, axes) -> values.put(name, value(plan, name, axes)));
    for (Map.Entry<String, List<NamedAxis>> state : dynamics.states().entrySet()) {
      String name = state.getKey();
      if (plan.sampled().containsKey(name) || plan.fixed(name).isPresent()) {
        values.put(name, value(plan, name, state.getValue()));
      }
    }
    Set<String> stuck = dynamics.staysZero(values);
    stuck.retainAll(zero);
    if (stuck.isEmpty()) {
      return List.of();
    }
    String first = stuck.iterator().next();
    return List.of(
        String.join(", ", stuck)
            + (stuck.size() == 1 ? " starts" : " start")
            + " at 0, because no value was given, and nothing flows in from elsewhere: give one,"
            + " values(\""
            + first
            + "\", …), or a prior.");
  }

  private static Tensor value(Plan plan, String name, List<NamedAxis> axes) {
    Optional<Tensor> known = plan.start(name).or(() -> plan.fixed(name));
    return known
        .filter(value -> value.shape().equals(NamedAxis.shape(axes)))
        .orElseGet(() -> Tensor.filled(DType.FLOAT64, NamedAxis.shape(axes), ANY));
  }
}
