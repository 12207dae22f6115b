package episode.backend.matrix;

import episode.expr.Op;
import episode.op.Catalogue;
import java.util.ArrayList;
import java.util.List;

/** Every op of the catalogue in every variant. */
final class NamedOps {
  private NamedOps() {}

  static List<Subject> all() {
    List<Subject> all = new ArrayList<>();
    for (Catalogue.Row row : Catalogue.rows()) {
      for (Op op : row.variants()) {
        all.add(subject(row, op));
      }
    }
    return all;
  }

  private static Subject subject(Catalogue.Row row, Op op) {
    List<Subject.Point> points = new ArrayList<>();
    for (Catalogue.Case each : row.cases()) {
      if (each.op().equals(op)) {
        points.add(new Subject.Point(each.point(), each.operands(), each.smooth(), 1));
      }
    }
    return new Subject(op.name(), variant(op), false, (b, x) -> b.apply(op, x), points);
  }

  /** Returns the parameters of an op as its record prints them. */
  static String variant(Op op) {
    String text = op.toString();
    int open = text.indexOf('[');
    return open < 0 ? "" : text.substring(open + 1, text.length() - 1);
  }
}
