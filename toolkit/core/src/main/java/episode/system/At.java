package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Where the times of data are: a column of numbers in the system's unit of time, or a column of
 * dates and the date that is time 0. Immutable.
 *
 * @param column the name of the column
 * @param origin the date of time 0, where the column holds dates
 * @param gaps whether rows may lack the observed value
 */
public record At(String column, Optional<LocalDate> origin, boolean gaps) {

  /** Returns a column of numbers in the system's unit of time. */
  public static At at(String column) {
    return new At(Given.argument(column, "column", "at"), Optional.empty(), false);
  }

  /** Returns a column of dates counted from a date, which is time 0. */
  public static At at(String column, From origin) {
    Given.argument(column, "column", "at");
    LocalDate date = Given.argument(origin, "origin", "at").date();
    return new At(column, Optional.of(date), false);
  }

  /**
   * Returns this place for data with gaps: a row without an observed value says nothing, but an
   * incidence still begins and ends there. Were the row left out, the next incidence would be that
   * of the whole gap.
   */
  public At withGaps() {
    return new At(column, origin, true);
  }

  /** Returns the call that makes this place: {@code at("date", from("1978-01-21"))}. */
  @Override
  public String toString() {
    String from = origin.map(date -> ", from(\"" + date + "\")").orElse("");
    return "at(\"" + column + "\"" + from + (gaps ? ").withGaps()" : ")");
  }

  /**
   * Returns the date of time 0.
   *
   * @param date as in "1978-01-21"
   * @throws EpisodeException E6206 where it is no date
   */
  public static From from(String date) {
    try {
      return new From(LocalDate.parse(Given.argument(date, "date", "from")));
    } catch (DateTimeParseException e) {
      throw new EpisodeException(
          Problem.of("E6206", "'" + date + "' is not a date")
              .remedy("Write year, month and day: from(\"1978-01-21\")."));
    }
  }

  /** Returns the date of time 0. */
  public static From from(LocalDate date) {
    return new From(Given.argument(date, "date", "from"));
  }

  /**
   * The date of time 0.
   *
   * @param date the date
   */
  public record From(LocalDate date) {}
}
