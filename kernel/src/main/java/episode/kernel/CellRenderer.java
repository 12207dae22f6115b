package episode.kernel;

import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** The library's renderer with a readable text for values that nobody registered. */
final class CellRenderer extends Renderer {

  @Override
  public DisplayData render(Object value, Map<String, Object> parameters) {
    if (value instanceof DisplayData ready) {
      return withText(ready);
    }
    return value == null ? new DisplayData("null") : super.render(value, parameters);
  }

  /** Returns the bundle with a text, which every front end relies on. */
  private static DisplayData withText(DisplayData ready) {
    if (!ready.hasDataForType(MIMEType.TEXT_PLAIN)) {
      ready.putText("(something to see, without a text)");
    }
    return ready;
  }

  @Override
  protected DisplayData finalizeDisplayData(DisplayData data, Object value) {
    if (!data.hasDataForType(MIMEType.TEXT_PLAIN)) {
      data.putText(PlainText.of(value));
    }
    if (data.getData(MIMEType.TEXT_PLAIN) instanceof String text) {
      data.putText(PlainText.shortened(text));
    }
    return data;
  }
}
