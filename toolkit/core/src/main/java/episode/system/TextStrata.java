package episode.system;

import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A {@code stratify} line of the text form, and what the lines below say of it. */
final class TextStrata {

  /** A method of a stratification about a flow or state in one stratum. */
  interface InStratum {
    Stratification add(Stratification strata, String what, String stratum, String formula);
  }

  /** The words of lines below {@code stratify}. */
  private static final List<String> WORDS =
      List.of(
          "stratify",
          "parameter",
          "only",
          "share",
          "multiply",
          "overwrite",
          "infection",
          "infectiousness",
          "susceptibility",
          "mixing",
          "strains");

  private final String axis;
  private final Function<OpSystem, Stratification> start;
  private final List<UnaryOperator<Stratification>> steps = new ArrayList<>();

  private TextStrata(String axis, Function<OpSystem, Stratification> start) {
    this.axis = axis;
    this.start = start;
  }

  /** Returns whether lines with this word may stand below {@code stratify}. */
  static boolean isWord(String word) {
    return WORDS.contains(word);
  }

  /** Returns the problem that a line below {@code stratify} is about the system as it was. */
  static Problem misplaced(TextPart whole) {
    return Problem.of("E2185", "Below 'stratify' stands only what differs between the strata")
        .at(whole.where())
        .remedy("Write this above 'stratify'. Below it: " + Suggestion.list(WORDS) + ".");
  }

  /** Returns a system divided as said. */
  OpSystem of(OpSystem system) {
    Stratification strata = start.apply(system);
    for (UnaryOperator<Stratification> step : steps) {
      strata = step.apply(strata);
    }
    return strata.build();
  }

  /** Returns whether a line is about a flow, which an arrow may stand for; it is no flow itself. */
  static boolean isAboutFlow(String word, String rest) {
    boolean about = List.of("multiply", "overwrite", "share", "infection").contains(word);
    return about && !rest.isEmpty() && !rest.startsWith("->") && ":=['".indexOf(rest.charAt(0)) < 0;
  }

  /** Returns whether {@code infection} is the name of a flow without the colon behind it. */
  static boolean lacksColon(String word, TextPart rest) {
    int arrow = rest.find("->");
    return word.equals("infection") && arrow >= 0 && rest.from(arrow).find(":") >= 0;
  }

  void parameter(String declaration, List<Trait> traits) {
    Trait[] more = traits.stream().skip(1).toArray(Trait[]::new);
    steps.add(
        strata ->
            traits.isEmpty()
                ? strata.parameter(declaration)
                : strata.parameter(declaration, traits.get(0), more));
  }

  /** Reads {@code vax = none, done}, {@code ordinal dose = one, two}, {@code x = grid(0, 1, 5)}. */
  static void stratify(SystemText text, TextWord word, TextPart rest) {
    word.pair(text, "=", rest)
        .ifPresent(
            pair -> {
              boolean ordered = pair.left().text().matches("ordinal\\s.*");
              TextPart name = ordered ? pair.left().from(rest.start() + 7) : pair.left();
              String axis = text.give(name);
              text.strata().add(new TextStrata(axis, start(text, axis, pair.right(), ordered)));
            });
  }

  private static Function<OpSystem, Stratification> start(
      SystemText text, String axis, TextPart elements, boolean ordered) {
    if (!ordered && TextAxis.isOfPoints(elements)) {
      Optional<AxisPoints> points = TextAxis.points(text, elements);
      return system -> system.stratify(axis, points.orElseThrow());
    }
    String[] labels = TextAxis.labels(text, elements);
    return ordered
        ? system -> system.stratify(axis, AxisPoints.ordinal(labels))
        : system -> system.stratify(axis, labels);
  }

  /** Returns the stratification above a line, or notes that there is none. */
  private static Optional<TextStrata> above(SystemText text, TextWord word, TextPart rest) {
    List<TextStrata> all = text.strata();
    if (all.isEmpty()) {
      TextPart whole = rest.statement().whole();
      String what = "There is no 'stratify' above '" + word.name() + "'";
      text.incomplete(whole, what, "stratify vax = none, done");
      return Optional.empty();
    }
    return Optional.of(all.get(all.size() - 1));
  }

  /** Reads a list of names, or nothing behind a word that stands alone. */
  static TextWord.Reader names(BiFunction<Stratification, String[], Stratification> method) {
    return (text, word, rest) -> {
      if (rest.isBlank() != word.example().equals(word.name())) {
        word.incomplete(text, rest);
        return;
      }
      String[] names = rest.list().stream().map(text::give).toArray(String[]::new);
      above(text, word, rest)
          .ifPresent(strata -> strata.steps.add(system -> method.apply(system, names)));
    };
  }

  /** Reads {@code infection[vax=done] : 1 - ve}. */
  static TextWord.Reader inStratum(InStratum method) {
    return (text, word, rest) ->
        word.pair(text, ":", rest)
            .ifPresent(
                pair -> above(text, word, rest).ifPresent(s -> s.add(text, word, pair, method)));
  }

  private void add(SystemText text, TextWord word, TextWord.TextPair pair, InStratum method) {
    TextPart target = pair.left();
    int bracket = target.text().lastIndexOf('[');
    int equals = target.text().indexOf('=', Math.max(0, bracket));
    if (bracket <= 0 || equals < 0 || !target.text().endsWith("]")) {
      word.incomplete(text, pair.left());
      return;
    }
    TextPart named = target.from(target.start() + bracket + 1).before(target.start() + equals);
    if (!named.text().equals(axis)) {
      text.incomplete(named, "The axis is '" + axis + "' here", word.example());
      return;
    }
    TextPart element = target.from(target.start() + equals + 1).before(target.end() - 1);
    String what = text.give(target.before(target.start() + bracket));
    String stratum = text.give(TextAxis.unquoted(element));
    String formula = text.give(pair.right());
    steps.add(strata -> method.add(strata, what, stratum, formula));
  }

  /** Reads {@code done : 0.7}, or {@code births[vax=done] : 1} where there is such a method. */
  static TextWord.Reader stratum(InStratum withoutTarget, Optional<InStratum> withTarget) {
    return (text, word, rest) -> {
      boolean bracket = rest.find(":") >= 0 && rest.before(rest.find(":")).text().endsWith("]");
      if (bracket && withTarget.isPresent()) {
        inStratum(withTarget.get()).read(text, word, rest);
        return;
      }
      Optional<TextWord.TextPair> pair = word.pair(text, ":", rest);
      Optional<TextStrata> strata = above(text, word, rest);
      if (pair.isPresent() && strata.isPresent()) {
        String stratum = text.give(TextAxis.unquoted(pair.get().left()));
        String formula = text.give(pair.get().right());
        strata.get().steps.add(s -> withoutTarget.add(s, "", stratum, formula));
      }
    };
  }
}
