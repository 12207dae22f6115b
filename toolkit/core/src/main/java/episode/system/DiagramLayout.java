package episode.system;

import episode.draw.SvgCanvas;
import episode.system.Diagram.Arrow;
import episode.system.Diagram.Box;
import episode.system.Diagram.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places the boxes of a diagram, in pixels: layers from left to right, in each layer the order and
 * the heights that keep arrows short and level (the layered method of Sugiyama, Tagawa and Toda,
 * IEEE Trans. SMC 11, 1981, with means for barycentres).
 */
final class DiagramLayout {
  static final double BOX_HEIGHT = 46;
  private static final double NARROWEST_BOX = 62;

  /** Names are bold, which is as wide as a size larger. */
  private static final double BOLD = 18.5;

  private static final double BETWEEN_ROWS = 34;
  private static final double SHORTEST_ARROW = 84;

  /** The width in which an arrow changes its height; the rest of it is level and has its label. */
  static final double BEND = 54;

  private static final int SWEEPS = 12;

  private final Diagram diagram;
  private final List<List<Box>> layers = new ArrayList<>();
  private final Map<Integer, List<Integer>> before = new HashMap<>();
  private final Map<Integer, List<Integer>> after = new HashMap<>();
  private final double[] x;
  private final double[] y;
  private final double[] width;
  private final double[] above;
  private final double[] below;

  DiagramLayout(Diagram diagram) {
    this.diagram = diagram;
    int n = diagram.boxes().size();
    x = new double[n];
    y = new double[n];
    width = new double[n];
    above = new double[n];
    below = new double[n];
    for (int layer = 0; layer < diagram.layers(); layer++) {
      layers.add(new ArrayList<>());
    }
    diagram.boxes().forEach(box -> layers.get(box.layer()).add(box));
    diagram.forward().forEach(this::link);
    sizes();
    order();
    rows();
    columns();
  }

  /** Returns the left edge of a box. */
  double left(int box) {
    return x[box];
  }

  /** Returns the middle of a box, from left to right. */
  double middle(int box) {
    return x[box] + width[box] / 2;
  }

  /** Returns the right edge of a box. */
  double right(int box) {
    return x[box] + width[box];
  }

  /** Returns the middle of a box, from top to bottom. */
  double centre(int box) {
    return y[box];
  }

  /** Returns the upper edge of a box. */
  double top(int box) {
    return y[box] - BOX_HEIGHT / 2;
  }

  /** Returns the lower edge of a box. */
  double bottom(int box) {
    return y[box] + BOX_HEIGHT / 2;
  }

  /** Returns the left or right edge of a layer. */
  double edge(int layer, boolean right) {
    double edge = right ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    for (Box box : layers.get(layer)) {
      edge = right ? Math.max(edge, right(box.id())) : Math.min(edge, left(box.id()));
    }
    return edge;
  }

  /** Moves a layer. */
  void move(int layer, double across, double down) {
    for (Box box : layers.get(layer)) {
      x[box.id()] += across;
      y[box.id()] += down;
    }
  }

  /** Returns how high the highest thing between two layers reaches. */
  double highest(int firstLayer, int lastLayer) {
    double highest = Double.POSITIVE_INFINITY;
    for (Box box : diagram.boxes()) {
      if (box.layer() >= firstLayer && box.layer() <= lastLayer) {
        highest = Math.min(highest, y[box.id()] - above[box.id()]);
      }
    }
    return highest;
  }

  /** Returns how low the lowest thing between two layers reaches. */
  double lowest(int firstLayer, int lastLayer) {
    double lowest = Double.NEGATIVE_INFINITY;
    for (Box box : diagram.boxes()) {
      if (box.layer() >= firstLayer && box.layer() <= lastLayer) {
        lowest = Math.max(lowest, y[box.id()] + below[box.id()]);
      }
    }
    return lowest;
  }

  /** Returns whether another state stands above a box, or below it, in its layer. */
  boolean isCovered(int box, boolean fromAbove) {
    for (Box other : layers.get(diagram.boxes().get(box).layer())) {
      boolean beyond = fromAbove ? y[other.id()] < y[box] : y[other.id()] > y[box];
      if (!other.isBend() && beyond) {
        return true;
      }
    }
    return false;
  }

  /** Returns how far the strata behind a box stand out. */
  static double strata(Box box) {
    return box.badge().isEmpty() ? 0 : 7;
  }

  /** Returns the width of the widest line of some labels. */
  static double labelWidth(List<Label> labels) {
    double widest = 0;
    for (Label label : labels) {
      String line = labels.size() == 1 ? label.rate() : label.name() + ": " + label.rate();
      widest = Math.max(widest, SvgCanvas.textWidth(line, 12.5));
      widest = Math.max(widest, SvgCanvas.textWidth(label.name(), 12.5));
    }
    return widest;
  }

  private void link(Arrow arrow) {
    int last = arrow.from();
    for (int bend : arrow.bends()) {
      link(last, bend);
      last = bend;
    }
    link(last, arrow.to());
  }

  private void link(int from, int to) {
    after.computeIfAbsent(from, key -> new ArrayList<>()).add(to);
    before.computeIfAbsent(to, key -> new ArrayList<>()).add(from);
  }

