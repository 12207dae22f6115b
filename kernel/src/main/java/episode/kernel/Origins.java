package episode.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;

/** Remembers which place of which cell every snippet came from, for messages. */
final class Origins {

  /**
   * A line of a cell.
   *
   * @param source the text it belongs to
   * @param line the line, from 1
   */
  record Place(SourceText source, int line) {
    @Override
    public String toString() {
      return source.place(line);
    }

    String text() {
      return Excerpt.around(0, source.lineText(line)).text();
    }
  }

  private static final Pattern RAW = Pattern.compile("REPL\\.\\$JShell\\$(\\d+)");

  private final Map<String, Statement> bySnippet = new ConcurrentHashMap<>();
  private volatile Statement running;

  /** Notes what runs now: threads that it starts may fail before it has ended. */
  void running(Statement statement) {
    running = statement;
  }

  void put(Snippet snippet, Statement statement) {
    bySnippet.put(snippet.id(), statement);
  }

  /** Notes that a snippet is there again under another id. */
  void move(Snippet from, Snippet to) {
    Optional.ofNullable(bySnippet.get(from.id())).ifPresent(known -> put(to, known));
  }

  /**
   * Returns where a frame points, if it points into a cell: the line for a frame that JShell has
   * translated, the first line of the statement for a raw one.
   */
  Optional<Place> place(StackTraceElement frame) {
    String file = String.valueOf(frame.getFileName());
    if (file.startsWith("#")) {
      return place(file.substring(1), Math.max(1, frame.getLineNumber()));
    }
    Matcher raw = RAW.matcher(frame.getClassName());
    return raw.lookingAt() ? place(raw.group(1), 1) : Optional.empty();
  }

  private Optional<Place> place(String snippet, int line) {
    return Optional.ofNullable(bySnippet.getOrDefault(snippet, running))
        .map(statement -> new Place(statement.source(), statement.line() + line - 1));
  }
}
