package episode.model;

import episode.expr.Formula;
import episode.expr.Problem;
import episode.system.At;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds two rows that would be compared with the same incidence. Rows that a column on the right
 * tells apart, such as the share that each of two wards reports, are meant.
 *
 * @param observed the observation
 * @param at where its times are
 */
record RepeatedRows(Observed observed, At at) {

  Optional<Problem> problem() {
    Set<String> names = new HashSet<>();
    for (Formula argument : observed.call().arguments()) {
      names.addAll(argument.names());
    }
    if (observed.columns().names().stream().anyMatch(names::contains)) {
      return Optional.empty();
    }
    boolean single = observed.layout().axes().isEmpty();
    double[] places =
        single
            ? observed.rowTimes()
            : Arrays.stream(observed.layout().cells()).asDoubleStream().toArray();
    Map<Double, Integer> first = new HashMap<>();
    for (int row = 0; row < places.length; row++) {
      Integer before = first.putIfAbsent(places[row], row);
      if (before != null) {
        return Optional.of(problem(before, row));
      }
    }
    return Optional.empty();
  }

  private Problem problem(int before, int row) {
    Object cell = observed.columns().cell(at.column(), row);
    String time = cell instanceof Double number ? DataCheck.plain(number) : String.valueOf(cell);
    String rows = "Rows " + (before + 1) + " and " + (row + 1);
    return Problem.of("E6121", rows + " count the same interval, which ends at " + time)
        .at(observed.statement().nameWhere())
        .remedy("Each would be compared with the whole incidence: add them up, or leave one out.");
  }
}
