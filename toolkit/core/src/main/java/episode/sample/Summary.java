package episode.sample;

import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A table of what draws say: one row per element, with Monte Carlo errors and diagnostics.
 *
 * @param rows one row per element of the variables, in their order
 * @param warnings what is wrong with the draws, as {@link Draws#warnings} says
 */
public record Summary(List<Row> rows, List<String> warnings) implements Display {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("mean", Row::mean, 4),
          new Column("sd", Row::sd, 3),
          new Column("5%", Row::q5, 4),
          new Column("50%", Row::median, 4),
          new Column("95%", Row::q95, 4),
          new Column("mcse_mean", Row::mcseMean, 2),
          new Column("mcse_sd", Row::mcseSd, 2),
          new Column("ess_bulk", Row::essBulk, 3),
          new Column("ess_tail", Row::essTail, 3),
          new Column("r_hat", Row::rHat, 4));

  /** Returns a summary; the lists are copied. */
  public Summary {
    rows = List.copyOf(rows);
    warnings = List.copyOf(warnings);
  }

  /**
   * What the draws of one element say; the definitions are those of {@link Diagnostics}.
   *
   * @param name the name of the element
   * @param mean the mean
   * @param sd the standard deviation
   * @param q5 the 5 % quantile
   * @param median the median
   * @param q95 the 95 % quantile
   * @param mcseMean the Monte Carlo standard error of the mean
   * @param mcseSd the Monte Carlo standard error of the standard deviation
   * @param essBulk the bulk effective sample size
   * @param essTail the tail effective sample size
   * @param rHat the rank-normalised split R-hat
   */
  public record Row(
      String name,
      double mean,
      double sd,
      double q5,
      double median,
      double q95,
      double mcseMean,
      double mcseSd,
      double essBulk,
      double essTail,
      double rHat) {

    /** Returns the row of an element from its draws, double[chain][draw], equally many. */
    static Row of(String name, double[][] chains) {
      double[] sorted = Chains.pooled(chains);
      Arrays.sort(sorted);
      return new Row(
          name,
          Chains.mean(sorted),
          Math.sqrt(Chains.variance(sorted)),
          Quantiles.ofSorted(sorted, 0.05),
          Quantiles.ofSorted(sorted, 0.5),
          Quantiles.ofSorted(sorted, 0.95),
          Diagnostics.mcseMean(chains),
          Diagnostics.mcseSd(chains),
          Diagnostics.essBulk(chains),
          Diagnostics.essTail(chains),
          Diagnostics.rHat(chains));
    }
  }

  private record Column(String head, ToDoubleFunction<Row> value, int digits) {}

  /** Returns the row of an element, for instance {@code theta[Choate]}. */
  public Row row(String name) {
    return rows.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Names.unknown(name, rows.stream().map(Row::name).toList()));
  }

  /** Returns the heads of the columns after the name. */
  public List<String> heads() {
    return COLUMNS.stream().map(Column::head).toList();
  }

  /** Returns the numbers of a row as they are shown, in the order of {@link #heads}. */
  public List<String> cells(Row row) {
    return COLUMNS.stream()
        .map(column -> Round.significant(column.value().applyAsDouble(row), column.digits()))
        .toList();
  }

  /** Returns the table, with R-hat above 1.01 marked, and the warnings if there are any. */
  @Override
  public List<Part> parts() {
    List<String> names = new ArrayList<>(List.of(""));
    names.addAll(heads());
    List<List<Object>> lines = new ArrayList<>();
    for (Row row : rows) {
      List<Object> line = new ArrayList<>(List.of(row.name()));
      line.addAll(cells(row));
      if (row.rHat() > Advice.R_HAT) {
        line.set(line.size() - 1, Grid.marked(line.get(line.size() - 1), "R-hat above 1.01"));
      }
      lines.add(line);
    }
    if (rows.isEmpty()) {
      return List.of(Part.text(toString()));
    }
    Grid grid = new Grid("", names, lines, 0);
    return warnings.isEmpty()
        ? List.of(grid)
        : List.of(grid, Part.text(String.join("\n", warnings)));
  }

  /** Returns the table as text, and the warnings, one a line; without draws only these. */
  @Override
  public String toString() {
    if (rows.isEmpty()) {
      return warnings.isEmpty() ? "No draws." : String.join("\n", warnings);
    }
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    String first = "%-" + Math.max(width, 1) + "s";
    StringBuilder text = new StringBuilder(line(first, "", heads()));
    rows.forEach(row -> text.append('\n').append(line(first, row.name(), cells(row))));
    warnings.forEach(warning -> text.append('\n').append(warning));
    return text.toString();
  }

  private static String line(String first, String name, List<String> cells) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, first, name));
    cells.forEach(cell -> line.append(String.format(Locale.ROOT, " %9s", cell)));
    return line.toString();
  }
}
