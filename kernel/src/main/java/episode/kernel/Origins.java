package episode.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
      return source.lineText(line);
    }
  }

  private final Map<String, Statement> bySnippet = new HashMap<>();

  void put(Snippet snippet, Statement statement) {
    bySnippet.put(snippet.id(), statement);
  }

  /** Returns where a frame of a translated stack trace points, if it points into a cell. */
  Optional<Place> place(StackTraceElement frame) {
    String file = frame.getFileName();
    if (file == null || !file.startsWith("#")) {
      return Optional.empty();
    }
    Statement statement = bySnippet.get(file.substring(1));
    if (statement == null) {
      return Optional.empty();
    }
    int line = statement.line() + Math.max(1, frame.getLineNumber()) - 1;
    return Optional.of(new Place(statement.source(), line));
  }
}
