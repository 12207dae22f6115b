package episode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ShowCommandTest {
  private static final String SPEC =
      """
      kind: transitions
      axes:
        - {name: age, coords: [young, old]}
        - {name: vax, coords: [u, v]}
        - {name: x, type: continuous, coords: [0, 1, 4]}
      state: ["S[age,vax]", "I[age,vax]", D]
      aliases: {"lam[age]": "beta * sum_over(I[age, vax:q], vax=q)"}
      transitions:
        - {name: infection, from: "S[age,vax]", to: "I[age,vax]", rate: "lam[age]"}
        - {from: "I[age,vax]", to: D, rate: "mu[age]"}
        - {from: "S[age,vax=u]", to: "S[age,vax=v]", rate: nu + 1}
      initial_state: {"S[age,vax=u]": {shaped: s0, axes: [age]}, "I[age,vax=u]": "i0[age]", D: 0.5}
      kernels: [{name: K, form: gaussian, params: {scale: 1, sigma: 0.5}, axes: [x, x]}]
      operators: [{kind: advection, axis: x, velocity: vel}]
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int show(String spec, String... options) throws IOException {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] arguments = new String[2 + options.length];
    arguments[0] = "show";
    arguments[1] = Files.writeString(folder.resolve("flu.yaml"), spec).toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return command.execute(arguments);
  }

  @Test
  void aSystemIsAPageOfAtMostAHundredColumns() throws IOException {
    assertThat(show(SPEC)).isZero();
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
    assertThat(out.toString())
        .startsWith("flu: time is a number, 9 cells\n")
        .contains("  vax  categorical  2  u, v\n")
        .contains("  S[age, vax]  [2, 2]\n")
        .contains("  infection: S -> I : lam[age]\n")
        .contains(
            "  dS[age, vax]/dt = -lam[age] * S - [vax=u] (nu + 1) * S[vax=u] + [vax=v] (nu + 1) *"
                + " S[vax=u]\n")
        .contains("  dD/dt = sum over age, vax of mu[age] * I\n")
        .contains("  I__age_old__vax_u starts at i0__age_old\n")
        .contains("E2150 Axis 'x' is not used");
  }

  @Test
  void longLinesAreCutBetweenWords() throws IOException {
    String sum = String.join(" + ", java.util.Collections.nCopies(60, "k * x"));
    assertThat(show("state: [x]\nequations: {x: " + sum + "}\n")).isZero();
    assertThat(out.toString().lines()).hasSizeGreaterThan(6).allMatch(line -> line.length() <= 100);
  }

  @Test
  void asJsonItIsWhatAnEngineNeeds() throws IOException {
    assertThat(show(SPEC, "--json")).isZero();
    JsonObject answer = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertThat(answer.get("template_shapes")).hasToString("{\"S\":[2,2],\"I\":[2,2],\"D\":[]}");
    assertThat(answer.getAsJsonArray("axes").get(2))
        .hasToString(
            "{\"name\":\"x\",\"type\":\"continuous\",\"size\":3,\"labels\":[\"0.0\",\"1.0\",\"4.0\"],"
                + "\"coords\":[0.0,1.0,4.0],\"weights\":[0.5,2.0,1.5]}");
    assertThat(answer.get("initial_state"))
        .hasToString(
            "{\"S__age_young__vax_u\":{\"shaped\":\"s0\",\"axes\":[\"age\"],"
                + "\"coords\":{\"age\":\"young\",\"vax\":\"u\"}},"
                + "\"S__age_old__vax_u\":{\"shaped\":\"s0\",\"axes\":[\"age\"],"
                + "\"coords\":{\"age\":\"old\",\"vax\":\"u\"}},"
                + "\"I__age_young__vax_u\":\"i0__age_young\","
                + "\"I__age_old__vax_u\":\"i0__age_old\",\"D\":\"0.5\"}");
    assertThat(answer.getAsJsonArray("flows").get(2).getAsJsonObject().get("stoichiometry"))
        .hasToString("{\"S[vax\\u003du]\":-1,\"S[vax\\u003dv]\":1}".replace("\\u003d", "="));
    assertThat(answer.getAsJsonArray("parameters"))
        .extracting(one -> one.getAsJsonObject().get("name").getAsString())
        .containsExactly("beta", "mu", "nu", "s0", "i0__age_young", "i0__age_old", "vel");
    assertThat(answer.get("kernels").toString()).contains("gaussian");
  }

  @Test
  void axesOfBlocksAreToldWithTheirPlaces() throws IOException {
    String spec =
        """
        axes: [{name: loc, coords: [p, q]}, {name: age, coords: [a, b, c]}]
        state: ["x[age, loc]", "y[loc]"]
        equations: {"x[age, loc]": "r[loc] * w[age]", "y[loc]": "-y[loc]"}
        factorize_axes: [loc]
        """;
    assertThat(show(spec, "--json")).isZero();
    JsonObject answer = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertThat(answer.get("block_axes"))
        .hasToString(
            "[{\"name\":\"loc\",\"size\":2,\"state_axis_pos\":{\"x\":1,\"y\":0},"
                + "\"param_axis_pos\":{\"r\":0}}]");
  }

  @Test
  void traitsAreTold() throws IOException {
    String spec =
        "state: [x]\nequations: {x: -k * x}\nepisode: {version: 1, time: day, parameters:"
            + " [{name: k, default: 0.5, unit: 1/day, bounds: [0, 2]}]}\n";
    assertThat(show(spec, "--json")).isZero();
    assertThat(out.toString())
        .contains("\"unit\":\"1/day\",\"default\":0.5,\"lower\":0.0,\"upper\":2.0");
  }

  @Test
  void problemsAreOnStandardErrorWithStatusTwo() throws IOException {
    assertThat(show(SPEC.replace("D: 0.5", "Dead: 0.5"))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("E2103 Unknown state 'Dead'").doesNotContain("\tat ");
  }

  private static final String SYSTEM =
      """
      axis age = young, old
      state S[age], I[age]
      parameter gamma, beta = 0.5 bounds(0, 2)
      input rain = linear([0, 30], [0.5, 2])
      infection: S -> I : beta * rain * I + gamma * delay(I, 3)
      initial S = 100 - I
      """;

  private int showText(String name, String... options) throws IOException {
    String file = Files.writeString(folder.resolve(name), SYSTEM).toString();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    List<String> arguments = new ArrayList<>(List.of("show", file));
    arguments.addAll(List.of(options));
    return command.execute(arguments.toArray(String[]::new));
  }

  @Test
  void textFormsAreShownToo() throws IOException {
    assertThat(showText("flu.system")).isZero();
    assertThat(out.toString())
        .startsWith("flu: time in days, 4 cells\n")
        .contains("  beta   number  default 0.5, from 0 to 2\n")
        .contains("  rain: linear, 2 rows from t = 0 to 30\n")
        .contains("  delay of I ");
  }

  @Test
  void inputsAndPastValuesAreInTheJson() throws IOException {
    assertThat(showText("flu.system", "--json")).isZero();
    JsonObject answer = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertThat(answer.get("inputs"))
        .hasToString(
            "[{\"name\":\"rain\",\"curve\":\"linear\",\"times\":[0.0,30.0],"
                + "\"values\":[0.5,2.0]}]");
    assertThat(answer.getAsJsonArray("history_requirements")).hasSize(1);
    assertThat(answer.getAsJsonArray("contributions")).isEmpty();
  }

  @Test
  void nothingMovesTheCursorOfATerminal() throws IOException {
    String control = "[\\p{Cc}&&[^\\n]]|[\\u202a-\\u202e]";
    String hostile = SPEC.replace("young", "\"\\e[2J\\u009b1m\\u202e\\r\"");
    assertThat(show(hostile)).isZero();
    assertThat(out.toString()).doesNotContainPattern(control);
    assertThat(show(hostile.replace("D]", "\"D\\e[2J\"]"))).isEqualTo(2);
    assertThat(err.toString()).contains("E2102").doesNotContainPattern(control);
    assertThat(showText("\u001b[2J.system")).isZero();
    assertThat(out.toString()).doesNotContainPattern(control);
  }
}
