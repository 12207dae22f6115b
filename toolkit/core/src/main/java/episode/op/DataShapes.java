package episode.op;

import episode.expr.EpisodeException;
import episode.expr.Problem;

/** The refusal of shapes that would depend on values. */
final class DataShapes {
  private DataShapes() {}

  /** Returns the problem, with code that does the same in a shape that is known. */
  static EpisodeException refused(String op, String why, String rewrite) {
    return new EpisodeException(
        Problem.of("E3120", op + ": the shape of the result would depend on data: " + why)
            .remedy("Shapes are known when a graph is built. Write instead:\n" + rewrite));
  }
}
