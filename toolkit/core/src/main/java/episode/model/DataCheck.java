package episode.model;

import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.model.Draft.Observing;
import episode.plot.Columns;
import episode.prob.Support;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the data of one observation and lays them out; problems are collected. */
final class DataCheck {
  private final Observing observing;
  private final Statement statement;
  private final Columns columns;
  private final Optional<Dynamics> dynamics;
  private final List<Problem> problems;

  DataCheck(Observing observing, Optional<Dynamics> dynamics, List<Problem> problems) {
    this.observing = observing;
    this.statement = observing.statement();
    this.columns = observing.columns();
    this.dynamics = dynamics;
    this.problems = problems;
  }

  /** Returns the observation; empty where there is a problem. */
  Optional<Observed> observed(RandomCall call, Map<String, NamedAxis> known) {
    int before = problems.size();
    List<NamedAxis> axes = axes(known);
    double[] values = values(call.distribution().support());
    double[] times = times();
    if (problems.size() > before) {
      return Optional.empty();
    }
    Layout layout = layout(axes, times);
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(new Observed(statement, call, columns, layout, values));
  }

  private List<NamedAxis> axes(Map<String, NamedAxis> known) {
    List<NamedAxis> axes = new ArrayList<>();
    for (String name : statement.axes()) {
      if (known.containsKey(name)) {
        axes.add(known.get(name));
      } else {
        problems.add(Names.unknownAxis(statement, name, known.keySet()));
      }
    }
    return axes;
  }

  private double[] values(Support support) {
    String name = statement.name();
    if (!columns.has(name)) {
      problems.add(
          Problem.of("E6201", "The data have no column '" + name + "'")
              .at(statement.nameWhere())
              .remedy(Suggestion.remedy(name, columns.names(), "Columns")));
      return new double[0];
    }
    if (columns.kind(name) != Columns.Kind.NUMBERS) {
      problems.add(
          Problem.of("E6201", "Column '" + name + "' holds no numbers")
              .at(statement.nameWhere())
              .remedy("What is observed is a number per row."));
      return new double[0];
    }
    double[] values = columns.numbers(name);
    List<Integer> missing = new ArrayList<>();
    List<Integer> outside = new ArrayList<>();
    boolean fixed = !support.low().isParameter() && !support.high().isParameter();
    for (int row = 0; row < values.length; row++) {
      if (Double.isNaN(values[row])) {
        missing.add(row);
      } else if (isOutside(support, fixed, values[row])) {
        outside.add(row);
      }
    }
    report(values, missing, outside, support);
    return values;
  }

  private static boolean isOutside(Support support, boolean fixed, double value) {
    if (fixed) {
      return !support.contains(value);
    }
    boolean below = !support.low().isParameter() && value < support.low().number();
    return below || Double.isInfinite(value) || support.whole() && value != Math.rint(value);
  }

  private void report(
      double[] values, List<Integer> missing, List<Integer> outside, Support support) {
    String column = "Column '" + statement.name() + "'";
    if (!missing.isEmpty()) {
      problems.add(
          Problem.of("E6202", column + " has no value in " + rows(missing))
              .at(statement.nameWhere())
              .remedy("Leave such rows out before the data are observed."));
    }
    if (!outside.isEmpty()) {
      String seen = plain(values[outside.get(0)]);
      String what = outside.size() == 1 ? seen : seen + " first";
      problems.add(
          Problem.of("E6203", column + " has an impossible value in " + rows(outside) + ": " + what)
              .at(statement.rightWhere())
              .remedy("The distribution on the right gives " + support + "."));
    }
  }

  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Returns rows in words, counted from 1. */
  static String rows(List<Integer> rows) {
    if (rows.size() == 1) {
      return "row " + (rows.get(0) + 1);
    }
    List<String> shown = rows.stream().limit(5).map(row -> Integer.toString(row + 1)).toList();
    String more = rows.size() > 5 ? " and " + (rows.size() - 5) + " more" : "";
    return "rows " + String.join(", ", shown) + more;
  }

