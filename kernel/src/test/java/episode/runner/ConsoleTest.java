package episode.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Console console(boolean live) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Console console = new Console(new Terminal(out, out, live ? 20 : 0));
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", "code");
    cell.addProperty("source", "a\nb\nc\nd");
    cell.add("metadata", new JsonObject());
    console.begins(2, 3, new Cell(cell));
    return console;
  }

  private static JsonObject progress(String text) {
    return JsonParser.parseString(
            "{\"data\": {\"text/plain\": \"%s\"}, \"transient\": {\"display_id\": \"p\"}}"
                .formatted(text))
        .getAsJsonObject();
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void cellShowsItsNumberItsFirstLinesItsTextAndItsTime() {
    Console console = console(false);
    console.stream("stdout", "one\ntw");
    console.stream("stdout", "o\n");
    console.ends(Duration.ofMillis(1234));
    assertThat(printed()).isEqualTo("[2/3] a\n    b\n    c …\n    one\n    two\n    1.23 s\n");
  }

  @Test
  void lineMayEndInAPartOfItsOwn() {
    Console console = console(false);
    console.stream("stdout", "one");
    console.stream("stdout", "\n\ntwo");
    console.stream("stdout", "\n");
    console.ends(Duration.ofMillis(1234));
    assertThat(printed()).endsWith("…\n    one\n\n    two\n    1.23 s\n");
  }

  @Test
  void updatesOffScreenAreSparseButTheLastIsShown() {
    Console console = console(false);
    console.display(progress("1 %"), false);
    for (int i = 2; i <= 100; i++) {
      console.display(progress(i + " %"), true);
    }
    console.ends(Duration.ZERO);
    assertThat(printed()).contains("    1 %\n").doesNotContain("    2 %\n").contains("    100 %\n");
  }

  @Test
  void lastUpdateOffScreenStandsBeforeTheResult() {
    Console console = console(false);
    console.display(progress("1 %"), false);
    console.display(progress("100 %"), true);
    console.result(progress("value"));
    assertThat(printed()).endsWith("    1 %\n    100 %\n    value\n");
  }

  @Test
  void updatesOnAScreenAreDrawnOver() {
    Console console = console(true);
    console.display(progress("1 %"), false);
    console.display(progress("2 %"), true);
    assertThat(printed()).endsWith("    1 %\n\u001B[1A\r\u001B[J    2 %\n");
  }

  @Test
  void textGoesAboveTheLinesThatChange() {
    Console console = console(true);
    console.display(progress("1 %"), false);
    console.stream("stdout", "text\n");
    assertThat(printed()).endsWith("    1 %\n\u001B[1A\r\u001B[J    text\n    1 %\n");
  }

  @Test
  void pieceOfALineWaitsForItsEndAboveTheLinesThatChange() {
    Console console = console(true);
    console.display(progress("1 %"), false);
    console.stream("stdout", "te");
    assertThat(printed()).endsWith("    1 %\n");
    console.stream("stdout", "xt\n");
    assertThat(printed()).endsWith("\u001B[1A\r\u001B[J    text\n    1 %\n");
  }

  @Test
  void lineThatChangesNeverWraps() {
    Console console = console(true);
    console.display(progress("123456789 123456789 123456789"), false);
    assertThat(printed()).endsWith("\n    123456789 12345\n");
  }
}
