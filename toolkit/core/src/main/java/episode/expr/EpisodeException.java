package episode.expr;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells the user what is wrong with what was written; carries every problem found. */
public final class EpisodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Nobody reads more, and half a million of them would not fit into memory. */
  private static final int SHOWN = 200;

  private final transient List<Problem> problems;

  /** Makes the exception for one problem. */
  public EpisodeException(Problem problem) {
    this(List.of(problem));
  }

  /** Makes the exception for all problems found, in order; its message shows the first 200. */
  public EpisodeException(List<Problem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(List<Problem> problems) {
    Stream<String> shown = problems.stream().limit(SHOWN).map(Problem::toString);
    int more = problems.size() - SHOWN;
    Stream<String> rest = more > 0 ? Stream.of("… and " + more + " more") : Stream.empty();
    return Stream.concat(shown, rest).collect(Collectors.joining("\n"));
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
