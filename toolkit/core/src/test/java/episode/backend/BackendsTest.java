package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.system.OpSystem;
import org.junit.jupiter.api.Test;

class BackendsTest {
  @Test
  void theDefaultComesFirst() {
    assertThat(Backends.names()).startsWith("jvm", "interpreter");
    assertThat(Backends.byName("jvm")).isSameAs(Backends.jvm());
    assertThat(Backends.byName("interpreter")).isSameAs(Backends.interpreter());
  }

  @Test
  void missingBackendIsAnAnswerThatSaysHowToGetIt() {
    assertThatThrownBy(() -> Backends.byName("pytorch"))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3202 Backend 'pytorch' is not installed\n"
                + "  Installed: jvm, interpreter.\n"
                + "  To install it: ./episode backend add pytorch, then restart the kernel.");
  }

  @Test
  void unknownBackendIsAnAnswerThatNamesThoseThatThereAre() {
    assertThatThrownBy(() -> Backends.byName("jax"))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3202 There is no backend 'jax'\n"
                + "  Installed: jvm, interpreter.\n"
                + "  To be had with ./episode backend add: pytorch, mxnet, nd4j.");
  }

  @Test
  void misspeltBackendIsAnAnswerThatNamesTheOneThatWasMeant() {
    assertThatThrownBy(() -> Backends.byName("PyTorch"))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3202 There is no backend 'PyTorch'\n"
                + "  Did you mean 'pytorch'?\n"
                + "  Installed: jvm, interpreter.\n"
                + "  To be had with ./episode backend add: pytorch, mxnet, nd4j.");
  }

  @Test
  void systemsCompileForTheJvmUnlessANotebookHasChosenAnother() {
    assertThat(Backends.standard()).isSameAs(Backends.jvm());
    OpSystem decay = OpSystem.text("decay", "state x\nx' = -x");
    try {
      Backends.choose(Backends.started("interpreter"));
      assertThat(decay.compile().backend().name()).isEqualTo("interpreter");
      assertThat(decay.compile("jvm").backend().name()).isEqualTo("jvm");
    } finally {
      Backends.choose(Backends.jvm());
    }
    assertThat(decay.compile().backend().name()).isEqualTo("jvm");
  }
}
