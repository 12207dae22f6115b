package episode.system;

import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A word that statements of the text form start with.
 *
 * @param name the word
 * @param example a statement
 * @param reader what is done with the rest of the statement
 */
record TextWord(String name, String example, Reader reader) {

  /** Tells a builder what stands behind the word. */
  interface Reader {
    void read(SystemText text, TextWord word, TextPart rest);
  }

  /** A method of the builder that takes what is defined and how. */
  private interface Pair {
    void add(SystemBuilder builder, String target, String formula);
  }

  /** A method of the builder that takes one thing. */
  private interface Single {
    void add(SystemBuilder builder, String declaration);
  }

  private static final Map<String, TextWord> WORDS = new LinkedHashMap<>();

  static {
    add("time", "time week", one(SystemBuilder::time));
    add("axis", "axis age = 0-17, 18-64, 65+", TextWord::axis);
    add("state", "state S, I[age]", each((builder, state) -> builder.state(state)));
    add(
        "parameter",
        "parameter beta, C[age, age]",
        each((builder, name) -> builder.parameter(name)));
    add("alias", "alias N = S + I + R", pair(SystemBuilder::alias));
    add("equation", "equation V = -c * V", pair(SystemBuilder::equation));
    add("initial", "initial S = N0 - I", pair(SystemBuilder::initial));
    add("output", "output weekly = 7 * infection", pair(SystemBuilder::output));
    add("closed", "closed", TextWord::closed);
  }

  private static void add(String name, String example, Reader reader) {
    WORDS.put(name, new TextWord(name, example, reader));
  }

  /** Returns every word, in the order in which they are listed. */
  static Collection<String> names() {
    return WORDS.keySet();
  }

  /** Returns the word of a name. */
  static Optional<TextWord> of(String name) {
    return Optional.ofNullable(WORDS.get(name));
  }

  /** Returns the problem that no statement starts like this. */
  static Problem unknown(TextPart start) {
    return Problem.of("E2180", "Unknown statement '" + start.text() + "'")
        .at(start.where())
        .remedy(
            Suggestion.remedy(start.text(), names(), "Statements")
                + "\nWithout a word: N = S + I, V' = -c * V, infection: S -> I : beta * I / N.");
  }

  /** Returns whether the word is one with this behind it, and not the name of something. */
  boolean mayBeFollowedBy(String rest) {
    return rest.isEmpty() || "=['".indexOf(rest.charAt(0)) < 0;
  }

  void read(SystemText text, TextPart rest) {
    reader.read(text, this, rest);
  }

  private void incomplete(SystemText text, TextPart rest) {
    TextPart whole = rest.statement().whole();
    text.incomplete(whole, "The statement '" + name + "' is not complete", example);
  }

  private static Reader one(Single method) {
    return (text, word, rest) -> {
      if (rest.isBlank()) {
        word.incomplete(text, rest);
      } else {
        method.add(text.builder(), text.give(rest));
      }
    };
  }

  private static Reader each(Single method) {
    return (text, word, rest) -> {
      List<TextPart> parts = rest.list();
      if (parts.stream().anyMatch(TextPart::isBlank)) {
        word.incomplete(text, rest);
      }
      for (TextPart part : parts) {
        if (!part.isBlank()) {
          method.add(text.builder(), text.give(part));
        }
      }
    };
  }

  private static Reader pair(Pair method) {
    return (text, word, rest) -> {
      int equals = rest.equalsSign();
      if (equals < 0 || rest.before(equals).isBlank() || rest.from(equals + 1).isBlank()) {
        word.incomplete(text, rest);
      } else {
        TextPart target = rest.before(equals);
        method.add(text.builder(), text.give(target), text.give(rest.from(equals + 1)));
      }
    };
  }

  private static void axis(SystemText text, TextWord word, TextPart rest) {
    int equals = rest.equalsSign();
    if (equals < 0 || rest.before(equals).isBlank() || rest.from(equals + 1).isBlank()) {
      word.incomplete(text, rest);
      return;
    }
    String name = text.give(rest.before(equals));
    TextPart elements = rest.from(equals + 1);
    if (elements.text().matches("\\d{1,9}")) {
      text.builder().axis(name, Integer.parseInt(elements.text()));
    } else {
      List<TextPart> labels = elements.list();
      text.builder()
          .axis(name, labels.stream().map(label -> label(text, label)).toArray(String[]::new));
    }
  }

  private static String label(SystemText text, TextPart label) {
    String all = label.text();
    boolean quoted = all.length() > 1 && "'\"".indexOf(all.charAt(0)) >= 0;
    boolean closed = quoted && all.charAt(all.length() - 1) == all.charAt(0);
    return text.give(
        closed ? new TextPart(label.statement(), label.start() + 1, label.end() - 1) : label);
  }

  private static void closed(SystemText text, TextWord word, TextPart rest) {
    if (rest.isBlank()) {
      text.builder().closed();
    } else {
      text.incomplete(rest, "Something stands behind 'closed'", "closed");
    }
  }
}
