package episode.expr;

import java.util.List;
import java.util.stream.Collectors;

/** Tells the user what is wrong with what was written; carries every problem found. */
public final class EpisodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Makes the exception for one problem. */
  public EpisodeException(Problem problem) {
    this(List.of(problem));
  }

  /** Makes the exception for all problems found, in order. */
  public EpisodeException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems, at least one. */
  public List<Problem> problems() {
    return problems;
  }

  /** Returns the code of the first problem. */
  public String code() {
    return problems.get(0).code();
  }
}
