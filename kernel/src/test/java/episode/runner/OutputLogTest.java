package episode.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class OutputLogTest {
  private final OutputLog log = new OutputLog();

  private static JsonObject shown(String text, String id) {
    String bundle = "{\"data\": {\"text/plain\": \"%s\"}, \"metadata\": {}%s}";
    String fleeting = id.isEmpty() ? "" : ", \"transient\": {\"display_id\": \"" + id + "\"}";
    return JsonParser.parseString(bundle.formatted(text, fleeting)).getAsJsonObject();
  }

  private static String text(JsonArray outputs, int index) {
    return outputs
        .get(index)
        .getAsJsonObject()
        .getAsJsonObject("data")
        .get("text/plain")
        .getAsString();
  }

  @Test
  void textOfOneStreamIsJoinedAndOfTwoIsNot() {
    JsonArray outputs = log.begin();
    log.stream("stdout", "a");
    log.stream("stdout", "b\n");
    log.stream("stderr", "c");
    assertThat(outputs).hasSize(2);
    assertThat(outputs.get(0).getAsJsonObject().get("text").getAsString()).isEqualTo("ab\n");
  }

  @Test
  void updateReachesTheDisplayOfAnEarlierCell() {
    JsonArray first = log.begin();
    log.display(shown("10 %", "p"), false);
    JsonArray second = log.begin();
    log.display(shown("100 %", "p"), true);
    assertThat(text(first, 0)).isEqualTo("100 %");
    assertThat(second).isEmpty();
  }

  @Test
  void displayIdsAreNotWritten() {
    JsonArray outputs = log.begin();
    log.display(shown("10 %", "p"), false);
    assertThat(outputs.get(0).getAsJsonObject().keySet())
        .containsExactlyInAnyOrder("output_type", "data", "metadata");
  }

  @Test
  void clearingMayWaitForTheNextOutput() {
    JsonArray outputs = log.begin();
    log.display(shown("old", ""), false);
    log.clear(true);
    assertThat(outputs).hasSize(1);
    log.display(shown("new", ""), false);
    assertThat(outputs).hasSize(1);
    assertThat(text(outputs, 0)).isEqualTo("new");
    log.clear(false);
    assertThat(outputs).isEmpty();
  }
}
