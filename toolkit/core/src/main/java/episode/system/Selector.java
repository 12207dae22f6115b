package episode.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a spec writes for cells: {@code S}, {@code S[age,vax]}, {@code S[age=0-4]}. Coordinates need
 * no quotes.
 *
 * @param name of the state or alias
 * @param places what stands between the brackets, in the order written
 */
record Selector(String name, List<Place> places) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*");
  private static final Pattern WHOLE =
      Pattern.compile("\\s*(" + NAME.pattern() + ")\\s*(?:\\[([^\\[\\]]*)\\]\\s*)?");

  /** An axis, and its element where it is pinned, else the empty string. */
  record Place(String axis, String element) {
    boolean isPinned() {
      return !element.isEmpty();
    }
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Returns the selector of a text; empty where it is none. */
  static Optional<Selector> of(String text) {
    Matcher matcher = WHOLE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<Place> places = new ArrayList<>();
    if (matcher.group(2) != null) {
      for (String part : matcher.group(2).split(",", -1)) {
        int sign = part.indexOf('=');
        String axis = (sign < 0 ? part : part.substring(0, sign)).strip();
        String element = sign < 0 ? "" : unquoted(part.substring(sign + 1).strip());
        if (!isName(axis) || (sign >= 0 && element.isEmpty())) {
          return Optional.empty();
        }
        places.add(new Place(axis, element));
      }
    }
    return Optional.of(new Selector(matcher.group(1), List.copyOf(places)));
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 1
            && "\"'".indexOf(text.charAt(0)) >= 0
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /** Returns the selector as written, without spaces. */
  @Override
  public String toString() {
    if (places.isEmpty()) {
      return name;
    }
    List<String> parts = new ArrayList<>();
    for (Place place : places) {
      parts.add(place.isPinned() ? place.axis + "=" + place.element : place.axis);
    }
    return name + "[" + String.join(",", parts) + "]";
  }
}
