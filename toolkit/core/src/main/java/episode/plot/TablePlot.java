package episode.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws columns of a table over another one of them. Where a place on x comes again because the
 * table is long, with a row for each group, every group has a curve of its own.
 *
 * @param columns the table
 * @param x the column across
 */
record TablePlot(Columns columns, String x) {

  /** As many curves as there are colours. */
  private static final int MOST_CURVES = 8;

  private static final int MOST_PANELS = 24;

  /**
   * Returns the plot.
   *
   * @param names columns of numbers to draw, and columns of texts whose values are the groups;
   *     where there are none of these, columns that tell rows with the same x apart
   */
  Plot of(String... names) {
    List<String> drawn = new ArrayList<>(List.of(names));
    List<String> asked = new ArrayList<>(drawn);
    asked.removeIf(name -> columns.kind(name) != Columns.Kind.TEXTS);
    if (asked.size() < drawn.size()) {
      drawn.removeAll(asked);
    }
    List<String> by = asked.isEmpty() ? telling() : asked;
    Plot plot = Plot.of(x, drawn.size() == 1 ? drawn.get(0) : "");
    if (by.isEmpty() || drawn.isEmpty()) {
      return series(plot, columns, drawn, drawn);
    }
    Map<String, int[]> groups = groups(by);
    return drawn.size() == 1 && groups.size() <= MOST_CURVES
        ? curves(plot, drawn, groups)
        : panels(plot, drawn, groups);
  }

  private Plot curves(Plot plot, List<String> drawn, Map<String, int[]> groups) {
    Plot more = plot;
    for (Map.Entry<String, int[]> group : groups.entrySet()) {
      more = series(more, columns.only(group.getValue()), drawn, List.of(group.getKey()));
    }
    return more;
  }

  private Plot panels(Plot plot, List<String> drawn, Map<String, int[]> groups) {
    Plot more = plot;
    for (String group : groups.keySet().stream().limit(MOST_PANELS).toList()) {
      more = series(more.facet(group), columns.only(groups.get(group)), drawn, drawn);
    }
    return groups.size() <= MOST_PANELS
        ? more
        : more.subtitle("the first " + MOST_PANELS + " of " + groups.size());
  }

  private Plot series(Plot plot, Columns rows, List<String> drawn, List<String> names) {
    Plot more = plot;
    boolean bars = columns.kind(x) == Columns.Kind.TEXTS;
    for (int i = 0; i < drawn.size(); i++) {
      Object across = rows.array(x);
      double[] up = rows.numbers(drawn.get(i));
      more =
          bars
              ? more.bars(names.get(i), across, up)
              : more.line(names.get(i), across, up).points(names.get(i), across, up);
    }
    return more;
  }

  /** Returns columns of texts that tell rows with the same x apart: one if one does, few if not. */
  private List<String> telling() {
    if (columns.kind(x) == Columns.Kind.TEXTS || places(List.of()) == columns.rows()) {
      return List.of();
    }
    List<String> texts =
        columns.names().stream().filter(n -> columns.kind(n) == Columns.Kind.TEXTS).toList();
    Optional<String> single =
        texts.stream()
            .filter(name -> places(List.of(name)) == columns.rows())
            .min(Comparator.comparing(name -> groups(List.of(name)).size()));
    List<String> by = new ArrayList<>();
    single.ifPresent(by::add);
    for (String name : single.isPresent() ? List.<String>of() : texts) {
      List<String> more = new ArrayList<>(by);
      more.add(name);
      by = places(more) > places(by) ? more : by;
    }
    return groups(by).size() * 2 > columns.rows() ? List.of() : by;
  }

  /** Returns how many different x, in different groups, the rows have. */
  private int places(List<String> by) {
    Set<List<Object>> places = new HashSet<>();
    for (int row = 0; row < columns.rows(); row++) {
      places.add(Arrays.asList(columns.cell(x, row), group(by, row)));
    }
    return places.size();
  }

  /** Returns the rows of every group, in the order in which groups come. */
  private Map<String, int[]> groups(List<String> by) {
    return IntStream.range(0, columns.rows())
        .boxed()
        .collect(
            Collectors.groupingBy(
                row -> group(by, row),
                LinkedHashMap::new,
                Collectors.collectingAndThen(
                    Collectors.toList(),
                    rows -> rows.stream().mapToInt(Integer::intValue).toArray())));
  }

  private String group(List<String> by, int row) {
    return by.stream()
        .map(name -> columns.cell(name, row))
        .map(cell -> cell == null ? "missing" : cell.toString())
        .collect(Collectors.joining(", "));
  }
}
