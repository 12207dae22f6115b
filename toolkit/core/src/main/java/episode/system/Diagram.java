package episode.system;

import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a flow diagram shows before anything has a place: boxes and arrows, and in which layer from
 * left to right each box stands. Arrows that would run back to an earlier layer are told apart.
 */
final class Diagram {
  private static final int LONGEST_LABEL = 26;

  /**
   * A box: a state, or a bend of an arrow that passes a layer.
   *
   * @param state the state; empty text for a bend
   * @param badge the strata, such as "× 3 age", or the empty string
   * @param layer from the left, from 0
   */
  record Box(int id, String state, String badge, int layer) {
    boolean isBend() {
      return state.isEmpty();
    }
  }

  /** What an arrow says: the flow's name, its rate, and all of it for a tooltip. */
  record Label(String name, String rate, String whole) {}

  /**
   * An arrow between states, or from or to the outside (−1).
   *
   * @param bends the boxes that a long forward arrow passes
   */
  record Arrow(int from, int to, List<Label> labels, List<Integer> bends) {}

  private final List<Box> boxes = new ArrayList<>();
  private final List<Arrow> forward = new ArrayList<>();
  private final List<Arrow> back = new ArrayList<>();
  private final List<Arrow> outside = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Long, List<Label>> labels = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> along = new HashMap<>();

  Diagram(OpSystem system) {
    Set<String> moved = Checks.compartments(system.transitions());
    List<Template> shown = new ArrayList<>();
    for (Template state : system.states()) {
      if (moved.contains(state.name())) {
        ids.put(state.name(), shown.size());
        shown.add(state);
      }
    }
    system.transitions().forEach(this::label);
    Set<Long> backward = backward(shown.size());
    int[] layers = layers(shown.size(), backward);
    for (int i = 0; i < shown.size(); i++) {
      boxes.add(new Box(i, shown.get(i).name(), badge(shown.get(i)), layers[i]));
    }
    for (Map.Entry<Long, List<Label>> entry : labels.entrySet()) {
      arrow(entry.getKey(), entry.getValue(), backward);
    }
  }

  /** Returns the states, then the bends. */
  List<Box> boxes() {
    return boxes;
  }

  /** Returns the arrows to a later layer. */
  List<Arrow> forward() {
    return forward;
  }

  /** Returns the arrows to an earlier layer, and those from a box to itself. */
  List<Arrow> back() {
    return back;
  }

  /** Returns the arrows from and to the outside of the system. */
  List<Arrow> outside() {
    return outside;
  }

  int layers() {
    return boxes.stream().mapToInt(Box::layer).max().orElse(-1) + 1;
  }

  private static long key(int from, int to) {
    return ((long) (from + 1) << 32) | (to + 1);
  }

  private static int from(long key) {
    return (int) (key >> 32) - 1;
  }

  private static int to(long key) {
    return (int) key - 1;
  }

  /** Returns whether a flow stays in its state and goes from element to element of an axis. */
  private static boolean isAlongAnAxis(Transition transition) {
    Optional<Template> from = transition.from().map(Cells::template);
    return !transition.shifted().isEmpty() && from.equals(transition.to().map(Cells::template));
  }

  private void label(Transition transition) {
    if (isAlongAnAxis(transition)) {
      String state = transition.from().orElseThrow().template().name();
      along.computeIfAbsent(state, key -> new HashMap<>()).putAll(transition.shifted());
      return;
    }
    int from = transition.from().map(cells -> ids.get(cells.template().name())).orElse(-1);
    int to = transition.to().map(cells -> ids.get(cells.template().name())).orElse(-1);
    String pins = pins(transition);
    String rate = pins + FormulaLabel.of(transition.rate(), LONGEST_LABEL);
    Label label = new Label(transition.name(), rate, transition.toString());
    labels.computeIfAbsent(key(from, to), key -> new ArrayList<>()).add(label);
  }

  /** Returns the elements that a flow is pinned to, such as "none → one: ". */
  private static String pins(Transition transition) {
    String left = transition.from().map(Diagram::pins).orElse("");
    String right = transition.to().map(Diagram::pins).orElse("");
    if (left.isEmpty() && right.isEmpty()) {
      return "";
    }
    boolean both = transition.from().isPresent() && transition.to().isPresent();
    String arrow = both ? left + " → " + right : left + right;
    return arrow.strip() + ": ";
  }

  private static String pins(Cells cells) {
    List<String> places = new ArrayList<>(cells.pinned().values());
    cells.shifted().forEach((axis, step) -> places.add(axis + (step > 0 ? "+1" : "−1")));
    return String.join(", ", places);
  }

  /** Returns the strata; an arrow at an axis says that people move from element to element. */
  private String badge(Template state) {
    Map<String, Integer> steps = along.getOrDefault(state.name(), Map.of());
    List<String> strata = new ArrayList<>();
    for (NamedAxis axis : state.axes()) {
      int step = steps.getOrDefault(axis.name(), 0);
      String arrow = step == 0 ? "" : step > 0 ? " →" : " ←";
      strata.add("× " + axis.size() + " " + axis.name() + arrow);
    }
    return String.join(" ", strata);
  }

  /** Returns the arrows that close a cycle when states are visited in the order declared. */
  private Set<Long> backward(int states) {
    Set<Long> backward = new HashSet<>();
    int[] mark = new int[states];
    for (int start = 0; start < states; start++) {
      if (mark[start] == 0) {
        visit(start, mark, backward);
      }
    }
    return backward;
  }

  private void visit(int state, int[] mark, Set<Long> backward) {
    mark[state] = 1;
    for (long key : labels.keySet()) {
      int to = to(key);
      if (from(key) == state && to >= 0) {
        if (mark[to] == 1) {
          backward.add(key);
        } else if (mark[to] == 0) {
          visit(to, mark, backward);
        }
      }
    }
    mark[state] = 2;
  }

  /** Returns the layer of every state: one more than the last of those that flow into it. */
  private int[] layers(int states, Set<Long> backward) {
    int[] layers = new int[states];
    boolean changed = true;
    while (changed) {
      changed = false;
      for (long key : labels.keySet()) {
        boolean inside = from(key) >= 0 && to(key) >= 0 && !backward.contains(key);
        if (inside && layers[to(key)] <= layers[from(key)]) {
          layers[to(key)] = layers[from(key)] + 1;
          changed = true;
        }
      }
    }
    return layers;
  }

  private void arrow(long key, List<Label> labelled, Set<Long> backward) {
    int from = from(key);
    int to = to(key);
    if (from < 0 || to < 0) {
      outside.add(new Arrow(from, to, labelled, List.of()));
    } else if (backward.contains(key)) {
      back.add(new Arrow(from, to, labelled, List.of()));
    } else {
      List<Integer> bends = new ArrayList<>();
      for (int layer = boxes.get(from).layer() + 1; layer < boxes.get(to).layer(); layer++) {
        bends.add(boxes.size());
        boxes.add(new Box(boxes.size(), "", "", layer));
      }
      forward.add(new Arrow(from, to, labelled, bends));
    }
  }
}
