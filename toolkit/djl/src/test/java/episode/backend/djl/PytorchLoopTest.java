package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.LoopContract;

/** Loops and branches, which are part of the script. */
class PytorchLoopTest extends LoopContract {
  @Override
  protected Backend backend() {
    return Backends.byName("pytorch");
  }

  @Override
  protected Backend exact() {
    return Backends.byName("pytorch");
  }

  /** Sums have another order. */
  @Override
  protected double tolerance() {
    return 1e-12;
  }
}
