package episode.model;

import episode.expr.Problem;
import java.util.List;
import java.util.Set;

/**
 * Tells problems of a statement that nothing said later can mend from those of an unfinished model.
 */
final class Settled {
  /** Mistakes of the statement itself: its distribution, its numbers, its flow. */
  private static final Set<String> OWN =
      Set.of("E5101", "E5102", "E5103", "E5106", "E5107", "E5108", "E5112", "E5114", "E5121");

  /** Which names of columns a right side means may still change. */
  private static final String COLUMNS_USED = "E6209";

  private Settled() {}

  /** Returns what is wrong with the newest statement of a draft for good. */
  static List<Problem> problems(Draft draft, Statement newest) {
    return Plan.problems(draft).stream()
        .filter(problem -> isAbout(problem, newest) && isSettled(problem, draft))
        .toList();
  }

  private static boolean isAbout(Problem problem, Statement statement) {
    return problem
        .where()
        .map(Problem.Where::context)
        .filter(context -> context.equals(statement.right().context()) || context.equals("observe"))
        .isPresent();
  }

  private static boolean isSettled(Problem problem, Draft draft) {
    boolean data = problem.code().startsWith("E6") && !problem.code().equals(COLUMNS_USED);
    boolean derived =
        problem.where().map(where -> where.context().startsWith("derive(")).orElse(false)
            && !draft.observations().isEmpty();
    return OWN.contains(problem.code()) || data || derived;
  }
}
