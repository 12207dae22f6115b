package episode.system;

import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the axes along which a spec says that it separates. For one system and one thread. */
final class SpecFactors {
  private final Definitions system;
  private final Separation separation;

  SpecFactors(Definitions system) {
    this.system = system;
    this.separation = new Separation(system);
  }

  /**
   * Returns the axes of {@code factorize_axes} that are declared; those that do not separate are
   * problems.
   */
  List<String> read(SpecNode node, Set<String> operatorAxes) {
    List<String> axes = new ArrayList<>();
    for (SpecNode entry : node.list()) {
      Optional<String> name = entry.text().map(String::strip);
      for (NamedAxis axis : system.axes()) {
        if (name.isPresent() && axis.name().equals(name.get())) {
          boolean acted = operatorAxes.contains(axis.name());
          String why = acted ? "an operator acts along it" : separation.why(axis);
          if (!why.isEmpty()) {
            String what = Block.inseparable(axis, why).what();
            entry.problem("E2511", what, "Leave the axis out of factorize_axes.");
          }
          axes.add(axis.name());
        }
      }
    }
    return List.copyOf(axes);
  }
}
