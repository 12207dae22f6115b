package episode.op;

import static episode.op.RowBuilder.ALL;
import static episode.op.RowBuilder.NUMBERS;
import static episode.op.RowBuilder.smooth;
import static episode.op.Samples.filled;
import static episode.op.Samples.indices;
import static episode.op.Samples.numbers;
import static episode.op.Samples.vector;

import episode.expr.Op;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of ops that move elements. */
final class MovingRows {
  private static final Tensor X = numbers(51, -2, 2, 2, 3, 4);
  private static final Tensor LINE = vector(1.5, -2, 3, 0.25);
  private static final Tensor MATRIX = numbers(52, -2, 2, 3, 4);
  private static final Tensor EMPTY = filled(0, 2, 0);

  private MovingRows() {}

  static List<Catalogue.Row> rows() {
    List<Catalogue.Row> rows = new ArrayList<>(shaping());
    rows.addAll(joining());
    rows.addAll(picking());
    rows.addAll(lookups());
    rows.addAll(diagonals());
    return rows;
  }

  private static List<Catalogue.Row> shaping() {
    return List.of(
        of(Shaping.class, X, new Shaping.Reshape(List.of(6, -1)), new Shaping.Reshape(List.of(-1)))
            .edge("empty", new Shaping.Reshape(List.of(0, 5)), EMPTY)
            .row(),
        of(
                Shaping.class,
                X,
                new Shaping.Transpose(Optional.empty()),
                new Shaping.Transpose(Optional.of(List.of(-1, 0, 1))))
            .row(),
        of(Shaping.class, LINE, new Shaping.BroadcastTo(Shape.of(2, 3, 4)))
            .edge("one", new Shaping.BroadcastTo(Shape.of(2, 3)), numbers(53, -1, 1, 2, 1))
            .row());
  }

  private static List<Catalogue.Row> joining() {
    Tensor other = numbers(54, -2, 2, 2, 2, 4);
    return List.of(
        smooth(Joining.class, ALL)
            .at(new Joins.Concatenate(Optional.of(1)), X, other)
            .at(new Joins.Concatenate(Optional.of(-2)), X, other, X)
            .at(new Joins.Concatenate(Optional.empty()), X, LINE)
            .edge("empty", new Joins.Concatenate(Optional.of(-1)), EMPTY, filled(1, 2, 3))
            .row(),
        smooth(Joining.class, ALL)
            .at(new Joins.StackAlong(0), LINE, vector(4, 3, 2, 1))
            .at(new Joins.StackAlong(-1), LINE, vector(4, 3, 2, 1))
            .row(),
        of(Joining.class, X, new Joins.Split(-1, List.of(1, 3)), new Joins.Split(0, List.of(1)))
            .edge("empty part", new Joins.Split(1, List.of(0, 2, 2)), X)
            .row());
  }

  private static List<Catalogue.Row> picking() {
    Optional<Integer> none = Optional.empty();
    List<Catalogue.Row> rows = new ArrayList<>();
    rows.add(
        of(
                Indexing.class,
                X,
                new Picks.Slice(-1, Optional.of(1), Optional.of(3), 1),
                new Picks.Slice(2, Optional.of(0), none, 2),
                new Picks.Slice(1, none, none, -1),
                new Picks.Slice(2, Optional.of(-1), Optional.of(0), -2))
            .edge("beyond", new Picks.Slice(0, Optional.of(-9), Optional.of(9), 1), X)
            .edge("empty", new Picks.Slice(1, Optional.of(2), Optional.of(1), 1), X)
            .row());
    rows.add(of(Indexing.class, X, new Picks.Roll(-1, 1), new Picks.Roll(1, -5)).row());
    rows.add(
        of(
                Joining.class,
                X,
                new Picks.Repeat(-1, List.of(2)),
                new Picks.Repeat(1, List.of(2, 0, 3)))
            .edge("empty", new Picks.Repeat(0, List.of(0)), X)
            .row());
    rows.add(of(Joining.class, X, new Picks.Tile(1, 2)).row());
    RowBuilder pad = of(Joining.class, X, new Picks.Pad(-1, 1, 2, Joining.PadMode.CONSTANT, 0.5));
    for (Joining.PadMode mode : Joining.PadMode.values()) {
      pad.at(new Picks.Pad(1, 2, 1, mode, 0), X).edge("far", new Picks.Pad(0, 5, 7, mode, 0), LINE);
    }
    rows.add(pad.row());
    return rows;
  }

  private static List<Catalogue.Row> lookups() {
    Tensor places = Tensor.of(Shape.of(2, 2), new long[] {0, -1, 2, 2});
    Tensor along = Tensor.of(Shape.of(3, 2), new long[] {0, -1, 3, 3, 1, -4});
    return List.of(
        smooth(Indexing.class, ALL)
            .at(new Lookups.Take(Optional.of(1)), X, places)
            .at(new Lookups.Take(Optional.of(-1)), X, indices(3, 0))
            .at(new Lookups.Take(Optional.empty()), X, places)
            .edge("empty", new Lookups.Take(Optional.of(0)), X, indices())
            .row(),
        smooth(Indexing.class, ALL).at(new Lookups.TakeAlongAxis(-1), MATRIX, along).row(),
        smooth(Indexing.class, NUMBERS)
            .at(new Lookups.ScatterAdd(-1), MATRIX, indices(1, -1), numbers(55, -1, 1, 3, 2))
            .edge("tied", new Lookups.ScatterAdd(0), LINE, indices(1, 1, -3), vector(1, 2, 3))
            .edge("empty", new Lookups.ScatterAdd(0), LINE, indices(), vector())
            .row());
  }

  private static List<Catalogue.Row> diagonals() {
    return List.of(
        of(Indexing.class, X, new Diagonals.Diagonal(0), new Diagonals.Diagonal(-1))
            .at(new Diagonals.Diagonal(2), MATRIX)
            .edge("empty", new Diagonals.Diagonal(9), MATRIX)
            .row(),
        of(Indexing.class, MATRIX, new Diagonals.DiagonalMatrix(0))
            .at(new Diagonals.DiagonalMatrix(1), LINE)
            .at(new Diagonals.DiagonalMatrix(-2), LINE)
            .row(),
        of(Indexing.class, X, new Diagonals.Triangle(true, 0), new Diagonals.Triangle(false, 1))
            .awkward("NaN", new Diagonals.Triangle(true, 0), filled(Double.NaN, 2, 2))
            .row());
  }

  private static RowBuilder of(Class<?> family, Tensor x, Op... variants) {
    RowBuilder row = smooth(family, ALL);
    for (Op op : variants) {
      row.at(op, x);
    }
    return row;
  }
}
