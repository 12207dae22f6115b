package episode.system;

import episode.expr.AxisKind;
import episode.expr.Expr;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Span;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says of every subscript in a spec's formula which index or element it means. Within a reduction
 * over an axis its bare name means the index of the reduction; beside an index of the axis, as in
 * {@code C[age, age:a]}, it means the nearest index that leaves it free, else the equation's own
 * element. For one formula and one thread.
 */
final class SpecSubscripts {
  private final SpecNames names;
  private final Deque<SpecIndex> bound;
  private final Map<String, String> pins;
  private final Set<String> free = new LinkedHashSet<>();

  /** Subscripts put into explicit terms with their axes, or the problem with one and its place. */
  record Read(
      List<Expr.Subscript> subscripts, List<NamedAxis> axes, Optional<Problem> problem, Span span) {
    /** Returns whether a subscript cannot be read, be that a problem of its own or of an axis. */
    boolean isBroken() {
      return subscripts.isEmpty();
    }
  }

  SpecSubscripts(SpecNames names, Deque<SpecIndex> bound, Map<String, String> pins) {
    this.names = names;
    this.bound = bound;
    this.pins = pins;
  }

  Set<String> free() {
    return free;
  }

  /** Returns what the subscripts mean; in a total, over which a formula does not vary. */
  Read read(Expr.Element element, boolean inTotal) {
    List<NamedAxis> axes = new ArrayList<>();
    List<SpecIndex> explicit = new ArrayList<>();
    List<Expr.Subscript> places = element.subscripts();
    for (int i = 0; i < places.size(); i++) {
      Expr.Subscript place = places.get(i);
      SpecIndex index = index(place);
      NamedAxis axis = axis(element, i, index);
      if (axis == null) {
        return new Read(List.of(), List.of(), unknown(place), place.span());
      }
      axes.add(axis);
      explicit.add(index);
    }
    List<Expr.Subscript> read = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Expr.Subscript place = places.get(i);
      if (place.pinned()) {
        Optional<String> el = SpecNames.element(axes.get(i), place.value());
        String value = el.orElse(place.value());
        read.add(new Expr.Subscript(axes.get(i).name(), value, true, place.span()));
      } else if (explicit.get(i) != null) {
        explicit.get(i).use();
        read.add(new Expr.Subscript("", explicit.get(i).name(), false, place.span()));
      } else {
        read.add(bare(axes.get(i), isBeside(explicit, axes.get(i)), place.span(), inTotal));
      }
    }
    return new Read(read, axes, Optional.empty(), element.span());
  }

  /**
   * Returns what the bare name of an index or an axis means as a value; empty where it is neither.
   * Within a reduction over the axis it means the index, as between brackets, unless the body
   * speaks of the index by its own name too.
   */
  Optional<Expr> value(Expr.Name name, boolean inTotal) {
    for (SpecIndex index : bound) {
      boolean own = index.written().equals(name.name());
      boolean instead = index.axis().name().equals(name.name()) && index.takesOverValue();
      if (own || instead) {
        index.use();
        return Optional.of(new Expr.Name(index.name(), name.span()));
      }
    }
    NamedAxis axis = names.axes().get(name.name());
    if (axis == null) {
      return Optional.empty();
    }
    Optional<double[]> numbers = axis.numbers();
    String pin = pins.get(axis.name());
    if (pin != null && !inTotal && numbers.isPresent()) {
      double number = numbers.get()[axis.elements().indexOf(pin)];
      return Optional.of(new Expr.Literal(number, name.span()));
    }
    if (axis.kind() != AxisKind.TIME && numbers.isPresent() && !inTotal) {
      free.add(axis.name());
    }
    return Optional.of(name);
  }

  /** Returns whether an index that a reduction's {@code in} binds is called so, and is a number. */
  boolean isBoundHere(String name) {
    for (SpecIndex index : bound) {
      if (index.written().equals(name)) {
        return !index.takesOver() && index.axis().numbers().isPresent();
      }
    }
    return false;
  }

  /** Returns the index that a subscript names; null for the bare name of an axis. */
  private SpecIndex index(Expr.Subscript place) {
    if (place.pinned()) {
      return null;
    }
    boolean bare = place.axis().isEmpty() && names.axes().containsKey(place.value());
    for (SpecIndex index : bound) {
      boolean named = index.written().equals(place.value()) && !(bare && index.takesOver());
      if (named && (place.axis().isEmpty() || place.axis().equals(index.axis().name()))) {
        return index;
      }
    }
    return null;
  }

  private NamedAxis axis(Expr.Element element, int i, SpecIndex index) {
    Expr.Subscript place = element.subscripts().get(i);
    if (index != null) {
      return index.axis();
    }
    if (place.pinned() && place.axis().isEmpty()) {
      List<NamedAxis> of =
          names
              .template(element.name())
              .map(Template::axes)
              .orElse(names.cellByCell(element.name()));
      return of != null && i < of.size() ? of.get(i) : null;
    }
    if (!place.pinned() && !place.axis().isEmpty() && !place.axis().equals(place.value())) {
      return null;
    }
    return names.axes().get(place.axis().isEmpty() ? place.value() : place.axis());
  }

  private Optional<Problem> unknown(Expr.Subscript place) {
    String axis = place.axis().isEmpty() ? place.value() : place.axis();
    boolean asksForAxis = !place.axis().isEmpty() && !names.axes().containsKey(axis);
    Optional<Problem> noAxis = names.unknownAxis(axis);
    if (asksForAxis || place.pinned() || noAxis.isEmpty() && place.axis().isEmpty()) {
      return noAxis;
    }
    for (SpecIndex index : bound) {
      if (index.written().equals(place.value())) {
        String runs = index.axis().name();
        String what = "Index '" + place.value() + "' runs over " + runs + ", not over " + axis;
        String remedy =
            "Write " + runs + ":" + place.value() + ", or let an index run over " + axis;
        return Optional.of(Problem.of("E2105", what).remedy(remedy + "."));
      }
    }
    Set<String> known = new TreeSet<>(names.axes().keySet());
    bound.forEach(index -> known.add(index.written()));
    return Optional.of(
        Problem.of("E2105", "Unknown index '" + place.value() + "'")
            .remedy(Suggestion.remedy(place.value(), known, "Indices")));
  }

  /** Returns whether an index over an axis stands beside its bare name. */
  private static boolean isBeside(List<SpecIndex> explicit, NamedAxis axis) {
    return explicit.stream().anyMatch(index -> index != null && index.axis().equals(axis));
  }

  private Expr.Subscript bare(NamedAxis axis, boolean beside, Span span, boolean inTotal) {
    for (SpecIndex index : bound) {
      boolean leaves = beside && index.leavesBareName();
      if (index.takesOver() && index.axis().equals(axis) && !leaves) {
        index.use();
        return new Expr.Subscript("", index.name(), false, span);
      }
    }
    String pin = pins.get(axis.name());
    if (pin != null && !inTotal) {
      return new Expr.Subscript(axis.name(), pin, true, span);
    }
    if (axis.kind() != AxisKind.TIME && !inTotal) {
      free.add(axis.name());
    }
    return new Expr.Subscript("", axis.name(), false, span);
  }
}
