package episode.system;

import episode.expr.Given;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The unit in which a system's time runs. */
public enum TimeScale {
  HOUR(1.0 / 24),
  DAY(1),
  WEEK(7),
  /** 365.25 days. */
  YEAR(365.25),
  /** Time is a bare number. */
  NONE(Double.NaN);

  /** How units are written in {@code .time("day")}. */
  static final List<String> WORDS = List.of("hour", "day", "week", "year", "none");

  private final double days;

  TimeScale(double days) {
    this.days = days;
  }

  /** Returns the unit of a word: hour, day, week, year (also in the plural), or none. */
  static Optional<TimeScale> of(String word) {
    String singular = word.strip().toLowerCase(Locale.ROOT).replaceAll("s$", "");
    int place = WORDS.indexOf(singular);
    return place < 0 ? Optional.empty() : Optional.of(values()[place]);
  }

  /** Returns how many of another unit one of this unit is; NaN where either is no unit. */
  public double in(TimeScale other) {
    return days / Given.argument(other, "other", "in").days;
  }

  /** Returns the word in the singular: "day"; empty for {@link #NONE}. */
  public String word() {
    return this == NONE ? "" : WORDS.get(ordinal());
  }

  /** Returns the label of a time axis: "time (days)". */
  public String axisLabel() {
    return this == NONE ? "time" : "time (" + word() + "s)";
  }
}
