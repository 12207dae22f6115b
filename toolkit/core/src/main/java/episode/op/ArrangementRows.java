package episode.op;

import static episode.op.RowBuilder.ALL;
import static episode.op.RowBuilder.discrete;
import static episode.op.RowBuilder.smooth;
import static episode.op.Samples.numbers;
import static episode.op.Samples.vector;

import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.List;
import java.util.Optional;

/** The rows of sorting and of running sums and products. */
final class ArrangementRows {
  private static final Tensor X = numbers(4, -2, 2, 3, 4);
  private static final Tensor TIES = vector(3, Double.NaN, -0.0, 0, -1, 3);
  private static final Tensor SORTED = vector(-1, 0, 0.5, 0.75, 2);

  private ArrangementRows() {}

  static List<Catalogue.Row> rows() {
    return List.of(
        smooth(Sorting.class, ALL)
            .at(new Sorting.Sort(0), X)
            .at(new Sorting.Sort(1), X)
            .awkward("tied", new Sorting.Sort(0), TIES)
            .row(),
        discrete(Sorting.class, ALL)
            .at(new Sorting.ArgSort(0), X)
            .at(new Sorting.ArgSort(1), X)
            .awkward("tied", new Sorting.ArgSort(0), TIES)
            .row(),
        discrete(Sorting.class, ALL)
            .at(new Sorting.SearchSorted(false), SORTED, numbers(5, -2, 3, 2, 3))
            .at(new Sorting.SearchSorted(true), SORTED, numbers(5, -2, 3, 2, 3))
            .awkward("tied", new Sorting.SearchSorted(true), SORTED, vector(0, 2, Double.NaN))
            .row(),
        cumulation());
  }

  private static Catalogue.Row cumulation() {
    RowBuilder row = smooth(Cumulation.class, ALL);
    for (Cumulation.Mode mode : Cumulation.Mode.values()) {
      for (Optional<Integer> axis :
          List.of(Optional.<Integer>empty(), Optional.of(0), Optional.of(-1))) {
        row.at(new Cumulation.CumOp(axis, mode), X);
      }
      Cumulation.CumOp last = new Cumulation.CumOp(Optional.of(-1), mode);
      row.edge("zero", last, vector(2, 0, 3, 0, -1));
      row.awkward("NaN", last, vector(2, Double.NaN, 3));
      row.edge("empty", last, Tensor.of(Shape.of(2, 0), new double[0]));
    }
    return row.row();
  }
}
