package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the examples of methods as help shows them. */
class JavadocExamplesTest {

  private static final List<String> TYPES =
      List.of(
          "system/CompiledSystem",
          "system/OpSystem",
          "system/SystemBuilder",
          "system/Solution",
          "system/Values",
          "model/Posterior",
          "sample/Nuts",
          "sample/Draws",
          "plot/Plot",
          "backend/function/GraphFunction");

  private static final Pattern EXAMPLE =
      Pattern.compile("(?s)<pre>\\{@code(.*?)\\n\\s*}\\s*</pre>");

  private static final String SESSION =
      """
      var sir = system("SIR").state("S", "I", "R").parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("infection: S -> I", "beta * I / N")
          .transition("recovery: I -> R", "gamma").build();
      var flu = sir.compile();
      var guess = values("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
      var solution = flu.solve(guess, days(0, 14));
      var cases = solution.table();
      cases = Columns.of("day", new double[] {1, 2, 3}, "in_bed", new double[] {3, 8, 26});
      var model = posterior(flu, guess.without("beta"), days(0, 14));
      var fitted = model.prior("beta ~ truncated(normal(2, 1), 0, inf)")
          .observe("in_bed ~ poisson(I)", cases, at("day"));
      var fit = nuts().chains(2).warmup(20).draws(20).seed(1).sample(fitted);
      """;

  private static List<String> examples() throws IOException {
    List<String> found = new ArrayList<>();
    for (String type : TYPES) {
      String resource = "/episode/" + type + "__Javadoc.json";
      try (InputStream in = JavadocExamplesTest.class.getResourceAsStream(resource)) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        JsonObject file = JsonParser.parseString(text).getAsJsonObject();
        for (JsonElement method : file.getAsJsonArray("methods")) {
          Matcher examples = EXAMPLE.matcher(method.getAsJsonObject().get("doc").getAsString());
          while (examples.find()) {
            found.add(examples.group(1).strip());
          }
        }
      }
    }
    return found;
  }

  @Test
  void everyExampleRuns() throws IOException {
    EpisodeKernel kernel = EpisodeKernel.open(SessionOptions.standard());
    try {
      assertThat(kernel.execute(SESSION, 1, true)).isEmpty();
      List<String> examples = examples();
      assertThat(examples).hasSizeGreaterThan(30);
      List<String> failed = new ArrayList<>();
      for (String example : examples) {
        kernel
            .execute(example, 2, true)
            .ifPresent(failure -> failed.add(example + "\n  " + failure.message()));
      }
      assertThat(failed).isEmpty();
    } finally {
      kernel.onShutdown(false);
    }
  }
}
