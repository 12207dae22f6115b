package episode.plot;

/**
 * How one direction of a panel is measured.
 *
 * @param label what is measured and in what unit: "time (days)"; or ""
 * @param scale linear or logarithmic; dates and names follow from the data
 * @param low the lower end, NaN for the data's own
 * @param high the upper end, NaN for the data's own
 */
public record Axis(String label, Scale scale, double low, double high) {

  /** How positions follow from values. */
  public enum Scale {
    /** Equal differences are equally far apart. */
    LINEAR,
    /** Equal ratios are equally far apart; values that are not positive are left out. */
    LOG
  }

  /** Returns an axis with a label. */
  public Axis {
    PlotException.given(label, "label", "an axis");
    PlotException.given(scale, "scale", "an axis");
  }

  /** Returns a linear axis whose ends follow from the data. */
  public static Axis of(String label) {
    return new Axis(label, Scale.LINEAR, Double.NaN, Double.NaN);
  }

  /** Returns this axis with a logarithmic scale. */
  public Axis log() {
    return new Axis(label, Scale.LOG, low, high);
  }

  /** Returns this axis from {@code from} to {@code to}; NaN leaves an end to the data. */
  public Axis range(double from, double to) {
    return new Axis(label, scale, from, to);
  }

  /** Returns what follows a remark about this axis. */
  String named() {
    return label.isEmpty() ? "" : ": '" + label + "'";
  }

  /** Returns this axis with another label. */
  public Axis labelled(String text) {
    return new Axis(text, scale, low, high);
  }
}
