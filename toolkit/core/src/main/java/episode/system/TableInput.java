package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.plot.Columns;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** Reads whatever the user hands over as data. */
public final class TableInput {
  private TableInput() {}

  /**
   * Returns the columns of a {@link Columns}, of a map from names to arrays, or of a table that a
   * {@link ColumnsReader} on the class path accepts.
   *
   * @throws EpisodeException E6208 where nobody can read it
   * @throws episode.plot.PlotException E6123, E6124 where a map holds no columns of one length
   */
  public static Columns of(Object table) {
    if (table instanceof Columns columns) {
      return columns;
    }
    if (table instanceof Map<?, ?> map) {
      Map<String, Object> arrays = new LinkedHashMap<>();
      map.forEach((name, array) -> arrays.put(String.valueOf(name), array));
      return Columns.of(arrays);
    }
    for (ColumnsReader reader :
        ServiceLoader.load(ColumnsReader.class, ColumnsReader.class.getClassLoader())) {
      if (reader.accepts(table)) {
        return reader.read(table);
      }
    }
    String type = table == null ? "null" : table.getClass().getName();
    throw new EpisodeException(
        Problem.of("E6208", "Data of type " + type + " cannot be read")
            .remedy(
                "Give Columns.of(\"name\", array, …), a map from names to arrays, or a table."));
  }
}
