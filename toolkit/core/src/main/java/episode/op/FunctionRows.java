package episode.op;

import static episode.op.RowBuilder.FLOATING;
import static episode.op.RowBuilder.smooth;
import static episode.op.Samples.numbers;
import static episode.op.Samples.vector;

import episode.expr.Op;
import episode.expr.Tensor;
import java.util.List;

/** The rows of functions of elements. */
final class FunctionRows {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private FunctionRows() {}

  static List<Catalogue.Row> rows() {
    return List.of(
        special(new SpecialFunctions.ErfInv(), numbers(6, -0.9, 0.9, 5))
            .awkward("end", new SpecialFunctions.ErfInv(), vector(-1, 1, 1.5, NAN))
            .row(),
        special(new SpecialFunctions.NormalCdf(), numbers(7, -2, 2, 5))
            .awkward("infinite", new SpecialFunctions.NormalCdf(), vector(-INFINITY, INFINITY, NAN))
            .row(),
        special(new SpecialFunctions.GammaInc(0), numbers(8, 0.5, 4, 5), numbers(9, 0.3, 6, 5))
            .awkward("end", new SpecialFunctions.GammaInc(0), vector(1, 1, -1), vector(0, -1, 1))
            .row(),
        gammaDerivatives(),
        special(new SpecialFunctions.BetaInc(0, 0), shape(10), shape(11), fractions()).row(),
        betaDerivatives());
  }

  private static RowBuilder special(Op op, Tensor... operands) {
    return smooth(SpecialFunctions.class, FLOATING).at(op, operands);
  }

  private static Catalogue.Row gammaDerivatives() {
    RowBuilder row = smooth(SpecialFunctions.class, FLOATING);
    for (int order = 1; order <= 2; order++) {
      row.at(new SpecialFunctions.GammaInc(order), numbers(8, 0.5, 4, 5), numbers(9, 0.3, 6, 5));
    }
    return row.row();
  }

  private static Tensor shape(int seed) {
    return numbers(seed, 0.7, 4, 5);
  }

  private static Tensor fractions() {
    return numbers(12, 0.1, 0.9, 5);
  }

  private static Catalogue.Row betaDerivatives() {
    RowBuilder row = smooth(SpecialFunctions.class, FLOATING);
    for (int[] order : new int[][] {{1, 0}, {0, 1}, {1, 1}}) {
      Op op = new SpecialFunctions.BetaInc(order[0], order[1]);
      row.at(op, shape(10), shape(11), fractions());
    }
    return row.row();
  }
}
