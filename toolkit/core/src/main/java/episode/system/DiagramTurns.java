package episode.system;

import episode.draw.SvgCanvas;
import episode.system.Diagram.Arrow;
import java.util.HashMap;
import java.util.Map;

/** Draws the flows that go from one row of a folded diagram to another, between the rows. */
final class DiagramTurns {
  private static final double CORNER = 12;
  private static final double ASIDE = 28;

  private final Diagram diagram;
  private final DiagramLayout layout;
  private final DiagramRows rows;
  private final SvgCanvas canvas;
  private final DiagramLabels labels;
  private final Map<Integer, Integer> lanes = new HashMap<>();
  private int aside;

  DiagramTurns(
      Diagram diagram,
      DiagramLayout layout,
      DiagramRows rows,
      SvgCanvas canvas,
      DiagramLabels labels) {
    this.diagram = diagram;
    this.layout = layout;
    this.rows = rows;
    this.canvas = canvas;
    this.labels = labels;
  }

  /** Draws all of them. */
  void draw() {
    diagram.forward().stream().filter(rows::turns).forEach(this::onward);
    diagram.back().stream().filter(rows::turns).forEach(this::back);
  }

  /** From the end of a row to the start of a later one. */
  private void onward(Arrow arrow) {
    int from = arrow.from();
    int to = arrow.to();
    double lane = lane(rows.of(from));
    double right = layout.edge(diagram.boxes().get(from).layer(), true) + ASIDE;
    double left = layout.edge(diagram.boxes().get(to).layer(), false) - ASIDE;
    double end = layout.left(to);
    double[][] points = {
      {layout.right(from), layout.centre(from)},
      {right, layout.centre(from)},
      {right, lane},
      {left, lane},
      {left, layout.centre(to)},
      {end - 8, layout.centre(to)}
    };
    path(arrow, points);
    canvas.head(end - 1, layout.centre(to), 1, 0);
    labels.around(arrow, (left + right) / 2, lane);
  }

  /** From a box down and past the left of everything to an earlier one. */
  private void back(Arrow arrow) {
    int from = arrow.from();
    int to = arrow.to();
    double lane = lane(rows.of(from));
    double left = -ASIDE - entrance() - 16 * ++aside;
    double x = layout.middle(from) - 12;
    if (rows.isFirst(to)) {
      double y = layout.centre(to) + 13;
      double end = layout.left(to);
      path(
          arrow,
          new double[][] {
            {x, layout.bottom(from)}, {x, lane}, {left, lane}, {left, y}, {end - 8, y}
          });
      canvas.head(end - 1, y, 1, 0);
    } else {
      double above = lane(rows.of(to) - 1);
      double endX = layout.middle(to) + 12;
      double end = layout.top(to) - DiagramLayout.strata(diagram.boxes().get(to));
      path(
          arrow,
          new double[][] {
            {x, layout.bottom(from)},
            {x, lane},
            {left, lane},
            {left, above},
            {endX, above},
            {endX, end - 8}
          });
      canvas.head(endX, end - 1, 0, 1);
    }
    labels.around(arrow, (left + x) / 2, lane);
  }

  private double lane(int above) {
    return rows.lane(above, lanes.merge(above, 1, Integer::sum) - 1);
  }

  /** Returns how far arrows from outside reach to the left. */
  private double entrance() {
    return diagram.outside().stream()
        .filter(arrow -> arrow.from() < 0 && layout.entersSideways(arrow.to()))
        .mapToDouble(arrow -> DiagramLayout.labelWidth(arrow.labels()) + 40)
        .max()
        .orElse(0);
  }

  private void path(Arrow arrow, double[][] points) {
    StringBuilder path = new StringBuilder(SvgCanvas.point("M", points[0][0], points[0][1]));
    for (int i = 1; i < points.length; i++) {
      double[] here = points[i];
      canvas.reach(here[0], here[1]);
      if (i == points.length - 1) {
        path.append(SvgCanvas.point("L", here[0], here[1]));
      } else {
        double[] before = toward(here, points[i - 1]);
        double[] after = toward(here, points[i + 1]);
        path.append(SvgCanvas.point("L", before[0], before[1]));
        path.append(SvgCanvas.point("Q", here[0], here[1]));
        path.append(SvgCanvas.point("", after[0], after[1]));
      }
    }
    canvas.path(path.toString(), DiagramLabels.tooltip(arrow));
  }

  /** Returns where a corner begins on the way to another point. */
  private static double[] toward(double[] corner, double[] other) {
    double dx = other[0] - corner[0];
    double dy = other[1] - corner[1];
    double length = Math.max(1e-9, Math.hypot(dx, dy));
    double part = Math.min(CORNER, length / 2) / length;
    return new double[] {corner[0] + dx * part, corner[1] + dy * part};
  }
}
