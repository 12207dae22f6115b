package episode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.google.gson.JsonObject;
import episode.kernel.CellListener;
import episode.kernel.CellResult;
import episode.kernel.Session;
import episode.kernel.SessionOptions;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/**
 * Runs what the README and the how-to pages show, each page from top to bottom in a folder of its
 * own. A block is a file where the paragraph before it ends in the file's name: {@code
 * `flu.yaml`:}. Other blocks in Java are cells, lines of the shell are run where they call {@code
 * ./episode}, and a text is what the block before it shows, numbers to three in a hundred; {@code
 * …} stands for the rest.
 */
class GuideTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(?:[^\\n]*`([^`\\n]+)`:\\n\\n?)?```(\\w+)\\n(.*?)^```$");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");

  /** The pages besides those of {@code docs/how-to}. */
  private static final List<String> PAGES =
      List.of("README.md", "docs/functions.md", "docs/distributions.md", "docs/solvers.md");

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(SessionOptions.standard());
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @TestFactory
  Stream<DynamicTest> everyPageShowsWhatHappens() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String name : PAGES) {
      pages.add(ROOT.resolve(name));
    }
    try (Stream<Path> guides = Files.list(ROOT.resolve("docs/how-to"))) {
      guides.sorted().forEach(pages::add);
    }
    return pages.stream()
        .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> run(page)));
  }

  private static void run(Path page) throws IOException {
    Path folder = Files.createTempDirectory("guide");
    try {
      new Guide(folder).run(Files.readString(page));
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  /** One page, and what its last block has shown. */
  private static final class Guide {
    private final Path folder;
    private final Map<String, Path> files = new TreeMap<>();
    private String shown = "";

    Guide(Path folder) {
      this.folder = folder;
    }

    void run(String page) throws IOException {
      cell("%reset");
      Matcher block = BLOCK.matcher(page);
      while (block.find()) {
        String code = block.group(3);
        if (block.group(1) != null) {
          file(block.group(1), code);
          continue;
        }
        switch (block.group(2)) {
          case "java" -> shown = cell(placed(code));
          case "sh" -> shell(code);
          case "text" -> compare(code);
          case "html" -> {} // text of a notebook
          default -> throw new AssertionError("a block in " + block.group(2) + " without a name");
        }
      }
    }

    private void file(String name, String code) throws IOException {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      files.put(name, Files.writeString(file, code));
      if (name.endsWith(".java") && code.contains("void main(")) {
        shown = program(file);
      }
    }

    /**
     * Names the files of the page, those of the notebooks and those it writes by where they are.
     */
    private String placed(String code) {
      String placed = code.replace("\"data/", "\"" + ROOT + "/notebooks/data/");
      placed = placed.replace("write().csv(\"", "write().csv(\"" + folder + "/");
      for (Map.Entry<String, Path> file : files.entrySet()) {
        placed = placed.replace("\"" + file.getKey() + "\"", "\"" + file.getValue() + "\"");
      }
      return placed;
    }

    /** Runs the lines that call us; of other lines the page's own words are believed. */
    private void shell(String code) {
      List<String> outputs = new ArrayList<>();
      for (String line : code.replace("\\\n", " ").split("\n")) {
        String command = line.replaceFirst("\\s+#.*", "").strip();
        if (command.matches("\\./episode (show|rhs|solve|explain|run) .*")) {
          outputs.add(command(command.substring("./episode ".length()).split("\\s+")));
        }
      }
      if (!outputs.isEmpty()) {
        shown = String.join("", outputs);
      }
    }

    private String command(String... words) {
      for (int i = 0; i < words.length; i++) {
        if (files.containsKey(words[i])) {
          words[i] = files.get(words[i]).toString();
        } else if (words[i].startsWith("notebooks/")) {
          assertThat(ROOT.resolve(words[i])).exists();
          Main.commandLine().parseArgs(words); // tests of their own run the notebooks
          return "";
        }
      }
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      CommandLine line = Main.commandLine();
      line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
      assertThat(line.execute(words)).as("%s\n%s", String.join(" ", words), err).isZero();
      return out.toString();
    }

    /** Compiles and runs a program in a process of its own, and returns what it prints. */
    private String program(Path file) throws IOException {
      String classes = System.getProperty("java.class.path");
      String[] options = {"-d", folder.toString(), "-cp", classes, "-Xlint:all", file.toString()};
      ByteArrayOutputStream problems = new ByteArrayOutputStream();
      int status = ToolProvider.getSystemJavaCompiler().run(null, null, problems, options);
      assertThat(status).as("compiling %s\n%s", file, problems).isZero();
      String name = file.getFileName().toString().replace(".java", "");
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      Process process =
          new ProcessBuilder(java, "-Xmx256m", "-cp", folder + File.pathSeparator + classes, name)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      return new String(process.getInputStream().readAllBytes());
    }

    private void compare(String text) {
      List<String> told = lines(text);
      List<String> seen = lines(shown);
      boolean open = told.get(told.size() - 1).equals("…");
      int size = open ? told.size() - 1 : told.size();
      assertThat(open ? seen.subList(0, Math.min(size, seen.size())) : seen)
          .as("what is shown:\n%s\n", shown)
          .hasSize(size);
      for (int i = 0; i < size; i++) {
        line(told.get(i), seen.get(i));
      }
    }

    private static List<String> lines(String text) {
      return text.lines().map(String::stripTrailing).filter(line -> !line.isEmpty()).toList();
    }

    private static void line(String told, String seen) {
      String words = told.endsWith("…") ? told.substring(0, told.length() - 1) : told;
      if (told.endsWith("…")) {
        assertThat(masked(seen)).as("the line\n%s", seen).startsWith(masked(words));
      } else {
        assertThat(masked(seen)).isEqualTo(masked(words));
      }
      List<String> numbers = numbers(words);
      for (int i = 0; i < numbers.size(); i++) {
        String number = numbers(seen).get(i);
        assertThat(Double.parseDouble(number))
            .as("number %d of the line\n%s", i + 1, seen)
            .isCloseTo(
                Double.parseDouble(numbers.get(i)),
                offset(Math.max(tolerance(numbers.get(i)), tolerance(number))));
      }
    }

    /** One and a half of the last digit, for draws; rounding errors where all digits are shown. */
    private static double tolerance(String number) {
      int exponent = number.toLowerCase(Locale.ROOT).indexOf('e');
      String digits = exponent < 0 ? number : number.substring(0, exponent);
      int point = digits.indexOf('.');
      int decimals = point < 0 ? 0 : digits.length() - point - 1;
      int power = exponent < 0 ? 0 : Integer.parseInt(number.substring(exponent + 1));
      double size = Math.abs(Double.parseDouble(number));
      return Math.max(1.5 * Math.pow(10, power - decimals), 1e-9 * size);
    }

    private static String masked(String line) {
      return NUMBER.matcher(line).replaceAll("#").replaceAll(" +", " ").strip();
    }

    private static List<String> numbers(String line) {
      return NUMBER.matcher(line).results().map(number -> number.group()).toList();
    }
  }

  /** Returns what a cell shows: what it prints, what it displays, its value. */
  private static String cell(String source) {
    StringBuilder shown = new StringBuilder();
    CellResult result = session.execute(source, new Shown(shown));
    result
        .failure()
        .ifPresent(
            failure -> {
              throw new AssertionError(source + "\n" + String.join("\n", failure.traceback()));
            });
    return shown.toString();
  }

  /** Collects texts. */
  private record Shown(StringBuilder text) implements CellListener {
    @Override
    public void stream(String name, String printed) {
      text.append(printed);
    }

    @Override
    public void display(JsonObject content, boolean update) {
      if (!content.has("transient")) { // a line of progress
        result(content);
      }
    }

    @Override
    public void result(JsonObject content) {
      text.append(content.getAsJsonObject("data").get("text/plain").getAsString()).append('\n');
    }
  }
}
