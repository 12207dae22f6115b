package episode.render;

import episode.plot.Axis;
import episode.plot.Columns;
import episode.plot.Layer;
import episode.plot.Panel;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one direction of a panel spans: kind, ends and names. Dates are counted in days since 1970,
 * names by their place in {@code names}.
 *
 * @param label the axis label
 * @param kind what is measured
 * @param names the categories, in order, if names are measured
 * @param log whether equal ratios are equally far apart
 * @param low the lower end
 * @param high the upper end
 */
record Domain(
    String label, Columns.Kind kind, List<String> names, boolean log, double low, double high) {

  /** Returns what the horizontal axis of these panels spans. */
  static Domain x(List<Panel> panels) {
    return x(panels, 0.02);
  }

  /** Returns the same with a margin at both ends, as a part of what the data span. */
  static Domain x(List<Panel> panels, double margin) {
    Domain loose = loose(panels, panels.get(0).x(), Panel.across(panels), Layer::across);
    return loose.fitted(panels.get(0).x(), loose.kind == Columns.Kind.TEXTS ? 0 : margin, false);
  }

  /** Returns what the vertical axis of these panels spans; counts start at zero. */
  static Domain y(List<Panel> panels) {
    return y(panels, 0.04);
  }

  /** Returns the same with a margin at both ends, as a part of what the data span. */
  static Domain y(List<Panel> panels, double margin) {
    Domain loose = loose(panels, panels.get(0).y(), Panel.up(panels), Layer::up);
    boolean bars =
        panels.stream()
            .flatMap(p -> p.layers().stream())
            .anyMatch(l -> l.mark() == Layer.Mark.BARS);
    boolean heat =
        panels.stream()
            .flatMap(p -> p.layers().stream())
            .anyMatch(l -> l.mark() == Layer.Mark.HEAT);
    // A solver's rounding is no reason to show what lies below zero.
    boolean below = loose.low < -1e-4 * loose.high;
    boolean fromZero = !loose.log && !heat && !below && (bars || loose.low < 0.3 * loose.high);
    return loose.fitted(panels.get(0).y(), margin, fromZero);
  }

  private static Domain loose(
      List<Panel> panels, Axis axis, Columns.Kind kind, Function<Layer, List<String>> columns) {
    Set<String> names = new LinkedHashSet<>();
    for (Panel panel : panels) {
      for (Layer layer : panel.layers()) {
        boolean named = kind == Columns.Kind.TEXTS && layer.data().rows() > 0;
        for (String column : named ? columns.apply(layer) : List.<String>of()) {
          Arrays.stream(layer.data().texts(column)).filter(t -> t != null).forEach(names::add);
        }
      }
    }
    boolean log = axis.scale() == Axis.Scale.LOG;
    Domain open = new Domain(axis.label(), kind, List.copyOf(names), log, 0, 1);
    return open.spanning(panels, columns);
  }

  private Domain spanning(List<Panel> panels, Function<Layer, List<String>> columns) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (Panel panel : panels) {
      for (Layer layer : panel.layers()) {
        for (String column : columns.apply(layer)) {
          for (double value : values(layer.data(), column)) {
            if (Double.isFinite(value) && (!log || value > 0)) {
              least = Math.min(least, value);
              most = Math.max(most, value);
            }
          }
        }
      }
    }
    if (kind == Columns.Kind.TEXTS) {
      return between(-0.6, names.size() - 0.4);
    }
    return least <= most ? between(least, most) : between(log ? 1 : 0, log ? 10 : 1);
  }

  private Domain fitted(Axis axis, double margin, boolean fromZero) {
    double from = log ? Math.log10(low) : low;
    double to = log ? Math.log10(high) : high;
    if (from == to) {
      double half = log ? 0.5 : from == 0 ? 0.5 : Math.abs(from) * 0.1;
      from -= half;
      to += half;
    }
    double slack = (to - from) * margin;
    double bottom = fromZero ? 0 : power(from - slack);
    double top = power(to + slack);
    return between(
        Double.isNaN(axis.low()) ? bottom : axis.low(),
        Double.isNaN(axis.high()) ? top : axis.high());
  }

  private double power(double value) {
    return log ? Math.pow(10, value) : value;
  }

  private Domain between(double from, double to) {
    return new Domain(label, kind, names, log, from, to);
  }

  /** Returns the column's places on this axis: double[rows], NaN where missing. */
  double[] values(Columns data, String column) {
    return switch (data.kind(column)) {
      case NUMBERS -> data.numbers(column);
      case TEXTS -> Arrays.stream(data.texts(column)).mapToDouble(this::place).toArray();
      case DATES -> Arrays.stream(data.dates(column)).mapToDouble(Domain::day).toArray();
    };
  }

  private double place(String name) {
    int at = name == null ? -1 : names.indexOf(name);
    return at < 0 ? Double.NaN : at;
  }

  private static double day(LocalDate date) {
    return date == null ? Double.NaN : date.toEpochDay();
  }

  /** Returns where a value lies: 0 at the lower end, 1 at the upper, NaN if it has no place. */
  double unit(double value) {
    if (log) {
      return value > 0
          ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
          : Double.NaN;
    }
    return (value - low) / (high - low);
  }

  /** Returns the label, with the year if the ticks do not name it. */
  String fullLabel() {
    if (kind != Columns.Kind.DATES) {
      return label;
    }
    int first = LocalDate.ofEpochDay((long) Math.ceil(low)).getYear();
    int last = LocalDate.ofEpochDay((long) Math.floor(high)).getYear();
    String years = first == last ? String.valueOf(first) : first + "–" + last;
    return label.isEmpty() || label.equals("date") ? years : label + " (" + years + ")";
  }

  @Override
  public String toString() {
    return names.isEmpty()
        ? label
        : names.stream().collect(Collectors.joining(", ", label + "[", "]"));
  }
}
