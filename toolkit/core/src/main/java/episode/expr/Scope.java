package episode.expr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the names of a formula stand for: quantities and axes. The constants pi, e, inf and nan are
 * known everywhere and give way to declared names. For one thread.
 */
public final class Scope {
  private final Map<String, NamedAxis> axes = new LinkedHashMap<>();
  private final Map<String, Optional<Quantity>> quantities = new LinkedHashMap<>();

  private final Set<String> unread = new TreeSet<>();

  private Optional<Histories> histories = Optional.empty();

  /** Makes a scope with the given axes and no quantities. */
  public Scope(Collection<NamedAxis> axes) {
    for (NamedAxis axis : axes) {
      this.axes.put(axis.name(), axis);
    }
  }

  /** Returns a scope that knows the same and can be added to on its own. */
  public Scope copy() {
    Scope copy = new Scope(axes.values());
    copy.quantities.putAll(quantities);
    copy.unread.addAll(unread);
    copy.histories = histories;
    return copy;
  }

  /** Lets formulas ask for past values, which are added to a list, and returns this scope. */
  public Scope put(Histories list) {
    histories = Optional.of(list);
    return this;
  }

  /** Returns where formulas ask for past values; empty where there is no past. */
  Optional<Histories> histories() {
    return histories;
  }

  /** Makes a name stand for a quantity and returns this scope. */
  public Scope put(String name, Quantity quantity) {
    quantities.put(name, Optional.of(quantity));
    return this;
  }

  /**
   * Makes a name known whose own formula is wrong: formulas that use it are not blamed for it.
   * Returns this scope.
   */
  public Scope putBroken(String name) {
    quantities.put(name, Optional.empty());
    return this;
  }

  /**
   * Makes a name known whose declaration could not be read: what uses it is not blamed, nor is it
   * listed among the names that there are. Returns this scope.
   */
  public Scope putUnread(String name) {
    unread.add(name);
    return putBroken(name);
  }

  /** Returns whether the declaration of a name could not be read. */
  boolean isUnread(String name) {
    return unread.contains(name) && quantity(name).isEmpty();
  }

  /** Returns the names whose declarations could not be read. */
  Collection<String> unreadNames() {
    return Collections.unmodifiableCollection(unread);
  }

  /** Returns whether a name stands for a quantity. */
  public boolean knows(String name) {
    return quantities.containsKey(name);
  }

  /** Returns what a name stands for; empty for an unknown or broken one. */
  public Optional<Quantity> quantity(String name) {
    return quantities.getOrDefault(name, Optional.empty());
  }

  /** Returns an axis by its name. */
  public Optional<NamedAxis> axis(String name) {
    return Optional.ofNullable(axes.get(name));
  }

  /** Returns the axes, in the order given. */
  public List<NamedAxis> axes() {
    return List.copyOf(axes.values());
  }

  /** Returns the names of all axes. */
  public Collection<String> axisNames() {
    return Collections.unmodifiableCollection(axes.keySet());
  }

  /** Returns the names of all quantities, in the order they were put. */
  public Collection<String> names() {
    List<String> names = new ArrayList<>(quantities.keySet());
    names.removeIf(this::isUnread);
    return Collections.unmodifiableCollection(names);
  }

  static double constant(String name) {
    return switch (name) {
      case "pi" -> Math.PI;
      case "e" -> Math.E;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "True" -> 1;
      case "False" -> 0;
      default -> Double.NaN;
    };
  }

  static boolean isConstant(String name) {
    return switch (name) {
      case "pi", "e", "inf", "nan", "True", "False" -> true;
      default -> false;
    };
  }
}
