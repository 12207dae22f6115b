package episode.op;

import episode.expr.EpisodeException;
import episode.expr.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The subscripts of a sum of products, read for operands of known shapes.
 *
 * @param operands a label per axis of each operand; those of "..." are digits, the last axis "0"
 * @param result a label per axis of the result
 * @param extents how long the axes of a label are
 */
record Subscripts(List<String> operands, String result, Map<Character, Integer> extents) {
  private static final String DOTS = "...";

  static Subscripts of(String text, List<Shape> shapes) {
    String packed = text.replace(" ", "");
    int arrow = packed.indexOf("->");
    String[] terms = (arrow < 0 ? packed : packed.substring(0, arrow)).split(",", -1);
    if (terms.length != shapes.size()) {
      throw refusal(text, "has " + terms.length + " terms for " + shapes.size() + " operands");
    }
    List<String> labels = new ArrayList<>();
    Map<Character, Integer> extents = new LinkedHashMap<>();
    String free = "";
    for (int k = 0; k < terms.length; k++) {
      String own = expanded(text, terms[k], shapes.get(k).rank());
      labels.add(own);
      measure(text, own, shapes.get(k), extents);
      String digits = own.replaceAll("[^0-9]", "");
      free = digits.length() > free.length() ? digits : free;
    }
    String result =
        arrow < 0 ? free + once(labels) : expandedResult(text, packed.substring(arrow + 2), free);
    checkResult(text, result, extents);
    return new Subscripts(List.copyOf(labels), result, extents);
  }

  private static String expanded(String text, String term, int rank) {
    int dots = term.indexOf(DOTS);
    String letters = dots < 0 ? term : term.substring(0, dots) + term.substring(dots + 3);
    checkLetters(text, letters);
    int open = rank - letters.length();
    if (dots < 0 ? open != 0 : open < 0 || open > 10) {
      throw refusal(text, "has '" + term + "' for an operand with " + rank + " axes");
    }
    StringBuilder digits = new StringBuilder();
    for (int i = open - 1; i >= 0; i--) {
      digits.append((char) ('0' + i));
    }
    return dots < 0 ? term : term.substring(0, dots) + digits + term.substring(dots + 3);
  }

  private static String expandedResult(String text, String term, String free) {
    String letters = term.replace(DOTS, "");
    checkLetters(text, letters);
    return term.replace(DOTS, free);
  }

  private static void checkLetters(String text, String letters) {
    for (char label : letters.toCharArray()) {
      if (!(label >= 'a' && label <= 'z' || label >= 'A' && label <= 'Z')) {
        throw refusal(text, "has '" + label + "'");
      }
    }
  }

  private static void measure(
      String text, String labels, Shape shape, Map<Character, Integer> extents) {
    for (int axis = 0; axis < labels.length(); axis++) {
      char label = labels.charAt(axis);
      int extent = shape.extent(axis);
      Integer known = extents.get(label);
      boolean stretches = Character.isDigit(label) && known != null && (known == 1 || extent == 1);
      if (known != null && known != extent && !stretches) {
        throw refusal(text, "has '" + label + "' for axes of extents " + known + " and " + extent);
      }
      extents.put(label, stretches && extent == 1 ? known : Integer.valueOf(extent));
    }
  }

  /** Returns the letters that occur once, in order. */
  private static String once(List<String> labels) {
    String all = String.join("", labels);
    StringBuilder once = new StringBuilder();
    TreeSet<Character> sorted = new TreeSet<>();
    for (char label : all.toCharArray()) {
      sorted.add(label);
    }
    for (char label : sorted) {
      if (!Character.isDigit(label) && all.indexOf(label) == all.lastIndexOf(label)) {
        once.append(label);
      }
    }
    return once.toString();
  }

  private static void checkResult(String text, String result, Map<Character, Integer> extents) {
    for (int i = 0; i < result.length(); i++) {
      if (!extents.containsKey(result.charAt(i))) {
        throw refusal(text, "has '" + result.charAt(i) + "' in the result alone");
      }
      if (result.indexOf(result.charAt(i)) != i) {
        throw refusal(text, "has '" + result.charAt(i) + "' twice in the result");
      }
    }
  }

  private static EpisodeException refusal(String text, String what) {
    return Taken.problem(
        "Einsum: '" + text + "' " + what,
        "A letter per axis of each operand, terms parted by commas, such as 'ij,jk->ik';"
            + " '...' for leading axes.");
  }

  /** Returns the shape of labels. */
  Shape shape(String labels) {
    return Shape.of(labels.chars().map(label -> extents.get((char) label)).toArray());
  }
}
