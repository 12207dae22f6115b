package episode.kernel;

import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** The library's renderer with a readable text for values that nobody registered. */
final class CellRenderer extends Renderer {

  @Override
  public DisplayData render(Object value, Map<String, Object> parameters) {
    return value == null ? new DisplayData("null") : super.render(value, parameters);
  }

  @Override
  protected DisplayData finalizeDisplayData(DisplayData data, Object value) {
    if (!data.hasDataForType(MIMEType.TEXT_PLAIN)) {
      data.putText(PlainText.of(value));
    }
    return data;
  }
}
