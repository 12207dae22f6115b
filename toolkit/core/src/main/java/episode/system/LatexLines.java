package episode.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Breaks equations into lines that fit a page, and measures them. */
final class LatexLines {
  /** Letters that a line of a notebook holds in a narrow window. */
  static final int WIDEST = 58;

  private static final String NEXT = "\\\\\n&\\qquad {}";
  private static final String OPEN = "\\left(";
  private static final String CLOSE = "\\right)";

  private LatexLines() {}

  /** Returns parts side by side, going on in a new line where they are too wide for a page. */
  static String broken(List<String> parts, String between) {
    StringBuilder text = new StringBuilder();
    int wide = 0;
    for (String part : parts) {
      int width = width(part);
      boolean next = wide > 0 && wide + width > WIDEST;
      text.append(text.length() == 0 ? "" : next ? between + "\\\\\n&\\quad {}" : between);
      text.append(folded(part));
      wide = next ? width : wide + width;
    }
    return text.toString();
  }

  /**
   * Returns a formula that goes on in a new line before a plus or minus where it is too wide for a
   * page, within brackets too. Fractions, roots and cases stay whole.
   */
  static String folded(String latex) {
    if (width(latex) <= WIDEST || latex.contains("\\begin{")) {
      return latex;
    }
    List<Integer> signs = signs(latex);
    List<Integer> breaks = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < signs.size(); i++) {
      int end = i + 1 < signs.size() ? signs.get(i + 1) : latex.length();
      if (width(latex.substring(start, end)) > WIDEST && signs.get(i) > start) {
        start = signs.get(i);
        breaks.add(start);
      }
    }
    return breaks.isEmpty() ? latex : withBreaks(latex, breaks);
  }

  /** Returns where a plus or minus stands between terms that no braces hold together. */
  private static List<Integer> signs(String latex) {
    List<Integer> signs = new ArrayList<>();
    int depth = 0;
    for (int at = 0; at < latex.length(); at++) {
      char c = latex.charAt(at);
      boolean sign = at > 0 && latex.charAt(at - 1) == '\\';
      depth += sign ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
      boolean term = latex.startsWith(" + ", at) || latex.startsWith(" - ", at);
      if (depth == 0 && at > 0 && term) {
        signs.add(at + 1);
      }
    }
    return signs;
  }

  /** Brackets that a line ends within cannot grow with what is in them: they get one size. */
  private static String withBreaks(String latex, List<Integer> breaks) {
    StringBuilder text = new StringBuilder(latex);
    Deque<Integer> open = new ArrayDeque<>();
    List<Integer> brackets = new ArrayList<>();
    for (int at = 0; at < latex.length(); at++) {
      if (latex.startsWith("\\left", at) && !latex.startsWith("\\leftarrow", at)) {
        open.push(at);
      } else if (latex.startsWith("\\right", at) && !open.isEmpty()) {
        int from = open.pop();
        int to = at;
        if (breaks.stream().anyMatch(place -> place > from && place < to)) {
          if (!latex.startsWith(OPEN, from) || !latex.startsWith(CLOSE, to)) {
            return latex;
          }
          brackets.addAll(List.of(from, to));
        }
      }
    }
    List<Integer> places = new ArrayList<>(breaks);
    places.addAll(brackets);
    places.sort((a, b) -> b - a);
    for (int place : places) {
      if (breaks.contains(place)) {
        text.insert(place, NEXT);
      } else if (latex.startsWith(OPEN, place)) {
        text.replace(place, place + OPEN.length(), "\\Bigl(");
      } else {
        text.replace(place, place + CLOSE.length(), "\\Bigr)");
      }
    }
    return text.toString();
  }

  /** Returns about how many letters wide a formula is; a fraction is as wide as its wider part. */
  static int width(String latex) {
    String rest = latex;
    for (int at = rest.lastIndexOf("\\frac{"); at >= 0; at = rest.lastIndexOf("\\frac{")) {
      int middle = close(rest, at + 5);
      int end = close(rest, middle + 1);
      String above = letters(rest.substring(at + 5, middle));
      String below = letters(rest.substring(middle, end));
      String wider = above.length() > below.length() ? above : below;
      rest = rest.substring(0, at) + wider + rest.substring(end + 1);
    }
    return letters(rest).length();
  }

  /** Returns where the bracket closes that opens at a place. */
  private static int close(String latex, int open) {
    int depth = 0;
    int at = open;
    do {
      char c = latex.charAt(at);
      boolean sign = at > 0 && latex.charAt(at - 1) == '\\';
      depth += sign ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
      at++;
    } while (depth > 0 && at < latex.length());
    return at - 1;
  }

  private static String letters(String latex) {
    return latex
        .replaceAll("\\\\(left|right|text|mathrm|operatorname|quad|begin|end)\\b", "")
        .replaceAll("\\\\[a-zA-Z]+", "x")
        .replaceAll("[{}_^&\\\\\\s]", "");
  }
}
