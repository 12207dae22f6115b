package episode.backend.matrix;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * An op or a primitive in one variant, and where it is looked at.
 *
 * @param op the name of the op or primitive
 * @param variant its parameters or attribute in words; empty where there are none
 * @param elementwise whether element i of the results depends on element i of the operands alone
 * @param body makes the node
 */
record Subject(String op, String variant, boolean elementwise, Body body, List<Point> points) {
  static final String ORDINARY = "ordinary";

  /** Makes nodes out of operands. */
  @FunctionalInterface
  interface Body {
    List<Node> of(GraphBuilder b, List<Node> operands);
  }

  /**
   * Operands.
   *
   * @param name {@link #ORDINARY}, or what is awkward about them
   * @param operands FLOAT64 ones are cast to the type of the cell, others stay as they are
   * @param smooth whether there are derivatives here that differences can confirm
   * @param scale by which numbers are multiplied before they are cast to INT64
   */
  record Point(String name, List<Tensor> operands, boolean smooth, double scale) {

    List<Tensor> operands(DType dtype) {
      List<Tensor> cast = new ArrayList<>();
      for (Tensor x : operands) {
        cast.add(x.dtype() == DType.FLOAT64 ? cast(x, dtype) : x);
      }
      return cast;
    }

    private Tensor cast(Tensor x, DType dtype) {
      GraphBuilder b = new GraphBuilder();
      Node input = b.input("x", x.type());
      Node scaled = dtype == DType.INT64 ? b.mul(input, b.constant(scale)) : input;
      Node positive = b.binary(Prim.LT, b.constant(0), input);
      Node cast = dtype == DType.BOOL ? positive : b.cast(scaled, dtype);
      return Perform.evaluate(b.build("cast", List.of(cast)), List.of(x)).get(0);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Returns a subject at a point where it is smooth. */
  static Subject of(String op, String variant, Body body, Tensor... operands) {
    Point point = new Point(ORDINARY, List.of(operands), true, 10);
    return new Subject(op, variant, false, body, List.of(point));
  }

  /** Returns this with operands at which there are no derivatives, or none that can be measured. */
  Subject at(String point, Tensor... operands) {
    List<Point> more = new ArrayList<>(points);
    more.add(new Point(point, List.of(operands), false, 1));
    return new Subject(op, variant, elementwise, body, more);
  }

  Subject byElements() {
    return new Subject(op, variant, true, body, points);
  }

  @Override
  public String toString() {
    return variant.isEmpty() ? op : op + " " + variant;
  }
}
