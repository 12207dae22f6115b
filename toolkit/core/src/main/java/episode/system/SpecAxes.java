package episode.system;

import episode.expr.AxisKind;
import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the axes of a spec. For one spec and one thread. */
final class SpecAxes {
  private static final List<String> KEYS =
      List.of("name", "type", "coords", "domain", "size", "spacing", "units");

  private final String timeAxis;
  private final Map<String, NamedAxis> axes = new LinkedHashMap<>();
  private final Set<String> broken = new HashSet<>();

  private SpecAxes(String timeAxis) {
    this.timeAxis = timeAxis;
  }

  /** Returns the names of axes; those that cannot be read are broken. */
  static SpecNames read(SpecNode node, String timeAxis) {
    SpecAxes axes = new SpecAxes(timeAxis);
    for (SpecNode entry : node.list()) {
      axes.axis(entry);
    }
    axes.broken.removeAll(axes.axes.keySet());
    return new SpecNames(axes.axes, axes.broken);
  }

  private void axis(SpecNode node) {
    Map<String, SpecNode> keys = node.map(KEYS);
    if (!keys.containsKey("name")) {
      if (node.isMap()) {
        node.missing("name", "Write name: age.");
      }
      return;
    }
    Optional<String> name = keys.get("name").text().map(String::strip);
    if (name.isEmpty()) {
      return;
    }
    if (!Selector.isName(name.get())) {
      String remedy = Template.NAMES;
      keys.get("name").problem("E2505", "'" + name.get() + "' is not a name of an axis", remedy);
      return;
    }
    broken.add(name.get());
    if (SpecNode.isThere(keys.get("units"))) {
      keys.get("units").text();
    }
    Optional<AxisKind> kind = kind(keys);
    if (kind.isEmpty()) {
      return;
    }
    Optional<NamedAxis> axis =
        kind.get() == AxisKind.CONTINUOUS
            ? continuous(name.get(), node, keys)
            : labelled(name.get(), kind.get(), node, keys);
    if (axis.isPresent() && axes.put(name.get(), axis.get()) != null) {
      String what = "Axis '" + name.get() + "' is declared twice";
      keys.get("name").problem("E2101", what, "Rename or remove one.");
    }
  }

  private static Optional<AxisKind> kind(Map<String, SpecNode> keys) {
    if (!keys.containsKey("type")) {
      return Optional.of(AxisKind.CATEGORICAL);
    }
    Optional<String> type = keys.get("type").text();
    if (type.isEmpty()) {
      return Optional.empty();
    }
    switch (type.get().strip().toLowerCase(Locale.ROOT)) {
      case "categorical":
        return Optional.of(AxisKind.CATEGORICAL);
      case "ordinal":
        return Optional.of(AxisKind.ORDINAL);
      case "continuous":
        return Optional.of(AxisKind.CONTINUOUS);
      default:
        String what = "Unknown type of axis '" + type.get() + "'";
        keys.get("type").problem("E2505", what, "Types: categorical, ordinal, continuous.");
        return Optional.empty();
    }
  }

  private static Optional<NamedAxis> labelled(
      String name, AxisKind kind, SpecNode node, Map<String, SpecNode> keys) {
    if (!keys.containsKey("coords")) {
      node.missing("coords", "Name the elements: coords: [young, old].");
      return Optional.empty();
    }
    List<String> elements = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<SpecNode> coords = keys.get("coords").list();
    for (SpecNode coord : coords) {
      Optional<String> element = coord.text().map(String::strip);
      if (element.isPresent() && seen.add(element.get()) && element.get().indexOf('"') < 0) {
        elements.add(element.get());
      } else if (element.isPresent()) {
        String what = "Element '" + element.get() + "' is quoted or there twice";
        coord.problem("E2505", what, "The elements of an axis are different names without \".");
      }
    }
    if (keys.get("coords").isList() && coords.isEmpty()) {
      String what = "Axis '" + name + "' has no elements";
      keys.get("coords").problem("E2505", what, "Name them: coords: [young, old].");
    }
    boolean whole = !elements.isEmpty() && elements.size() == coords.size();
    return whole ? Optional.of(new NamedAxis(name, elements, kind, List.of())) : Optional.empty();
  }

