package episode.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VegaJsonTest {

  @Test
  void keysStayInTheOrderInWhichTheyAreWritten() {
    assertThat(VegaJson.object("type", "line", "clip", true, "aria", false).toString())
        .isEqualTo("{type=line, clip=true, aria=false}");
    assertThat(VegaJson.object()).isEmpty();
  }

  @Test
  void nothingInATextEndsItsLiteral() {
    assertThat(VegaJson.quoted("I (people)")).isEqualTo("'I (people)'");
    assertThat(VegaJson.quoted("'); alert('")).isEqualTo("'\\u0027); alert(\\u0027'");
    assertThat(VegaJson.quoted("\\u0027")).isEqualTo("'\\u005cu0027'");
    assertThat(VegaJson.quoted("β\n\"\u2028")).isEqualTo("'\\u03b2\\u000a\"\\u2028'");
  }
}
