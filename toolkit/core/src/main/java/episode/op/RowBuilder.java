package episode.op;

import episode.expr.DType;
import episode.expr.Op;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects the cases of one row of the catalogue. For one thread. */
final class RowBuilder {
  static final Set<DType> FLOATING = Set.of(DType.FLOAT32, DType.FLOAT64);
  static final Set<DType> NUMBERS = Set.of(DType.INT64, DType.FLOAT32, DType.FLOAT64);
  static final Set<DType> ALL = EnumSet.allOf(DType.class);

  private final Class<?> family;
  private final Set<DType> takes;
  private final boolean hasDerivatives;
  private final List<Catalogue.Case> cases = new ArrayList<>();

  private RowBuilder(Class<?> family, Set<DType> takes, boolean hasDerivatives) {
    this.family = family;
    this.takes = takes;
    this.hasDerivatives = hasDerivatives;
  }

  /** Returns a row of an op with derivatives wherever it is smooth. */
  static RowBuilder smooth(Class<?> family, Set<DType> takes) {
    return new RowBuilder(family, takes, true);
  }

  /** Returns a row of an op without derivatives. */
  static RowBuilder discrete(Class<?> family, Set<DType> takes) {
    return new RowBuilder(family, takes, false);
  }

  /** Adds a variant at a point inside of its domain. */
  RowBuilder at(Op op, Tensor... operands) {
    return add(op, Catalogue.Case.ORDINARY, hasDerivatives, operands);
  }

  /** Adds a variant at an awkward point that has derivatives all the same. */
  RowBuilder edge(String point, Op op, Tensor... operands) {
    return add(op, point, hasDerivatives, operands);
  }

  /** Adds a variant at a point where differences cannot tell of derivatives. */
  RowBuilder awkward(String point, Op op, Tensor... operands) {
    return add(op, point, false, operands);
  }

  private RowBuilder add(Op op, String point, boolean smooth, Tensor... operands) {
    cases.add(new Catalogue.Case(op, point, List.of(operands), smooth));
    return this;
  }

  Catalogue.Row row() {
    return new Catalogue.Row(cases.get(0).op().name(), family, takes, cases);
  }
}
