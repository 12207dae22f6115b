package episode.system;

import episode.expr.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks what a builder was told about an input. For one system and one thread. */
final class InputReading {
  private final List<Problem> problems;

  InputReading(List<Problem> problems) {
    this.problems = problems;
  }

  /**
   * What a builder was told: times and values as they came.
   *
   * @param isInDays whether the times are days; else they are in the system's unit
   * @param problems what was wrong with their table
   */
  record Source(
      String name,
      Curve curve,
      double[] times,
      double[] values,
      boolean isInDays,
      List<Problem> problems) {

    Source(String name, Curve curve, double[] times, double[] values) {
      this(name, curve, times, values, false, List.of());
    }

    /** Returns the same with times in a system's unit; none of them is a number if it has none. */
    Source in(TimeScale scale) {
      double factor = isInDays ? TimeScale.DAY.in(scale) : 1;
      double[] converted = Arrays.stream(times).map(time -> time * factor).toArray();
      return new Source(name, curve, converted, values, isInDays, problems);
    }
  }

  /** Returns the input; empty where something is wrong with it. */
  Optional<Input> of(Source source, TimeScale scale) {
    if (!source.problems().isEmpty()) {
      problems.addAll(source.problems());
      return Optional.empty();
    }
    if (source.isInDays() && Double.isNaN(TimeScale.DAY.in(scale))) {
      problem(
          source,
          "E6206",
          "The system's time has no unit, so dates do not fit",
          "Give the system .time(\"day\"), or the data a column of numbers.");
      return Optional.empty();
    }
    return of(source.in(scale));
  }

  /** Returns an input whose times are in the system's unit; empty where it is wrong. */
  Optional<Input> of(Source source) {
    int before = problems.size();
    double[] times = source.times();
    double[] values = source.values();
    if (times.length != values.length) {
      problem(
          source,
          "E6212",
          "Input '"
              + source.name()
              + "' has "
              + times.length
              + " times and "
              + values.length
              + " values",
          "Give one value for each time.");
      return Optional.empty();
    }
    numbers(source, "time", times);
    numbers(source, "value", values);
    int fewest = source.curve().fewest();
    if (times.length < fewest) {
      problem(
          source,
          "E6212",
          "Input '"
              + source.name()
              + "' has "
              + rows(times.length)
              + "; "
              + source.curve().word()
              + " wants "
              + fewest
              + " or more",
          fewest == 3 ? "Give more rows, or write linear." : "Give more rows, or write piecewise.");
    }
    rising(source, times);
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(new Input(source.name(), source.curve(), list(times), list(values)));
  }

  private void numbers(Source source, String what, double[] numbers) {
    for (int row = 0; row < numbers.length; row++) {
      if (!Double.isFinite(numbers[row])) {
        String seen =
            Double.isNaN(numbers[row]) ? "no " + what : "the " + what + " " + numbers[row];
        problem(
            source,
            "E6213",
            "Input '" + source.name() + "' has " + seen + " in row " + (row + 1),
            "Leave the row out, or fill it; an input is known at every time.");
        return;
      }
    }
  }

  private void rising(Source source, double[] times) {
    for (int row = 1; row < times.length; row++) {
      if (times[row] <= times[row - 1]) {
        problem(
            source,
            "E6211",
            "Times of input '"
                + source.name()
                + "' do not rise: "
                + times[row]
                + " in row "
                + (row + 1)
                + " comes after "
                + times[row - 1],
            "Sort the rows, and keep one row for each time.");
        return;
      }
    }
  }

  private static String rows(int count) {
    return count == 0 ? "no rows" : count == 1 ? "one row" : count + " rows";
  }

  private void problem(Source source, String code, String what, String remedy) {
    String text = source.name();
    Problem.Where where =
        new Problem.Where("input(\"" + text + "\")", text, 0, Math.max(1, text.length()));
    problems.add(Problem.of(code, what).at(where).remedy(remedy));
  }

  private static List<Double> list(double[] numbers) {
    List<Double> list = new ArrayList<>(numbers.length);
    for (double number : numbers) {
      list.add(number);
    }
    return list;
  }
}
