package episode.sample;

import episode.progress.Work;
import episode.sample.ChainProgress.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The chains of one run as work that can be shown, a line each. For the thread that samples. */
final class ChainWork {
  private final List<Optional<Work>> lines;

  ChainWork(int chains) {
    lines =
        IntStream.range(0, chains)
            .mapToObj(chain -> Optional.<Work>empty())
            .collect(Collectors.toList());
  }

  /** Says where the chains are. */
  void show(List<ChainProgress> chains) {
    for (ChainProgress chain : chains) {
      if (chain.phase() == Phase.WAITING) {
        continue;
      }
      Work line = lines.get(chain.chain()).orElseGet(() -> begun(chain));
      line.at(chain.iteration());
      line.doing(chain.detail());
      if (chain.phase() == Phase.DONE) {
        line.close();
      }
    }
  }

  private Work begun(ChainProgress chain) {
    Work line = Work.aside("Chain " + (chain.chain() + 1), chain.total(), "transitions");
    lines.set(chain.chain(), Optional.of(line));
    return line;
  }

  /** Ends every line; a chain that was stopped says so. */
  void end() {
    lines.stream().flatMap(Optional::stream).forEach(Work::close);
  }
}
