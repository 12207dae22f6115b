package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lags of past values. */
class LagsTest {

  private static OpSystem system(String formula) {
    return OpSystem.named("x")
        .state("x", "y")
        .parameter("tau")
        .alias("half", "tau / 2")
        .alias("both", "x + tau")
        .equation("x", formula)
        .equation("y", "half * both")
        .build();
  }

  @Test
  void lagThatIsAStateIsRefused() {
    assertThatThrownBy(() -> system("1 - delay(x, x)"))
        .hasMessage(
            """
            E1217 The lag of 'delay' changes in time: it depends on x
              in equation("x")
                1 - delay(x, x)
                             ^
              Write a number or a formula of parameters.""");
  }

  @ParameterizedTest
  @ValueSource(strings = {"history(x, t)", "delay(x, both)", "delay(x, tau + 0 * y)"})
  void soAreOthersThatChange(String formula) {
    assertThatThrownBy(() -> system(formula)).hasMessageContaining("E1217");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delay(x + y * t, 3)", "history(x, half + 1)"})
  void formulasOfParametersAreNot(String formula) {
    assertThat(system(formula).historyRequirements()).hasSize(1);
  }
}
