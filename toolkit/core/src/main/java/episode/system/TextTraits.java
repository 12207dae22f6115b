package episode.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code gamma = 0.3 unit('1/day') bounds(0, 5)} in a list of names of the text form. */
final class TextTraits {
  private static final Pattern TRAIT =
      Pattern.compile("\\s*(\\w+)\\s*\\(([^()]*(?:\\(.*\\))?[^()]*)\\)");
  private static final Pattern DEFAULT = Pattern.compile("=\\s*([-+\\w.]+)");

  private static final String NAME = "([\\p{L}_]\\w*(?:\\[[^\\]]*\\])?)";
  private static final Pattern NAMES =
      Pattern.compile(
          NAME + "(?:\\s+|\\s*;\\s*)" + NAME + "(?!\\w|\\s*\\()", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern VALUE =
      Pattern.compile("([\\p{L}_]\\w*)\\s*(?:\\s|:)\\s*([-+]?\\.?\\d[\\w.]*)");

  /** A method that declares a name and says what else is known of it. */
  interface Declaration {
    void add(String name, List<Trait> traits);
  }

  private final SystemText text;
  private final TextWord word;
  private final Declaration method;

  private TextTraits(SystemText text, TextWord word, Declaration method) {
    this.text = text;
    this.word = word;
    this.method = method;
  }

  /** Reads names between commas. */
  static void read(SystemText text, TextWord word, TextPart rest, Declaration method) {
    TextTraits reader = new TextTraits(text, word, method);
    for (TextPart part : rest.list()) {
      reader.one(part);
    }
  }

  private void one(TextPart part) {
    TextPart name = part.word();
    TextPart rest = part.from(name.end());
    if (rest.text().startsWith("[")) {
      int close = rest.find("]");
      name = new TextPart(part.statement(), part.start(), close < 0 ? part.end() : close + 1);
      rest = part.from(name.end());
    }
    if (part.text().matches("\\d+") && decimal(part)) {
      return;
    }
    if (lacksSign(part)) {
      return;
    }
    boolean wordFollows = rest.find("(") >= 0 || rest.equalsSign() == rest.start();
    if (name.isBlank() || !rest.isBlank() && !wordFollows) {
      name = part;
      rest = part.from(part.end());
    }
    if (part.isBlank()) {
      word.incomplete(text, part);
      return;
    }
    Optional<List<Trait>> traits = traits(rest);
    if (traits.isPresent()) {
      method.add(text.give(name), traits.get());
    } else {
      if (rest.text().matches("=\\s*[\\w.][^'\"]*")) {
        String formula = name.text() + " " + rest.text();
        String what = "The default of '" + name.text() + "' is no number";
        text.incomplete(rest, what, formula + ", without '" + word.name() + "'");
        return;
      }
      text.incomplete(rest, "This says nothing about '" + name.text() + "'", word.example());
    }
  }

  /** Notes that a number goes on behind a comma; returns false where there is none before it. */
  private boolean decimal(TextPart part) {
    TextPart before = new TextPart(part.statement(), 0, part.start()).stripped();
    if (!before.text().matches("(?s).*\\d\\s*,")) {
      return false;
    }
    text.incomplete(
        part, "Behind the comma stands a number", "parameter gamma = 0.5, with a point");
    return true;
  }

  /** Notes that a comma or a sign is missing behind a name; returns false where none is. */
  private boolean lacksSign(TextPart part) {
    Matcher names = NAMES.matcher(part.text());
    Matcher value = VALUE.matcher(part.text());
    if (value.matches()) {
      String starts = word.name().equals("state") ? "initial" : word.name();
      String example = starts + " " + value.group(1) + " = " + value.group(2);
      text.incomplete(part, "A '=' is missing before the value", example);
      return true;
    }
    if (!names.lookingAt() || names.group(2).matches("unit|bounds")) {
      return false;
    }
    TextPart both = new TextPart(part.statement(), part.start(), part.start() + names.end());
    String example = word.name() + " " + names.group(1) + ", " + names.group(2);
    text.incomplete(both, "A comma is missing between the names", example);
    return true;
  }

  private static Optional<List<Trait>> traits(TextPart rest) {
    List<Trait> traits = new ArrayList<>();
    String said = rest.text();
    Matcher given = DEFAULT.matcher(said);
    try {
      if (given.lookingAt()) {
        traits.add(Trait.defaultValue(number(given.group(1))));
        said = said.substring(given.end());
      }
      Matcher trait = TRAIT.matcher(said);
      int end = 0;
      while (trait.region(end, said.length()).lookingAt()) {
        traits.add(trait(trait.group(1), trait.group(2).strip()));
        end = trait.end();
      }
      return said.substring(end).isBlank() ? Optional.of(traits) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Trait trait(String name, String arguments) {
    if (name.equals("unit") && arguments.matches("'.*'|\".*\"")) {
      return Trait.unit(arguments.substring(1, arguments.length() - 1));
    }
    String[] numbers = arguments.split(",", -1);
    if (name.equals("bounds") && numbers.length == 2) {
      return Trait.bounds(number(numbers[0].strip()), number(numbers[1].strip()));
    }
    throw new IllegalArgumentException(name);
  }

  private static double number(String number) {
    return switch (number) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(number);
    };
  }
}
