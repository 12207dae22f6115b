package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import episode.runner.Cell;
import episode.runner.Notebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The outputs that a notebook stores, and whether those of another run say the same. */
final class StoredOutputs {
  static final String VEGA_LITE = "application/vnd.vegalite.v5+json";

  /** Marks a cell whose outputs differ from run to run: times, or which backends are installed. */
  private static final String VARIES = "varies";

  private static final String PROGRESS = ".*━.*|.*: .*took [0-9.]+ s|.* times, .* together";

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?\\d(?:[\\d,]*\\d)?(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");

  private StoredOutputs() {}

  /** Returns the code cells. */
  static List<Cell> code(Notebook notebook) {
    return notebook.cells().stream().filter(cell -> cell.kind().equals("code")).toList();
  }

  /** Returns the outputs of a cell; lines that tell how far the work is are not among them. */
  static List<JsonObject> of(Cell cell) {
    return StreamSupport.stream(cell.outputs().spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .filter(output -> !isProgress(output))
        .toList();
  }

  private static boolean isProgress(JsonObject output) {
    return output.has("data")
        && output.getAsJsonObject("data").size() == 1
        && plain(output).lines().allMatch(line -> line.matches(PROGRESS));
  }

  /** Returns the bundles among the outputs of all cells. */
  static List<JsonObject> bundles(Notebook notebook) {
    return code(notebook).stream()
        .flatMap(cell -> of(cell).stream())
        .filter(output -> output.has("data"))
        .map(output -> output.getAsJsonObject("data"))
        .toList();
  }

  /** Returns nbformat's text, a string or a list of lines. */
  static String text(JsonElement lines) {
    if (!lines.isJsonArray()) {
      return lines.getAsString();
    }
    return StreamSupport.stream(lines.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsString)
        .collect(Collectors.joining());
  }

  /** Checks that a run of today gives the outputs stored: numbers to three digits. */
  static void assertFresh(Path stored, Path run) throws IOException {
    List<Cell> before = code(Notebook.read(stored));
    List<Cell> now = code(Notebook.read(run));
    for (int i = 0; i < before.size(); i++) {
      String cell = before.get(i).json().get("id").getAsString();
      String where = stored.getFileName() + ", " + cell + " (to store anew: .ci/notebooks)";
      assertThat(before.get(i).executionCount()).as(where).hasValue(i + 1);
      if (!varies(before.get(i))) {
        assertSame(where, of(before.get(i)), of(now.get(i)));
      }
    }
  }

  private static boolean varies(Cell cell) {
    JsonElement tags = cell.json().getAsJsonObject("metadata").get("tags");
    return tags != null && tags.toString().contains('"' + VARIES + '"');
  }

  /** What is printed may come in one part or in several, as it pleases the clock. */
  private static void assertSame(String where, List<JsonObject> stored, List<JsonObject> now) {
    assertSameText(where, printed(stored), printed(now));
    List<JsonObject> expected = shown(stored);
    List<JsonObject> found = shown(now);
    assertThat(found).as(where).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(types(found.get(i))).as(where).isEqualTo(types(expected.get(i)));
      assertSameText(where, plain(expected.get(i)), plain(found.get(i)));
    }
  }

  private static String printed(List<JsonObject> outputs) {
    return outputs.stream()
        .filter(output -> output.has("text"))
        .map(output -> text(output.get("text")))
        .collect(Collectors.joining());
  }

  private static List<JsonObject> shown(List<JsonObject> outputs) {
    return outputs.stream().filter(output -> output.has("data")).toList();
  }

  private static Set<String> types(JsonObject output) {
    return output.getAsJsonObject("data").keySet();
  }

  private static String plain(JsonObject output) {
    return text(output.getAsJsonObject("data").get("text/plain"));
  }

  private static void assertSameText(String where, String stored, String now) {
    assertThat(words(now)).as(where).isEqualTo(words(stored));
    List<Double> expected = numbers(stored);
    List<Double> found = numbers(now);
    for (int i = 0; i < expected.size(); i++) {
      assertClose(where, expected.get(i), found.get(i));
    }
  }

  /**
   * Returns a text without its numbers and without the dots that draw a plot, which leaves the
   * names of its axes and curves; columns may have another width.
   */
  private static String words(String text) {
    String undrawn = text.replaceAll("[\\u2800-\\u28ff]", " ");
    return NUMBER.matcher(undrawn).replaceAll("#").replaceAll("\\s+", " ");
  }

  private static List<Double> numbers(String text) {
    List<Double> numbers = new ArrayList<>();
    for (Matcher found = NUMBER.matcher(text); found.find(); ) {
      numbers.add(Double.valueOf(found.group().replace(",", "")));
    }
    return numbers;
  }

  /**
   * Processors and JDKs round differently: what is below 1e-8 is a difference of equal numbers, and
   * a third digit that changes is a change that readers see.
   */
  private static void assertClose(String where, double stored, double now) {
    double allowed = Math.max(1e-8, 1e-3 * Math.abs(stored));
    assertThat(Math.abs(now - stored))
        .as("%s: %s is now %s", where, stored, now)
        .isLessThanOrEqualTo(allowed);
  }

  /** Returns the texts of the cells that are text. */
  static Stream<String> prose(Notebook notebook) {
    return notebook.cells().stream()
        .filter(cell -> cell.kind().equals("markdown"))
        .map(Cell::source);
  }
}
