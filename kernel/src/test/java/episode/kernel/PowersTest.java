package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PowersTest {

  @Test
  void anExclusiveOrThatLooksLikeAPowerIsNamed() {
    assertThat(Powers.note("2 ^ 3"))
        .contains("2 ^ 3 is 1 in Java, an exclusive or: write Math.pow(2, 3).\n");
    assertThat(Powers.note("int m = n^2;"))
        .contains("n^2 is in Java an exclusive or: write Math.pow(n, 2).\n");
  }

  @Test
  void othersAreNot() {
    for (String code : new String[] {"a ^ b", "hash ^ 31", "\"x ^ 2\"", "1 // 2 ^ 3", "0x3 ^ 5"}) {
      assertThat(Powers.note(code)).as(code).isEmpty();
    }
  }
}
