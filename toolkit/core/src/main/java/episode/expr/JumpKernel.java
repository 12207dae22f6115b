package episode.expr;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How likely a jump is by its distance d, up to a factor. */
enum JumpKernel {
  /** exp(−d² / (2 sigma²)). */
  GAUSSIAN("sigma"),
  /** exp(−d / lambda). */
  EXPONENTIAL("lambda"),
  /** (d / theta)^(k − 1) exp(−d / theta), d no less than 1e-12. */
  GAMMA("k", "theta"),
  /** (1 + d / sigma)^(−p). */
  POWER_LAW("sigma", "p"),
  /** erfc(d / sigma) = 1 − erf(d / sigma). */
  ERFC("sigma"),
  /** A parameter K[x, x], its row the landing, its column the start. */
  CUSTOM("K");

  private final List<String> parameters;

  JumpKernel(String... parameters) {
    this.parameters = List.of(parameters);
  }

  /** Returns the kernel of a word. */
  static Optional<JumpKernel> named(String word) {
    String plain = word.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    for (JumpKernel kernel : values()) {
      if (kernel.name().equals(plain)) {
        return Optional.of(kernel);
      }
    }
    return Optional.empty();
  }

  /** Returns the word. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what a call gives after the word. */
  List<String> parameters() {
    return parameters;
  }

  /** Returns the smallest distance that the formula is asked for. */
  double smallest() {
    return this == GAMMA ? 1e-12 : 0;
  }

  /**
   * Returns the kernel's values.
   *
   * @param in the distances, then the parameters, of fitting shapes
   */
  Node values(GraphBuilder b, List<Node> in) {
    Node d = in.get(0);
    Node p = in.get(1);
    Node scaled = b.div(d, this == GAMMA ? in.get(2) : p);
    Node one = b.constant(1);
    return switch (this) {
      case GAUSSIAN -> b.unary(Prim.EXP, b.mul(b.constant(-0.5), b.mul(scaled, scaled)));
      case EXPONENTIAL -> b.unary(Prim.EXP, b.neg(scaled));
      case GAMMA ->
          b.mul(b.binary(Prim.POW, scaled, b.sub(p, one)), b.unary(Prim.EXP, b.neg(scaled)));
      case POWER_LAW -> b.binary(Prim.POW, b.add(one, scaled), b.neg(in.get(2)));
      case ERFC -> b.sub(one, b.unary(Prim.ERF, scaled));
      case CUSTOM -> p;
    };
  }
}
