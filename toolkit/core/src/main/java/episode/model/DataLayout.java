package episode.model;

import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.model.Draft.Observing;
import episode.plot.Columns;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the place of every row of data among what is modelled; problems are collected. */
final class DataLayout {
  private final Statement statement;
  private final Columns columns;
  private final boolean timed;
  private final List<Problem> problems;

  DataLayout(Observing observing, boolean timed, List<Problem> problems) {
    this.statement = observing.statement();
    this.columns = observing.columns();
    this.timed = timed;
    this.problems = problems;
  }

  /** Returns the layout; where a problem was added it means nothing. */
  Layout of(List<NamedAxis> axes, double[] times) {
    int rows = columns.rows();
    int[] cells = new int[rows];
    if (axes.isEmpty()) {
      Arrays.setAll(cells, row -> row);
      return new Layout(Optional.of(Layout.hiddenAxis(rows)), axes, times, cells);
    }
    int[] groups = groups(axes);
    if (!timed) {
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
      if (timed || rows != size) {
        problems.add(unlabelled(axes, size));
        return new int[0];
      }
      Arrays.setAll(places, row -> row);
      return places;
    }
    for (NamedAxis axis : axes) {
      for (int row = 0; row < rows; row++) {
        Object cell = columns.cell(axis.name(), row);
        String label =
            cell instanceof Double number ? DataCheck.plain(number) : String.valueOf(cell);
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
