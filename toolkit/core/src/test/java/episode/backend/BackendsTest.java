package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
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
                + "  Put the jars of the backend on the class path, in a notebook with %classpath.");
  }
}
