package episode.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import episode.plot.Axis;
import episode.plot.ChainPlots;
import episode.plot.Plot;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class VegaLiteTest {

  private static final double[] DAYS = {0, 1, 2};
  private static final double[] PEOPLE = {5, Double.NaN, 1 / 3.0};

  private static JsonObject json(Plot plot) {
    return new Gson().toJsonTree(VegaLite.of(plot)).getAsJsonObject();
  }

  private static JsonArray values(JsonObject spec, int layer) {
    return spec.getAsJsonArray("layer")
        .get(layer)
        .getAsJsonObject()
        .getAsJsonObject("data")
        .getAsJsonArray("values");
  }

  @Test
  void isAnObjectWithItsDataInside() {
    JsonObject spec = json(Plot.of("time (days)", "people").line("I", DAYS, PEOPLE).title("SIR"));
    assertThat(spec.get("$schema").getAsString())
        .isEqualTo("https://vega.github.io/schema/vega-lite/v5.json");
    assertThat(spec.get("background").getAsString()).isEqualTo("white");
    assertThat(spec.getAsJsonObject("title").get("text").getAsString()).isEqualTo("SIR");
    JsonObject first = values(spec, 0).get(0).getAsJsonObject();
    assertThat(first.getAsJsonPrimitive("y").isNumber()).isTrue();
    assertThat(spec.toString()).doesNotContain("\"url\"");
  }

  @Test
  void titlesOfAxesHaveNoQuotesThatWouldEndAnExpression() {
    JsonObject spec = json(Plot.of("say \"q\"", "\"cases\"").line("I", DAYS, PEOPLE));
    assertThat(spec.toString()).contains("say \u201dq\u201d", "\u201dcases\u201d");
    assertThat(spec.toString()).doesNotContain("say \\\"q", "\\\"cases");
  }

  @Test
  void leavesMissingCellsOutAndRoundsNumbers() {
    JsonArray values = values(json(Plot.of("", "").line("I", DAYS, PEOPLE)), 0);
    assertThat(values).hasSize(3);
    assertThat(values.get(1).getAsJsonObject().has("y")).isFalse();
    assertThat(values.get(2).getAsJsonObject().get("y").getAsDouble()).isEqualTo(0.333333);
  }

  @Test
  void hasNoNullsBecauseWritersDropThem() {
    Plot plot = Plot.of("", "").heat("", DAYS, DAYS).bars("b", DAYS, DAYS).vertical("", 1.0);
    assertThat(
            containsNull(
                new com.google.gson.GsonBuilder()
                    .serializeNulls()
                    .create()
                    .toJsonTree(VegaLite.of(plot))))
        .isFalse();
  }

  private static boolean containsNull(JsonElement json) {
    if (json.isJsonObject()) {
      return json.getAsJsonObject().asMap().values().stream().anyMatch(VegaLiteTest::containsNull);
    }
    if (json.isJsonArray()) {
      return json.getAsJsonArray().asList().stream().anyMatch(VegaLiteTest::containsNull);
    }
    return json.isJsonNull();
  }

  @Test
  void namesShareOneColourScale() {
    JsonObject spec =
        json(
            Plot.of("", "")
                .band("I", DAYS, DAYS, DAYS)
                .line("I", DAYS, DAYS)
                .points("in bed", DAYS, DAYS));
    for (JsonElement layer : spec.getAsJsonArray("layer")) {
      JsonObject scale =
          layer
              .getAsJsonObject()
              .getAsJsonObject("encoding")
              .getAsJsonObject("color")
              .getAsJsonObject("scale");
      assertThat(scale.toString())
          .isEqualTo("{\"domain\":[\"I\",\"in bed\"],\"range\":[\"#0072B2\",\"#D55E00\"]}");
    }
  }

  @Test
  void datesAreTemporalAndLogarithmsAreLogarithms() {
    LocalDate[] dates = {LocalDate.of(1978, 1, 22)};
    JsonObject encoding =
        json(Plot.of("date", "").points("", dates, new double[] {1}).y(Axis::log))
            .getAsJsonArray("layer")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("encoding");
    assertThat(encoding.getAsJsonObject("x").get("type").getAsString()).isEqualTo("temporal");
    assertThat(encoding.getAsJsonObject("y").getAsJsonObject("scale").get("type").getAsString())
        .isEqualTo("log");
  }

  @Test
  void linesThatTurnBackKeepTheirOrder() {
    JsonObject spec =
        json(Plot.of("", "").lines("draws", DAYS, new double[][] {{1, 2, 3}, {4, 5, 6}}));
    JsonObject encoding =
        spec.getAsJsonArray("layer").get(0).getAsJsonObject().getAsJsonObject("encoding");
    assertThat(encoding.keySet()).contains("detail", "order");
    assertThat(values(spec, 0).get(5).getAsJsonObject().get("piece").getAsInt()).isEqualTo(1);
  }

  @Test
  void panelsAreConcatenated() {
    Plot plot = ChainPlots.density(List.of("a", "b"), new double[2][1][0]);
    JsonObject spec = json(plot);
    assertThat(spec.getAsJsonArray("concat")).hasSize(2);
    assertThat(spec.get("columns").getAsInt()).isEqualTo(2);
  }

  @Test
  void aPlotOfVeryManyRowsIsAPictureAlone() {
    double[] many = new double[20_000];
    MimeBundle bundle = MimeBundle.of(Plot.of("", "").points("", many, many));
    assertThat(bundle.data()).containsOnlyKeys("image/png", "text/plain");
  }
}
