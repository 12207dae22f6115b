package episode.notebook;

import episode.progress.WorkLine;
import episode.progress.WorkView;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * Shows how far long work is in one output of the cell, which is updated in place.
 *
 * <p>A kernel that supplies the number of its running cell has one such output per cell. Another
 * kernel has one as long as something is under way.
 */
final class NotebookLines implements WorkView {
  private final BaseKernel kernel;
  private int batch;
  private Object shownAt = "";
  private String display = "";

  NotebookLines(BaseKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public Object place() {
    return kernel instanceof IntSupplier cells ? cells.getAsInt() : batch;
  }

  @Override
  public void show(List<WorkLine> lines) {
    String text = lines.stream().map(WorkLine::text).collect(Collectors.joining("\n"));
    DisplayData data = new DisplayData(text);
    if (!place().equals(shownAt)) {
      shownAt = place();
      display = "";
    }
    if (display.isEmpty()) {
      display = UUID.randomUUID().toString();
      data.setDisplayId(display);
      kernel.display(data);
    } else {
      kernel.getIO().display.updateDisplay(display, data);
    }
    if (lines.stream().allMatch(WorkLine::ended)) {
      batch++;
    }
  }
}
