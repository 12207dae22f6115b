package episode.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import episode.expr.EpisodeException;
import episode.plot.Display;
import episode.plot.Part;
import episode.render.MimeBundle;
import episode.system.OpSystem;
import episode.system.SystemBuilder;
import episode.system.TimeSpan;
import episode.system.Values;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** Texts that mean something to a reader of one of the views, in every place that takes a text. */
class HostileNamesTest {
  private static final List<String> TEXTS =
      List.of(
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "]]><evil/>",
          "&amp;&lt;",
          "\\input{x}\\href{javascript:alert(1)}{y}",
          "}{$ % # ^_~",
          "$$\\evil$$",
          "`code` *bold* [a](javascript:alert(1)) | b",
          "{\"signal\": 1}",
          "datum['x']",
          "'); DROP",
          "one\ntwo\r\nthree",
          "\u001b[31mred\u001b[2J\u009b1m\u0007",
          "\u202eright to left\u2066",
          "\ud800 half a sign \uffff");

  /** Where a text may be put. */
  private static final Map<String, Function<String, OpSystem>> PLACES =
      Map.of(
          "system name", text -> sir(OpSystem.named(text), "young"),
          "element", text -> sir(OpSystem.named("x"), text),
          "axis", text -> OpSystem.named("x").axis(text, "a", "b").state("S").build(),
          "state", text -> sir(OpSystem.named("x").state(text), "young"),
          "flow", text -> sir(OpSystem.named("x").transition(text + ": S -> R", "gamma"), "young"),
          "unit", text -> sir(OpSystem.named("x").time(text), "young"),
          "formula", text -> sir(OpSystem.named("x").output("o", text), "young"),
          "spec's element", text -> spec("axes", List.of(axis(text)), "state", List.of("S[a]")),
          "spec's name", text -> spec("episode", Map.of("version", 1, "name", text)),
          "spec's metadata", text -> spec("meta", Map.of(text, text)));

  private static OpSystem sir(SystemBuilder builder, String element) {
    return builder
        .axis("age", element, "old")
        .state("S[age]", "I[age]", "R[age]")
        .parameter("beta", "gamma", "unused")
        .transition("infection: S -> I", "beta * sum(I)")
        .transition("S[age='" + element + "'] -> S[age=old]", "gamma")
        .transition("I -> R", "gamma")
        .output("part", "S[age='" + element + "']")
        .build();
  }

  private static Map<String, Object> axis(String element) {
    return Map.of("name", "a", "coords", List.of(element, "old"));
  }

  private static OpSystem spec(Object... more) {
    Map<String, Object> spec = new java.util.HashMap<>();
    spec.put("state", List.of("S"));
    for (int i = 0; i < more.length; i += 2) {
      spec.put((String) more[i], more[i + 1]);
    }
    String state = ((List<?>) spec.get("state")).get(0).toString();
    spec.put("equations", Map.of(state, "-beta * " + state));
    return OpSystem.parse(new Gson().toJson(spec));
  }

  static Stream<Arguments> all() {
    List<Arguments> all = new ArrayList<>();
    PLACES.forEach((place, of) -> TEXTS.forEach(text -> all.add(Arguments.of(place, text, of))));
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("all")
  void noViewIsTakenOver(String place, String text, Function<String, OpSystem> of)
      throws Exception {
    OpSystem system;
    try {
      system = of.apply(text);
    } catch (EpisodeException e) {
      assertThat(e.getMessage()).matches("(?s)E[12]\\d{3} .*").doesNotContainPattern(CONTROL);
      return;
    }
    List<Part> parts = new ArrayList<>(system.parts());
    parts.add(system.summary());
    for (Part part : parts) {
      safe(part);
    }
    system.diagram().ifPresent(drawing -> wellFormed(((Part.Svg) drawing).svg()));
    if (!text.contains("\ud800")) { // UTF-8 has no half a sign
      assertThat(OpSystem.parse(system.toYaml()).toYaml()).isEqualTo(system.toYaml());
    }
    Values values = Values.of("beta", 0.1, "gamma", 0.1, "unused", 1);
    if (system.parameters().size() == 3) {
      Display solution = system.compile().solve(values, TimeSpan.days(0, 2));
      for (Part part : solution.parts()) {
        safe(part);
      }
    }
  }

  private static final String CONTROL = "[\\p{Cc}&&[^\\n]]|[\\u202a-\\u202e\\u2066-\\u2069]";
  private static final Pattern TAG = Pattern.compile("<(?!/)\\s*([a-zA-Z!?]+)([^>]*)>");

  /** Everything that a notebook gets of a part, and what the page makes of it. */
  private static void safe(Part part) {
    MimeBundle bundle = MimeBundle.of(part);
    JsonObject data = new Gson().toJsonTree(bundle.data()).getAsJsonObject();
    for (String type : data.keySet()) {
      JsonObject one = new JsonObject();
      one.add(type, data.get(type));
      JsonObject output = new JsonObject();
      output.addProperty("output_type", "display_data");
      output.add("data", one);
      output.add("metadata", new JsonObject());
      if (!type.contains("vega")) {
        plain(OutputHtml.html(output));
      } else {
        withoutCode(JsonParser.parseString(one.get(type).toString()));
      }
    }
    for (String type : List.of("text/plain", "text/markdown", "text/html")) {
      if (data.has(type)) {
        assertThat(data.get(type).getAsString()).doesNotContainPattern(CONTROL);
      }
    }
    if (data.has("text/latex")) {
      assertThat(data.get("text/latex").getAsString().replaceAll("^\\$\\$|\\$\\$$", ""))
          .doesNotContain("\\input", "\\href", "\\evil", "<", ">")
          .doesNotContainPattern("(?<!\\\\)[$#%]")
          .doesNotContainPattern(CONTROL);
    }
  }

  /** The page has no tag and no attribute but its own. */
  private static void plain(String html) {
    Matcher tag = TAG.matcher(html);
    while (tag.find()) {
      assertThat(tag.group(1))
          .isIn(
              "div", "pre", "table", "thead", "tbody", "tr", "th", "td", "caption", "figure", "img",
              "p", "ul", "li", "strong", "code", "span", "br");
      assertThat(tag.group(2)).doesNotContainPattern("\\bon\\w+=|javascript:");
    }
  }

  private static final String LITERAL = "'(?:[ -~&&[^'\\\\]]|\\\\u[0-9a-f]{4})*'";

  /** Nothing that Vega works out holds a text of the user, but as a literal that nothing ends. */
  private static void withoutCode(JsonElement json) {
    if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(HostileNamesTest::withoutCode);
    } else if (json.isJsonObject()) {
      for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject().entrySet()) {
        if (List.of("expr", "labelExpr", "signal", "calculate", "href").contains(entry.getKey())) {
          JsonElement worked = entry.getValue();
          String text = worked.isJsonPrimitive() ? worked.getAsString() : worked.toString();
          assertThat(text.replaceAll(LITERAL, "")).doesNotContain("alert", "DROP", "evil", "'x'");
        }
        withoutCode(entry.getValue());
      }
    }
  }

  private static void wellFormed(String svg) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
      assertThat(document.getElementsByTagName("script").getLength()).isZero();
      assertThat(document.getElementsByTagName("evil").getLength()).isZero();
    } catch (Exception e) {
      throw new AssertionError(svg, e);
    }
  }
}
