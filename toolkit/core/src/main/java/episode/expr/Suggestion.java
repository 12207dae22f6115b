package episode.expr;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was meant to be. */
public final class Suggestion {
  private static final int SHOWN_NAMES = 30;

  private Suggestion() {}

  /**
   * Returns a line of advice, such as {@code Did you mean 'beta'? Known names: beta, gamma.}
   *
   * @param name what was written
   * @param known what could have been meant, in the order in which it is listed
   * @param kind what the list holds, such as "Known names"
   */
  public static String remedy(String name, Collection<String> known, String kind) {
    Optional<String> closest = closest(name, known);
    String guess = closest.isPresent() ? "Did you mean '" + closest.get() + "'? " : "";
    return guess + kind + ": " + list(known) + ".";
  }

  /** Returns the known name nearest to what was written, if one is near enough. */
  public static Optional<String> closest(String name, Collection<String> known) {
    if (name == null) {
      return Optional.empty();
    }
    int limit = Math.max(1, name.length() / 3);
    String best = null;
    int bestDistance = limit + 1;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - name.length()) <= limit) {
        boolean sameLetters = candidate.equalsIgnoreCase(name);
        int distance = sameLetters ? 1 : distance(name, candidate);
        boolean near = sameLetters || distance < name.length();
        if (near && distance < bestDistance) {
          best = candidate;
          bestDistance = distance;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** Returns the names as a list in words, the first thirty of a long one; "none" for none. */
  public static String list(Collection<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    StringBuilder text = new StringBuilder();
    int shown = 0;
    for (String name : names) {
      if (shown == SHOWN_NAMES) {
        return text.append(String.format(Locale.ROOT, ", … (%d more)", names.size() - shown))
            .toString();
      }
      text.append(shown++ == 0 ? "" : ", ").append(name);
    }
    return text.toString();
  }

  /**
   * Returns the Damerau–Levenshtein distance in its optimal string alignment form: insertions,
   * deletions, substitutions and swaps of neighbours.
   */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
