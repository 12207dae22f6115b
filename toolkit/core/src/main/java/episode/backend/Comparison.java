package episode.backend;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import episode.progress.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What backends make of one graph at one point: its values, its derivatives along one direction
 * ("forward of" an output) and those pulled back from one cotangent ("reverse of" an input), by the
 * graph and by the engine's own tape where there is one, all against the interpreter; and the
 * interpreter's forward derivatives against differences. Two numbers agree where
 *
 * <pre>|a − b| ≤ relative · scale + absolute,</pre>
 *
 * the scale being the larger of |b| and |x · f′(x)|, summed over the inputs, for a value, and for a
 * derivative the larger of the largest number of its array and |y| / 1000 max(1, |x|), which stands
 * for terms that cancel. NaN agrees with NaN only, and an infinity with itself. Differences are
 * given a relative tolerance of 1e-6.
 *
 * <p>What cannot be computed is no disagreement: a backend that is not installed, that does not
 * start, or that refuses the graph or one of its derivatives, derivatives of an op that has none,
 * and differences at the edge of a domain are {@link #missing()}, a row of the table with the
 * reason, and {@link #agrees()} and {@link #check()} pass over it. Where it has to be there, {@link
 * #complete()} says so. Immutable.
 */
public final class Comparison implements Display {
  /** The name under which differences appear beside the backends. */
  public static final String DIFFERENCES = "differences";

  /** The quantity of a backend that gives nothing at all. */
  static final String EVERYTHING = "everything";

  private final List<ComparedPair> pairs;
  private final List<Missing> missing;
  private final List<String> compared;
  private final ComparisonLimits limits;
  private final List<Optional<String>> failures = new ArrayList<>();

  private Comparison(
      List<ComparedPair> pairs,
      List<Missing> missing,
      List<String> compared,
      ComparisonLimits limits) {
    this.pairs = pairs.stream().map(pair -> pair.worst(limits)).toList();
    this.missing = List.copyOf(missing);
    this.compared = List.copyOf(compared);
    this.limits = limits;
    for (ComparedPair pair : this.pairs) {
      failures.add(limits.failure(pair));
    }
  }

  /**
   * The worst element of one array on one backend.
   *
   * @param backend its name, or {@link #DIFFERENCES}
   * @param quantity such as "y[0]" (output 0), "forward of y[0]" or "reverse of x"
   * @param element place of the worst element, row-major
   * @param value what the backend gives
   * @param reference what the interpreter gives
   * @param scale the size of the numbers that were added up to it
   */
  public record Entry(
      String backend, String quantity, int element, double value, double reference, double scale) {

    /**
     * Returns the disagreement in units of the scale: 0 where both are the same or both NaN,
     * infinite where only one is a finite number.
     */
    public double disagreement() {
      if (same()) {
        return 0;
      }
      boolean numbers = Double.isFinite(value) && Double.isFinite(reference);
      return numbers ? Math.abs(value - reference) / scale : Double.POSITIVE_INFINITY;
    }

    boolean same() {
      return value == reference || Double.isNaN(value) && Double.isNaN(reference);
    }
  }

  /**
   * What is not available.
   *
   * @param backend its name
   * @param quantity "everything", "forward", "reverse", or an entry's
   * @param problem why, with a code of E3 and the remedy
   */
  public record Missing(String backend, String quantity, Problem problem) {}

  static Comparison of(List<Backend> backends, Graph graph, List<Tensor> inputs) {
    ComparisonCollector collector = new ComparisonCollector(graph, inputs);
    try (Work work = Work.begin("Comparing", backends.size() + 1, "backends and differences")) {
      for (Backend backend : backends) {
        work.doing(backend.name());
        collector.compare(backend);
        Work.stopIfInterrupted();
        work.add(1);
      }
      work.doing(DIFFERENCES);
      collector.compareWithDifferences();
      work.add(1);
      work.doing("");
    }
    ComparisonLimits limits = new ComparisonLimits(1e-12, 0, Optional.empty());
    return new Comparison(collector.pairs(), collector.missing(), collector.compared(), limits);
  }

  /**
   * Returns this comparison for some backends only, with their tapes; differences stay. One that
   * was not compared, or that {@code ./episode backend add} would install, is missing.
   *
   * @throws EpisodeException E3202 where no backend has such a name
   */
  public Comparison on(String... backends) {
    List<String> names = List.of(backends);
    List<ComparedPair> kept = new ArrayList<>();
    for (ComparedPair pair : pairs) {
      String backend = pair.entry().backend();
      if (isOf(names, backend) || backend.equals(DIFFERENCES)) {
        kept.add(pair);
      }
    }
    List<Missing> lacking = new ArrayList<>();
    for (Missing each : missing) {
      if (isOf(names, each.backend()) || each.backend().equals(DIFFERENCES)) {
        lacking.add(each);
      }
    }
    for (String name : names) {
      absent(name).ifPresent(lacking::add);
    }
    List<String> both = compared.stream().filter(names::contains).toList();
    return new Comparison(kept, lacking, both, limits);
  }

  private static boolean isOf(List<String> names, String backend) {
    return names.stream().anyMatch(name -> backend.equals(name) || backend.equals(name + " tape"));
  }

  /** Returns why there is nothing of a backend, where nothing is known of it. */
  private Optional<Missing> absent(String name) {
    boolean known =
        compared.contains(name) || missing.stream().anyMatch(each -> each.backend().equals(name));
    if (known) {
      return Optional.empty();
    }
    try {
      Backends.byName(name);
      Problem unasked =
          Problem.of("E3202", "Backend '" + name + "' was not among those that were compared");
      return Optional.of(new Missing(name, EVERYTHING, unasked));
    } catch (EpisodeException e) {
      if (!Backends.ADDABLE.contains(name)) {
        throw e;
      }
      return Optional.of(new Missing(name, EVERYTHING, e.problems().get(0)));
    }
  }

  /**
   * Returns this comparison with other tolerances; at first they are 1e-12 and 0.
   *
   * @throws EpisodeException E3220 where one is negative or no finite number, or the first is 1 or
   *     more, so that 0 would agree with everything
   */
  public Comparison tolerance(double relativeToScale, double atLeast) {
    boolean relative = relativeToScale >= 0 && relativeToScale < 1;
    if (!relative || !(atLeast >= 0) || Double.isInfinite(atLeast)) {
      String what = "Tolerances " + relativeToScale + " and " + atLeast + " hold nothing back";
      throw new EpisodeException(
          Problem.of("E3220", what)
              .remedy("The first is from 0 to 1, a part of the scale; the second is 0 or more."));
    }
    ComparisonLimits others = new ComparisonLimits(relativeToScale, atLeast, limits.assertion());
    return new Comparison(pairs, missing, compared, others);
  }

  /**
   * Returns this comparison with a test of one's own for what backends give, in place of the
   * tolerances; differences are held against theirs as before.
   *
   * @param check takes the interpreter's array and the backend's, and throws where they disagree
   */
  public Comparison assertWith(BiConsumer<Tensor, Tensor> check) {
    ComparisonLimits others =
        new ComparisonLimits(limits.relative(), limits.absolute(), Optional.of(check));
    return new Comparison(pairs, missing, compared, others);
  }

  /** Returns the worst element of every array on every backend. */
  public List<Entry> entries() {
    return pairs.stream().map(ComparedPair::entry).toList();
  }

  /** Returns what could not be compared, and why. */
  public List<Missing> missing() {
    return missing;
  }

  /**
   * Returns this comparison where nothing is missing.
   *
   * @throws EpisodeException E32, all reasons, where something is
   */
  public Comparison complete() {
    if (missing.isEmpty()) {
      return this;
    }
    throw new EpisodeException(missing.stream().map(Missing::problem).toList());
  }

  /** Returns how far an entry is from its limit: at most 1 where it agrees. */
  public double excess(Entry entry) {
    return limits.excess(entry);
  }

  /** Returns whether some backend was compared, and everything that is there agrees. */
  public boolean agrees() {
    return !compared.isEmpty() && failures.stream().allMatch(Optional::isEmpty);
  }

  /**
   * Returns this comparison where everything that is there agrees.
   *
   * @throws EpisodeException E3203 with the worst entry where something does not, E3219 where no
   *     backend was compared
   */
  public Comparison check() {
    if (compared.isEmpty()) {
      throw nothing();
    }
    int worst = -1;
    for (int i = 0; i < pairs.size(); i++) {
      boolean fails = failures.get(i).isPresent();
      if (fails && (worst < 0 || excess(entry(i)) > excess(entry(worst)))) {
        worst = i;
      }
    }
    if (worst < 0) {
      return this;
    }
    String backend = entry(worst).backend();
    String what = "'" + backend + "' and the interpreter disagree about " + entry(worst).quantity();
    String advice = "\nPlease report it, unless an op or a rule of your own is involved.";
    throw new EpisodeException(
        Problem.of("E3203", what).remedy(failures.get(worst).orElseThrow() + advice));
  }

  private EpisodeException nothing() {
    List<String> reasons = new ArrayList<>();
    for (Missing each : missing) {
      reasons.add(
          each.backend() + ": " + each.problem().code() + " " + each.problem().what() + ".");
    }
    String why = reasons.isEmpty() ? "No backend was named." : String.join("\n", reasons);
    return new EpisodeException(
        Problem.of("E3219", "No backend was compared with the interpreter").remedy(why));
  }

  private Entry entry(int i) {
    return pairs.get(i).entry();
  }

  /** Returns the table of all entries. */
  @Override
  public List<Part> parts() {
    Grid grid = Grid.of("quantity", "backend", "value", "reference", "disagreement");
    for (int i = 0; i < pairs.size(); i++) {
      Object disagreement = entry(i).disagreement();
      if (failures.get(i).isPresent()) {
        String why =
            limits.assertion().isPresent() ? failures.get(i).get() : "more than the tolerance";
        disagreement = Grid.marked(disagreement, why);
      }
      Entry entry = entry(i);
      grid =
          grid.row(
              entry.quantity(), entry.backend(), entry.value(), entry.reference(), disagreement);
    }
    for (Missing each : missing) {
      Problem why = each.problem();
      String reason = why.code() + " " + why.what();
      grid = grid.row(each.quantity(), each.backend(), "not available", null, reason);
    }
    return List.of(grid.caption("Worst element of each array; disagreement in units of its scale"));
  }

  /** Returns one line per entry. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries()) {
      text.append(entry.backend()).append(": ").append(entry.quantity()).append(" = ");
      text.append(entry.value()).append(", reference ").append(entry.reference()).append('\n');
    }
    for (Missing each : missing) {
      text.append(each.backend()).append(": ").append(each.quantity()).append(" not available: ");
      text.append(each.problem().code()).append(' ').append(each.problem().what()).append('\n');
    }
    return text.toString();
  }
}
