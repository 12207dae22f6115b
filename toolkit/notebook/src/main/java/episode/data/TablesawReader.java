package episode.data;

import episode.plot.Columns;
import episode.system.ColumnsReader;
import tech.tablesaw.api.Table;

/** Reads Tablesaw's tables wherever the toolkit takes data. */
public final class TablesawReader implements ColumnsReader {

  /** Makes the reader; the service loader calls this. */
  public TablesawReader() {}

  @Override
  public boolean accepts(Object table) {
    return table instanceof Table;
  }

  @Override
  public Columns read(Object table) {
    return Tables.columns((Table) table);
  }
}
