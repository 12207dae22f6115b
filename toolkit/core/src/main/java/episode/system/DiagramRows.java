package episode.system;

import episode.system.Diagram.Arrow;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds a diagram that is too wide for a page into rows, each of which is read from left to right.
 * A row ends where few arrows go on, and none that pass a layer.
 */
final class DiagramRows {
  /** A drawing of this width still fits a narrow page at the least size that can be read. */
  private static final double WIDEST = 960;

  private static final int MOST_TURNS = 3;

  /** From one arrow between two rows to the next, with room for its name and rate. */
  static final double LANE = 46;

  private final Diagram diagram;
  private final DiagramLayout layout;
  private final int[] row;

  /** Folds the layout. */
  DiagramRows(Diagram diagram, DiagramLayout layout) {
    this.diagram = diagram;
    this.layout = layout;
    row = new int[Math.max(1, diagram.layers())];
    List<Integer> starts = starts();
    for (int i = 1; i < starts.size(); i++) {
      for (int layer = starts.get(i); layer < diagram.layers(); layer++) {
        row[layer] = i;
      }
    }
    for (int i = 1; i < starts.size(); i++) {
      place(i, starts.get(i));
    }
  }

  /** Returns the row of a box, from 0. */
  int of(int box) {
    return row[diagram.boxes().get(box).layer()];
  }

  /** Returns whether a box stands at the start of its row. */
  boolean isFirst(int box) {
    return layer(box) == first(of(box));
  }

  /** Returns whether an arrow goes from one row to another. */
  boolean turns(Arrow arrow) {
    return arrow.from() >= 0 && arrow.to() >= 0 && of(arrow.from()) != of(arrow.to());
  }

  /** Returns the height of a lane below a row; row −1 is above all. */
  double lane(int above, int number) {
    return above < 0
        ? highest(0) - arcs(0) - LANE * (number + 0.6)
        : lowest(above) + arcs(above) + LANE * (number + 0.7);
  }

  private List<Integer> starts() {
    List<Integer> starts = new ArrayList<>(List.of(0));
    int last = diagram.layers() - 1;
    if (last < 1 || layout.edge(last, true) - layout.edge(0, false) <= WIDEST) {
      return starts;
    }
    int open = -1;
    for (int layer = 1; layer <= last; layer++) {
      int start = starts.get(starts.size() - 1);
      if (open > start && layout.edge(layer, true) - layout.edge(start, false) > WIDEST) {
        starts.add(open);
      }
      open = mayStart(layer) ? layer : open;
    }
    return starts;
  }

  private boolean mayStart(int layer) {
    int turns = 0;
    for (Arrow arrow : diagram.forward()) {
      int from = layer(arrow.from());
      if (from < layer && layer(arrow.to()) >= layer) {
        turns += arrow.bends().isEmpty() ? 1 : MOST_TURNS + 1;
      }
    }
    return turns <= MOST_TURNS && back(layer) <= MOST_TURNS;
  }

  private long back(int layer) {
    return diagram.back().stream()
        .filter(arrow -> layer(arrow.from()) >= layer && layer(arrow.to()) < layer)
        .count();
  }

  private int layer(int box) {
    return diagram.boxes().get(box).layer();
  }

  private void place(int index, int start) {
    double turns =
        diagram.forward().stream().filter(a -> turns(a) && of(a.to()) == index).count()
            + diagram.back().stream().filter(a -> turns(a) && of(a.from()) == index - 1).count()
            + diagram.back().stream().filter(a -> turns(a) && of(a.to()) == index).count();
    double floor = lowest(index - 1) + arcs(index - 1) + LANE * (turns + 0.4);
    double down = floor + arcs(index) - highest(index);
    double left = layout.edge(start, false);
    for (int layer = start; layer < row.length && row[layer] == index; layer++) {
      layout.move(layer, -left, down);
    }
  }

  /** Returns the room that arcs within a row may take on either side of it. */
  private double arcs(int index) {
    long arcs =
        diagram.back().stream()
            .filter(a -> a.from() != a.to() && !turns(a) && of(a.from()) == index)
            .count();
    return arcs == 0 ? 0 : 40 + LANE * arcs;
  }

  private double highest(int index) {
    return layout.highest(first(index), last(index));
  }

  private double lowest(int index) {
    return layout.lowest(first(index), last(index));
  }

  private int first(int index) {
    int layer = 0;
    while (row[layer] < index) {
      layer++;
    }
    return layer;
  }

  private int last(int index) {
    int layer = row.length - 1;
    while (row[layer] > index) {
      layer--;
    }
    return layer;
  }
}
