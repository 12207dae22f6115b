package episode.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a call of {@code %maven} asks for. */
final class Coordinates {

  private static final Pattern NAME = Pattern.compile("[\\w.-]+(:[\\w.-]+){1,3}:[^\\s:]+");
  private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");

  private Coordinates() {}

  /** Returns the request of a line's arguments. */
  static Resolver.Request ofLine(Magic magic, List<String> arguments) {
    List<String> coordinates = new ArrayList<>();
    List<String> repositories = new ArrayList<>();
    boolean offline = false;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--offline")) {
        offline = true;
      } else if (argument.equals("--repo") && i + 1 < arguments.size()) {
        repositories.add(address(magic, arguments.get(++i)));
      } else if (argument.startsWith("--repo=")) {
        repositories.add(address(magic, argument.substring("--repo=".length())));
      } else if (argument.startsWith("-")) {
        throw magic.misuse("%maven has no option '" + argument + "' without a value");
      } else {
        coordinates.add(checked(argument));
      }
    }
    return new Resolver.Request(coordinates, repositories, offline);
  }

  private static String address(Magic magic, String text) {
    if (text.matches("[a-z]+:\\S+")) {
      return text;
    }
    throw magic.misuse("'" + text + "' is no URL");
  }

  /** Returns the request of a cell: options in its first line, what is wanted below. */
  static Resolver.Request ofCell(Magic magic, List<String> arguments, String body) {
    Resolver.Request first = ofLine(magic, arguments);
    List<String> coordinates = new ArrayList<>(first.coordinates());
    if (body.contains("<")) {
      Matcher dependency = DEPENDENCY.matcher(body.replaceAll("(?s)<!--.*?-->", ""));
      while (dependency.find()) {
        coordinates.add(ofElement(dependency.group(1)));
      }
    } else {
      body.lines()
          .map(line -> line.replaceFirst("(#|//).*", "").strip())
          .filter(line -> !line.isEmpty())
          .map(Coordinates::checked)
          .forEach(coordinates::add);
    }
    if (coordinates.isEmpty()) {
      throw magic.misuse("%%maven names no library in the lines below it");
    }
    return new Resolver.Request(coordinates, first.repositories(), first.offline());
  }

  private static String ofElement(String element) {
    if (element.contains("<exclusions>")) {
      throw new MagicProblem(
          "E7006",
          "%maven reads no <exclusions>",
          "Leave them out, or make a project of your own and add its jars with %classpath.");
    }
    String name = required(element, "groupId") + ":" + required(element, "artifactId");
    Optional<String> classifier = text(element, "classifier");
    Optional<String> type = text(element, "type");
    if (classifier.isPresent() || type.isPresent()) {
      name += ":" + type.orElse("jar");
    }
    name += classifier.map(text -> ":" + text).orElse("");
    return checked(name + ":" + required(element, "version"));
  }

  private static String required(String element, String tag) {
    return text(element, tag)
        .orElseThrow(
            () ->
                new MagicProblem(
                    "E7006",
                    "A <dependency> has no <" + tag + ">",
                    "It needs groupId, artifactId and version."));
  }

  private static Optional<String> text(String element, String tag) {
    Matcher found = Pattern.compile("<" + tag + ">\\s*(.*?)\\s*</" + tag + ">").matcher(element);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static String checked(String coordinates) {
    if (NAME.matcher(coordinates).matches()) {
      return coordinates;
    }
    throw new MagicProblem(
        "E7006",
        "'" + coordinates + "' names no library",
        "Write GROUP:ARTIFACT:VERSION, such as org.apache.commons:commons-math3:3.6.1.");
  }
}
