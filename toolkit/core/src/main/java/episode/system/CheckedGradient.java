package episode.system;

import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import episode.solve.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The derivatives of the states at the end of a solve, computed three ways: tangents carried
 * forward, recorded steps walked back, and extrapolated differences over the same steps. Immutable.
 */
public final class CheckedGradient implements Display {
  /** Forward, reverse and differences agree to this, for the differences repeat the steps. */
  public static final double EXPECTED = 1e-6;

  private static final int SHOWN_ROWS = 40;

  private final GradientCheck check;
  private final String failure;

  private CheckedGradient(GradientCheck check, String failure) {
    this.check = check;
    this.failure = failure;
  }

  static CheckedGradient of(GradientCheck check) {
    return new CheckedGradient(check, "");
  }

  /** Returns what is known of derivatives through a solve that failed: why it did. */
  static CheckedGradient failed(String why) {
    return new CheckedGradient(GradientCheck.none(), why);
  }

  /** Returns every derivative three ways; none where the solve failed. */
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

  /** Returns whether all three ways agree to {@link #EXPECTED}. */
  public boolean agrees() {
    return disagreement() <= EXPECTED;
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
      if (!(entry.disagreement() <= EXPECTED)) {
        apart = Grid.marked(apart, "more than " + EXPECTED);
      }
      String which = "∂" + entry.output() + " / ∂" + entry.parameter();
      rows.add(List.of(which, entry.forward(), entry.reverse(), entry.differences(), apart));
    }
    List<String> names = List.of("at the end", "forward", "reverse", "differences", "disagreement");
    Grid grid = new Grid("", names, rows, (long) worst.size() - shown.size());
    return List.of(grid, Part.text(this.toString()));
  }

  @Override
  public String toString() {
    if (!failure.isEmpty()) {
      return "There are no derivatives to compare.\n" + failure;
    }
    String worst = String.format(Locale.ROOT, "%.1e", disagreement());
    return agrees()
        ? "All " + entries().size() + " derivatives agree to " + worst + "."
        : "They disagree by up to " + worst + ", more than " + EXPECTED + ".";
  }
}
