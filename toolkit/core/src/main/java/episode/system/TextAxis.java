package episode.system;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads axes in the text form: labels, a size, or points. */
final class TextAxis {
  private static final Pattern POINTS = Pattern.compile("(grid|logGrid|points)\\s*\\(([^()]*)\\)");

  private TextAxis() {}

  /** Reads {@code age = 0-17, 18-64}, {@code place = 50}, {@code x = grid(0, 10, 21)}. */
  static void read(SystemText text, TextWord word, TextPart rest) {
    word.pair(text, "=", rest)
        .ifPresent(axis -> read(text, word, text.give(axis.left()), axis.right()));
  }

  private static void read(SystemText text, TextWord word, String name, TextPart elements) {
    if (elements.text().matches("\\d{1,9}")) {
      text.builder().axis(name, Integer.parseInt(elements.text()));
    } else if (isOfPoints(elements)) {
      points(text, elements).ifPresent(made -> text.builder().axis(name, made));
    } else {
      text.builder().axis(name, labels(text, elements));
    }
  }

  /** Returns whether points are given, as in {@code grid(0, 10, 21)}. */
  static boolean isOfPoints(TextPart elements) {
    return POINTS.matcher(elements.text()).matches();
  }

  /** Returns the points; notes where there are none. */
  static Optional<AxisPoints> points(SystemText text, TextPart elements) {
    Matcher points = POINTS.matcher(elements.text());
    Optional<AxisPoints> read =
        points.matches() ? points(points.group(1), points.group(2)) : Optional.empty();
    if (read.isEmpty()) {
      text.incomplete(elements, "These are no points of an axis", example(points.group(1)));
    }
    return read;
  }

  private static String example(String function) {
    return switch (function) {
      case "grid" -> "axis x = grid(0, 10, 21), from 0 to 10 in 21 points";
      case "logGrid" -> "axis x = logGrid(1, 100, 9), from 1 to 100 in 9 points";
      default -> "axis x = points(0, 0.5, 2)";
    };
  }

  private static Optional<AxisPoints> points(String function, String list) {
    try {
      double[] numbers =
          Arrays.stream(list.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      if (function.equals("points")) {
        return Optional.of(AxisPoints.points(numbers));
      }
      if (numbers.length != 3 || numbers[2] != Math.rint(numbers[2])) {
        return Optional.empty();
      }
      int size = (int) numbers[2];
      return Optional.of(
          function.equals("grid")
              ? AxisPoints.grid(numbers[0], numbers[1], size)
              : AxisPoints.logGrid(numbers[0], numbers[1], size));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Reads {@code axis dose = none, one, two} behind the word {@code ordinal}. */
  static void ordinal(SystemText text, TextWord word, TextPart rest) {
    if (!rest.word().text().equals("axis")) {
      word.incomplete(text, rest);
      return;
    }
    word.pair(text, "=", rest.from(rest.word().end()))
        .ifPresent(
            axis -> {
              AxisPoints labels = AxisPoints.ordinal(labels(text, axis.right()));
              text.builder().axis(text.give(axis.left()), labels);
            });
  }

  /** Returns labels between commas. */
  static String[] labels(SystemText text, TextPart elements) {
    List<TextPart> labels = elements.list();
    return labels.stream().map(label -> text.give(unquoted(label))).toArray(String[]::new);
  }

  /** Returns a label without its quotes. */
  static TextPart unquoted(TextPart label) {
    String all = label.text();
    boolean quoted = all.length() > 1 && "'\"".indexOf(all.charAt(0)) >= 0;
    boolean closed = quoted && all.charAt(all.length() - 1) == all.charAt(0);
    return closed ? new TextPart(label.statement(), label.start() + 1, label.end() - 1) : label;
  }
}
