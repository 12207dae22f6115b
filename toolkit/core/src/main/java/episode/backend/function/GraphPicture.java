package episode.backend.function;

import episode.draw.Layers;
import episode.draw.SvgCanvas;
import episode.draw.SvgCanvas.Style;
import episode.expr.Graph;
import episode.expr.Node;
import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A graph as a drawing: a box for each value, an arrow from each operand, from top to bottom.
 * Inputs are blue, results green, and what several others use is orange. Numbers stand in the boxes
 * that use them. A graph of more than 60 boxes is a table of what it consists of.
 */
public final class GraphPicture implements Display {
  private static final int MOST_BOXES = 60;
  private static final int MOST_LINES = 400;
  private static final double ROW = 74;
  private static final double HEIGHT = 34;
  private static final double ARROW = 7;
  private static final String INPUT = "fill=\"#E3EEF7\" stroke=\"#0072B2\" stroke-width=\"1.5\"";
  private static final String RESULT = "fill=\"#E0F3EC\" stroke=\"#009E73\" stroke-width=\"1.8\"";
  private static final String SHARED = "fill=\"#FBE9DD\" stroke=\"#D55E00\" stroke-width=\"1.5\"";
  private static final String OTHER = "fill=\"#F6F7F9\" stroke=\"#7A828C\" stroke-width=\"1.2\"";

  private final Graph graph;
  private final String title;
  private final List<Node> boxes = new ArrayList<>();
  private final Map<Node, Integer> places = new IdentityHashMap<>();
  private final List<int[]> edges = new ArrayList<>();
  private final int[] uses;

  private GraphPicture(Graph graph, String title) {
    this.graph = graph;
    this.title = title;
    List<Node> needed = needed(graph);
    for (Node node : needed) {
      places.put(node, boxes.size());
      boxes.add(node);
    }
    uses = new int[boxes.size()];
    for (Node node : boxes) {
      for (Node input : NodeLabel.of(node).operands()) {
        edges.add(new int[] {places.get(input), places.get(node)});
        uses[places.get(input)]++;
      }
    }
  }

  /** Returns the picture of a graph. */
  public static GraphPicture of(Graph graph) {
    return of(graph, "Graph " + graph.name());
  }

  /** Returns the picture of a graph under a title. */
  public static GraphPicture of(Graph graph, String title) {
    return new GraphPicture(graph, title);
  }

