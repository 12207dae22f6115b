package episode.solve;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A solve by steps of equal size, without control of errors: it is one graph, which a backend runs
 * in one call, and whose derivatives are those of the steps. Every interval between two saved times
 * is divided into the fewest equal steps that are not longer than the size. Immutable.
 *
 * @param method how a step is made
 * @param size greatest length of a step, in the system's unit of time
 */
public record FixedStep(Method method, double size) {

  /** The methods that there are, by order. */
  public enum Method {
    /** Order 1, one evaluation a step. */
    EULER(Euler.tableau(), "Euler 1768"),
    /** The classical method: order 4, four evaluations a step. */
    RK4(RungeKutta4.tableau(), "Kutta 1901"),
    /** Tsitouras' method: order 5, six evaluations a step. */
    TSIT5(Tsit5.tableau(), "Tsitouras 2011, doi:10.1016/j.camwa.2011.06.002");

    private final ButcherTableau tableau;
    private final String source;

    Method(ButcherTableau tableau, String source) {
      this.tableau = tableau;
      this.source = source;
    }

    /** Returns the coefficients. */
    public ButcherTableau tableau() {
      return tableau;
    }

    /** Returns the name by which users ask for it: {@code rk4}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns who published the method, and when. */
    public String source() {
      return source;
    }

    /** Returns how often a step evaluates the right-hand side. */
    public int evaluations() {
      return tableau.firstSameAsLast() ? tableau.stages() - 1 : tableau.stages();
    }
  }

  /**
   * Checks the size.
   *
   * @throws EpisodeException E4012 where it is not a positive number
   */
  public FixedStep {
    if (!(size > 0) || Double.isInfinite(size)) {
      throw new EpisodeException(
          Problem.of("E4012", "The size of a step is " + size)
              .remedy("It is greater than 0, in the system's unit of time: (\"rk4\", 0.1)."));
    }
  }

  /**
   * Returns steps of a method of this name: euler, rk4 or tsit5.
   *
   * @throws EpisodeException E4012 for another name, or a size that is not a positive number
   */
  public static FixedStep of(String method, double size) {
    List<String> words = Arrays.stream(Method.values()).map(Method::word).toList();
    int place =
        words.indexOf(Given.argument(method, "method", "withFixedStep").toLowerCase(Locale.ROOT));
    if (place < 0) {
      throw new EpisodeException(
          Problem.of("E4012", "Unknown method '" + method + "' of fixed steps")
              .remedy(Suggestion.remedy(method, words, "Methods")));
    }
    return new FixedStep(Method.values()[place], size);
  }

  @Override
  public String toString() {
    return method.word() + " steps of " + size;
  }
}
