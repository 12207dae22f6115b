package episode.backend.matrix;

import episode.expr.Checker;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Derivatives;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One test of the matrix: a quantity of a subject at a point in one element type. */
record Cell(Subject subject, Subject.Point point, DType dtype, Quantity quantity) {

  /** Returns the name by which lists of cells know it. */
  String key() {
    return String.join(
        " | ", subject.op(), subject.variant(), type(), point.name(), quantity.toString());
  }

  private String type() {
    return dtype.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the graph that is evaluated. */
  Graph graph() {
    return switch (quantity) {
      case VALUE -> plain();
      case JVP -> Derivatives.jvp(function());
      case VJP -> Derivatives.vjp(function());
      case SECOND -> Derivatives.jvp(Derivatives.vjp(function()));
    };
  }

  /** Returns inputs for a graph of this cell: its operands, then directions. */
  List<Tensor> inputs(Graph graph) {
    List<Tensor> inputs = new ArrayList<>(point.operands(dtype));
    if (quantity != Quantity.VALUE) {
      inputs.add(Tensor.filled(dtype, Shape.SCALAR, 0.9375));
    }
    for (int i = inputs.size(); i < graph.inputs().size(); i++) {
      inputs.add(direction(graph.inputs().get(i), i));
    }
    return inputs;
  }

  private List<Node> operands(GraphBuilder b) {
    List<Node> operands = new ArrayList<>();
    for (Tensor operand : point.operands(dtype)) {
      operands.add(b.input("x" + operands.size(), operand.type()));
    }
    return operands;
  }

  private Graph plain() {
    GraphBuilder b = new GraphBuilder();
    List<Node> operands = operands(b);
    return Checker.check(b.build("f", subject.body().of(b, operands)));
  }

  /**
   * Returns the function that is differentiated, of two variables at least: the first operand is
   * multiplied by a number where there is no other, and so are results that are no real numbers.
   */
  Graph function() {
    GraphBuilder b = new GraphBuilder();
    List<Node> x = operands(b);
    Node scale = b.input("s", Type.array(dtype, Shape.SCALAR));
    List<Node> real = x.stream().filter(each -> each.dtype().isFloating()).toList();
    if (real.size() == 1) {
      x.set(x.indexOf(real.get(0)), b.mul(real.get(0), scale));
    }
    List<Node> outputs = new ArrayList<>();
    for (Node y : subject.body().of(b, x)) {
      outputs.add(y.dtype().isFloating() ? y : b.mul(b.cast(y, dtype), scale));
    }
    return Checker.check(b.build("f", outputs));
  }

  /** Returns numbers of a size between 0.5 and 1.5. */
  private static Tensor direction(Node node, int turn) {
    double[] values = new double[node.shape().size()];
    for (int i = 0; i < values.length; i++) {
      double x = (turn + 1) * 0.6180339887498949 + i * 0.7548776662466927;
      values[i] = (0.5 + x - Math.floor(x)) * (i % 3 == 2 ? -1 : 1);
    }
    GraphBuilder b = new GraphBuilder();
    Tensor direction = Tensor.of(node.shape(), values);
    Node cast = b.cast(b.input("x", direction.type()), node.dtype());
    return Perform.evaluate(b.build("cast", List.of(cast)), List.of(direction)).get(0);
  }

  @Override
  public String toString() {
    return subject + ", " + type() + ", " + point + ": " + quantity;
  }
}
