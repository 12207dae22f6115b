package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text form of a system, one statement a line, into a builder, and says in which line a
 * problem is. For one text and one thread.
 */
final class SystemText {
  private static final int MOST_CHARACTERS = 1_000_000;
  private static final String BYTE_ORDER = "\ufeff";
  private static final Pattern NAME = Declarations.NAME;

  private static final Pattern CALL =
      Pattern.compile(
          "\\.(axis|stratify|state|only|infection|deaths|time|initial|equation)"
              + "\\(\"([^\"]*)\"((?:, \"[^\"]*\")*)\\)");

  private static final List<String> DEFINING = List.of("axis", "stratify", "initial", "equation");

  private final SystemBuilder builder;
  private final List<Problem> problems = new ArrayList<>();

  /** By the very strings that the builder got: the same text may stand in several lines. */
  private final Map<String, TextPart> given = new IdentityHashMap<>();

  private final List<TextStrata> strata = new ArrayList<>();

  private SystemText(String name) {
    builder = OpSystem.named(name);
  }

  /** Returns the system of a text. */
  static OpSystem read(String name, String text) {
    SystemText reader = new SystemText(name);
    SystemBuilder.given("text", text);
    if (text.length() > MOST_CHARACTERS) {
      throw new EpisodeException(
          Problem.of("E2181", "The text has " + text.length() + " characters; the limit is 1000000")
              .remedy("Sum over axes instead of writing every element out."));
    }
    for (TextStatement statement :
        TextLines.statements(text.startsWith(BYTE_ORDER) ? text.substring(1) : text)) {
      reader.tried(statement.whole());
    }
    return reader.system();
  }

  private OpSystem system() {
    OpSystem system = null;
    try {
      system = builder.build();
      for (TextStrata each : strata) {
        system = each.of(system);
      }
    } catch (EpisodeException e) {
      boolean unread = !problems.isEmpty(); // a line that declares states may be one of them
      e.problems().stream()
          .filter(problem -> !unread || !problem.code().equals("E2116"))
          .forEach(problem -> problems.add(located(problem)));
    }
    if (problems.isEmpty()) {
      return system;
    }
    problems.sort(Comparator.comparingInt(SystemText::line));
    throw new EpisodeException(problems);
  }

  private static int line(Problem problem) {
    String context = problem.where().map(Problem.Where::context).orElse("");
    return context.startsWith("line ") ? Integer.parseInt(context.substring(5)) : Integer.MAX_VALUE;
  }

  /** Returns a problem of the builder with its place in the text, and its remedy in our words. */
  private Problem located(Problem fluent) {
    Problem problem = fluent.remedy(statements(fluent.remedy()));
    if (problem.where().isEmpty()) {
      return problem;
    }
    Problem.Where where = problem.where().get();
    TextPart part = given.get(where.source());
    if (part == null) {
      return quoted(where.context()).map(found -> problem.at(found.where())).orElse(problem);
    }
    int start = part.start() + where.start();
    return problem.at(part.statement().where(start, part.start() + where.end()));
  }

  /** Returns advice with statements in place of calls: {@code axis age = young, old}. */
  private static String statements(String remedy) {
    return CALL.matcher(remedy)
        .replaceAll(
            call -> {
              String word = call.group(1);
              String first = call.group(2);
              String more = call.group(3).replace("\"", "");
              boolean list = DEFINING.contains(word);
              String rest = list && !more.isEmpty() ? " = " + more.substring(2) : more;
              return Matcher.quoteReplacement(word + " " + first + rest);
            });
  }

