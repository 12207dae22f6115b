package episode.op;

import static episode.op.RowBuilder.FLOATING;
import static episode.op.RowBuilder.smooth;
import static episode.op.Samples.numbers;
import static episode.op.Samples.vector;

import episode.expr.Op;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The rows of functions of elements. */
final class FunctionRows {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static final Tensor REAL = numbers(30, -3, 3, 6);
  private static final Tensor FRACTIONS = numbers(39, 0.05, 0.95, 6);
  private static final Tensor ENDS =
      vector(0, -0.0, 1, -1, 1e-300, 1e300, -1e300, 710, -710, INFINITY, -INFINITY, NAN);

  private FunctionRows() {}

  static List<Catalogue.Row> rows() {
    List<Catalogue.Row> rows = new ArrayList<>();
    for (FunctionOfOne.Kind kind : FunctionOfOne.Kind.values()) {
      rows.add(ofOne(kind));
    }
    rows.addAll(ofTwo());
    rows.addAll(special());
    return rows;
  }

  private static Catalogue.Row ofOne(FunctionOfOne.Kind kind) {
    FunctionOfOne op = new FunctionOfOne(kind);
    RowBuilder row = smooth(Elementwise.class, FLOATING).awkward("special", op, ENDS);
    return switch (kind) {
      case SOFTPLUS, SIGMOID, LOG_SIGMOID ->
          row.at(op, REAL).edge("far", op, vector(-800, -40, 0, 40, 800)).row();
      case LOG1MEXP ->
          row.at(op, numbers(31, -3, -0.1, 6)).edge("far", op, vector(-800, -40)).row();
      case LOGIT -> row.at(op, FRACTIONS).edge("middle", op, vector(0.5, 0.25, 0.75)).row();
      case ATANH -> row.at(op, numbers(32, -0.9, 0.9, 6)).edge("zero", op, vector(0, 1e-9)).row();
      case ASINH, EXP2 -> row.at(op, REAL).edge("zero", op, vector(0, 1e-9, -1e-9)).row();
      case ACOSH -> row.at(op, numbers(33, 1.2, 9, 6)).edge("far", op, vector(1e5, 3e8)).row();
      case LOG2, LOG10 -> row.at(op, numbers(34, 0.2, 9, 6)).edge("one", op, vector(1)).row();
      case GAMMALN, DIGAMMA, TRIGAMMA ->
          row.at(op, numbers(35, 0.2, 9, 6)).edge("negative", op, vector(-0.5, -2.3)).row();
      case ERFC -> row.at(op, REAL).edge("far", op, vector(0.4, 0.5, 3.9, 4.1, -5)).row();
    };
  }

  private static List<Catalogue.Row> ofTwo() {
    FunctionOfTwo xlogy = new FunctionOfTwo(FunctionOfTwo.Kind.XLOGY);
    FunctionOfTwo logaddexp = new FunctionOfTwo(FunctionOfTwo.Kind.LOGADDEXP);
    FunctionOfTwo hypot = new FunctionOfTwo(FunctionOfTwo.Kind.HYPOT);
    return List.of(
        smooth(Elementwise.class, FLOATING)
            .at(xlogy, REAL, numbers(36, 0.2, 9, 6))
            .edge("zero", xlogy, vector(0, 0), vector(2, 0.5))
            .awkward("special", xlogy, vector(0, 0, 0, 1, NAN), vector(0, NAN, INFINITY, 0, 1))
            .row(),
        smooth(Elementwise.class, FLOATING)
            .at(logaddexp, REAL, numbers(37, -2, 2, 6))
            .edge("tied", logaddexp, vector(1, 800, -800), vector(1, -800, -800))
            .awkward(
                "special",
                logaddexp,
                vector(-INFINITY, INFINITY, INFINITY, NAN, -INFINITY),
                vector(-INFINITY, INFINITY, -INFINITY, 1, 3))
            .row(),
        smooth(Elementwise.class, FLOATING)
            .at(hypot, REAL, numbers(38, 0.2, 9, 6))
            .awkward("special", hypot, vector(0, 1e200, NAN, 0), vector(0, -1e200, INFINITY, NAN))
            .row());
  }

  private static List<Catalogue.Row> special() {
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
