package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;

class EnginesTest {

  @Test
  void pytorchStartsWithOneThread() {
    Engine engine = Engines.start(Engines.PYTORCH);
    assertThat(engine.getEngineName()).isEqualTo("PyTorch");
    assertThat(JniUtils.getNumThreads()).isEqualTo(1);
  }

  @Test
  void mxnetStartsBesideIt() {
    assertThat(Engines.start(Engines.MXNET).getEngineName()).isEqualTo("MXNet");
  }
}
