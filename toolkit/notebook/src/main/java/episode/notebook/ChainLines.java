package episode.notebook;

import episode.plot.Part;
import episode.sample.ChainProgress;
import episode.sample.Progress;
import java.util.List;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;

/** Shows how far chains are in one output of the cell: a line for each chain, updated in place. */
final class ChainLines implements Progress {

  private static final int WIDTH = 24;

  private String display = "";

  @Override
  public void show(List<ChainProgress> chains) {
    if (BaseKernel.notebookKernel() == null) {
      return;
    }
    Part lines = Part.text(lines(chains));
    if (display.isEmpty()) {
      display = BaseNotebookStatics.display(lines);
    } else {
      BaseNotebookStatics.updateDisplay(display, lines);
    }
    if (chains.stream().allMatch(chain -> chain.phase() == ChainProgress.Phase.DONE)) {
      display = "";
    }
  }

  static String lines(List<ChainProgress> chains) {
    return chains.stream()
        .map(chain -> bar(chain) + " " + chain.line())
        .collect(Collectors.joining("\n"));
  }

  private static String bar(ChainProgress chain) {
    int done = chain.total() == 0 ? WIDTH : WIDTH * chain.iteration() / chain.total();
    return "━".repeat(done) + "╌".repeat(WIDTH - done);
  }
}
