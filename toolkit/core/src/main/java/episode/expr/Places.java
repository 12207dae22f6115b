package episode.expr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The index variables that a formula may use at one point, and what they mean. Axes that the
 * formula's definition does not list get an index when they are first met. For one thread.
 */
final class Places {
  private static final int FREE = 1_000;
  private static final int IN_TOTAL = 100_000;
  private static final int BOUND = 1_000_000;

  private final Scope scope;
  private Map<String, Place> declared = new HashMap<>();
  private Map<String, Place> met = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private boolean total;
  private int inTotal = IN_TOTAL;
  private int bound = BOUND;

  /**
   * One position on an axis: an index that runs; where that is null an element; where that is
   * negative the time.
   */
  record Place(Index index, int element) {
    static final Place NOW = new Place(null, -1);

    boolean isNow() {
      return index == null && element < 0;
    }
  }

  /** What is put back after a reduction. */
  record Saved(Map<String, Place> declared, Map<String, Place> met, boolean total) {}

  Places(Scope scope) {
    this.scope = scope;
  }

  /** Returns the indices of the axes that a definition lists, each also under a name of its own. */
  List<Index> declare(List<NamedAxis> axes, List<String> names) {
    List<Index> indices = new ArrayList<>();
    List<String> usual = Lowering.indexNames(axes);
    for (int i = 0; i < axes.size(); i++) {
      Index index = new Index(usual.get(i), axes.get(i), i);
      indices.add(index);
      declared.put(usual.get(i), new Place(index, -1));
    }
    for (int i = 0; i < axes.size(); i++) {
      declared.put(names.get(i), new Place(indices.get(i), -1));
      if (!names.get(i).equals(usual.get(i))) {
        this.names.add(names.get(i));
      }
    }
    return indices;
  }

  /** Returns the place of an axis that a bare name has again; null where there is no such index. */
  Place again(String indexName) {
    return declared.get(indexName);
  }

  void pin(NamedAxis axis, String element) {
    declared.put(axis.name(), new Place(null, axis.place(element)));
  }

  /** Returns what an index variable or the name of an axis means; null for neither. */
  Place place(String name) {
    Place place = declared.getOrDefault(name, met.get(name));
    if (place == null && scope.axis(name).isPresent()) {
      NamedAxis axis = scope.axis(name).get();
      if (axis.kind() == AxisKind.TIME) {
        return Place.NOW;
      }
      int order = total ? inTotal++ : FREE + scope.axes().indexOf(axis);
      place = new Place(new Index(name, axis, order), -1);
      met.put(name, place);
    }
    return place;
  }

  /** Returns the index that a reduction around here binds to a name; empty for other names. */
  Optional<Index> bound(String name) {
    Place place = declared.get(name);
    boolean running = place != null && place.index() != null;
    return running && (place.index().order() >= BOUND || names.contains(name))
        ? Optional.of(place.index())
        : Optional.empty();
  }

  /** Starts a reduction over indices of its own. */
  Saved enter() {
    Saved saved = new Saved(declared, met, total);
    declared = new HashMap<>(declared);
    return saved;
  }

  /** Returns the index of a reduction, which runs over the chosen elements of an axis. */
  Index bind(Expr.Binder binder, NamedAxis axis, Ints chosen) {
    boolean all = chosen.equals(Ints.range(0, axis.size()));
    NamedAxis left = all ? axis : axis.part(chosen);
    Index index = new Index(binder.index(), left, all ? null : chosen, bound++);
    declared.put(binder.index(), new Place(index, -1));
    return index;
  }

  /** Starts a reduction over everything: forgets what the names of axes mean outside of it. */
  Saved enterTotal() {
    Saved saved = enter();
    declared.keySet().removeAll(scope.axisNames());
    declared.keySet().removeIf(name -> name.endsWith("'"));
    met = new HashMap<>();
    total = true;
    return saved;
  }

  /** Returns the indices of the axes met since the innermost {@link #enterTotal}. */
  List<Index> met() {
    List<Index> indices = new ArrayList<>();
    for (Place place : met.values()) {
      indices.add(place.index());
    }
    return indices;
  }

  void leave(Saved saved) {
    declared = saved.declared;
    met = saved.met;
    total = saved.total;
  }

  /** Returns the names that may stand between brackets. */
  Collection<String> names() {
    Collection<String> names = new TreeSet<>(declared.keySet());
    names.addAll(scope.axisNames());
    return names;
  }
}
