package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads the text of a spec, YAML or JSON, into maps, lists, texts, numbers, truth values and null.
 * Tags name no classes; depth, aliases and size have limits.
 */
final class SpecText {
  static final int MOST_CHARACTERS = 10_000_000;
  private static final int MOST_LEVELS = 100;
  private static final int MOST_ALIASES = 50;
  private static final int MOST_VALUES = 200_000;

  /** What to do about what the parser says. */
  private static final Map<String, String> REMEDIES =
      Map.of(
          "duplicate key", "Keep one of them.",
          "aliases", "Write out what *names stand for; arrays are values of parameters.",
          "contains itself", "Write out what *names stand for.",
          "constructor for the tag", "Leave the tag out: values need none.",
          "another document", "Keep each spec in a file of its own.");

  private SpecText() {}

  /** Returns the text of a file. */
  static String of(Path file) {
    try {
      if (Files.size(file) > MOST_CHARACTERS) {
        throw tooLong(Files.size(file) + " bytes", MOST_CHARACTERS);
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      String why = e instanceof java.nio.file.NoSuchFileException ? "there is none" : cause(e);
      throw new EpisodeException(
          Problem.of("E2501", "The file " + file + " cannot be read: " + why)
              .remedy("Check the path and that the file is text in UTF-8."));
    }
  }

  private static String cause(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** Returns what the text says. */
  static Object parse(String text) {
    if (Given.argument(text, "spec", "parse").length() > MOST_CHARACTERS) {
      throw tooLong(text.length() + " characters", MOST_CHARACTERS);
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("spec")
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setCodePointLimit(MOST_CHARACTERS)
            .setSchema(new CoreSchema())
            .build();
    try {
      String even = text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
      limits(new Parse(settings).parseString(even), even);
      return new YamlMerge().of(new Load(settings).loadFromString(even));
    } catch (YamlMerge.Endless e) {
      throw refuse(e.getMessage(), Optional.empty(), text);
    } catch (MarkedYamlEngineException e) {
      throw refuse(e.getProblem(), e.getProblemMark(), text);
    } catch (YamlEngineException e) {
      String message = String.valueOf(e.getMessage());
      throw refuse(message.lines().findFirst().orElse(message), Optional.empty(), text);
    }
  }

  private static void limits(Iterable<Event> events, String text) {
    int depth = 0;
    int values = 0;
    for (Event event : events) {
      switch (event.getEventId()) {
        case SequenceStart, MappingStart -> depth++;
        case SequenceEnd, MappingEnd -> depth--;
        case Scalar -> values++;
        default -> {}
      }
      if (depth > MOST_LEVELS) {
        throw refuse("more than " + MOST_LEVELS + " levels", event.getStartMark(), text);
      }
      if (values > MOST_VALUES) {
        throw tooLong("more than " + MOST_VALUES + " names and values", MOST_VALUES);
      }
    }
  }

  private static EpisodeException tooLong(String seen, int limit) {
    return new EpisodeException(
        Problem.of("E2501", "The spec has " + seen + "; the limit is " + limit)
            .remedy("Keep arrays out of the spec: they are values of parameters."));
  }

  private static EpisodeException refuse(String what, Optional<Mark> mark, String text) {
    Problem problem =
        Problem.of("E2501", "The spec is not YAML or JSON: " + what.strip()).remedy(remedy(what));
    if (mark.isEmpty()) {
      return new EpisodeException(problem);
    }
    int start =
        text.offsetByCodePoints(
            0, Math.min(mark.get().getIndex(), text.codePointCount(0, text.length())));
    String context = "line " + (mark.get().getLine() + 1);
    return new EpisodeException(problem.at(new Problem.Where(context, text, start, start + 1)));
  }

  private static String remedy(String what) {
    for (Map.Entry<String, String> remedy : REMEDIES.entrySet()) {
      if (what.contains(remedy.getKey())) {
        return remedy.getValue();
      }
    }
    return "Texts with : # [ ] { } or a comma are quoted; indent with spaces.";
  }
}
