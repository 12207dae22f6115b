package episode.op;

import static episode.op.RowBuilder.FLOATING;
import static episode.op.RowBuilder.smooth;
import static episode.op.Samples.matrices;
import static episode.op.Samples.numbers;

import episode.expr.Op;
import episode.expr.Tensor;
import java.util.List;

/** The rows of linear algebra. */
final class AlgebraRows {
  private static final Tensor SQUARE = matrices(13, 2, 3, 3);
  private static final Tensor SINGULAR = Tensor.matrix(new double[][] {{1, 2}, {2, 4}});
  private static final Tensor NO_NUMBER = Tensor.matrix(new double[][] {{1, Double.NaN}, {2, 1}});
  private static final Tensor RIGHT = Tensor.matrix(new double[][] {{1}, {-2}});

  private AlgebraRows() {}

  static List<Catalogue.Row> rows() {
    return List.of(
        solves(new LinearSolves.Solve())
            .awkward("singular", new LinearSolves.Solve(), SINGULAR, RIGHT)
            .row(),
        solves(
                new LinearSolves.TriangularSolve(true, false),
                new LinearSolves.TriangularSolve(true, true),
                new LinearSolves.TriangularSolve(false, false),
                new LinearSolves.TriangularSolve(false, true))
            .row(),
        of(LinearSolves.class, new LinearSolves.Inverse())
            .awkward("singular", new LinearSolves.Inverse(), SINGULAR)
            .row(),
        of(LinearSolves.class, new Determinant())
            .awkward("singular", new Determinant(), SINGULAR)
            .row(),
        of(LinearSolves.class, new LogDeterminant())
            .awkward("singular", new LogDeterminant(), SINGULAR)
            .row(),
        of(Factorizations.class, new Cholesky()).row(),
        of(Factorizations.class, new Lu()).row(),
        smooth(Factorizations.class, FLOATING)
            .at(new Qr(), matrices(3, 2, 4, 3))
            .awkward("NaN", new Qr(), NO_NUMBER)
            .row(),
        of(Factorizations.class, new Eigh()).row(),
        of(Exponentials.class, new Exponentials.Expm()).row());
  }

  private static RowBuilder solves(Op... variants) {
    RowBuilder row = smooth(LinearSolves.class, FLOATING);
    for (Op op : variants) {
      row.at(op, matrices(1, 2, 3, 3), numbers(2, -1, 1, 2, 3, 2));
    }
    return row.awkward("NaN", variants[0], NO_NUMBER, RIGHT);
  }

  private static RowBuilder of(Class<?> family, Op op) {
    return smooth(family, FLOATING).at(op, SQUARE).awkward("NaN", op, NO_NUMBER);
  }
}
