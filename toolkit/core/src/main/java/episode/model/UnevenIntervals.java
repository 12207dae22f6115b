package episode.model;

import episode.expr.NamedAxis;
import episode.system.At;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds rows of counts that add up much longer than the others do, because days are missing.
 *
 * @param observed the counts
 * @param dynamics the system whose flow is counted
 */
record UnevenIntervals(Observed observed, Dynamics dynamics) {

  /** Months differ by a tenth; a day that is missing doubles an interval. */
  private static final double MUCH = 1.5;

  private static final int NAMED = 3;

  /** Returns a sentence for every observation with such rows. */
  static List<String> notes(Plan plan) {
    List<String> notes = new ArrayList<>();
    for (Observed observed : plan.observed()) {
      boolean incidence =
          observed.call().arguments().stream().anyMatch(a -> !Incidence.flows(a.expr()).isEmpty());
      if (incidence && observed.layout().times().length > 1) {
        At at =
            plan.draft().observations().stream()
                .filter(observing -> observing.statement().equals(observed.statement()))
                .flatMap(observing -> observing.at().stream())
                .findFirst()
                .orElseThrow();
        new UnevenIntervals(observed, plan.dynamics().orElseThrow()).note(at, notes);
      }
    }
    return notes;
  }

  private void note(At at, List<String> notes) {
    double[] ends = Arrays.stream(observed.layout().times()).sorted().distinct().toArray();
    double[] lengths = new double[ends.length];
    Arrays.setAll(lengths, i -> ends[i] - (i == 0 ? dynamics.start() : ends[i - 1]));
    double usual = Arrays.stream(lengths).sorted().toArray()[(lengths.length - 1) / 2];
    int[] longer =
        IntStream.range(0, lengths.length).filter(i -> lengths[i] > MUCH * usual).toArray();
    if (usual > 0 && longer.length > 0) {
      notes.add(sentence(at, ends, lengths, longer));
    }
  }

  private String sentence(At at, double[] ends, double[] lengths, int... longer) {
    List<String> named = new ArrayList<>();
    for (int i : Arrays.copyOf(longer, Math.min(NAMED, longer.length))) {
      named.add(cell(at, ends[i]) + " (" + DataCheck.plain(lengths[i]) + unit() + ")");
    }
    String more = longer.length > NAMED ? ", …" : "";
    return "'"
        + observed.column()
        + "' has "
        + (longer.length == 1 ? "1 row that counts" : longer.length + " rows that count")
        + " longer than the others, since the row before: "
        + String.join(", ", named)
        + more
        + ". Where days are missing because nobody counted, put in empty rows and observe "
        + at.withGaps()
        + ".";
  }

  /** Returns " days" for a time axis called "time (days)". */
  private String unit() {
    String label = dynamics.timeLabel();
    int bracket = label.indexOf('(');
    return bracket < 0 ? "" : " " + label.substring(bracket + 1, label.length() - 1);
  }

  /** Returns the date or time of a row as the table writes it. */
  private String cell(At at, double time) {
    int perTime = NamedAxis.shape(observed.layout().axes()).size();
    int[] cells = observed.layout().cells();
    for (int row = 0; row < cells.length; row++) {
      if (observed.layout().times()[cells[row] / perTime] == time) {
        Object cell = observed.columns().cell(at.column(), row);
        return cell instanceof Double number ? DataCheck.plain(number) : String.valueOf(cell);
      }
    }
    return DataCheck.plain(time);
  }
}
