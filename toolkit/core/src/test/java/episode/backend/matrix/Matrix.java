package episode.backend.matrix;

import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The cells there are. */
final class Matrix {
  private Matrix() {}

  static List<Subject> subjects() {
    List<Subject> all = new ArrayList<>(Primitives.all());
    all.addAll(NamedOps.all());
    return all;
  }

  /** Returns the types in question: all, or for operands that are not cast the first one's. */
  static List<DType> types(Subject subject) {
    List<Tensor> operands = subject.points().get(0).operands();
    boolean cast = operands.stream().anyMatch(each -> each.dtype() == DType.FLOAT64);
    return cast ? List.of(DType.values()) : List.of(operands.get(0).dtype());
  }

  /** Returns whether a subject takes operands of this type where it is smooth. */
  static boolean takes(Subject subject, DType dtype) {
    return isTyped(new Cell(subject, subject.points().get(0), dtype, Quantity.VALUE));
  }

  private static boolean isTyped(Cell cell) {
    try {
      cell.graph();
      return true;
    } catch (EpisodeException e) {
      if (!e.code().equals("E3101")) {
        throw e;
      }
      return false;
    }
  }

  /** Returns whether a cell has results that are real numbers. */
  static boolean isReal(Cell cell) {
    return cell.graph().outputs().stream().anyMatch(node -> node.dtype().isFloating());
  }

  /** Returns whether anything is rounded to FLOAT32, which differences cannot see through. */
  static boolean isSingle(Graph graph) {
    return graph.nodes().stream().anyMatch(node -> node.isArray() && node.dtype() == DType.FLOAT32);
  }

  /**
   * Returns the cells of a subject in a type that it takes. Where it is not smooth, its derivatives
   * are held against the interpreter's alone, and second derivatives are left out: which of an
   * infinity and NaN they are depends on the order of operations.
   */
  static List<Cell> cells(Subject subject, DType dtype) {
    List<Cell> cells = new ArrayList<>();
    for (Subject.Point point : subject.points()) {
      if (!isTyped(new Cell(subject, point, dtype, Quantity.VALUE))) {
        continue;
      }
      for (Quantity quantity : Quantity.values()) {
        boolean second = quantity == Quantity.SECOND && !point.smooth();
        if (quantity == Quantity.VALUE || dtype.isFloating() && !second) {
          cells.add(new Cell(subject, point, dtype, quantity));
        }
      }
    }
    return cells;
  }
}
