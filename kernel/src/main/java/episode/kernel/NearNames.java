package episode.kernel;

import episode.kernel.magic.Spelling;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.QualifiedNames;

/** Finds what somebody may have meant by a name that there is not. */
final class NearNames {

  private static final Duration INDEXING = Duration.ofSeconds(3);

  /** Names that stand for the same in one class or another. */
  private static final List<Set<String>> SAME =
      List.of(
          Set.of("length", "lenght", "size", "count", "len", "length()", "size()", "count()"),
          Set.of("append", "push", "add", "put"),
          Set.of("print", "println", "log"),
          Set.of("has", "includes", "contains", "containsKey"));

  private final SourceCodeAnalysis analysis;
  private final Predicate<String> unset;

  /**
   * Finds names in what can be written now.
   *
   * @param analysis knows it
   * @param unset tells the variables that have no value, which nobody means
   */
  NearNames(SourceCodeAnalysis analysis, Predicate<String> unset) {
    this.analysis = analysis;
    this.unset = unset;
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
            .filter(one -> !unset.test(one))
            .collect(Collectors.toSet());
    int limit = Math.max(1, bare(name).length() / 3);
    Optional<String> similar =
        names.stream()
            .filter(one -> bare(one).length() > 1)
            .filter(one -> Math.abs(bare(one).length() - name.length()) <= limit)
            .filter(one -> Spelling.distance(bare(one), name) <= (name.length() < 2 ? 0 : limit))
            .min(
                Comparator.<String>comparingInt(one -> Spelling.distance(bare(one), name))
                    .thenComparing(one -> capital(one) == capital(name) ? 0 : 1)
                    .thenComparing(one -> -one.length())
                    .thenComparing(Comparator.naturalOrder()));
    boolean member = at > 0 && code.charAt(at - 1) == '.';
    return similar.or(() -> member ? same(name, names) : Optional.empty());
  }

  /** Returns the import that would make a class known. */
  Optional<String> imported(String name) {
    return indexed(name).getNames().stream()
        .filter(full -> full.endsWith("." + name) && !full.startsWith("REPL."))
        .min(Comparator.comparingInt(NearNames::rank).thenComparing(Comparator.naturalOrder()))
        .map(full -> "import " + full + ";");
  }

  /** Returns what the index of classes knows, which the compiler fills in the background. */
  private QualifiedNames indexed(String name) {
    long end = System.nanoTime() + INDEXING.toNanos();
    QualifiedNames found = analysis.listQualifiedNames(name, name.length());
    while (!found.isUpToDate() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      found = analysis.listQualifiedNames(name, name.length());
    }
    return found;
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
}
