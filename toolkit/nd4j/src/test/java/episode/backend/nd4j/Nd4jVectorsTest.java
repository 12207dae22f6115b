package episode.backend.nd4j;

import episode.system.OpSystemVectorsTest;
import java.util.List;

/** The recorded numbers of op_system once more. */
class Nd4jVectorsTest extends OpSystemVectorsTest {
  @Override
  protected List<String> backends() {
    return List.of("nd4j");
  }
}
