package episode.model;

import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.model.Draft.Observing;
import episode.plot.Columns;
import episode.prob.Support;
import episode.system.At;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the data of one observation and lays them out; problems are collected. */
final class DataCheck {
  private static final String LEFT_OUT =
      "Leave such rows out before the data are observed; of a table,"
          + " table.dropRowsWithMissingValues() does.";

  private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?\\d+([.,]\\d*)?\\s*");

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

  /**
   * Returns the observation; empty where its axes are unknown. With other problems it has no
   * layout, and is good for checks only.
   */
  Optional<Observed> observed(RandomCall call, Map<String, NamedAxis> known) {
    int before = problems.size();
    List<NamedAxis> axes = axes(known);
    if (problems.size() > before) {
      return Optional.empty();
    }
    boolean incidence =
        call.arguments().stream().anyMatch(each -> !Incidence.flows(each.expr()).isEmpty());
    double[] values = values(call.distribution().support(), incidence);
    double[] times = new DataTimes(observing, dynamics, problems).times();
    Layout layout = new Layout(Optional.empty(), axes, new double[0], new int[0]);
    if (problems.size() == before) {
      layout = new DataLayout(observing, dynamics.isPresent(), problems).of(axes, times);
    }
    Observed observed = new Observed(statement, call, columns, layout, values);
    if (problems.size() == before && incidence) {
      observing
          .at()
          .flatMap(at -> new RepeatedRows(observed, at).problem())
          .ifPresent(problems::add);
    }
    return Optional.of(observed);
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

  private double[] values(Support support, boolean incidence) {
    String name = statement.name();
    boolean there = columns.has(name);
    if (!there || columns.kind(name) != Columns.Kind.NUMBERS) {
      problems.add(there ? noNumbers(name) : noColumn(name));
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
    if (!observing.at().map(At::gaps).orElse(false)) {
      missing(missing, incidence);
    }
    outside(values, outside, support);
    return values;
  }

  private Problem noColumn(String name) {
    return Problem.of("E6201", "The data have no column '" + name + "'")
        .at(statement.nameWhere())
        .remedy(Suggestion.remedy(name, columns.names(), "Columns"));
  }

  private Problem noNumbers(String name) {
    String seen = "";
    for (int row = columns.rows() - 1; row >= 0; row--) {
      Object cell = columns.cell(name, row);
      boolean odd = cell != null && !NUMBER.matcher(cell.toString()).matches();
      seen = odd ? ": '" + cell + "' in row " + (row + 1) : seen;
    }
    return Problem.of("E6201", "Column '" + name + "' holds no numbers" + seen)
        .at(statement.nameWhere())
        .remedy(
            "What is observed is a number per row. Mend the cell, or leave it empty if the value is"
                + " not known.");
  }

  private static boolean isOutside(Support support, boolean fixed, double value) {
    if (fixed) {
      return !support.contains(value);
    }
    boolean below = !support.low().isParameter() && value < support.low().number();
    return below || Double.isInfinite(value) || support.whole() && value != Math.rint(value);
  }

  private void missing(List<Integer> missing, boolean incidence) {
    if (!missing.isEmpty()) {
      problems.add(
          Problem.of("E6202", "Column '" + statement.name() + "' has no value in " + rows(missing))
              .at(statement.nameWhere())
              .remedy(observing.at().map(at -> kept(at, incidence)).orElse(LEFT_OUT)));
    }
  }

  private static String kept(At at, boolean incidence) {
    String keep = "Keep such rows with " + at.withGaps();
    return incidence
        ? keep + ": left out, they would lengthen the interval of the next incidence."
        : keep + ", or leave them out before the data are observed.";
  }

  private void outside(double[] values, List<Integer> outside, Support support) {
    String column = "Column '" + statement.name() + "'";
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
}
