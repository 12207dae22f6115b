package episode.backend.djl;

import episode.system.OpSystemVectorsTest;
import java.util.List;

/** The recorded numbers of op_system once more. */
class MxnetVectorsTest extends OpSystemVectorsTest {
  @Override
  protected List<String> backends() {
    return List.of("mxnet");
  }
}
