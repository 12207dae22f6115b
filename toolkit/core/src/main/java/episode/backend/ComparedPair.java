package episode.backend;

import episode.expr.Tensor;

/** The worst element of an array, with what it is the worst element of. */
record ComparedPair(Comparison.Entry entry, Sides sides) {

  /** What a backend gives, what it should give, and the scale of each element. */
  record Sides(Tensor value, Tensor reference, double[] scale) {}

  static ComparedPair of(String backend, String quantity, Sides sides) {
    return new ComparedPair(entry(backend, quantity, 0, sides), sides);
  }

  private static Comparison.Entry entry(String backend, String quantity, int element, Sides sides) {
    double value = sides.value().at(element);
    double reference = sides.reference().at(element);
    double scale = sides.scale()[element];
    double size = Double.isFinite(scale) ? Math.max(scale, Double.MIN_NORMAL) : 1;
    return new Comparison.Entry(backend, quantity, element, value, reference, size);
  }

  /** Returns this pair with the element that is furthest from its limit. */
  ComparedPair worst(ComparisonLimits limits) {
    Comparison.Entry worst = entry;
    for (int i = 0; i < sides.scale().length; i++) {
      Comparison.Entry each = entry(entry.backend(), entry.quantity(), i, sides);
      worst = limits.excess(each) > limits.excess(worst) ? each : worst;
    }
    return new ComparedPair(worst, sides);
  }
}
