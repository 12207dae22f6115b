package episode.op;

import static episode.op.RowBuilder.ALL;
import static episode.op.RowBuilder.FLOATING;
import static episode.op.RowBuilder.discrete;
import static episode.op.RowBuilder.smooth;
import static episode.op.Samples.filled;
import static episode.op.Samples.numbers;
import static episode.op.Samples.vector;

import episode.expr.Op;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rows of reductions. */
final class ReductionRows {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final Tensor X = numbers(41, -2, 2, 2, 3, 4);
  private static final Tensor EMPTY = filled(0, 2, 0);
  private static final List<Axes> AXES =
      List.of(Axes.all(), Axes.of(-1), Axes.of(2, 0).kept(), Axes.of(), Axes.all().kept());

  private ReductionRows() {}

  static List<Catalogue.Row> rows() {
    List<Catalogue.Row> rows = new ArrayList<>();
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      rows.add(reduce(kind));
    }
    RowBuilder variance = over(smooth(Reductions.class, ALL), axes -> new Variance(axes, 0));
    rows.add(variance.at(new Variance(Axes.of(1), 1), X).row());
    rows.add(arg(true));
    rows.add(arg(false));
    rows.add(softmax(Softmax.LogSumExp::new));
    rows.add(softmax(Softmax.Shares::new));
    rows.add(softmax(Softmax.LogShares::new));
    return rows;
  }

  private static RowBuilder over(RowBuilder row, Function<Axes, Op> op) {
    for (Axes axes : AXES) {
      row.at(op.apply(axes), X);
    }
    return row.awkward("NaN", op.apply(Axes.of(-1)), vector(1, NAN, -INFINITY));
  }

  private static Catalogue.Row reduce(Reduce.Kind kind) {
    Function<Axes, Op> op = axes -> new Reduce(kind, axes);
    Op last = op.apply(Axes.of(-1));
    return switch (kind) {
      case SUM, MEAN -> over(smooth(Reductions.class, ALL), op).awkward("empty", last, EMPTY).row();
      case PROD ->
          over(smooth(Reductions.class, ALL), op)
              .edge("empty", last, EMPTY)
              .edge("zero", last, vector(3, 0, 2))
              .awkward("zeros", last, vector(0, 5, 0))
              .row();
      case MAX, MIN ->
          over(smooth(Reductions.class, ALL), op).awkward("tied", last, vector(2, 2, -2, -2)).row();
      case ALL, ANY ->
          over(discrete(Reductions.class, ALL), op)
              .awkward("empty", last, EMPTY)
              .awkward("zero", last, vector(0, 3, 0))
              .row();
    };
  }

  private static Catalogue.Row arg(boolean largest) {
    RowBuilder row = discrete(Reductions.class, ALL);
    row.at(new ArgExtremum(largest, Optional.empty(), false), X);
    row.at(new ArgExtremum(largest, Optional.of(-1), false), X);
    Op first = new ArgExtremum(largest, Optional.of(0), true);
    row.at(first, X).awkward("tied", first, vector(2, -2, 2, -2));
    return row.awkward("NaN", first, vector(1, NAN, INFINITY, NAN)).row();
  }

  private static Catalogue.Row softmax(Function<Axes, Op> op) {
    Op last = op.apply(Axes.of(-1));
    return over(smooth(Softmax.class, FLOATING), op)
        .awkward("far", last, vector(1000, 999, -1000))
        .awkward("one −∞", last, vector(1, -INFINITY, 2))
        .awkward("all −∞", last, vector(-INFINITY, -INFINITY))
        .awkward("∞", last, vector(INFINITY, 0, INFINITY))
        .awkward("empty", last, EMPTY)
        .row();
  }
}
