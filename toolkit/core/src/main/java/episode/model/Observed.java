package episode.model;

import episode.expr.NamedAxis;
import episode.plot.Columns;
import java.util.stream.IntStream;

/**
 * An observation whose data have been checked and laid out.
 *
 * @param statement what the user wrote
 * @param call the distribution and the formulas of its parameters
 * @param columns the data
 * @param layout where its rows lie
 * @param values the numbers on the left, one per row
 */
record Observed(
    Statement statement, RandomCall call, Columns columns, Layout layout, double[] values) {

  /** Returns the name of the column. */
  String column() {
    return statement.name();
  }

  /** Returns the rows that have a value. */
  int[] present() {
    return IntStream.range(0, values.length).filter(row -> !Double.isNaN(values[row])).toArray();
  }

  /** Returns the time of every row; empty without time. */
  double[] rowTimes() {
    int perTime = NamedAxis.shape(layout.axes()).size();
    double[] times = new double[layout.times().length == 0 ? 0 : values.length];
    for (int row = 0; row < times.length; row++) {
      times[row] = layout.times()[layout.cells()[row] / perTime];
    }
    return times;
  }
}
