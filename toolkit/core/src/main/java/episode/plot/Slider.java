package episode.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A number that a reader moves: where it goes from and to, where it may stop, and where it starts.
 *
 * @param name what is moved: "beta"
 * @param unit its unit, or ""
 * @param scale whether equal differences or equal ratios are equally far apart
 * @param low the lower end
 * @param high the upper end
 * @param positions at how many places it may stop, the ends included; at least 2
 * @param start where it stands at first: a further place between those if it is none of them
 */
public record Slider(
    String name,
    String unit,
    Axis.Scale scale,
    double low,
    double high,
    int positions,
    double start) {

  /** Every position of many sliders multiplies the pictures: fewer than these are not added to. */
  private static final int FEW = 16;

  private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  /**
   * Returns a checked slider.
   *
   * @throws PlotException E6126 if the ends are not finite and in order, a logarithmic one does not
   *     start above zero, or there are fewer than two positions
   */
  public Slider {
    boolean ordered = low < high && Double.isFinite(low) && Double.isFinite(high);
    if (!ordered || scale == Axis.Scale.LOG && !(low > 0) || positions < 2) {
      throw PlotException.wrong(
          "A slider from " + low + " to " + high + " with " + positions + " positions",
          "It goes from a number up to a larger one, above zero for .log(), and stops at 2 places"
              + " or more.");
    }
    double[] grid = grid(scale, low, high, positions);
    for (double place : grid) {
      start = Math.abs(place - start) <= 1e-9 * (high - low) ? place : start;
    }
  }

  /**
   * Returns a linear slider that stops at round numbers where these divide its range, and at its
   * start if they can.
   *
   * @param most the most positions, or half as many again where only these are round or hold the
   *     start; at least a third of it where the ends are round
   */
  public static Slider of(
      String name, String unit, double low, double high, int most, double start) {
    return new Slider(
        name,
        unit,
        Axis.Scale.LINEAR,
        low,
        high,
        intervals(high - low, start - low, most) + 1,
        start);
  }

  private static int intervals(double range, double place, int most) {
    int best = 0;
    boolean held = false;
    double power = Math.pow(10, Math.floor(Math.log10(range)));
    for (double round : new double[] {1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01}) {
      double step = power * round;
      double count = range / step;
      boolean holds = isWhole(place / step);
      boolean further = (best == 0 || holds && !held) && most >= FEW;
      double limit = further ? most * 1.5 : most;
      if (isWhole(count) && count >= most / 3 && count < limit - 0.5 && (best == 0 || holds)) {
        best = (int) Math.rint(count);
        held = holds;
      }
    }
    return best == 0 ? Math.max(1, most * 2 / 3) : best;
  }

  private static boolean isWhole(double number) {
    return Math.abs(number - Math.rint(number)) < 1e-9 * Math.max(1, number);
  }

  /** Returns this slider with so many positions. */
  public Slider positions(int count) {
    return new Slider(name, unit, scale, low, high, count, start);
  }

  /** Returns this slider with positions at equal ratios. */
  public Slider log() {
    return new Slider(name, unit, Axis.Scale.LOG, low, high, positions, start);
  }

  /** Returns where it may stop, ascending; the start is one of these places. */
  public double[] values() {
    double[] grid = grid(scale, low, high, positions);
    return isEven()
        ? grid
        : DoubleStream.concat(DoubleStream.of(start), Arrays.stream(grid)).sorted().toArray();
  }

  /** Returns whether the start is one of the positions, so that all are equally far apart. */
  public boolean isEven() {
    return Arrays.stream(grid(scale, low, high, positions)).anyMatch(place -> place == start);
  }

  /** Returns the place of the start among {@link #values}. */
  public int startPlace() {
    return Arrays.binarySearch(values(), start);
  }

  /** Returns the name with its unit: "beta (1/day)". */
  public String label() {
    return unit.isEmpty() ? name : name + " (" + unit + ")";
  }

  private static double[] grid(Axis.Scale scale, double low, double high, int positions) {
    double[] grid = new double[positions];
    for (int i = 0; i < positions; i++) {
      double share = (double) i / (positions - 1);
      double place =
          scale == Axis.Scale.LOG ? low * Math.pow(high / low, share) : low + share * (high - low);
      grid[i] = new BigDecimal(place).round(DIGITS).doubleValue();
    }
    grid[0] = low;
    grid[positions - 1] = high;
    return grid;
  }
}