  private Optional<NamedAxis> continuous(String name, SpecNode node, Map<String, SpecNode> keys) {
    List<Double> points = new ArrayList<>();
    SpecNode at = keys.getOrDefault("coords", node);
    if (keys.containsKey("coords") && !at.isNull()) {
      List<SpecNode> coords = at.list();
      for (SpecNode coord : coords) {
        coord.number().ifPresent(points::add);
      }
      if (points.size() < coords.size() || !at.isList()) {
        return Optional.empty();
      }
    } else if (!domain(node, keys, points)) {
      return Optional.empty();
    }
    if (points.size() < 2) {
      at.problem("E2505", "Axis '" + name + "' has fewer than 2 points", "Give it two or more.");
      return Optional.empty();
    }
    int flaw = AxisPoints.flaw(points);
    if (flaw >= 0) {
      String label = PythonNumber.text(points.get(flaw));
      String what = "The points of axis '" + name + "' do not rise at " + label;
      at.problem("E2505", what, "Give finite numbers, each larger than the one before.");
      return Optional.empty();
    }
    AxisKind kind = name.equals(timeAxis) ? AxisKind.TIME : AxisKind.CONTINUOUS;
    return Optional.of(new NamedAxis(name, AxisPoints.labels(points), kind, points));
  }

  /** Spreads points over a domain; says whether that could be done. */
  private static boolean domain(SpecNode node, Map<String, SpecNode> keys, List<Double> points) {
    if (!keys.containsKey("domain") || !keys.containsKey("size")) {
      node.missing("coords", "Give coords: [0, 0.5, 2], or domain: {lb: 0, ub: 2} and size: 5.");
      return false;
    }
    Map<String, SpecNode> domain = keys.get("domain").map(List.of("lb", "ub"));
    Optional<Integer> size = keys.get("size").whole();
    if (!domain.containsKey("lb") || !domain.containsKey("ub") || size.isEmpty()) {
      for (String key : List.of("lb", "ub")) {
        if (keys.get("domain").isMap() && !domain.containsKey(key)) {
          keys.get("domain").missing(key, "Write domain: {lb: 0, ub: 2}.");
        }
      }
      return false;
    }
    Optional<Double> low = domain.get("lb").number();
    Optional<Double> high = domain.get("ub").number();
    if (low.isEmpty() || high.isEmpty()) {
      return false;
    }
    if (size.get() < 2 || size.get() > AxisPoints.MOST) {
      String what = "An axis has from 2 to " + AxisPoints.MOST + " points, here " + size.get();
      keys.get("size").problem("E2505", what, "Change the size.");
      return false;
    }
    if (!(low.get() < high.get())) {
      keys.get("domain").problem("E2505", "The domain is empty", "Make lb smaller than ub.");
      return false;
    }
    return spread(keys, low.get(), high.get(), size.get(), points);
  }

  private static boolean spread(
      Map<String, SpecNode> keys, double low, double high, int size, List<Double> points) {
    SpecNode node = keys.get("spacing");
    String spacing =
        node == null ? "linear" : node.text().orElse("").strip().toLowerCase(Locale.ROOT);
    boolean log = spacing.equals("log") || spacing.equals("geom");
    if (!log && !spacing.equals("linear")) {
      node.problem("E2505", "Unknown spacing '" + spacing + "'", "Spacings: linear, log.");
      return false;
    }
    if (log && low <= 0) {
      keys.get("domain").problem("E2505", "A log spacing wants lb above 0", "Raise lb.");
      return false;
    }
    points.addAll(AxisPoints.spread(low, high, size, log));
    return true;
  }
}
