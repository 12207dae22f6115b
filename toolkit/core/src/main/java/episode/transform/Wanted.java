package episode.transform;

import episode.expr.EpisodeException;
import episode.expr.Node;
import episode.expr.Problem;

/** Refuses derivatives that do not exist. */
final class Wanted {
  private Wanted() {}

  static void checkTangent(Node input, Node tangent) {
    checkFloating(input);
    if (!tangent.type().equals(input.type())) {
      throw new IllegalArgumentException(
          "the tangent of '" + input.name() + "' is a " + tangent.type() + ", not " + input.type());
    }
  }

  static void checkFloating(Node input) {
    if (!input.isArray() || !input.dtype().isFloating()) {
      String what = "No derivative by '" + input.name() + "', which is a " + input.type();
      throw new EpisodeException(
          Problem.of("E3111", what)
              .remedy("Derivatives are by FLOAT64 and FLOAT32 inputs; cast inside the formula."));
    }
  }
}
