package episode.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis;

/** Finds what somebody may have meant by a name that there is not. */
final class NearNames {

  /** Names that stand for the same in one class or another. */
  private static final List<Set<String>> SAME =
      List.of(
          Set.of("length", "lenght", "size", "count", "len", "length()", "size()", "count()"),
          Set.of("append", "push", "add", "put"),
          Set.of("print", "println", "log"),
          Set.of("has", "includes", "contains", "containsKey"));

  private final SourceCodeAnalysis analysis;

  NearNames(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /**
   * Returns what could stand in the place of a name.
   *
   * @param code the text that it is in
   * @param at where it starts
   * @param name the name
   */
  Optional<String> near(String code, int at, String name) {
    Collection<String> names =
        analysis.completionSuggestions(code.substring(0, at), at, new int[1]).stream()
            .map(one -> one.continuation().replaceFirst("\\($", "").replaceFirst("[<.].*", ""))
            .collect(Collectors.toSet());
    int limit = Math.max(1, bare(name).length() / 3);
    Optional<String> similar =
        names.stream()
            .filter(one -> bare(one).length() > 1)
            .filter(one -> Math.abs(bare(one).length() - name.length()) <= limit)
            .filter(one -> distance(bare(one), name) <= (name.length() < 2 ? 0 : limit))
            .min(
                Comparator.<String>comparingInt(one -> distance(bare(one), name))
                    .thenComparing(one -> capital(one) == capital(name) ? 0 : 1)
                    .thenComparing(one -> -one.length())
                    .thenComparing(Comparator.naturalOrder()));
    boolean member = at > 0 && code.charAt(at - 1) == '.';
    return similar.or(() -> member ? same(name, names) : Optional.empty());
  }

  /** Returns the import that would make a class known. */
  Optional<String> imported(String name) {
    return analysis.listQualifiedNames(name, name.length()).getNames().stream()
        .filter(full -> full.endsWith("." + name) && !full.startsWith("REPL."))
        .min(Comparator.comparingInt(NearNames::rank).thenComparing(Comparator.naturalOrder()))
        .map(full -> "import " + full + ";");
  }

  private static int rank(String name) {
    List<String> first = List.of("java.util.", "java.", "javax.", "episode.", "tech.tablesaw.");
    int index = 0;
    while (index < first.size() && !name.startsWith(first.get(index))) {
      index++;
    }
    return index;
  }

  private static Optional<String> same(String name, Collection<String> names) {
    return SAME.stream()
        .filter(words -> words.contains(name))
        .flatMap(words -> names.stream().filter(words::contains))
        .min(Comparator.naturalOrder());
  }

  private static boolean capital(String name) {
    return Character.isUpperCase(name.charAt(0));
  }

  private static String bare(String name) {
    return name.replace("()", "");
  }

  /** Returns how many letters differ, are missing or have changed places; case costs nothing. */
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] cost) {
    int changed = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least =
        Stream.of(cost[i - 1][j] + 1, cost[i][j - 1] + 1, changed).min(Integer::compare).get();
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
