package episode.system;

import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Derivatives of several numbers by several others. Immutable by contract: nobody writes to the
 * matrix.
 *
 * @param rows labels of what is differentiated
 * @param columns labels of what it is differentiated by
 * @param matrix double[row][column]
 */
public record Jacobian(List<String> rows, List<String> columns, double[][] matrix)
    implements Display {
  private static final int SHOWN_ROWS = 40;

  /** Copies the labels. */
  public Jacobian {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
  }

  /** Returns the matrix as a table, the first rows of a long one. */
  @Override
  public List<Part> parts() {
    List<String> names = new ArrayList<>(List.of(""));
    names.addAll(columns);
    List<List<Object>> cells = new ArrayList<>();
    int shown = Math.min(SHOWN_ROWS, rows.size());
    for (int i = 0; i < shown; i++) {
      List<Object> line = new ArrayList<>(List.of(rows.get(i)));
      for (double entry : matrix[i]) {
        line.add(entry);
      }
      cells.add(line);
    }
    return List.of(new Grid("", names, cells, (long) rows.size() - shown));
  }

  @Override
  public String toString() {
    return "Jacobian[" + rows.size() + " × " + columns.size() + "]";
  }
}
