package episode.backend.array;

import episode.expr.EpisodeException;
import episode.expr.Op;
import episode.expr.Problem;

/** What a backend says of an op that it cannot do. */
public final class Refusal {
  private Refusal() {}

  /** Returns E3204: the op has no lowering, and the backend no rule for it. */
  public static EpisodeException of(String backend, Op op) {
    return of(backend, op.name(), "it has no lowering, and the backend holds no rule for it");
  }

  /**
   * Returns E3204 for any reason.
   *
   * @param what the op or primitive, and the variant that is meant
   * @param reason a clause
   */
  public static EpisodeException of(String backend, String what, String reason) {
    return new EpisodeException(
        Problem.of("E3204", "'" + backend + "' cannot do " + what + ": " + reason)
            .remedy("Register a rule: backend.with(\"NAME\", rule), or compile it for \"jvm\"."));
  }
}
