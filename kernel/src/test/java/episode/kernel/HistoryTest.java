package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private final History history = new History();

  private String answer(String content) {
    JsonObject object = JsonParser.parseString(content).getAsJsonObject();
    JsonObject none = new JsonObject();
    return history.answer(new Packet(List.of(), none, none, none, object, List.of())).toString();
  }

  @Test
  void entriesAreAskedForInThreeWays() {
    history.add(1, "a");
    history.add(2, "b");
    history.add(3, "a");
    assertThat(answer("{'hist_access_type': 'tail', 'n': 2}"))
        .isEqualTo("[[0,2,\"b\"],[0,3,\"a\"]]");
    assertThat(answer("{'hist_access_type': 'range', 'session': 0, 'start': 1, 'stop': 2}"))
        .isEqualTo("[[0,1,\"a\"]]");
    assertThat(answer("{'hist_access_type': 'range', 'session': -1}")).isEqualTo("[]");
    assertThat(answer("{'hist_access_type': 'search', 'pattern': '?', 'unique': true}"))
        .isEqualTo("[[0,2,\"b\"],[0,3,\"a\"]]");
    assertThat(answer("{'hist_access_type': 'tail', 'n': 1, 'output': true}"))
        .isEqualTo("[[0,3,[\"a\",null]]]");
  }

  @Test
  void aTextInPlaceOfANumberIsNamed() {
    assertThatThrownBy(() -> answer("{'hist_access_type': 'tail', 'n': 'x'}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n is a number, not \"x\".");
  }
}
