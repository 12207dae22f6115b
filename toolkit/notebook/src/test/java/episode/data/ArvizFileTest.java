package episode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import episode.sample.Draws;
import episode.sample.LogDensity;
import episode.sample.Nuts;
import episode.sample.Target;
import episode.sample.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArvizFileTest {

  @TempDir Path folder;

  /** Seven independent standard normals: a scalar and a matrix of two by three. */
  private static final class Normals implements Target, LogDensity {

    @Override
    public LogDensity newLogDensity() {
      return this;
    }

    @Override
    public List<Variable> variables() {
      return List.of(Variable.scalar("mu"), Variable.array("theta", 2, 3));
    }

    @Override
    public int dimension() {
      return 7;
    }

    @Override
    public double logDensityAndGradient(double[] position, double[] gradient) {
      double sum = 0;
      for (int i = 0; i < position.length; i++) {
        gradient[i] = -position[i];
        sum -= position[i] * position[i] / 2;
      }
      return sum;
    }
  }

  private static Draws draws() {
    return Nuts.nuts().chains(2).warmup(100).draws(5).seed(1).sample(new Normals());
  }

  @Test
  void arraysAreNestedByChainDrawAndAxis() throws IOException {
    Draws draws = draws();
    Path file = ArvizFile.write(draws, folder.resolve("fit.json").toString());
    JsonObject groups = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    JsonObject posterior = groups.getAsJsonObject("posterior");
    assertThat(posterior.getAsJsonArray("mu")).hasSize(2);
    assertThat(posterior.getAsJsonArray("mu").get(1).getAsJsonArray().get(4).getAsDouble())
        .isEqualTo(draws.draw(1, 4)[0]);
    assertThat(
            posterior
                .getAsJsonArray("theta")
                .get(0)
                .getAsJsonArray()
                .get(3)
                .getAsJsonArray()
                .get(1)
                .getAsJsonArray()
                .get(2)
                .getAsDouble())
        .isEqualTo(draws.draw(0, 3)[6]);
    assertThat(groups.getAsJsonObject("sample_stats").keySet())
        .contains("lp", "energy", "diverging", "tree_depth");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() {
    Path file = folder.resolve("nowhere").resolve("fit.json");
    assertThatThrownBy(() -> ArvizFile.write(draws(), file.toString()))
        .hasMessage(
            "E6105 '"
                + file
                + "' cannot be written: "
                + file
                + "\n  Paths are relative to "
                + Path.of("").toAbsolutePath()
                + ".");
  }
}
