package episode.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/**
 * The pages of all magics of a session, found by name and by the place of a cursor.
 *
 * <p>Threads: safe to share.
 */
public final class MagicBook {

  /** A magic at the start of a line, or one whose value is assigned. */
  private static final Pattern LINE =
      Pattern.compile("(?:[\\w.<>\\[\\], ?]+=)?\\s*(%{1,2})(\\w*)(.*)");

  private final MagicsRegistry registry;
  private final ClassLoader loader;

  /**
   * Words that may stand at a cursor.
   *
   * @param words what may be written from {@code start} on
   * @param start an offset in the cell
   */
  public record Offer(List<String> words, int start) {}

  /**
   * Makes the book of a registry.
   *
   * @param loader knows the resources of the session, added libraries included
   */
  public MagicBook(MagicsRegistry registry, ClassLoader loader) {
    this.registry = registry;
    this.loader = loader;
  }

  /** Returns the page of a magic that there is, if it has one. */
  public Optional<Magic> page(String name) {
    return names().contains(name) ? Magic.of(name, loader) : Optional.empty();
  }

  /**
   * Returns the page of a magic.
   *
   * @throws MagicProblem E7002 where there is no such magic
   */
  public Magic required(String name) {
    return page(name)
        .orElseThrow(
            () ->
                new MagicProblem(
                    "E7002", "There is no magic %" + name, meant(name) + "%lsmagic lists all."));
  }

  /** Returns a sentence that asks for the name that was probably meant, or an empty text. */
  String meant(String name) {
    return nearest(name).map(near -> "Did you mean " + signs(near) + near + "? ").orElse("");
  }

  /** Returns every magic in the order of names; those without a page have a name alone. */
  public List<Magic> all() {
    return names().stream()
        .map(name -> Magic.of(name, loader).orElse(new Magic(name, "", signs(name) + name, "")))
        .toList();
  }

  /** Returns the magic of the line in which the cursor is, unless it is in Java. */
  public Optional<Magic> at(String code, int cursor) {
    Matcher line = line(code, cursor);
    boolean found = line.matches();
    boolean inName = found && lineStart(code, cursor) + line.end(2) >= cursor;
    Optional<Magic> page = found ? page(line.group(2)) : Optional.empty();
    return page.filter(magic -> inName || !magic.takesCode());
  }

  /** Returns where the Java starts that the cursor stands in as the argument of a magic. */
  public Optional<Integer> code(String code, int cursor) {
    Matcher line = line(code, cursor);
    if (!line.matches() || lineStart(code, cursor) + line.end(2) >= cursor) {
      return Optional.empty();
    }
    int start = lineStart(code, cursor) + line.start(3);
    return page(line.group(2)).filter(Magic::takesCode).map(magic -> start);
  }

  /**
   * Returns what may be written at the cursor as a name or an argument of a magic; empty where the
   * line is none or the arguments are Java.
   */
  public Optional<Offer> complete(String code, int cursor) {
    int start = lineStart(code, cursor);
    Matcher line =
        LINE.matcher(code.substring(start, Math.max(start, Math.min(cursor, code.length()))));
    if (!line.matches()) {
      return Optional.empty();
    }
    if (line.group(3).isEmpty()) {
      return Optional.of(new Offer(names(line.group(1) + line.group(2)), start + line.start(1)));
    }
    String typed = line.group(3).replaceFirst("(?s).*\\s", "");
    int from = start + line.end(3) - typed.length();
    return page(line.group(2))
        .filter(magic -> !magic.takesCode() || !arguments(magic, typed).isEmpty())
        .map(magic -> new Offer(arguments(magic, typed), from));
  }

  private List<String> arguments(Magic magic, String typed) {
    if (magic.takesErrors()) {
      return errors(typed.toUpperCase(Locale.ROOT));
    }
    Stream<String> words = magic.words().stream().filter(word -> word.startsWith(typed));
    Stream<String> files =
        magic.takesFiles() && !typed.startsWith("-") ? files(typed) : Stream.empty();
    return Stream.concat(words, files)
        .filter(word -> !word.startsWith("--") || typed.startsWith("-") || !magic.takesCode())
        .toList();
  }

  /** Returns the codes of errors that start so: those that have a page; at first their starts. */
  private List<String> errors(String typed) {
    if (typed.length() < 2) {
      return IntStream.rangeClosed(1, 7)
          .mapToObj(n -> "E" + n)
          .filter(start -> start.startsWith(typed))
          .toList();
    }
    return IntStream.range(1000, 10_000)
        .mapToObj(number -> "E" + number)
        .filter(code -> code.startsWith(typed))
        .filter(code -> loader.getResource("episode/explain/" + code + ".md") != null)
        .toList();
  }

  private static Stream<String> files(String typed) {
    int slash = typed.lastIndexOf('/') + 1;
    String folder = typed.substring(0, slash);
    try (Stream<Path> entries = Files.list(Path.of(folder.isEmpty() ? "." : folder))) {
      return entries
          .map(entry -> folder + entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
          .filter(name -> name.startsWith(typed) && name.charAt(slash) != '.')
          .sorted()
          .toList()
          .stream();
    } catch (IOException | InvalidPathException none) {
      return Stream.empty();
    }
  }

  /** Returns the name that was probably meant. */
  private Optional<String> nearest(String name) {
    return names().stream()
        .filter(known -> Spelling.distance(name, known) <= (name.length() + 2) / 3)
        .min(Comparator.comparingInt(known -> Spelling.distance(name, known)));
  }

  /** Returns whether there is a magic of this name. */
  public boolean known(String name) {
    return isLine(name) || isCell(name);
  }

  boolean isLine(String name) {
    return registry.getLineMagicNames().contains(name);
  }

  boolean isCell(String name) {
    return registry.getCellMagicNames().contains(name);
  }

  /** Returns the percent signs that a name is written with. */
  private String signs(String name) {
    return isLine(name) ? "%" : "%%";
  }

  private TreeSet<String> names() {
    TreeSet<String> names = new TreeSet<>(registry.getLineMagicNames());
    names.addAll(registry.getCellMagicNames());
    names.removeIf(name -> !Magics.callable(name));
    return names;
  }

  private List<String> names(String typed) {
    List<String> names = new ArrayList<>();
    if (!typed.startsWith("%%")) {
      names().stream().filter(this::isLine).map(name -> "%" + name).forEach(names::add);
    }
    names().stream().filter(this::isCell).map(name -> "%%" + name).forEach(names::add);
    return names.stream().filter(name -> name.startsWith(typed)).collect(Collectors.toList());
  }

  private static int lineStart(String code, int cursor) {
    return code.lastIndexOf('\n', cursor - 1) + 1;
  }

  private static Matcher line(String code, int cursor) {
    int start = lineStart(code, cursor);
    int end = code.indexOf('\n', cursor);
    return LINE.matcher(code.substring(start, end < 0 ? code.length() : end));
  }
}
