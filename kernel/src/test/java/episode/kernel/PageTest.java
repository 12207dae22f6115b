package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every example of a page as the first section of {@code docs/language.md} says. */
abstract class PageTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
  private static final Pattern VARIABLE = Pattern.compile("(?m)^var (\\w+) =");
  private static final Pattern CHECK = Pattern.compile("(?m)(?://|#) → (.*)$");
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|Infinity|NaN)…?");

  private static Session session;

  private final Path page;

  /** A test of the page {@code docs/name}. */
  PageTest(String name) {
    page = Path.of("..", "docs", name);
  }

  @BeforeAll
  static void open() {
    session = Session.open(SessionOptions.standard());
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @TestFactory
  Stream<DynamicTest> everyExampleMeansWhatThePageSays() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String section : Files.readString(page).split("(?m)^## ")) {
      String topic = section.lines().findFirst().orElse("");
      String[] items = section.split("(?m)^### ");
      for (int i = 0; i < items.length; i++) {
        String item = items[i];
        if (i == 0 && !BLOCK.matcher(item).find()) {
          continue; // words between a topic and its first item
        }
        String title = topic + ": " + item.lines().findFirst().orElse("");
        tests.add(DynamicTest.dynamicTest(title, () -> new Item().run(item)));
      }
    }
    return tests.stream();
  }

  /** One example: the variable that holds its system, if there is one yet. */
  private static final class Item {
    private String variable = "";

    void run(String item) {
      value("%reset");
      List<Block> blocks = blocks(item);
      assertThat(blocks).as("examples").isNotEmpty();
      for (Block block : blocks) {
        switch (block.language) {
          case "java" -> java(block.code);
          case "text" -> text(block.code);
          case "yaml" -> yaml(block.code);
          default -> throw new AssertionError("an example in " + block.language);
        }
      }
    }

    private record Block(String language, String code) {}

    private static List<Block> blocks(String item) {
      return BLOCK
          .matcher(item)
          .results()
          .map(block -> new Block(block.group(1), block.group(2)))
          .toList();
    }

    /** Runs statements up to each check, and what follows the last one. */
    private void java(String code) {
      StringBuilder cell = new StringBuilder();
      for (String line : code.split("\n")) {
        cell.append(line).append('\n');
        Matcher check = CHECK.matcher(line);
        if (check.find()) {
          check(cell.toString(), check.group(1).strip());
          cell.setLength(0);
        }
      }
      if (!cell.toString().isBlank()) {
        value(cell.toString());
      }
      Matcher declared = VARIABLE.matcher(code);
      while (declared.find()) {
        variable = declared.group(1);
      }
    }

    /** The text form says the same as the fluent form before it; without one, it is the system. */
    private void text(String code) {
      Matcher check = CHECK.matcher(code);
      if (check.find()) {
        check("%%system other\n" + code.substring(0, check.start()), check.group(1).strip());
        return;
      }
      boolean alone = variable.isEmpty();
      String name = alone ? "model" : "other";
      value("%%system " + name + "\n" + code);
      if (alone) {
        variable = name;
      } else {
        assertThat(definitions(name)).as("the text form").isEqualTo(definitions(variable));
      }
    }

    private void yaml(String code) {
      String quoted = code.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      Matcher check = CHECK.matcher(code);
      if (check.find()) {
        check("OpSystem.parse(\"" + quoted + "\")", check.group(1).strip());
      } else {
        value("var spec = OpSystem.parse(\"" + quoted + "\");");
        variable = "spec";
      }
    }

    /** Returns what a system says, its name apart: every definition, and as a spec. */
    private static String definitions(String variable) {
      String definitions = value(variable + ".toString()").replaceFirst("system \\w+", "system");
      String spec = value(variable + ".toYaml()").replaceFirst("(?m)^  name: .*$", "");
      return definitions + "\n" + spec;
    }
  }

  private static String value(String cell) {
    Recorder recorder = new Recorder();
    session
        .execute(cell, recorder)
        .failure()
        .ifPresent(
            failure -> {
              throw new AssertionError(cell + "\n" + Bench.plain(failure));
            });
    return recorder.value();
  }

  /** Compares a value with what the page shows; an error begins with the code that is shown. */
  private static void check(String cell, String shown) {
    if (shown.matches("(?:E\\d{4}|cannot find|the cell asked).*")) {
      Failure failure = session.execute(cell, CellListener.NONE).failure().orElse(null);
      assertThat(failure).as("an error of\n%s", cell).isNotNull();
      assertThat(failure.message()).as(cell).startsWith(shown);
      return;
    }
    String value = value(cell);
    assertThat(NUMBER.matcher(value).replaceAll("#"))
        .as("the value %s of\n%s", value, cell)
        .isEqualTo(NUMBER.matcher(shown).replaceAll("#"));
    List<String> seen = NUMBER.matcher(value).results().map(number -> number.group()).toList();
    List<String> told = NUMBER.matcher(shown).results().map(number -> number.group()).toList();
    for (int i = 0; i < told.size(); i++) {
      assertThat(Double.parseDouble(seen.get(i)))
          .as("number %d of %s, the value of\n%s", i + 1, value, cell)
          .isCloseTo(
              Double.parseDouble(told.get(i).replace("…", "")),
              org.assertj.core.data.Offset.offset(tolerance(told.get(i))));
    }
  }

  /** A number that goes on is given to its last digit, any other one to rounding errors. */
  private static double tolerance(String number) {
    double size = Math.abs(Double.parseDouble(number.replace("…", "")));
    int point = number.indexOf('.');
    int decimals = point < 0 ? 0 : number.length() - point - 2;
    return number.endsWith("…") ? 1.001 * Math.pow(10, -decimals) : 1e-12 * Math.max(1, size);
  }
}
