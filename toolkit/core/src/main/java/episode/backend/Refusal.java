package episode.backend;

import episode.expr.EpisodeException;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Problem;

/** What a backend says of what it cannot do. */
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

  /**
   * Returns E3205: the backend takes no such rule.
   *
   * @param takes the kinds of rules that it takes
   */
  public static EpisodeException ofRule(String backend, String op, String takes) {
    return new EpisodeException(
        Problem.of("E3205", "'" + backend + "' takes no rule of this kind for '" + op + "'")
            .remedy("It takes: " + takes + "."));
  }

  /**
   * Checks that a rule may stand under a name: no primitive takes one.
   *
   * @throws EpisodeException E3222 where the name is that of a primitive
   */
  public static void checkName(String op) {
    for (Prim prim : Prim.values()) {
      if (prim.name().equals(op)) {
        throw new EpisodeException(
            Problem.of("E3222", "'" + op + "' is a primitive, and rules are for ops")
                .remedy(
                    "No backend would ever use it. Name an op, as CumMax; docs/ops.md lists them."));
      }
    }
  }

  /**
   * Returns E3207: the engine of a backend that {@code ./episode backend add} installs does not
   * start.
   *
   * @param why what the start ended with
   */
  public static EpisodeException ofStart(String backend, Throwable why) {
    Throwable cause = why;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    String remedy = "\nTo install them: ./episode backend add " + backend;
    return new EpisodeException(
        Problem.of("E3207", "The native libraries of backend '" + backend + "' do not load")
            .remedy(cause.getClass().getSimpleName() + message + remedy));
  }
}
