package episode.system;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How an input goes from one row of its table to the next. Outside of the rows it is level. */
public enum Curve {
  /** Each row's value holds from its time until the next row's. */
  PIECEWISE(1),
  /** In a straight line. */
  LINEAR(2),
  /**
   * On a smooth curve that rises where the rows rise, falls where they fall and never overshoots: a
   * cubic with the slopes of F. N. Fritsch and J. Butland, A method for constructing local monotone
   * piecewise cubic interpolants, SIAM Journal on Scientific and Statistical Computing 5 (1984)
   * 300–304, doi:10.1137/0905021.
   */
  SPLINE(3);

  /** How curves are written. */
  static final List<String> WORDS = List.of("piecewise", "linear", "spline");

  private final int fewest;

  Curve(int fewest) {
    this.fewest = fewest;
  }

  /** Returns the curve of a word: piecewise, linear or spline. */
  public static Optional<Curve> of(String word) {
    int place = WORDS.indexOf(word);
    return place < 0 ? Optional.empty() : Optional.of(values()[place]);
  }

  /** Returns the word: "linear". */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the smallest number of rows. */
  int fewest() {
    return fewest;
  }
}
