package episode.progress;

import java.time.Duration;
import java.util.Locale;

/**
 * How far one work is.
 *
 * @param what what is done, such as {@code Solving SIR}
 * @param done how much of it, in its unit
 * @param total how much there is; NaN where nobody knows
 * @param unit what is counted, such as {@code days}; empty where it needs no name
 * @param detail what else there is to say; often empty
 * @param elapsed since it began; of all runs together where it ran several times
 * @param ended whether it is over
 * @param times how often it ran to its end
 */
public record WorkLine(
    String what,
    double done,
    double total,
    String unit,
    String detail,
    Duration elapsed,
    boolean ended,
    int times) {

  private static final int WIDTH = 24;

  /** Below this share, what is left says nothing yet. */
  private static final double ENOUGH = 0.05;

  /**
   * Returns one line of text, for instance {@code Solving SIR ━━━━╌╌╌╌ 6.3 of 14 days, 3 s, about 4
   * s left}, and when it has ended {@code Solving SIR: 14 days, took 7 s}.
   */
  public String text() {
    return ended ? past() : present();
  }

  private String past() {
    String time = time(seconds());
    if (times > 1) {
      return what + ": " + times + " times, " + time + " together";
    }
    boolean stopped = done < total;
    String reached = Double.isNaN(total) ? "" : stopped ? "stopped at " + share() : counted(total);
    String more = detail.isEmpty() ? "" : reached.isEmpty() ? detail : ", " + detail;
    String middle = reached + more;
    return what + ": " + (middle.isEmpty() ? "" : middle + ", ") + "took " + time;
  }

  private String present() {
    StringBuilder text = new StringBuilder(what);
    if (Double.isNaN(total)) {
      text.append(": ");
    } else {
      text.append(' ').append(bar()).append(' ').append(share()).append(", ");
    }
    if (!detail.isEmpty()) {
      text.append(detail).append(", ");
    }
    text.append(time(seconds()));
    double share = done / total;
    if (share > ENOUGH && share < 1) {
      double left = seconds() * (1 - share) / share;
      text.append(", about ").append(time(left)).append(" left");
    }
    return text.toString();
  }

  private String share() {
    return number(done) + " of " + counted(total);
  }

  private String counted(double value) {
    return unit.isEmpty() ? number(value) : number(value) + " " + unit;
  }

  private String bar() {
    double share = total > 0 ? Math.max(0, Math.min(1, done / total)) : 1;
    int filled = (int) (WIDTH * share);
    return "━".repeat(filled) + "╌".repeat(WIDTH - filled);
  }

  private double seconds() {
    return elapsed.toNanos() * 1e-9;
  }

  private String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.valueOf((long) value);
    }
    return String.format(Locale.ROOT, Math.abs(total) < 10 ? "%.2f" : "%.1f", value);
  }

  private static String time(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 100) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole / 60 % 60 + " min";
  }
}
