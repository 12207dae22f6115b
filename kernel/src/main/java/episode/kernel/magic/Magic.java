package episode.kernel.magic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * What is known about a magic: its page, the resource {@code episode/magic/NAME.md} of whatever
 * brings it. The page starts with the heading {@code # %NAME}, one sentence, and how it is written
 * as an indented block; more prose and examples follow. {@code %lsmagic}, {@code %NAME?},
 * inspection, completion, errors and {@code docs/magics.md} all take what they say from there.
 *
 * @param name without percent signs
 * @param summary one sentence
 * @param usage how it is written, a line each; words in capitals stand for something else
 * @param page all of it, in Markdown
 */
public record Magic(String name, String summary, String usage, String page) {

  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
  private static final Pattern CHOICE = Pattern.compile("[a-z0-9]+(\\|[a-z0-9]+)+");

  /**
   * Returns what is known about a magic.
   *
   * @param name without percent signs
   * @param loader knows the resources of the session
   */
  static Optional<Magic> of(String name, ClassLoader loader) {
    try (InputStream page = loader.getResourceAsStream("episode/magic/" + name + ".md")) {
      return page == null
          ? Optional.empty()
          : Optional.of(read(name, new String(page.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Magic read(String name, String page) {
    List<String> lines = page.lines().filter(line -> !line.isBlank()).toList();
    String usage =
        lines.stream()
            .skip(2)
            .takeWhile(line -> line.startsWith("    "))
            .map(line -> line.substring(4))
            .collect(Collectors.joining("\n"));
    return new Magic(name, lines.get(1), usage, page);
  }

  /** Returns its page as an output: Markdown, and as it stands for a screen of text. */
  public DisplayData shown() {
    DisplayData data = new DisplayData(page.strip());
    data.putMarkdown(page);
    return data;
  }

  /** Returns the mistake of having called it otherwise. */
  MagicProblem misuse(String what) {
    List<String> lines = usage.lines().toList();
    String first = "Write " + lines.get(0);
    return new MagicProblem("E7001", what, first + "; %" + name + "? shows an example.");
  }

  /** Returns whether its arguments are Java, to be taken as written. */
  public boolean takesCode() {
    return usage.contains("CODE");
  }

  /** Returns whether its arguments are files or folders. */
  public boolean takesFiles() {
    return usage.contains("FILE");
  }

  /** Returns whether its arguments are codes of errors, which have pages. */
  boolean takesErrors() {
    return usage.contains("E####");
  }

  /** Returns its options, such as {@code --draws}, and the words to choose from. */
  public List<String> words() {
    List<String> words =
        CHOICE
            .matcher(usage)
            .results()
            .flatMap(found -> List.of(found.group().split("\\|")).stream())
            .collect(Collectors.toList());
    OPTION.matcher(usage).results().map(MatchResult::group).distinct().forEach(words::add);
    return words;
  }
}
