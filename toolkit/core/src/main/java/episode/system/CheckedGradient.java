package episode.system;

import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import episode.solve.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The derivatives of the states at the end of a solve, computed several ways: tangents carried
 * forward, recorded steps walked back, extrapolated differences over the same steps, a complex step
 * where the system has a complex form, and the engine's tape where the backend has one. Immutable.
 */
public final class CheckedGradient implements Display {
  /** All ways agree to this, for the differences repeat the steps. */
  public static final double EXPECTED = 1e-6;

  /** The same on a backend that computes in FLOAT32, whose differences are as coarse. */
  public static final double EXPECTED_SINGLE = 1e-2;

  private static final int SHOWN_ROWS = 40;

  private final GradientCheck check;
  private final double expected;
  private final String failure;

  private CheckedGradient(GradientCheck check, double expected, String failure) {
    this.check = check;
    this.expected = expected;
    this.failure = failure;
  }

  /** Returns the check of a solve on a backend that holds numbers in this element type. */
  static CheckedGradient of(GradientCheck check, DType precision) {
    return new CheckedGradient(check, precision == DType.FLOAT64 ? EXPECTED : EXPECTED_SINGLE, "");
  }

  /** Returns what is known of derivatives through a solve that failed: why it did. */
  static CheckedGradient failed(String why) {
    return new CheckedGradient(GradientCheck.none(), EXPECTED, why);
  }

  /** Returns every derivative in all ways; none where the solve failed. */
  public List<GradientCheck.Entry> entries() {
    return check.entries();
  }

  /**
   * Returns the largest disagreement, in units of each state's largest derivative; NaN where the
   * solve failed.
   */
  public double disagreement() {
    return failure.isEmpty() ? check.disagreement() : Double.NaN;
  }

  /**
   * Returns whether all ways agree to {@link #EXPECTED}, in FLOAT32 to {@link #EXPECTED_SINGLE}.
   */
  public boolean agrees() {
    return disagreement() <= expected;
  }

  /** Returns the ways that are not to be had for this system, and why. */
  public Map<String, String> missing() {
    return check.missing();
  }

  /**
   * Returns this check where all ways agree.
   *
   * @throws EpisodeException E3127 with the worst derivative where they do not, or with the reason
   *     where the solve failed
   */
  public CheckedGradient check() {
    if (agrees()) {
      return this;
    }
    if (!failure.isEmpty()) {
      throw new EpisodeException(
          Problem.of("E3127", "There are no derivatives to compare").remedy(failure));
    }
    GradientCheck.Entry worst = check.worst().get(0);
    StringBuilder seen = new StringBuilder("forward " + worst.forward());
    seen.append(", reverse ").append(worst.reverse());
    seen.append(", differences ").append(worst.differences());
    worst.others().forEach((way, value) -> seen.append(", ").append(way).append(' ').append(value));
    String what = "'∂" + worst.output() + " / ∂" + worst.parameter() + "' disagree";
    throw new EpisodeException(
        Problem.of("E3127", "The derivatives of " + what)
            .remedy(
                seen + ".\nAt a kink or a jump there is none; look at an op or rule of your own."));
  }

  /** Returns the table, the largest disagreement first, and the verdict. */
  @Override
  public List<Part> parts() {
    if (!failure.isEmpty()) {
      return List.of(Part.text(this.toString()));
    }
    List<GradientCheck.Entry> worst = check.worst();
    List<GradientCheck.Entry> shown = worst.subList(0, Math.min(SHOWN_ROWS, worst.size()));
    List<List<Object>> rows = new ArrayList<>();
    for (GradientCheck.Entry entry : shown) {
      Object apart = entry.disagreement();
      if (!(entry.disagreement() <= expected)) {
        apart = Grid.marked(apart, "more than " + expected);
      }
      String which = "∂" + entry.output() + " / ∂" + entry.parameter();
      List<Object> row = new ArrayList<>();
      row.addAll(List.of(which, entry.forward(), entry.reverse(), entry.differences()));
      row.addAll(entry.others().values());
      row.add(apart);
      rows.add(row);
    }
    List<String> names = new ArrayList<>();
    names.addAll(List.of("at the end", "forward", "reverse", "differences"));
    names.addAll(worst.isEmpty() ? List.of() : worst.get(0).others().keySet());
    names.add("disagreement");
    Grid grid = new Grid("", names, rows, (long) worst.size() - shown.size());
    return List.of(grid, Part.text(this.toString()));
  }

  @Override
  public String toString() {
    if (!failure.isEmpty()) {
      return "There are no derivatives to compare.\n" + failure;
    }
    String worst = String.format(Locale.ROOT, "%.1e", disagreement());
    String verdict =
        agrees()
            ? "All " + entries().size() + " derivatives agree to " + worst + "."
            : "They disagree by up to " + worst + ", more than " + expected + ".";
    StringBuilder text = new StringBuilder(verdict);
    missing().forEach((way, why) -> text.append("\nNo ").append(way).append(": ").append(why));
    return text.toString();
  }
}
