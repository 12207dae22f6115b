package episode.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the way to an exception: the library calls nearest to it, then the lines of cells. */
final class Frames {

  private static final int LIBRARY_FRAMES = 4;
  private static final int CELL_FRAMES = 5;
  private static final int MANY = 10;
  private static final Pattern JDK = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");
  private static final Pattern OWN =
      Pattern.compile("episode\\.kernel\\..*|org\\.dflib\\.jjava\\..*");

  private final Origins origins;

  Frames(Origins origins) {
    this.origins = origins;
  }

  /** Returns the innermost line of a cell on the way. */
  Optional<Origins.Place> place(StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      Optional<Origins.Place> place = origins.place(frame);
      if (place.isPresent()) {
        return place;
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the lines of a message.
   *
   * @param frames where it was thrown, innermost first
   * @param statement what ran
   */
  List<String> lines(StackTraceElement[] frames, Statement statement) {
    List<StackTraceElement> library = new ArrayList<>();
    Map<String, Integer> places = new LinkedHashMap<>();
    for (StackTraceElement frame : frames) {
      Optional<Origins.Place> place = origins.place(frame);
      place.ifPresent(one -> places.merge(text(one), 1, Integer::sum));
      if (places.isEmpty() && speaks(frame)) {
        library.add(frame);
      }
    }
    List<String> lines = new ArrayList<>(library(library));
    if (places.isEmpty()) {
      places.put(text(new Origins.Place(statement.source(), statement.line())), 1);
    }
    places.entrySet().stream()
        .limit(CELL_FRAMES)
        .map(Frames::counted)
        .forEach(place -> lines.addAll(place.lines().collect(Collectors.toList())));
    if (places.size() > CELL_FRAMES) {
      lines.add("  and " + (places.size() - CELL_FRAMES) + " more; %trace prints all");
    }
    return lines;
  }

  static String text(Origins.Place place) {
    return "  in " + place + "\n    " + place.text();
  }

  private static String counted(Map.Entry<String, Integer> place) {
    return place.getValue() < MANY
        ? place.getKey()
        : place.getKey().replaceFirst("\n", ", " + place.getValue() + " times\n");
  }

  /** Returns calls of libraries; of Java's own only the one that was made from outside of it. */
  private static List<String> library(List<StackTraceElement> frames) {
    List<String> lines =
        frames.stream()
            .filter(frame -> !JDK.matcher(frame.getClassName()).matches())
            .limit(LIBRARY_FRAMES)
            .map(frame -> "  at " + call(frame) + source(frame))
            .collect(Collectors.toCollection(ArrayList::new));
    if (lines.isEmpty() && !frames.isEmpty()) {
      lines.add("  at " + call(frames.get(frames.size() - 1)));
    }
    return lines;
  }

  private static String call(StackTraceElement frame) {
    String type = frame.getClassName();
    String method = frame.getMethodName().equals("<init>") ? "new" : frame.getMethodName();
    return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
  }

  private static String source(StackTraceElement frame) {
    return frame.getLineNumber() < 0
        ? ""
        : " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
  }

  private static boolean speaks(StackTraceElement frame) {
    return !frame.getClassName().isEmpty() && !OWN.matcher(frame.getClassName()).matches();
  }
}
