package episode.backend;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * What backends make of one graph at one point: its values, its derivatives along one direction
 * ("forward of" an output) and those pulled back from one cotangent ("reverse of" an input), all
 * against the interpreter; and the interpreter's forward derivatives against differences. Two
 * numbers agree where
 *
 * <pre>|a − b| ≤ relative · scale + absolute,</pre>
 *
 * the scale being the larger of |b| and |x · f′(x)|, summed over the inputs, for a value, and the
 * largest number of its array for a derivative. Differences are given a relative tolerance of 1e-6.
 * Immutable.
 */
public final class Comparison implements Display {
  /** The name under which differences appear beside the backends. */
  public static final String DIFFERENCES = "differences";

  private static final double DIFFERENCES_TOLERANCE = 1e-6;

  private final List<Entry> entries;
  private final double relative;
  private final double absolute;

  private Comparison(List<Entry> entries, double relative, double absolute) {
    this.entries = List.copyOf(entries);
    this.relative = relative;
    this.absolute = absolute;
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

    /** Returns the disagreement in units of the scale: 0 where both are the same or both NaN. */
    public double disagreement() {
      boolean same = value == reference || Double.isNaN(value) && Double.isNaN(reference);
      if (same) {
        return 0;
      }
      double difference = Math.abs(value - reference);
      return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference / scale;
    }
  }

  static Comparison of(List<Backend> backends, Graph graph, List<Tensor> inputs) {
    ComparisonCollector collector = new ComparisonCollector(graph, inputs);
    for (Backend backend : backends) {
      collector.compare(backend);
    }
    collector.compareWithDifferences();
    return new Comparison(collector.entries(), 1e-12, 0);
  }

  /** Returns this comparison for some backends only; differences stay. */
  public Comparison on(String... backends) {
    List<String> names = List.of(backends);
    List<Entry> kept = new ArrayList<>();
    for (Entry entry : entries) {
      if (names.contains(entry.backend()) || entry.backend().equals(DIFFERENCES)) {
        kept.add(entry);
      }
    }
    return new Comparison(kept, relative, absolute);
  }

  /** Returns this comparison with other tolerances; at first they are 1e-12 and 0. */
  public Comparison tolerance(double relativeToScale, double atLeast) {
    return new Comparison(entries, relativeToScale, atLeast);
  }

  /** Returns the worst element of every array on every backend. */
  public List<Entry> entries() {
    return entries;
  }

  /** Returns how far an entry is from its limit: at most 1 where it agrees. */
  public double excess(Entry entry) {
    boolean measured = entry.backend().equals(DIFFERENCES);
    double limit = measured ? Math.max(DIFFERENCES_TOLERANCE, relative) : relative;
    double allowed = limit + absolute / entry.scale();
    double disagreement = entry.disagreement();
    return disagreement == 0 ? 0 : disagreement / allowed;
  }

  /** Returns whether everything agrees. */
  public boolean agrees() {
    for (Entry entry : entries) {
      if (excess(entry) > 1) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns this comparison where everything agrees.
   *
   * @throws EpisodeException E3203 with the worst entry where something does not
   */
  public Comparison check() {
    if (agrees()) {
      return this;
    }
    Entry worst = entries.get(0);
    for (Entry entry : entries) {
      worst = excess(entry) > excess(worst) ? entry : worst;
    }
    String what =
        "'" + worst.backend() + "' and the interpreter disagree about " + worst.quantity();
    String remedy =
        "Element "
            + worst.element()
            + ": "
            + worst.value()
            + " against "
            + worst.reference()
            + ", "
            + String.format(java.util.Locale.ROOT, "%.1e", worst.disagreement())
            + " of its scale.\nPlease report it, unless an op or a rule of your own is involved.";
    throw new EpisodeException(Problem.of("E3203", what).remedy(remedy));
  }

  /** Returns the table of all entries. */
  @Override
  public List<Part> parts() {
    Grid grid = Grid.of("quantity", "backend", "value", "reference", "disagreement");
    for (Entry entry : entries) {
      Object disagreement = entry.disagreement();
      if (excess(entry) > 1) {
        disagreement = Grid.marked(disagreement, "more than the tolerance");
      }
      grid =
          grid.row(
              entry.quantity(), entry.backend(), entry.value(), entry.reference(), disagreement);
    }
    return List.of(grid.caption("Worst element of each array; disagreement in units of its scale"));
  }

  /** Returns one line per entry. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(entry.backend()).append(": ").append(entry.quantity()).append(" = ");
      text.append(entry.value()).append(", reference ").append(entry.reference()).append('\n');
    }
    return text.toString();
  }
}