  /** Returns what is drawn: operands before users, no numbers, no inputs that nobody uses. */
  private static List<Node> needed(Graph graph) {
    Map<Node, Boolean> wanted = new IdentityHashMap<>();
    graph.outputs().forEach(output -> wanted.put(output, true));
    List<Node> nodes = graph.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (wanted.containsKey(nodes.get(i))) {
        NodeLabel.of(nodes.get(i)).operands().forEach(operand -> wanted.put(operand, true));
      }
    }
    return nodes.stream().filter(wanted::containsKey).toList();
  }

  /** Returns the drawing, whose text form is one line for each value. */
  @Override
  public List<Part> parts() {
    if (boxes.size() > MOST_BOXES) {
      return List.of(counts());
    }
    return List.of(Part.svg(svg(), heading() + "\n" + brief(graph.toString())));
  }

  private String heading() {
    int n = graph.nodes().size();
    return title + ": " + n + (n == 1 ? " value" : " values");
  }

  private Grid counts() {
    Map<String, Integer> counts = new TreeMap<>();
    graph.nodes().forEach(node -> counts.merge(NodeLabel.of(node).kind(), 1, Integer::sum));
    Grid grid = Grid.of("operation", "how many").caption(heading() + ", too many for a picture");
    List<Map.Entry<String, Integer>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
    for (Map.Entry<String, Integer> entry : sorted) {
      grid = grid.row(entry.getKey(), entry.getValue());
    }
    return grid;
  }

  /** Returns the first lines of a long text, and how many there are more. */
  static String brief(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() <= MOST_LINES) {
      return text;
    }
    String shown = String.join("\n", lines.subList(0, MOST_LINES));
    return shown + "\n… and " + (lines.size() - MOST_LINES) + " more lines\n";
  }

  private String svg() {
    double[] widths = boxes.stream().mapToDouble(node -> NodeLabel.of(node).width()).toArray();
    Layers layers = new Layers(widths, edges);
    SvgCanvas canvas = new SvgCanvas();
    canvas.reach(0, -30);
    for (int edge = 0; edge < edges.size(); edge++) {
      arrow(canvas, layers, edge);
    }
    for (int box = 0; box < boxes.size(); box++) {
      box(canvas, layers, box, widths[box]);
    }
    double left = 0;
    for (int box = 0; box < boxes.size(); box++) {
      left = Math.min(left, layers.middle(box) - widths[box] / 2);
    }
    canvas.text(heading(), left, -30, new Style(13, SvgCanvas.FAINT_INK, "start", ""));
    return canvas.document(heading());
  }

  private void arrow(SvgCanvas canvas, Layers layers, int edge) {
    int from = edges.get(edge)[0];
    int to = edges.get(edge)[1];
    int layer = layers.layer(from);
    double x = layers.middle(from);
    double y = layer * ROW + HEIGHT;
    StringBuilder path = new StringBuilder(SvgCanvas.point("M", x, y));
    double[] bends = layers.bends(edge);
    for (double bend : bends) {
      layer++;
      canvas.reach(bend, layer * ROW);
      curve(path, x, y, bend, layer * ROW);
      path.append(SvgCanvas.point("L", bend, layer * ROW + HEIGHT));
      x = bend;
      y = layer * ROW + HEIGHT;
    }
    double end = layers.layer(to) * ROW;
    List<Integer> arriving = arriving(layers, to);
    int rank = arriving.indexOf(edge);
    double room = Math.min(20, (NodeLabel.of(boxes.get(to)).width() - 16) / arriving.size());
    double target = layers.middle(to) + (rank - (arriving.size() - 1) / 2.0) * room;
    curve(path, x, y, target, end - ARROW);
    canvas.path(path.toString(), NodeLabel.of(boxes.get(from)).text());
    canvas.head(target, end, 0, 1);
    String place = NodeLabel.of(boxes.get(to)).place(operand(edge));
    if (!place.isEmpty()) {
      boolean left = rank == 0;
      Style small = new Style(10, SvgCanvas.FAINT_INK, left ? "end" : "start", "");
      canvas.text(place, target + (left ? -7 : 7), end - 5, small);
    }
  }

  /** Returns the edges that come to a box, from left to right. */
  private List<Integer> arriving(Layers layers, int box) {
    List<Integer> arriving = new ArrayList<>();
    for (int edge = 0; edge < edges.size(); edge++) {
      if (edges.get(edge)[1] == box) {
        arriving.add(edge);
      }
    }
    arriving.sort(Comparator.comparingDouble(edge -> lastPlace(layers, edge)));
    return arriving;
  }

  private double lastPlace(Layers layers, int edge) {
    double[] bends = layers.bends(edge);
    return bends.length > 0 ? bends[bends.length - 1] : layers.middle(edges.get(edge)[0]);
  }

  /** Returns which operand of its user an edge is. */
  private int operand(int edge) {
    int operand = 0;
    for (int other = edge - 1; other >= 0 && edges.get(other)[1] == edges.get(edge)[1]; other--) {
      operand++;
    }
    return operand;
  }

  private static void curve(StringBuilder path, double x, double y, double endX, double endY) {
    double half = (endY - y) / 2;
    path.append(SvgCanvas.point("C", x, y + half))
        .append(SvgCanvas.point("", endX, endY - half))
        .append(SvgCanvas.point("", endX, endY));
  }

  private void box(SvgCanvas canvas, Layers layers, int box, double width) {
    Node node = boxes.get(box);
    NodeLabel label = NodeLabel.of(node);
    double x = layers.middle(box);
    double y = layers.layer(box) * ROW;
    int result = graph.outputs().indexOf(node);
    boolean input = label.isInput();
    String paint =
        result >= 0
            ? RESULT
            : input ? INPUT : uses[box] > 1 && !label.isConstant() ? SHARED : OTHER;
    canvas.box(x - width / 2, y, width, HEIGHT, paint);
    String weight = input ? " font-weight=\"bold\"" : "";
    boolean two = !label.shape().isEmpty();
    canvas.text(
        label.text(),
        x,
        y + (two ? 15 : 22),
        new Style(14, SvgCanvas.INK, "middle", weight + " stroke-opacity=\"0\""));
    if (two) {
      canvas.text(
          label.shape(),
          x,
          y + 28,
          new Style(10, SvgCanvas.FAINT_INK, "middle", " stroke-opacity=\"0\""));
    }
    if (result >= 0) {
      String name = graph.outputs().size() == 1 ? "result" : "result " + (result + 1);
      canvas.text(name, x, y + HEIGHT + 14, new Style(11, "#00795A", "middle", ""));
    }
  }
}
