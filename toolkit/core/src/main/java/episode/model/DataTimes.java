package episode.model;

import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.model.Draft.Observing;
import episode.plot.Columns;
import episode.system.At;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads when the rows of data were taken; problems are collected. */
final class DataTimes {
  private final Observing observing;
  private final Statement statement;
  private final Columns columns;
  private final Optional<Dynamics> dynamics;
  private final List<Problem> problems;

  DataTimes(Observing observing, Optional<Dynamics> dynamics, List<Problem> problems) {
    this.observing = observing;
    this.statement = observing.statement();
    this.columns = observing.columns();
    this.dynamics = dynamics;
    this.problems = problems;
  }

  /** Returns the time of every row in the system's unit; none where there is no system. */
  double[] times() {
    if (dynamics.isEmpty()) {
      observing.at().ifPresent(at -> problems.add(noTime()));
      return new double[0];
    }
    if (observing.at().isEmpty()) {
      problems.add(noPlace());
      return new double[0];
    }
    At at = observing.at().get();
    if (!columns.has(at.column())) {
      problems.add(
          Problem.of("E6201", "The data have no column '" + at.column() + "'")
              .at(place(at))
              .remedy(Suggestion.remedy(at.column(), columns.names(), "Columns")));
      return new double[0];
    }
    boolean plain = columns.kind(at.column()) == Columns.Kind.NUMBERS;
    double[] times = plain ? numbers(at) : dates(at);
    within(at, times);
    return times;
  }

  private Problem noTime() {
    return Problem.of("E6206", "A model without a system has no time")
        .at(statement.nameWhere())
        .remedy("Leave at(…) away.");
  }

  private Problem noPlace() {
    return Problem.of("E6206", "The observation does not say where its times are")
        .at(statement.nameWhere())
        .remedy(
            "Add at(\"day\"), or at(\"date\", from(\"1978-01-21\")) for dates. Columns: "
                + Suggestion.list(columns.names())
                + ".");
  }

  private static Problem.Where place(At at) {
    return new Problem.Where("observe", at.toString(), 4, 4 + at.column().length());
  }

  private double[] numbers(At at) {
    if (at.origin().isPresent()) {
      problems.add(
          Problem.of("E6206", "Column '" + at.column() + "' holds numbers, not dates")
              .at(place(at))
              .remedy("Write at(\"" + at.column() + "\")."));
    }
    return columns.numbers(at.column());
  }

  private double[] dates(At at) {
    Dynamics system = dynamics.orElseThrow();
    if (at.origin().isEmpty() || Double.isNaN(system.days(1))) {
      problems.add(at.origin().isEmpty() ? noOrigin(at) : noUnit(at));
      return new double[0];
    }
    Optional<LocalDate[]> dates = readDates(at);
    if (dates.isEmpty()) {
      return new double[0];
    }
    double[] times = new double[dates.get().length];
    for (int row = 0; row < times.length; row++) {
      LocalDate date = dates.get()[row];
      times[row] =
          date == null ? Double.NaN : system.days(ChronoUnit.DAYS.between(at.origin().get(), date));
    }
    return times;
  }

  private static Problem noOrigin(At at) {
    return Problem.of("E6206", "Column '" + at.column() + "' holds no numbers")
        .at(place(at))
        .remedy(
            "If these are dates, say which is time 0: at(\""
                + at.column()
                + "\", from(\"2020-03-01\")).");
  }

  private static Problem noUnit(At at) {
    return Problem.of("E6206", "The system's time has no unit, so dates do not fit")
        .at(place(at))
        .remedy("Give the system .time(\"day\"), or the data a column of numbers.");
  }

  private Optional<LocalDate[]> readDates(At at) {
    if (columns.kind(at.column()) == Columns.Kind.DATES) {
      return Optional.of(columns.dates(at.column()));
    }
    String[] texts = columns.texts(at.column());
    LocalDate[] dates = new LocalDate[texts.length];
    for (int row = 0; row < texts.length; row++) {
      try {
        dates[row] = texts[row] == null ? null : LocalDate.parse(texts[row]);
      } catch (DateTimeParseException e) {
        problems.add(
            Problem.of("E6206", "'" + texts[row] + "' in row " + (row + 1) + " is not a date")
                .at(place(at))
                .remedy(datesWritten(at.column())));
        return Optional.empty();
      }
    }
    return Optional.of(dates);
  }

  private static String datesWritten(String column) {
    return "Dates are written year-month-day: 1978-01-22. For a file with others, say which:"
        + " table(path, \""
        + column
        + ": dd/MM/yyyy\").";
  }

  private void within(At at, double[] times) {
    List<Integer> missing = new ArrayList<>();
    List<Integer> outside = new ArrayList<>();
    Dynamics system = dynamics.orElseThrow();
    for (int row = 0; row < times.length; row++) {
      if (Double.isNaN(times[row])) {
        missing.add(row);
      } else if (times[row] < system.start() || times[row] > system.end()) {
        outside.add(row);
      }
    }
    if (!missing.isEmpty()) {
      problems.add(
          Problem.of(
                  "E6202",
                  "Column '" + at.column() + "' has no value in " + DataCheck.rows(missing))
              .at(place(at))
              .remedy("Leave such rows out before the data are observed."));
    }
    if (!outside.isEmpty()) {
      String span = DataCheck.plain(system.start()) + " to " + DataCheck.plain(system.end());
      String seen = DataCheck.plain(times[outside.get(0)]);
      problems.add(
          Problem.of(
                  "E6207", "Times lie outside the span in " + DataCheck.rows(outside) + ": " + seen)
              .at(place(at))
              .remedy("The span is " + span + ". Check from(…), or make the span longer."));
    }
  }
}