  /** Returns what the builder was given as the text that a context quotes. */
  private Optional<TextPart> quoted(String context) {
    return given.entrySet().stream()
        .filter(entry -> context.endsWith("(\"" + entry.getKey() + "\")"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Reads a statement; names in one that cannot be read are unknown, but not misspelt. */
  private void tried(TextPart whole) {
    int before = problems.size();
    try {
      statement(whole);
    } catch (EpisodeException e) {
      e.problems().forEach(problem -> problems.add(problem.at(whole.where())));
    }
    if (problems.size() > before) {
      builder.unread.addAll(names(whole));
    }
  }

  private void statement(TextPart whole) {
    Optional<Problem> slip = TextSlips.of(whole);
    if (slip.isPresent()) {
      problems.add(slip.get());
      return;
    }
    TextPart word = whole.word();
    TextPart rest = whole.from(word.end());
    Optional<TextWord> known = TextWord.of(word.text());
    boolean aboutFlow =
        known.isPresent()
            && TextStrata.isAboutFlow(word.text(), rest.text())
            && !TextStrata.lacksColon(word.text(), rest);
    boolean isFlow = !aboutFlow && whole.find("->") >= 0;
    boolean worded = !isFlow && known.isPresent() && known.get().mayBeFollowedBy(rest.text());
    boolean means = isFlow || worded || whole.equalsSign() >= 0;
    if (means && !strata.isEmpty() && !(worded && TextStrata.isWord(word.text()))) {
      problems.add(TextStrata.misplaced(whole));
    } else if (isFlow) {
      transition(whole);
    } else if (worded && rest.text().startsWith(":") && !word.text().equals("deaths")) {
      incomplete(whole, "No colon stands behind '" + word.text() + "'", known.get().example());
    } else if (worded || aboutFlow) {
      known.get().read(this, rest);
    } else {
      withoutWord(whole, word);
    }
  }

  private void transition(TextPart whole) {
    TextPart right = whole.from(whole.find("->") + 2);
    int colon = right.find(":");
    if (colon < 0 || right.from(colon + 1).isBlank()) {
      incomplete(whole, "The transition has no rate", "infection: S -> I : beta * I / N");
      return;
    }
    builder.transition(give(whole.before(colon)), give(whole.from(colon + 1)));
  }

  private void withoutWord(TextPart whole, TextPart word) {
    int equals = whole.equalsSign();
    TextPart target = equals < 0 ? whole : whole.before(equals);
    boolean prime = target.text().endsWith("'");
    TextPart name = prime ? target.before(target.end() - 1) : target;
    String rest = name.from(Math.min(word.end(), name.end())).text();
    boolean isName = NAME.matcher(word.text()).matches();
    boolean isTarget = rest.isEmpty() || rest.startsWith("[") && rest.endsWith("]");
    Optional<TextWord> known = TextWord.of(word.text());
    if (equals < 0 && known.isPresent()) {
      String what = "The statement '" + word.text() + "' cannot be read";
      incomplete(whole, what, known.get().example());
      return;
    }
    if (equals < 0 || !isName || !isTarget) {
      problems.add(TextWord.unknown(word.isBlank() ? whole : word));
      return;
    }
    TextPart formula = whole.from(equals + 1);
    if (formula.isBlank()) {
      incomplete(whole, "Nothing stands after '='", prime ? "V' = -c * V" : "N = S + I + R");
    } else if (prime) {
      builder.equation(give(name), give(formula));
    } else {
      builder.alias(give(name), give(formula));
    }
  }

  private static List<String> names(TextPart whole) {
    return NAME.matcher(whole.text()).results().map(match -> match.group()).toList();
  }

  /** Returns the stratifications so far, in order. */
  List<TextStrata> strata() {
    return strata;
  }

  SystemBuilder builder() {
    return builder;
  }

  /** Returns the text of a part, whose place is known from then on. */
  String give(TextPart part) {
    String text = new String(part.text());
    given.put(text, part);
    return text;
  }

  /** Notes that a word is none of those that may stand there. */
  void unknown(TextPart part, String what, String remedy) {
    problems.add(Problem.of("E2182", what).at(part.where()).remedy(remedy));
  }

  /** Notes that a statement lacks something. */
  void incomplete(TextPart part, String what, String example) {
    problems.add(Problem.of("E2182", what).at(part.where()).remedy("As in: " + example));
  }
}
