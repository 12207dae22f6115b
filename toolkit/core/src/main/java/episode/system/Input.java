package episode.system;

import episode.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * A quantity that is known at every time, from rows of a table. Before the first row it has the
 * first value, after the last row the last. Its rows end steps of a solve.
 *
 * @param name unique within a system
 * @param curve how it goes from row to row
 * @param times of the rows, rising, in the system's unit
 * @param values of the rows
 */
public record Input(String name, Curve curve, List<Double> times, List<Double> values) {
  private static final int SHOWN = 8;

  /** Copies the rows. */
  public Input {
    times = List.copyOf(times);
    values = List.copyOf(values);
  }

  /** Returns how it is described in a few words: {@code linear, 300 rows from t = 0 to 299}. */
  public String summary() {
    String last = number(times.get(times.size() - 1));
    return times.size() == 1
        ? curve.word() + ", one row"
        : curve.word()
            + ", "
            + times.size()
            + " rows from t = "
            + number(times.get(0))
            + " to "
            + last;
  }

  /** Returns it as written, a long table cut short: {@code beta = linear([0, 30], [0.3, 0.1])}. */
  @Override
  public String toString() {
    return name + " = " + curve.word() + "(" + list(times) + ", " + list(values) + ")";
  }

  private static String list(List<Double> numbers) {
    List<String> texts = new ArrayList<>();
    boolean all = numbers.size() <= SHOWN;
    for (double number : all ? numbers : numbers.subList(0, SHOWN - 2)) {
      texts.add(number(number));
    }
    if (!all) {
      texts.add("… " + numbers.size() + " in all");
    }
    return "[" + String.join(", ", texts) + "]";
  }

  private static String number(double value) {
    return Expr.number(value).toString();
  }
}
