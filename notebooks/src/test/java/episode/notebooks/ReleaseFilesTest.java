package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What people and services read of a release that nobody has made yet. */
class ReleaseFilesTest {
  private static final Path ROOT = Path.of("..");

  private static Map<?, ?> yaml(String file) throws IOException {
    Load load = new Load(LoadSettings.builder().build());
    return (Map<?, ?>) load.loadFromString(Files.readString(ROOT.resolve(file)));
  }

  private static String only(String pattern, String text) {
    List<String> found =
        Pattern.compile(pattern, Pattern.MULTILINE)
            .matcher(text)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(found).as(pattern).hasSize(1);
    return found.get(0);
  }

  @Test
  void citationHasWhatItsFormatDemandsAndTheVersionOfThePom() throws IOException {
    Map<?, ?> citation = yaml("CITATION.cff");
    assertThat(citation.get("cff-version")).isEqualTo("1.2.0");
    assertThat(List.of("message", "title", "authors")).allMatch(citation::containsKey);
    String version = only("^  <version>(.*)</version>", Files.readString(ROOT.resolve("pom.xml")));
    assertThat(citation.get("version")).isEqualTo(version.replace("-SNAPSHOT", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ci", "release"})
  void actionsAreCommitsWithTheirVersionsBesideAndSecretsOnlyNames(String name) throws IOException {
    String file = ".github/workflows/" + name + ".yml";
    assertThat(yaml(file).containsKey("jobs")).isTrue();
    String text = Files.readString(ROOT.resolve(file));
    assertThat(Pattern.compile("uses: (.*)").matcher(text).results())
        .extracting(MatchResult::group)
        .isNotEmpty()
        .allMatch(use -> use.matches("uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    assertThat(Pattern.compile("(?i)(password|passphrase|key): (.*)").matcher(text).results())
        .extracting(match -> match.group(2))
        .allMatch(value -> value.matches("\\$\\{\\{ secrets\\.[A-Z_]+ \\}\\}|[A-Z_]+"));
  }

  @Test
  void bothKernelspecsSayOfTheKernelWhatTheInstallerWrites() throws Exception {
    JsonObject own =
        json(Surroundings.installedKernel().resolve("share/jupyter/kernels/episode/kernel.json"));
    for (String file : List.of("dist/kernel.json", "wheel/kernelspec/kernel.json")) {
      JsonObject packaged = json(ROOT.resolve("kernel/src/main").resolve(file));
      List<JsonElement> command = packaged.remove("argv").getAsJsonArray().asList();
      assertThat(command.get(command.size() - 1).getAsString()).isEqualTo("{connection_file}");
      own.remove("argv");
      assertThat(packaged).isEqualTo(own);
    }
  }

  private static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  @Test
  void changelogHasNotesForTheNextRelease() throws IOException {
    String changelog = Files.readString(ROOT.resolve("CHANGELOG.md"));
    only("^## \\[(Unreleased)\\]$", changelog);
  }
}
