package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every named op of this package: what tests and the reference go through. */
public final class Catalogue {
  private Catalogue() {}

  /**
   * One op.
   *
   * @param name under which backends register rules
   * @param family the class that makes it
   * @param takes the element types of those operands that a case gives as FLOAT64; operands of
   *     other types, as indices and conditions are, keep theirs
   * @param cases each choice of its parameters that behaves in its own way, at some points
   */
  public record Row(String name, Class<?> family, Set<DType> takes, List<Case> cases) {
    /** Copies the collections. */
    public Row {
      takes = Set.copyOf(takes);
      cases = List.copyOf(cases);
    }

    /** Returns the op with each choice of its parameters, once each. */
    public List<Op> variants() {
      Set<Op> all = new LinkedHashSet<>();
      cases.forEach(each -> all.add(each.op()));
      return List.copyOf(all);
    }
  }

  /**
   * One op at one point.
   *
   * @param point {@link #ORDINARY}, or what is awkward about it, such as "NaN" or "empty"
   * @param operands to be cast to any type of the row where they are FLOAT64
   * @param smooth whether it has derivatives here that differences can confirm
   */
  public record Case(Op op, String point, List<Tensor> operands, boolean smooth) {
    /** The name of a point that is well inside of an op's domain. */
    public static final String ORDINARY = "ordinary";

    /** Copies the operands. */
    public Case {
      operands = List.copyOf(operands);
    }

    /** Returns the operands, those that are FLOAT64 cast to another type. */
    public List<Tensor> operands(DType dtype) {
      List<Tensor> cast = new ArrayList<>();
      for (Tensor each : operands) {
        cast.add(each.dtype() == DType.FLOAT64 ? cast(each, dtype) : each);
      }
      return cast;
    }

    private static Tensor cast(Tensor x, DType dtype) {
      GraphBuilder b = new GraphBuilder();
      Node cast = b.make(Prim.CAST, dtype, List.of(b.constant(x)));
      return Perform.value(cast, List.of(x));
    }

    @Override
    public String toString() {
      return op + " at " + point + " point";
    }
  }

  /** Returns a row per op. */
  public static List<Row> rows() {
    return Stream.of(
            AlgebraRows.rows(),
            FunctionRows.rows(),
            ReductionRows.rows(),
            MovingRows.rows(),
            ArrangementRows.rows(),
            ProductRows.rows(),
            RandomRows.rows())
        .flatMap(List::stream)
        .toList();
  }
}