  private double[] times() {
    if (dynamics.isEmpty()) {
      if (observing.at().isPresent()) {
        problems.add(
            Problem.of("E6206", "A model without a system has no time")
                .at(statement.nameWhere())
                .remedy("Leave at(…) away."));
      }
      return new double[0];
    }
    if (observing.at().isEmpty()) {
      problems.add(
          Problem.of("E6206", "The observation does not say where its times are")
              .at(statement.nameWhere())
              .remedy(
                  "Add at(\"day\"), or at(\"date\", from(\"1978-01-21\")) for dates. Columns: "
                      + Suggestion.list(columns.names())
                      + "."));
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
    double[] times = columns.kind(at.column()) == Columns.Kind.NUMBERS ? numbers(at) : dates(at);
    within(at, times);
    return times;
  }

  private static Problem.Where place(At at) {
    String text =
        "at(\""
            + at.column()
            + "\""
            + at.origin().map(d -> ", from(\"" + d + "\")").orElse("")
            + ")";
    return new Problem.Where("observe", text, 4, 4 + at.column().length());
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
    if (at.origin().isEmpty()) {
      problems.add(
          Problem.of("E6206", "Column '" + at.column() + "' holds dates")
              .at(place(at))
              .remedy(
                  "Say which date is time 0: at(\"" + at.column() + "\", from(\"2020-03-01\"))."));
      return new double[0];
    }
    Optional<LocalDate[]> dates = readDates(at);
    if (dates.isEmpty()) {
      return new double[0];
    }
    if (Double.isNaN(dynamics.orElseThrow().days(1))) {
      problems.add(
          Problem.of("E6206", "The system's time has no unit, so dates do not fit")
              .at(place(at))
              .remedy("Give the system .time(\"day\"), or the data a column of numbers."));
      return new double[0];
    }
    double[] times = new double[dates.get().length];
    for (int row = 0; row < times.length; row++) {
      LocalDate date = dates.get()[row];
      times[row] =
          date == null
              ? Double.NaN
              : dynamics.orElseThrow().days(ChronoUnit.DAYS.between(at.origin().get(), date));
    }
    return times;
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
                .remedy("Dates are written year-month-day: 1978-01-22."));
        return Optional.empty();
      }
    }
    return Optional.of(dates);
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
          Problem.of("E6202", "Column '" + at.column() + "' has no value in " + rows(missing))
              .at(place(at))
              .remedy("Leave such rows out before the data are observed."));
    }
    if (!outside.isEmpty()) {
      String span = plain(system.start()) + " to " + plain(system.end());
      String seen = plain(times[outside.get(0)]);
      problems.add(
          Problem.of("E6207", "Times lie outside the span in " + rows(outside) + ": " + seen)
              .at(place(at))
              .remedy("The span is " + span + ". Check from(…), or make the span longer."));
    }
  }

  private Layout layout(List<NamedAxis> axes, double[] times) {
    int rows = columns.rows();
    int[] cells = new int[rows];
    if (axes.isEmpty()) {
      Arrays.setAll(cells, row -> row);
      return new Layout(Optional.of(Layout.hiddenAxis(rows)), axes, times, cells);
    }
    int[] groups = groups(axes);
    if (dynamics.isEmpty()) {
      return new Layout(Optional.empty(), axes, times, groups);
    }
    double[] distinct = Arrays.stream(times).sorted().distinct().toArray();
    int size = NamedAxis.shape(axes).size();
    for (int row = 0; row < Math.min(rows, groups.length); row++) {
      cells[row] = Arrays.binarySearch(distinct, times[row]) * size + groups[row];
    }
    return new Layout(Optional.of(Layout.hiddenAxis(distinct.length)), axes, distinct, cells);
  }

  /** Returns the place of every row in the array over the axes. */
  private int[] groups(List<NamedAxis> axes) {
    int rows = columns.rows();
    int[] places = new int[rows];
    boolean labelled = axes.stream().allMatch(axis -> columns.has(axis.name()));
    if (!labelled) {
      int size = NamedAxis.shape(axes).size();
      if (dynamics.isPresent() || rows != size) {
        problems.add(unlabelled(axes, size));
        return new int[0];
      }
      Arrays.setAll(places, row -> row);
      return places;
    }
    for (NamedAxis axis : axes) {
      for (int row = 0; row < rows; row++) {
        Object cell = columns.cell(axis.name(), row);
        String label = cell instanceof Double number ? plain(number) : String.valueOf(cell);
        int place = axis.elements().indexOf(label);
        if (place < 0) {
          problems.add(unknownLabel(axis, label, row));
          return new int[0];
        }
        places[row] = places[row] * axis.size() + place;
      }
    }
    return places;
  }

  private Problem unlabelled(List<NamedAxis> axes, int size) {
    String names = Suggestion.list(axes.stream().map(NamedAxis::name).toList());
    String what = "The data have " + columns.rows() + " rows, " + names + " has " + size;
    return Problem.of("E6204", what)
        .at(statement.left().where(statement.left().expr().span()))
        .remedy("Give one row per element in order, or a column '" + names + "' that names it.");
  }

  private Problem unknownLabel(NamedAxis axis, String label, int row) {
    String what = "'" + label + "' in row " + (row + 1) + " is no element of '" + axis.name() + "'";
    return Problem.of("E6205", what)
        .at(statement.left().where(statement.left().expr().span()))
        .remedy(Suggestion.remedy(label, axis.elements(), "Elements"));
  }
}