  private void sizes() {
    for (Box box : diagram.boxes()) {
      double name = SvgCanvas.textWidth(box.state(), BOLD) + 30;
      double badge = SvgCanvas.textWidth(box.badge(), 11) + 18;
      width[box.id()] = box.isBend() ? 12 : Math.max(NARROWEST_BOX, Math.max(name, badge));
      above[box.id()] = box.isBend() ? 22 : BOX_HEIGHT / 2;
      below[box.id()] = above[box.id()];
    }
    for (Arrow arrow : diagram.forward()) {
      if (!arrow.bends().isEmpty()) {
        int middle = arrow.bends().get(arrow.bends().size() / 2);
        width[middle] = labelWidth(arrow.labels()) + 16;
      }
    }
    for (Arrow arrow : diagram.outside()) {
      if (arrow.from() >= 0 && !leavesSideways(arrow.from())) {
        below[arrow.from()] += 20 + 17 * arrow.labels().size();
      } else if (arrow.to() >= 0 && !entersSideways(arrow.to())) {
        above[arrow.to()] += 20 + 17 * arrow.labels().size();
      }
    }
    for (Arrow arrow : diagram.back()) {
      if (arrow.from() == arrow.to()) {
        above[arrow.from()] += 34 + 16 * arrow.labels().size();
      }
    }
  }

  /** Returns whether nothing but the arrow from outside comes in at the left side of a box. */
  boolean entersSideways(int box) {
    return diagram.boxes().get(box).layer() == 0;
  }

  /** Returns whether nothing but the arrow to the outside leaves the right side of a box. */
  boolean leavesSideways(int box) {
    return diagram.boxes().get(box).layer() == diagram.layers() - 1;
  }

  private void order() {
    Map<Integer, Double> place = new HashMap<>();
    for (List<Box> layer : layers) {
      number(layer, place);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean rightwards = sweep % 2 == 0;
      Map<Integer, List<Integer>> neighbours = rightwards ? before : after;
      for (int i = 0; i < layers.size(); i++) {
        List<Box> layer = layers.get(rightwards ? i : layers.size() - 1 - i);
        Map<Integer, Double> wanted = new HashMap<>();
        for (Box box : layer) {
          List<Integer> near = neighbours.getOrDefault(box.id(), List.of());
          double mean = near.stream().mapToDouble(place::get).average().orElse(place.get(box.id()));
          wanted.put(box.id(), mean);
        }
        layer.sort(Comparator.comparingDouble(box -> wanted.get(box.id())));
        number(layer, place);
      }
    }
  }

  private static void number(List<Box> layer, Map<Integer, Double> place) {
    for (int i = 0; i < layer.size(); i++) {
      place.put(layer.get(i).id(), i - (layer.size() - 1) / 2.0);
    }
  }

  private void columns() {
    double left = 0;
    for (int layer = 0; layer < layers.size(); layer++) {
      double widest = 0;
      for (Box box : layers.get(layer)) {
        widest = Math.max(widest, width[box.id()]);
      }
      for (Box box : layers.get(layer)) {
        x[box.id()] = left + (widest - width[box.id()]) / 2;
      }
      left += widest + gap(layer);
    }
  }

  private double gap(int layer) {
    double gap = SHORTEST_ARROW;
    for (Arrow arrow : diagram.forward()) {
      boolean direct = arrow.bends().isEmpty();
      if (direct && diagram.boxes().get(arrow.from()).layer() == layer) {
        double bend = isLevel(arrow) ? 0 : BEND - 10;
        gap = Math.max(gap, labelWidth(arrow.labels()) + 34 + bend);
      }
    }
    return gap;
  }

  private boolean isLevel(Arrow arrow) {
    boolean alone = !branches(arrow.from()) && !joins(arrow.to());
    return alone && Math.abs(y[arrow.from()] - y[arrow.to()]) < 0.5;
  }

  /** Returns whether several arrows leave a box rightwards. */
  boolean branches(int box) {
    return after.getOrDefault(box, List.of()).size() > 1;
  }

  /** Returns whether several arrows come to a box from the left. */
  boolean joins(int box) {
    return before.getOrDefault(box, List.of()).size() > 1;
  }

  private void rows() {
    for (List<Box> layer : layers) {
      double[] wanted = new double[layer.size()];
      settle(layer, wanted);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 0; i < layers.size(); i++) {
        List<Box> layer = layers.get(sweep % 2 == 0 ? i : layers.size() - 1 - i);
        double[] wanted = new double[layer.size()];
        for (int k = 0; k < wanted.length; k++) {
          wanted[k] = meanHeight(layer.get(k).id());
        }
        settle(layer, wanted);
      }
    }
  }

  private double meanHeight(int box) {
    List<Integer> near = new ArrayList<>(before.getOrDefault(box, List.of()));
    near.addAll(after.getOrDefault(box, List.of()));
    return near.stream().mapToDouble(other -> y[other]).average().orElse(y[box]);
  }

  /** Puts the boxes of a layer near the wanted heights without letting them touch. */
  private void settle(List<Box> layer, double[] wanted) {
    double shift = 0;
    for (int k = 0; k < wanted.length; k++) {
      int box = layer.get(k).id();
      y[box] = wanted[k];
      if (k > 0) {
        int upper = layer.get(k - 1).id();
        y[box] = Math.max(y[box], y[upper] + below[upper] + BETWEEN_ROWS + above[box]);
      }
      shift += (wanted[k] - y[box]) / wanted.length;
    }
    for (Box box : layer) {
      y[box.id()] += shift;
    }
  }
}
