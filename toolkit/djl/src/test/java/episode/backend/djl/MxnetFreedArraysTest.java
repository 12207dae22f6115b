package episode.backend.djl;

import episode.backend.array.ArrayNamespace;
import episode.system.FreedContract;

class MxnetFreedArraysTest extends FreedContract {
  @Override
  protected ArrayNamespace<?> library() {
    Engines.start(Engines.MXNET);
    return new DjlNamespace("mxnet", new MxnetDialect());
  }
}
