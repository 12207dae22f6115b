package episode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SpecCommandsTest {
  private static final String DECAY =
      "axes: [{name: age, coords: [young, old]}]\n"
          + "state: ['x[age]', y]\n"
          + "equations: {'x[age]': '-k[age] * x[age]', y: 'b * y * t'}\n";
  private static final String POINT =
      "{\"t\": 2, \"y\": [10, 20, 3], \"params\": {\"k\": [1, 2], \"b\": 0.5}}";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private JsonObject answer() {
    return JsonParser.parseString(out.toString()).getAsJsonObject();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "interpreter"})
  void theRightHandSideAndItsDerivativesAreJson(String backend) throws IOException {
    String spec = file("s.yaml", DECAY);
    String point = file("p.json", POINT);
    assertThat(run("rhs", spec, "--at", point, "--jacobian", "--backend", backend)).isZero();
    // the sign of a zero is of no account
    assertThat(out.toString().strip().replace("-0.0", "0.0"))
        .isEqualTo(
            "{\"state\":[\"x__age_young\",\"x__age_old\",\"y\"],\"rhs\":[-10.0,-40.0,3.0],"
                + "\"dfdy\":[[-1.0,0.0,0.0],[0.0,-2.0,0.0],[0.0,0.0,1.0]],"
                + "\"dfdparams\":{\"b\":[0.0,0.0,6.0],"
                + "\"k\":[[-10.0,0.0],[0.0,-20.0],[0.0,0.0]]}}");
  }

  @Test
  void textFormsAreEvaluatedAndSolvedToo() throws IOException {
    String system = file("decay.system", "state x\nparameter k\nx' = -k * x\n");
    String point = file("p.json", "{\"t\": 0, \"y\": [2], \"params\": {\"k\": 0.5}}");
    assertThat(run("rhs", system, "--at", point, "--jacobian")).isZero();
    assertThat(answer().get("rhs")).hasToString("[-1.0]");
    out.getBuffer().setLength(0);
    assertThat(run("solve", system, "--at", point, "--times", "0,1")).isZero();
    // 2 exp(-1/2), within the tolerance of a solve
    assertThat(answer().getAsJsonArray("y").get(1).getAsJsonArray().get(0).getAsDouble())
        .isCloseTo(2 * Math.exp(-0.5), within(1e-4));
    out.getBuffer().setLength(0);
    assertThat(run("rhs", file("bad.system", "state x\nx' = -k * x\n"))).isEqualTo(2);
    assertThat(err.toString()).startsWith("E2103 Unknown name 'k'\n  in line 2\n");
  }

  @Test
  void withoutAPointTheShapesAreTold() throws IOException {
    assertThat(run("rhs", file("s.yaml", DECAY))).isZero();
    assertThat(answer().get("parameters")).hasToString("{\"b\":[],\"k\":[2]}");
  }

  @Test
  void problemsAreOnStandardErrorWithStatusTwo() throws IOException {
    String spec = file("s.yaml", "state: [x]\nequations: {x: '-k *'}\n");
    assertThat(run("rhs", spec)).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .startsWith("E1105 ")
        .contains("in equations.x")
        .doesNotContain("\tat ");
  }

  @Test
  void aBatchAnswersEveryLineInOrder() throws IOException {
    String spec = "{\"state\": [\"x\"], \"equations\": {\"x\": \"-k*x\"}}";
    String missing = "{\"y\": [1], \"params\": {}}";
    String state = "{\"y\": [1], \"params\": {\"k\": 1, \"x\": 2}}";
    List<String> lines =
        List.of(
            "{\"spec\": " + spec + ", \"at\": {\"y\": [4], \"params\": {\"k\": 0.25}}}",
            "nonsense",
            "{\"spec\": " + spec + "}",
            "{\"spec\": " + spec + ", \"at\": " + missing + "}",
            "{\"spec\": " + spec + ", \"at\": {\"y\": [1, 2], \"params\": {\"k\": 1}}}",
            "{\"spec\": " + spec + ", \"at\": " + state + "}",
            "{\"spec\": {\"state\": [\"x\"]}}",
            "{\"spec\": "
                + '"'
                + file("s.yaml", DECAY).replace("\\", "\\\\")
                + "\", \"at\": "
                + POINT
                + "}");
    assertThat(run("rhs", "--batch", file("b.jsonl", String.join("\n", lines)))).isZero();
    List<JsonObject> answers =
        out.toString().lines().map(l -> JsonParser.parseString(l).getAsJsonObject()).toList();
    assertThat(answers).hasSize(8);
    assertThat(answers.get(0).get("rhs")).hasToString("[-1.0]");
    assertThat(answers.get(2)).hasToString("{\"state\":[\"x\"],\"parameters\":{\"k\":[]}}");
    assertThat(codes(answers))
        .containsExactly("", "E6301", "", "E2203", "E2208", "E6301", "E2503", "");
    assertThat(answers.get(7).get("rhs")).hasToString("[-10.0,-40.0,3.0]");
  }

  @Test
  void aKeyTwiceIsRefused() throws IOException {
    String spec = "{\"state\": [\"x\"], \"equations\": {\"x\": \"-k*x\"}}";
    String twice = "{\"y\": [4], \"params\": {\"k\": 0.25, \"k\": 1}}";
    List<String> lines =
        List.of(
            "{\"spec\": " + spec + ", \"at\": " + twice + "}",
            "{\"spec\": {\"state\": [\"x\"], \"state\": [\"y\"], \"equations\": {\"y\": 1}}}",
            "{\"spec\": " + spec + ", \"spec\": " + spec + "}");
    assertThat(run("rhs", "--batch", file("b.jsonl", String.join("\n", lines)))).isZero();
    List<JsonObject> answers =
        out.toString().lines().map(l -> JsonParser.parseString(l).getAsJsonObject()).toList();
    assertThat(codes(answers)).containsExactly("E6301", "E6301", "E6301");
    assertThat(run("rhs", file("s.yaml", spec), "--at", file("p.json", twice))).isEqualTo(2);
    assertThat(err).hasToString("E6301 The key 'k' is there twice\n  Keep one of them.\n");
  }

  @Test
  void filesThatCannotBeReadAreRefusedWithStatusTwo() throws IOException {
    String spec = file("s.yaml", DECAY);
    String nope = folder.resolve("nope.json").toString();
    List<List<String>> commands =
        List.of(
            List.of("rhs", spec, "--at", nope),
            List.of("rhs", "--batch", nope),
            List.of("solve", spec, "--at", nope, "--times", "0,1"),
            List.of("rhs", nope),
            List.of("solve", nope, "--at", nope, "--times", "0,1"),
            List.of("show", nope),
            List.of("rhs", spec, "--at", folder.toString()),
            List.of("rhs", "--batch", folder.toString()));
    for (List<String> command : commands) {
      err.getBuffer().setLength(0);
      assertThat(run(command.toArray(new String[0]))).isEqualTo(2);
      assertThat(err.toString())
          .matches("(?s)E(2501|6301) The file .* cannot be read: .*")
          .doesNotContain("\tat ");
    }
    assertThat(out.toString()).isEmpty();
  }

  private static List<String> codes(List<JsonObject> answers) {
    return answers.stream()
        .map(a -> a.has("error") ? a.getAsJsonObject("error").get("code").getAsString() : "")
        .toList();
  }

  @Test
  void aSolveGivesStatesAndSensitivities() throws IOException {
    String spec = file("s.yaml", DECAY);
    String point = file("p.json", POINT);
    assertThat(
            run(
                "solve",
                spec,
                "--at",
                point,
                "--times",
                "0,1,2",
                "--rtol",
                "1e-10",
                "--atol",
                "1e-12",
                "--sensitivities"))
        .isZero();
    JsonArray last = answer().getAsJsonArray("y").get(2).getAsJsonArray();
    // exact: x = x0 exp(-k t), y = y0 exp(b t^2 / 2); tolerances of 1e-10 a step
    assertThat(last.get(1).getAsDouble()).isCloseTo(20 * Math.exp(-4), within(1e-8));
    assertThat(last.get(2).getAsDouble()).isCloseTo(3 * Math.E, within(1e-8));
    JsonArray byB = answer().getAsJsonObject("dy_dparams").getAsJsonArray("b");
    assertThat(byB.get(2).getAsDouble()).isCloseTo(6 * Math.E, within(1e-7));
    JsonArray byK = answer().getAsJsonObject("dy_dparams").getAsJsonArray("k");
    double old = byK.get(1).getAsJsonArray().get(1).getAsDouble();
    assertThat(old).isCloseTo(-40 * Math.exp(-4), within(1e-7));
    JsonArray byY = answer().getAsJsonArray("dy_dy0").get(2).getAsJsonArray();
    assertThat(byY.get(2).getAsDouble()).isCloseTo(Math.E, within(1e-7));
    assertThat(byY.get(0).getAsDouble()).isZero();
  }

  @Test
  void aSolveThatFailsSaysWhere() throws IOException {
    String spec = file("s.yaml", "state: [x]\nequations: {x: 'x**2'}\n");
    String point = file("p.json", "{\"y\": [1]}");
    assertThat(run("solve", spec, "--at", point, "--times", "0,2")).isEqualTo(2);
    assertThat(err.toString()).startsWith("E6302 The solve failed: ");
  }

  @Test
  void theFailureOfASolveIsToldInFull() throws IOException {
    String spec = file("s.yaml", "state: [x]\nequations: {x: 'x**2'}\n");
    String point = file("p.json", "{\"y\": [1]}");
    assertThat(run("solve", spec, "--at", point, "--times", "0,2")).isEqualTo(2);
    assertThat(err.toString())
        .matches(
            "E6302 The solve failed: the step size fell below what the time can resolve"
                + " \\(t = 1, .*, \\d+ evaluations\\)\n"
                + "  Try other values, other tolerances or a shorter span\\.\\R");
  }

  @Test
  void aFaultInsideIsAnAnswer() {
    assertThat(RhsCommand.inside(new IllegalStateException("why")).get("error"))
        .hasToString(
            "{code=E6303, message=E6303 The request failed inside:"
                + " java.lang.IllegalStateException: why}");
  }

  @Test
  void aFlagIsTrueOrFalse() throws IOException {
    String line =
        "{\"spec\": {\"state\": [\"x\"], \"equations\": {\"x\": \"1\"}}, \"at\": "
            + "{\"y\": [1]}, \"jacobian\": []}";
    assertThat(run("rhs", "--batch", file("b.jsonl", line))).isZero();
    assertThat(answer().getAsJsonObject("error").get("message").getAsString())
        .isEqualTo("E6301 'jacobian' is []\n  Write \"jacobian\": true.");
  }
}
