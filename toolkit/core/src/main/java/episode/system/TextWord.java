package episode.system;

import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("param", "parameter"),
          Map.entry("params", "parameter"),
          Map.entry("par", "parameter"),
          Map.entry("const", "parameter"),
          Map.entry("var", "state"),
          Map.entry("variable", "state"),
          Map.entry("variables", "state"),
          Map.entry("species", "state"),
          Map.entry("compartment", "state"),
          Map.entry("compartments", "state"),
          Map.entry("init", "initial"),
          Map.entry("start", "initial"),
          Map.entry("ode", "equation"),
          Map.entry("def", "alias"),
          Map.entry("let", "alias"),
          Map.entry("group", "axis"),
          Map.entry("groups", "axis"),
          Map.entry("dimension", "axis"),
          Map.entry("strata", "stratify"),
          Map.entry("import", "importation"));

  static {
    add("time", "time week", one(SystemBuilder::time));
    add("axis", "axis age = 0-17, 18-64, 65+", TextAxis::read);
    add("ordinal", "ordinal axis dose = none, one, two", TextAxis::ordinal);
    add("state", "state S, I[age]", TextWord::state);
    add(
        "parameter",
        "parameter beta, C[age, age], gamma = 0.3 unit('1/day') bounds(0, 5)",
        TextWord::parameter);
    add("input", "input beta = linear([0, 30], [0.3, 0.1])", TextCurve::read);
    add("alias", "alias N = S + I + R", pair("=", SystemBuilder::alias));
    add("contacts", "contacts C[age, age] = home, w * work", TextWord::contacts);
    add("equation", "equation V = -c * V", pair("=", SystemBuilder::equation));
    add("initial", "initial S = N0 - I", pair("=", SystemBuilder::initial));
    add("output", "output weekly = 7 * infection", pair("=", SystemBuilder::output));
    add("operator", "operator diffusion(u, x, D, 'no-flux')", one(SystemBuilder::operator));
    add("operator", "operator diffusion(u, x, D)", one(SystemBuilder::operator));
    add("importation", "importation I : 0.5", pair(":", SystemBuilder::importation));
    add("births", "births S[age=0-17] : b * N", pair(":", SystemBuilder::births));
    add("deaths", "deaths I : mu", TextWord::deaths);
    add("ageing", "ageing age : 1 / 365", pair(":", SystemBuilder::ageing));
    add("closed", "closed", TextWord::closed);
    add("stratify", "stratify vax = none, done", TextStrata::stratify);
    strata();
  }

  private static void strata() {
    add("only", "only S, I", TextStrata.names(Stratification::only));
    add(
        "share",
        "share births[vax=none] : 1",
        TextStrata.stratum(
            (strata, what, stratum, formula) -> strata.share(stratum, formula),
            Optional.of(Stratification::share)));
    add(
        "multiply",
        "multiply infection[vax=done] : 1 - ve",
        TextStrata.inStratum(Stratification::multiply));
    add(
        "overwrite",
        "overwrite recovery[vax=done] : 0.5",
        TextStrata.inStratum(Stratification::overwrite));
    add("infection", "infection infection", TextStrata.names(Stratification::infection));
    add(
        "infectiousness",
        "infectiousness I[vax=done] : 0.6",
        TextStrata.inStratum(Stratification::infectiousness));
    add(
        "susceptibility",
        "susceptibility done : 0.7",
        TextStrata.stratum(
            (strata, what, stratum, formula) -> strata.susceptibility(stratum, formula),
            Optional.empty()));
    add(
        "mixing",
        "mixing C",
        TextStrata.names((strata, matrix) -> strata.mixing(String.join(", ", matrix))));
    add("strains", "strains", TextStrata.names((strata, none) -> strata.strains()));
  }

  private static void add(String name, String example, Reader reader) {
    WORDS.put(name, new TextWord(name, example, reader));
  }

  /** Returns every word, in the order in which they are listed. */
  static Collection<String> names() {
    return WORDS.keySet();
  }

  /** Returns an example for every word, in the order in which they are listed. */
  static Map<String, String> examples() {
    Map<String, String> examples = new LinkedHashMap<>();
    WORDS.values().forEach(word -> examples.put(word.name(), word.example()));
    return examples;
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
            meant(start.text())
                + Suggestion.remedy(start.text(), names(), "Statements")
                + "\nWithout a word: N = S + I, V' = -c * V, infection: S -> I : beta * I / N.");
  }

  /** Returns the word that is called otherwise elsewhere, as a question. */
  private static String meant(String start) {
    String word = ELSEWHERE.getOrDefault(start.toLowerCase(Locale.ROOT), "");
    return word.isEmpty() ? "" : "Did you mean '" + word + "'? ";
  }

  /** Returns whether the word is one with this behind it, and not the name of something. */
  boolean mayBeFollowedBy(String rest) {
    return rest.isEmpty() || "=['".indexOf(rest.charAt(0)) < 0;
  }

  void read(SystemText text, TextPart rest) {
    reader.read(text, this, rest);
  }

  /** Notes that the statement lacks something. */
  void incomplete(SystemText text, TextPart rest) {
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

  private static Reader pair(String sign, Pair method) {
    return (text, word, rest) -> {
      Optional<TextPair> pair = word.pair(text, sign, rest);
      pair.ifPresent(
          both -> method.add(text.builder(), text.give(both.left()), text.give(both.right())));
    };
  }

  /** Two parts of a statement with a sign between them. */
  record TextPair(TextPart left, TextPart right) {}

  /** Returns what stands before and behind a sign; nothing where one of them is missing. */
  Optional<TextPair> pair(SystemText text, String sign, TextPart rest) {
    int at = sign.equals("=") ? rest.equalsSign() : rest.find(sign);
    if (at < 0 || rest.before(at).isBlank() || rest.from(at + 1).isBlank()) {
      incomplete(text, rest);
      return Optional.empty();
    }
    return Optional.of(new TextPair(rest.before(at), rest.from(at + 1)));
  }

  private static void state(SystemText text, TextWord word, TextPart rest) {
    SystemBuilder builder = text.builder();
    TextTraits.read(
        text,
        word,
        rest,
        (name, traits) -> {
          if (traits.isEmpty()) {
            builder.state(name);
          } else {
            Trait[] more = traits.subList(1, traits.size()).toArray(Trait[]::new);
            builder.state(name, traits.get(0), more);
          }
        });
  }

  /** Reads names; below a stratification they are its parameters. */
  private static void parameter(SystemText text, TextWord word, TextPart rest) {
    SystemBuilder builder = text.builder();
    List<TextStrata> strata = text.strata();
    TextTraits.read(
        text,
        word,
        rest,
        (name, traits) -> {
          if (!strata.isEmpty()) {
            strata.get(strata.size() - 1).parameter(name, traits);
          } else if (traits.isEmpty()) {
            builder.parameter(name);
          } else {
            Trait[] more = traits.subList(1, traits.size()).toArray(Trait[]::new);
            builder.parameter(name, traits.get(0), more);
          }
        });
  }

  private static void contacts(SystemText text, TextWord word, TextPart rest) {
    word.pair(text, "=", rest)
        .ifPresent(
            pair -> {
              List<TextPart> layers = pair.right().list();
              String[] formulas = layers.stream().map(text::give).toArray(String[]::new);
              text.builder().contacts(text.give(pair.left()), formulas);
            });
  }

  private static void deaths(SystemText text, TextWord word, TextPart rest) {
    int colon = rest.find(":");
    if (colon >= 0 && rest.before(colon).isBlank() && !rest.from(colon + 1).isBlank()) {
      text.builder().deaths(text.give(rest.from(colon + 1)));
    } else {
      pair(":", SystemBuilder::deaths).read(text, word, rest);
    }
  }

  private static void closed(SystemText text, TextWord word, TextPart rest) {
    if (rest.isBlank()) {
      text.builder().closed();
    } else {
      text.incomplete(rest, "Something stands behind 'closed'", "closed");
    }
  }
}
