package episode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands rhs and solve on all that was recorded from op_system 0.2.0, and on all cases. */
class SpecVectorsTest {
  private static final List<String> VALID =
      List.of(
          "age_sir_contact_matrix",
          "continuous_trapezoid_nonuniform",
          "erlang_chain_forward_list",
          "mixed_scalar_and_templated",
          "np_floor",
          "np_max_min_clip_abs_where",
          "np_whitelist_all",
          "pinned_vaccination_two_doses",
          "precedence_pow_mod_unary",
          "seasonal_forcing_t",
          "seird_births_deaths",
          "sir_expr",
          "sir_transitions_sum_state",
          "time_varying_scalar_param",
          "transition_to_null",
          "two_axis_age_vax",
          "vaccination_leaky_svir");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private static String resource(String name) {
    try (InputStream in = SpecVectorsTest.class.getResourceAsStream("/op_system/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static JsonObject vector(String name) {
    return JsonParser.parseString(resource(name + ".json")).getAsJsonObject();
  }

  private static List<JsonObject> lines(String text) {
    return text.lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
  }

  /** Answers a request a line. */
  private List<JsonObject> batch(List<JsonObject> requests, String... more) throws IOException {
    Path file = folder.resolve("requests.jsonl");
    Files.write(file, requests.stream().map(JsonObject::toString).toList());
    List<String> arguments = new ArrayList<>(List.of("rhs", "--batch", file.toString()));
    arguments.addAll(List.of(more));
    assertThat(run(arguments.toArray(String[]::new))).isZero();
    return lines(out.toString());
  }

  private static JsonObject point(JsonObject from) {
    JsonObject point = new JsonObject();
    for (String key : List.of("t", "y", "params")) {
      point.add(key, from.get(key));
    }
    return point;
  }

  private static JsonObject request(JsonElement spec, JsonObject at) {
    JsonObject request = new JsonObject();
    request.add("spec", spec);
    request.add("at", at);
    request.addProperty("jacobian", true);
    return request;
  }

  private static double[] flat(JsonElement element) {
    return element.isJsonArray()
        ? IntStream.range(0, element.getAsJsonArray().size())
            .mapToObj(i -> flat(element.getAsJsonArray().get(i)))
            .flatMapToDouble(java.util.Arrays::stream)
            .toArray()
        : new double[] {element.getAsDouble()};
  }

  private static Offset<Double> within(double relative, double[] reference) {
    double scale = java.util.Arrays.stream(reference).map(Math::abs).max().orElse(1);
    return Offset.offset(relative * Math.max(scale, 1e-3));
  }

  private static void close(JsonElement seen, JsonElement expected, double relative) {
    double[] numbers = flat(expected);
    assertThat(flat(seen)).containsExactly(numbers, within(relative, numbers));
    assertThat(shape(seen)).isEqualTo(shape(expected));
  }

  private static String shape(JsonElement element) {
    return element.toString().replaceAll("[^\\[\\],]", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "interpreter"})
  void aBatchOfAllVectorsGivesTheirNumbers(String backend) throws IOException {
    List<JsonObject> requests = new ArrayList<>();
    List<JsonObject> expected = new ArrayList<>();
    for (String name : VALID) {
      JsonObject vector = vector(name);
      requests.add(request(vector.get("spec"), point(vector)));
      expected.add(vector);
      for (JsonElement more : vector.getAsJsonArray("more_points")) {
        requests.add(request(vector.get("spec"), point(more.getAsJsonObject())));
        expected.add(more.getAsJsonObject());
      }
    }
    List<JsonObject> answers = batch(requests, "--backend", backend);
    assertThat(answers).hasSameSizeAs(requests);
    for (int i = 0; i < answers.size(); i++) {
      JsonObject answer = answers.get(i);
      close(answer.get("rhs"), expected.get(i).get("rhs"), 1e-12);
      if (expected.get(i).has("dfdy")) {
        assertThat(answer.get("state")).isEqualTo(expected.get(i).get("state_names"));
        close(answer.get("dfdy"), expected.get(i).get("dfdy"), 1e-10);
        JsonObject byParameter = expected.get(i).getAsJsonObject("dfdparams");
        assertThat(answer.getAsJsonObject("dfdparams").keySet()).isEqualTo(byParameter.keySet());
        for (String name : byParameter.keySet()) {
          close(answer.getAsJsonObject("dfdparams").get(name), byParameter.get(name), 1e-10);
        }
      }
    }
  }

  @Test
  void aBatchOfAllCasesAnswersEachAndEndsForNone() throws IOException {
    List<JsonObject> cases = new ArrayList<>(lines(resource("accepted.jsonl")));
    List<JsonObject> refused = lines(resource("refused.jsonl"));
    cases.addAll(refused);
    List<JsonObject> requests = new ArrayList<>();
    for (JsonObject one : cases) {
      JsonObject request = new JsonObject();
      request.add("spec", one.get("spec"));
      if (one.has("at")) {
        request.add("at", one.get("at"));
      }
      requests.add(request);
    }
    List<JsonObject> answers = batch(requests);
    assertThat(answers).hasSameSizeAs(requests);
    for (int i = 0; i < answers.size(); i++) {
      JsonObject one = cases.get(i);
      JsonObject answer = answers.get(i);
      if (i >= cases.size() - refused.size()) {
        JsonObject error = answer.getAsJsonObject("error");
        assertThat(error.get("code")).as(one.get("says").toString()).isEqualTo(one.get("code"));
        assertThat(error.get("message").getAsString())
            .startsWith(one.get("code").getAsString() + " ")
            .contains(one.get("what").getAsString())
            .doesNotContain("\tat ");
      } else if (one.has("rhs")) {
        close(answer.get("rhs"), one.get("rhs"), 1e-12);
      } else {
        assertThat(answer.has("error")).as(one.toString()).isFalse();
      }
    }
  }

  @Test
  void solveGivesTheRecordedTrajectoriesAndSensitivities() throws IOException {
    int solved = 0;
    for (String name : VALID) {
      JsonObject vector = vector(name);
      if (vector.has("trajectory")) {
        solve(vector);
        solved++;
      }
    }
    assertThat(solved).isGreaterThan(3);
  }

  private void solve(JsonObject vector) throws IOException {
    JsonObject recorded = vector.getAsJsonObject("trajectory");
    JsonArray times = recorded.getAsJsonArray("t");
    JsonObject at = point(vector);
    at.add("t", times.get(0));
    at.add("y", recorded.getAsJsonArray("y").get(0));
    Path spec = Files.writeString(folder.resolve("s.json"), vector.get("spec").toString());
    Path point = Files.writeString(folder.resolve("p.json"), at.toString());
    out.getBuffer().setLength(0);
    String given = times.toString().replaceAll("[\\[\\]\\s]", "");
    String[] arguments = {
      "solve",
      spec.toString(),
      "--at",
      point.toString(),
      "--times",
      given,
      "--rtol",
      "1e-12",
      "--atol",
      "1e-14",
      "--sensitivities"
    };
    assertThat(run(arguments)).as(err.toString()).isZero();
    JsonObject answer = JsonParser.parseString(out.toString()).getAsJsonObject();
    JsonArray rows = recorded.getAsJsonArray("y");
    for (int k = 0; k < rows.size(); k++) {
      // both solved with tolerances of about 1e-12 a step
      close(answer.getAsJsonArray("y").get(k), rows.get(k), 1e-9);
    }
    if (recorded.has("dyT_dparams")) {
      JsonObject byParameter = recorded.getAsJsonObject("dyT_dparams");
      for (String name : byParameter.keySet()) {
        close(answer.getAsJsonObject("dy_dparams").get(name), byParameter.get(name), 1e-6);
      }
      close(answer.get("dy_dy0"), recorded.get("dyT_dy0"), 1e-6);
    }
  }

  @Test
  void whatIsNotFiniteIsWrittenAsPythonDoes() throws IOException {
    String text = "{\"state\": [\"x\"], \"equations\": {\"x\": \"1/x\"}}";
    Path spec = Files.writeString(folder.resolve("s.json"), text);
    Path point = Files.writeString(folder.resolve("p.json"), "{\"y\": [0]}");
    assertThat(run("rhs", spec.toString(), "--at", point.toString())).isZero();
    assertThat(out.toString().strip()).isEqualTo("{\"state\":[\"x\"],\"rhs\":[Infinity]}");
  }
}
