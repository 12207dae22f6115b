package episode.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Places the boxes of an acyclic graph in layers from top to bottom, in each layer in the order and
 * at the places that keep edges short and upright (the layered method of Sugiyama, Tagawa and Toda,
 * IEEE Trans. SMC 11, 1981, with means for barycentres). Immutable once made.
 */
public final class Layers {
  private static final int SWEEPS = 16;
  private static final double GAP = 22;
  private static final double BEND_WIDTH = 8;

  private final int boxes;
  private final List<int[]> edges;
  private final List<List<Integer>> bends = new ArrayList<>();
  private final List<Double> widths = new ArrayList<>();
  private final List<Integer> layerOf = new ArrayList<>();
  private final List<List<Integer>> above = new ArrayList<>();
  private final List<List<Integer>> below = new ArrayList<>();
  private final List<List<Integer>> layers = new ArrayList<>();
  private double[] x;

  /**
   * Places boxes.
   *
   * @param widths of the boxes, in pixels; a box comes after those that it has edges from
   * @param edges from and to, as places in the widths
   */
  public Layers(double[] widths, List<int[]> edges) {
    boxes = widths.length;
    this.edges = List.copyOf(edges);
    for (double width : widths) {
      add(width, 0);
    }
    assign();
    edges.forEach(this::link);
    for (int box = 0; box < this.widths.size(); box++) {
      int layer = layerOf.get(box);
      while (layers.size() <= layer) {
        layers.add(new ArrayList<>());
      }
      layers.get(layer).add(box);
    }
    x = new double[this.widths.size()];
    order();
    places();
  }

  private int add(double width, int layer) {
    widths.add(width);
    layerOf.add(layer);
    above.add(new ArrayList<>());
    below.add(new ArrayList<>());
    return widths.size() - 1;
  }

  /** Below all that they come from; what comes from nothing stands right above its first user. */
  private void assign() {
    boolean[] leaf = new boolean[boxes];
    Arrays.fill(leaf, true);
    for (int[] edge : inOrder()) {
      layerOf.set(edge[1], Math.max(layerOf.get(edge[1]), layerOf.get(edge[0]) + 1));
      leaf[edge[1]] = false;
    }
    int[] first = new int[boxes];
    Arrays.fill(first, Integer.MAX_VALUE);
    edges.forEach(edge -> first[edge[0]] = Math.min(first[edge[0]], layerOf.get(edge[1])));
    for (int box = 0; box < boxes; box++) {
      if (leaf[box] && first[box] < Integer.MAX_VALUE) {
        layerOf.set(box, first[box] - 1);
      }
    }
  }

  private List<int[]> inOrder() {
    List<int[]> sorted = new ArrayList<>(edges);
    sorted.sort(Comparator.comparingInt(edge -> edge[0]));
    return sorted;
  }

  private void link(int[] edge) {
    List<Integer> path = new ArrayList<>();
    int last = edge[0];
    for (int layer = layerOf.get(edge[0]) + 1; layer < layerOf.get(edge[1]); layer++) {
      int bend = add(BEND_WIDTH, layer);
      join(last, bend);
      path.add(bend);
      last = bend;
    }
    join(last, edge[1]);
    bends.add(path);
  }

  private void join(int upper, int lower) {
    below.get(upper).add(lower);
    above.get(lower).add(upper);
  }

  private void order() {
    double[] place = new double[x.length];
    layers.forEach(layer -> number(layer, place));
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 0; i < layers.size(); i++) {
        List<Integer> layer = layers.get(down ? i : layers.size() - 1 - i);
        double[] wanted = place.clone();
        for (int box : layer) {
          wanted[box] = mean(down ? above.get(box) : below.get(box), place, place[box]);
        }
        layer.sort(Comparator.comparingDouble(box -> wanted[box]));
        number(layer, place);
      }
    }
  }

  private static double mean(List<Integer> near, double[] place, double otherwise) {
    return near.stream().mapToDouble(box -> place[box]).average().orElse(otherwise);
  }

  private static void number(List<Integer> layer, double[] place) {
    for (int i = 0; i < layer.size(); i++) {
      place[layer.get(i)] = i - (layer.size() - 1) / 2.0;
    }
  }

  private void places() {
    for (List<Integer> layer : layers) {
      settle(layer, new double[layer.size()]);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 0; i < layers.size(); i++) {
        List<Integer> layer = layers.get(down ? i : layers.size() - 1 - i);
        double[] wanted = new double[layer.size()];
        for (int k = 0; k < wanted.length; k++) {
          List<Integer> near = new ArrayList<>(above.get(layer.get(k)));
          near.addAll(below.get(layer.get(k)));
          wanted[k] = mean(near, x, x[layer.get(k)]);
        }
        settle(layer, wanted);
      }
    }
  }

  /** Puts the boxes of a layer near the wanted places without letting them touch. */
  private void settle(List<Integer> layer, double[] wanted) {
    double shift = 0;
    for (int k = 0; k < wanted.length; k++) {
      int box = layer.get(k);
      x[box] = wanted[k];
      if (k > 0) {
        int left = layer.get(k - 1);
        x[box] = Math.max(x[box], x[left] + (widths.get(left) + widths.get(box)) / 2 + GAP);
      }
      shift += (wanted[k] - x[box]) / wanted.length;
    }
    for (int box : layer) {
      x[box] += shift;
    }
  }

  /** Returns the layer of a box, 0 for the top one. */
  public int layer(int box) {
    return layerOf.get(box);
  }

  /** Returns the middle of a box, from left to right. */
  public double middle(int box) {
    return x[box];
  }

  /**
   * Returns where an edge passes the layers between its ends, from top to bottom: their middles.
   */
  public double[] bends(int edge) {
    return bends.get(edge).stream().mapToDouble(bend -> x[bend]).toArray();
  }
}
