package episode.op;

import episode.expr.DType;
import episode.expr.Op;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every named op of this package: what tests and the reference go through. */
public final class Catalogue {
  private static final Set<DType> FLOATING = Set.of(DType.FLOAT32, DType.FLOAT64);
  private static final Set<DType> ALL = EnumSet.allOf(DType.class);

  private Catalogue() {}

  /**
   * One op.
   *
   * @param name under which backends register rules
   * @param family the class that makes it
   * @param takes the element types of its operands
   * @param variants the op with each choice of its parameters that behaves in its own way
   */
  public record Row(String name, Class<?> family, Set<DType> takes, List<? extends Op> variants) {
    /** Copies the collections. */
    public Row {
      takes = Set.copyOf(takes);
      variants = List.copyOf(variants);
    }
  }

  /** Returns a row per op. */
  public static List<Row> rows() {
    return List.of(
        solves(new LinearSolves.Solve()),
        solves(
            new LinearSolves.TriangularSolve(true, false),
            new LinearSolves.TriangularSolve(true, true),
            new LinearSolves.TriangularSolve(false, false),
            new LinearSolves.TriangularSolve(false, true)),
        solves(new LinearSolves.Inverse()),
        solves(new LinearSolves.Determinant()),
        solves(new LinearSolves.LogDeterminant()),
        row(Factorizations.class, FLOATING, new Factorizations.Cholesky()),
        row(Factorizations.class, FLOATING, new Factorizations.Lu()),
        row(Factorizations.class, FLOATING, new Factorizations.Qr()),
        row(Factorizations.class, FLOATING, new Factorizations.Eigh()),
        row(Exponentials.class, FLOATING, new Exponentials.Expm()),
        row(Sorting.class, ALL, new Sorting.Sort(0), new Sorting.Sort(1)),
        row(Sorting.class, ALL, new Sorting.ArgSort(0), new Sorting.ArgSort(1)),
        row(Sorting.class, ALL, new Sorting.SearchSorted(false), new Sorting.SearchSorted(true)),
        row(SpecialFunctions.class, FLOATING, new SpecialFunctions.ErfInv()),
        row(SpecialFunctions.class, FLOATING, new SpecialFunctions.NormalCdf()),
        row(SpecialFunctions.class, FLOATING, new SpecialFunctions.GammaInc(0)),
        row(
            SpecialFunctions.class,
            FLOATING,
            new SpecialFunctions.GammaInc(1),
            new SpecialFunctions.GammaInc(2)),
        row(SpecialFunctions.class, FLOATING, new SpecialFunctions.BetaInc(0, 0)),
        row(
            SpecialFunctions.class,
            FLOATING,
            new SpecialFunctions.BetaInc(1, 0),
            new SpecialFunctions.BetaInc(0, 1),
            new SpecialFunctions.BetaInc(1, 1)),
        row(
            Cumulation.class,
            ALL,
            cumulative(Optional.empty(), Cumulation.Mode.ADD),
            cumulative(Optional.empty(), Cumulation.Mode.MUL),
            cumulative(Optional.of(0), Cumulation.Mode.ADD),
            cumulative(Optional.of(-1), Cumulation.Mode.ADD),
            cumulative(Optional.of(0), Cumulation.Mode.MUL),
            cumulative(Optional.of(-1), Cumulation.Mode.MUL)));
  }

  private static Op cumulative(Optional<Integer> axis, Cumulation.Mode mode) {
    return new Cumulation.CumOp(axis, mode);
  }

  private static Row solves(Op... variants) {
    return row(LinearSolves.class, FLOATING, variants);
  }

  private static Row row(Class<?> family, Set<DType> takes, Op... variants) {
    return new Row(variants[0].name(), family, takes, List.of(variants));
  }
}
