package episode.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import episode.plot.Axis;
import episode.plot.Plot;
import episode.plot.Slider;
import episode.plot.SliderPlot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VegaSlidersTest {
  private static final double[] T = {0, 1, 2};

  private static Plot plot(double k) {
    return Plot.of("t", "y")
        .line("it's", T, new double[] {k, 2 * k, 30 * k})
        .points("data", T, T)
        .title("a\\b'");
  }

  private static SliderPlot picture(Slider slider) {
    List<Plot> plots = new ArrayList<>();
    for (double value : slider.values()) {
      plots.add(plot(value));
    }
    return new SliderPlot(List.of(slider), plots, plot(slider.start()));
  }

  private static final Slider LINEAR = new Slider("k", "1/day", Axis.Scale.LINEAR, 1, 3, 3, 2);

  private static final Slider UNEVEN = new Slider("k", "1/day", Axis.Scale.LINEAR, 1, 3, 3, 2.5);

  private static JsonObject spec(SliderPlot picture) {
    return new Gson().toJsonTree(VegaLite.of(picture)).getAsJsonObject();
  }

  private static JsonObject layer(JsonObject spec, int place) {
    return spec.getAsJsonArray("layer").get(place).getAsJsonObject();
  }

  @Test
  void aSliderIsBoundAndStartsAtItsValue() {
    JsonArray parameters = spec(picture(LINEAR)).getAsJsonArray("params");
    assertThat(parameters.get(0))
        .hasToString(
            "{\"name\":\"slider_0\",\"value\":2.0,\"bind\":{\"input\":\"range\","
                + "\"name\":\"k (1/day): \",\"min\":1.0,\"max\":3.0,\"step\":1.0}}");
    assertThat(parameters.get(1).getAsJsonObject().get("expr").getAsString())
        .isEqualTo("clamp(round((slider_0 - 1.0) / 1.0), 0, 2)");
    assertThat(parameters.get(2).getAsJsonObject().get("expr").getAsString())
        .isEqualTo("(0) * 3 + position_0");
  }

  @Test
  void whatMovesIsAListInEachRowAndWhatStaysIsANumber() {
    JsonObject spec = spec(picture(LINEAR));
    JsonObject line = layer(spec, 0);
    assertThat(line.getAsJsonObject("data").getAsJsonArray("values").get(1).getAsJsonObject())
        .hasToString("{\"x\":1.0,\"y_list\":[2.0,4.0,6.0]}");
    assertThat(line.getAsJsonArray("transform").get(1))
        .hasToString("{\"calculate\":\"datum.y_list[place]\",\"as\":\"y\"}");
    assertThat(layer(spec, 1).getAsJsonObject("data").getAsJsonArray("values").get(1))
        .hasToString("{\"x\":1.0,\"y\":1.0}");
    assertThat(layer(spec, 1).getAsJsonArray("transform")).hasSize(1);
  }

  @Test
  void axesHoldWhereverTheSliderStands() {
    JsonArray domain =
        layer(spec(picture(LINEAR)), 0)
            .getAsJsonObject("encoding")
            .getAsJsonObject("y")
            .getAsJsonObject("scale")
            .getAsJsonArray("domain");
    assertThat(domain.get(1).getAsDouble()).isBetween(90.0, 95.0);
  }

  @Test
  void logarithmicSlidersMoveAPositionThatTheTitleExplains() {
    JsonObject spec = spec(picture(new Slider("k", "", Axis.Scale.LOG, 1, 100, 3, 10)));
    assertThat(spec.getAsJsonArray("params").get(0).getAsJsonObject().get("value").getAsInt())
        .isEqualTo(1);
    assertThat(spec.getAsJsonObject("title").getAsJsonObject("text").get("expr").getAsString())
        .isEqualTo("'a\\u005cb\\u0027' + '   k = ' + ['1', '10', '100'][position_0]");
  }

  @Test
  void aStartBetweenPositionsIsOneOfThemForTheThumbToo() {
    JsonObject spec = spec(picture(UNEVEN));
    assertThat(spec.getAsJsonArray("params").get(0))
        .hasToString(
            "{\"name\":\"slider_0\",\"value\":2.0,\"bind\":{\"input\":\"range\","
                + "\"name\":\"k (1/day), position: \",\"min\":0.0,\"max\":3.0,\"step\":1.0}}");
    assertThat(spec.getAsJsonObject("title").getAsJsonObject("text").get("expr").getAsString())
        .endsWith("'   k (1/day) = ' + ['1', '2', '2.5', '3'][position_0]");
  }

  @Test
  void quotientsAreWrittenWithSixDigits() {
    Slider slider = new Slider("omega", "", Axis.Scale.LINEAR, 0, 1, 2, 1 / 365.0);
    assertThat(MimeBundle.of(picture(slider)).data().get("text/plain").toString())
        .contains("omega = 0.00273973, slider from 0 to 1\n");
    assertThat(spec(picture(slider)).getAsJsonObject("title").toString())
        .contains("['0', '0.00273973', '1']");
  }

  @Test
  void theBundleHasAPictureAndWordsOfTheStart() {
    MimeBundle bundle = MimeBundle.of(picture(LINEAR));
    assertThat(bundle.data()).containsOnlyKeys(MimeBundle.VEGA_LITE, "image/png", "text/plain");
    assertThat(bundle.data().get("text/plain").toString())
        .startsWith("a\\b'\nk = 2 1/day, slider from 1 to 3\ny\n");
  }
}
